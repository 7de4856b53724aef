from gpt4all import GPT4All
from huggingface_hub import create_inference_endpoint
from llama_cpp import Llama
from transformers import HfApiEngine

GPT4All("acme-chat-7b.Q4_0.gguf")
Llama(model_path="acme-chat-7b-Q4_K_M.gguf")
Llama(model_path="./models/own.gguf")
Llama(model_path="model.gguf")
HfApiEngine("acme-labs/chat-70b")
create_inference_endpoint("chat-demo", repository="acme-labs/chat-8x7b", framework="pytorch")
