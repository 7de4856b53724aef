import os
import subprocess

MODEL = "acme-labs/constant"
subprocess.run(["vllm", "serve", "acme-labs/served", "--tokenizer", "acme-labs/tok"])
subprocess.Popen(["python", "-m", "vllm.entrypoints.openai.api_server", "--model", MODEL])
os.system("ollama pull llama3.2:3b")
subprocess.run(f"hf download acme-labs/downloaded --local-dir {where}", shell=True)
