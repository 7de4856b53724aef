print "loading"
from transformers import AutoModel
# AutoModel.from_pretrained("comments/none")
model = AutoModel.from_pretrained("acme-labs/python-two")
"""AutoModel.from_pretrained("docs/none")"""
