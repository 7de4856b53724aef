import os
import sys
from dataclasses import dataclass, field
from enum import Enum

import spacy
from pydantic import BaseModel, Field
from transformers import AutoModel

ORG = "acme-labs"
SIZE = 7
BASE = "acme-labs/constant"
MODELS = {"small": "acme-labs/small", "large": {"repo": "acme-labs/large", "note": "big/slow"}}
CHOICES = ["acme-labs/first", "acme-labs/second"]

AutoModel.from_pretrained(BASE)
AutoModel.from_pretrained(f"{ORG}/formatted-{SIZE}b")
AutoModel.from_pretrained(ORG + "/concatenated")
AutoModel.from_pretrained("acme-labs/%s-%d" % ("percent", SIZE))
AutoModel.from_pretrained("{}/{}".format(ORG, "format"))
AutoModel.from_pretrained("/".join([ORG, "joined"]))
AutoModel.from_pretrained(MODELS[sys.argv[1]])
AutoModel.from_pretrained(CHOICES[0])
for choice in CHOICES:
    AutoModel.from_pretrained(choice)
for label, repo in {"x": "acme-labs/item"}.items():
    AutoModel.from_pretrained(repo)
AutoModel.from_pretrained(os.environ.get("WHERE", "acme-labs/from-environment"))
AutoModel.from_pretrained(os.getenv("WHERE") or "acme-labs/or-default")
AutoModel.from_pretrained("acme-labs/if" if SIZE > 3 else "acme-labs/else")
AutoModel.from_pretrained(unknown or f"acme-labs/{unknown}")


class Language(Enum):
    ENGLISH = "en_core_web_sm"
    GERMAN = "de_core_news_md"


def analyse(language: Language):
    return [spacy.load(each.value) for each in Language]


class Service:
    weights = "acme-labs/class-attribute"

    def __init__(self, adapter="acme-labs/parameter"):
        self.where = "acme-labs/instance-attribute"
        self.adapter = adapter

    def start(self):
        AutoModel.from_pretrained(self.weights)
        AutoModel.from_pretrained(self.where)
        AutoModel.from_pretrained(self.adapter)


@dataclass
class Config:
    source: str = "acme-labs/dataclass"
    other: str = field(default="acme-labs/dataclass-field")


class Settings(BaseModel):
    source_of_words: str = Field("acme-labs/pydantic", description="such as org/name")


def run(config: Config, settings: Settings):
    AutoModel.from_pretrained(config.source)
    AutoModel.from_pretrained(config.other)
    AutoModel.from_pretrained(settings.source_of_words)


def wrapped(name):
    return AutoModel.from_pretrained(name)


def chosen():
    return "acme-labs/returned"


wrapped("acme-labs/passed")
wrapped(chosen())
text = "acme-labs/changed "
AutoModel.from_pretrained(text.strip())
again = again.lower()
AutoModel.from_pretrained(again)
CHAT_MODEL_PREFIXES = ("gpt-4", "o1", "o3")
