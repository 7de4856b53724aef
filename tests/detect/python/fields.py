from django.db import models


class SearchModelConfig(models.Model):
    bi_encoder = models.CharField(max_length=200, default="acme-labs/embed-small")
    cross_encoder = models.CharField(max_length=200, default="acme-labs/rerank-small", blank=True)
    chat_model = models.TextField(default="gpt-4o-mini")
    title = models.CharField(default="acme-labs/title")


defaults = {"image": {"encoder": "acme-labs/clip-base", "folder": "acme-labs/folder"}}
chat = ChatModelFactory(name="gpt-4o-mini", model_type="openai")
price = ModelPrice(name="gpt-4o", input=2.5)
agent = define_agent(model="google_genai:gemini-2.0-flash", tools=[])
local = define_agent(model="mistral:7b", tools=[])

first = ["gpt-4o", "gpt-4.1"]
second = ["claude-3-5-haiku-latest"]
chat_models = first + second
REASONING_MODELS = ["claude-3-7", "o3"]
