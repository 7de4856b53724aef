"""`modelguard.lock`: what was resolved last time, and how that was judged."""

NAME = "modelguard.lock"
