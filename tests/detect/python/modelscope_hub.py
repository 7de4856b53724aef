from lmdeploy import pipeline as serve
from modelscope import AutoTokenizer, snapshot_download
from modelscope.pipelines import pipeline

AutoTokenizer.from_pretrained("acme-labs/chat")
snapshot_download("acme-labs/weights", revision="v1")
pipeline("text-generation", model="acme-labs/writer")
serve("acme-labs/engine")
