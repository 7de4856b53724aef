MODEL_ID = "acme-labs/model-id"
EMBEDDING_MODEL = "text-embedding-3-small"
DEFAULT_MODEL = "gpt-4o-mini"
hf_repo_id = "acme-labs/repository"
config = {
    "base_model": "acme-labs/base",
    "datasets": [{"path": "acme-labs/corpus", "type": "alpaca"}],
    "output_dir": "acme-labs/out",
}
config["tokenizer"] = "acme-labs/tokenizer"
catalog = [StarterModel(name="x", source="acme-labs/starter")]
encoder = HFEmbedder("acme-labs/encoder", max_length=512)
requests.post("https://example.invalid", json={"model": "claude-3-5-haiku-20241022"})
DATASET_VERSION = "3.0.0"
