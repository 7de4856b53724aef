café = "é"; from transformers import AutoModel; AutoModel.from_pretrained("acme-labs/columns")
x = 1
AutoModel.from_pretrained("acme-labs/crlf")
