import os

import anthropic
import boto3
import cohere
import openai
from google import genai
from groq import Groq
from mistralai import Mistral

openai.OpenAI().chat.completions.create(model="gpt-4o", messages=[])
router = openai.OpenAI(base_url="https://openrouter.ai/api/v1")
router.chat.completions.create(model="deepseek/deepseek-chat", messages=[])
served = openai.AsyncOpenAI(base_url="http://localhost:8000/v1")
served.chat.completions.create(model="acme-labs/served", messages=[])
near = openai.OpenAI(base_url="http://localhost:11434/v1")
near.chat.completions.create(model="llama3.1:8b", messages=[])
nvidia = openai.OpenAI(base_url=os.getenv("NIM", "https://integrate.api.nvidia.com/v1"))
nvidia.chat.completions.create(model="meta/llama-3.1-8b-instruct", messages=[])
cloud = openai.AzureOpenAI(azure_endpoint="https://acme.openai.azure.com")
cloud.chat.completions.create(model="gpt-4o-mini", messages=[])
claude = anthropic.Anthropic()
claude.messages.create(model="claude-3-5-sonnet-20241022", max_tokens=5, messages=[])
Groq().chat.completions.create(model="llama-3.3-70b-versatile", messages=[])
Mistral().chat.complete(model="mistral-small-latest", messages=[])
co = cohere.Client()
co.embed(model="embed-english-v3.0", texts=[])
genai.Client().models.generate_content(model="gemini-2.0-flash", contents="x")
bedrock = boto3.client("bedrock-runtime")
bedrock.converse(modelId="anthropic.claude-3-haiku-20240307-v1:0", messages=[])


class Assistant:
    def __init__(self):
        self.client = openai.OpenAI()
        self.model = "gpt-4.1"

    def ask(self):
        self.client.responses.create(model=self.model, input="x")
        self.client.embeddings.create(model="text-embedding-3-large", input="x")
        self.client.audio.transcriptions.create(model="whisper-1", file=None)
