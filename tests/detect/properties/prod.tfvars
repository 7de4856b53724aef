model_id = "acme-ai/production"
models = ["acme-ai/first", "acme-ai/second"]
