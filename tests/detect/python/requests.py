import json
import os

import httpx
import requests

SERVER = os.environ.get("OLLAMA_HOST", "http://localhost:11434")
PAYLOAD = {"model": "tinychat", "prompt": "hello", "stream": False}
HEADERS = {"Content-Type": "application/json"}


def ask(session):
    requests.post("http://localhost:11434/api/generate", json=PAYLOAD)
    requests.post(f"{SERVER}/api/chat", data=json.dumps({"model": "tinytalk"}), headers=HEADERS)
    session.request("POST", "https://api.groq.com/openai/v1/chat/completions", json={"model": "fast-one"})
    httpx.stream("POST", url="https://openrouter.ai/api/v1/chat", json={"model": "acme/tiny:free"})
    # Any server may run there, or nobody knows the host.
    requests.post("http://localhost:8000/v1/completions", json={"model": "mine"})
    requests.post("https://models.acme.test/v1/completions", json={"model": "mine"})
    return requests.get("http://localhost:11434/api/tags", params={"model": "tinychat"})
