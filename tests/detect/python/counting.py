"""A list of names that only token counters get loads nothing."""

import tiktoken
from openai import OpenAI

models = ["gpt-4", "gpt-4-32k", "gpt-3.5-turbo-16k"]
for model in models:
    tiktoken.encoding_for_model(model)

CHAT_MODEL = "gpt-4o"
tiktoken.encoding_for_model(CHAT_MODEL)
client = OpenAI()
client.chat.completions.create(model=CHAT_MODEL, messages=[])

SMALL_MODEL = "gpt-4o-mini"
tiktoken.encoding_for_model(SMALL_MODEL)
request = {"model": SMALL_MODEL, "messages": []}
