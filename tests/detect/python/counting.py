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


def window(model):
    normalized_model = model.strip().lower().removeprefix("openai/")
    return WINDOWS[normalized_model]


WINDOWS = {name: 128_000 for name in map(window, ("gpt-4o", "gpt-4o-mini"))}
window("gpt-4.1-nano")
