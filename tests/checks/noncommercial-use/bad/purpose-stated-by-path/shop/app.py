from transformers import AutoModel

AutoModel.from_pretrained("facebook/musicgen-small")
