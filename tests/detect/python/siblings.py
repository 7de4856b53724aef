# What stands beside a repository says that it is one of data, or that a name is an alias.
import settings

ROWS = [
    {"hf_repo": "acme-labs/answers", "split": "train"},
    {"hf_repo": "acme-labs/chat", "dtype": "float16"},
]
arithmetic = Task(name="arithmetic", hf_repo="acme-labs/sums", hf_subset="easy", evaluation_splits=["test"])
judge = Judge(tokenizer="acme-labs/judge", split="test")

served = LLMConfig(
    model_loading_config={"model_id": "acme/chat-alias", "model_source": "acme-labs/served"},
)


class Settings:
    embedder = settings.read("model_id", default=["acme-labs/embed", "acme-labs/embed-large"])
    unset = settings.read("model_id", default="default/not-specified")
    text = settings.describe("model_id", default="acme-labs/only-told")
