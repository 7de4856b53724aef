import shlex
import subprocess
import sys

subprocess.Popen([sys.executable, "-m", "sglang.launch_server", "--model-path", "acme-labs/served"])
subprocess.check_call([sys.executable, "-m", "spacy", "download", "en_core_web_sm"])
subprocess.run("ollama pull llama3.2".split())
subprocess.run(shlex.split("vllm serve acme-labs/chat"))
PAIRS = [(sys.executable, "python"), (key, "value")]
MATRIX = [
    {"arguments": ["-m", "acme-labs/measured", "--isq", "q4k"]},
    {"arguments": ["-m", "pytest", "-q"]},
    {"arguments": ["git", "commit", "-m", "acme-labs/message"]},
]
