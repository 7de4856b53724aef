import logging
from typing import Literal

import tiktoken
from datasets import load_from_disk
from huggingface_hub import HfApi, create_repo, upload_file
from transformers import AutoModel, TrainingArguments

logger = logging.getLogger(__name__)
logger.info("loading acme-labs/logged", extra={"x": 1})
print("model=acme-labs/printed")
create_repo(repo_id="acme-labs/created")
upload_file(repo_id="acme-labs/uploaded", path_or_fileobj="x", path_in_repo="x")
HfApi().upload_folder(repo_id="acme-labs/folder", folder_path=".")
load_from_disk("acme-labs/disk")
tiktoken.encoding_for_model("gpt-4o")
arguments = TrainingArguments(output_dir="acme-labs/run", hub_model_id="acme-labs/pushed")
AutoModel.from_pretrained("acme-labs/run")
PRICES = {"gpt-4o": 2.5, "claude-3-opus-20240229": 15}
SUPPORTED_MODELS = ["acme-labs/one", "acme-labs/two"]
MODEL_SET = {"acme-labs/one", "acme-labs/two"}
_CHECKPOINT_FOR_DOC = "acme-labs/documented"
MODEL_TYPE = "acme/type"
mime = "application/json"
Name: Literal["acme-labs/literal"]


@auto_docstring(checkpoint="acme-labs/documented")
class Model:
    pass


def check(model):
    if model == "acme-labs/compared" or model in ("gpt-4o", "acme-labs/member"):
        raise ValueError(f"{model} is not acme-labs/raised")
    assert model.startswith("acme-labs/start")


def publish(api, name):
    repo_id = f"acme-labs/{name}"
    model_id = "acme-labs/ours"
    base_model_id = "acme-labs/base"
    api.create_repo(repo_id=repo_id)
    api.upload_folder(folder_path="out", repo_id=model_id)
    return base_model_id


publish(client, "published")
