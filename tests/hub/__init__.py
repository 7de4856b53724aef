"""A local Hub for tests: real HTTP over TLS on loopback, answers as the Hub's were recorded.

In a test, the fixtures of `plugin.py`; from a shell, `python -m tests.hub`, which prints where it
listens as one line of JSON and stops when its standard input ends.
"""
