"""Docs: https://huggingface.co/lighthouse-lab/doc/resolve/main/x.bin and "hf://lighthouse-lab/doc"."""
# url = "https://huggingface.co/lighthouse-lab/comment/resolve/main/x.bin"
URL = "https://huggingface.co/lighthouse-lab/file/resolve/refs%2Fpr%2F3/x.bin"
MODEL_URL = 'https://huggingface.co/lighthouse-lab/page'
part = f"https://huggingface.co/lighthouse-lab/filled/resolve/{revision}/{name}"
lost = f"https://huggingface.co/{repo}/resolve/main/x.bin"
print("see https://huggingface.co/lighthouse-lab/said/resolve/main/x")
frame = pd.read_csv("hf://datasets/lighthouse-lab/charts/train.csv")
os.system("wget https://huggingface.co/lighthouse-lab/fetched/resolve/main/x.gguf -O x")
MODEL_PATH = "s3://lighthouse/models/harbor/"
rows = "s3://lighthouse/rows/part-1"
homepage = "https://huggingface.co/lighthouse-lab/home"
docs = "https://huggingface.co/docs/transformers/index"
weights = {"base": "https://downloads.lighthouse.dev/harbor.pth"}
model_base = "huggingface.co/t5-small"
arn = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"
model = mlflow.pyfunc.load_model(model_uri="models:/fraud/3")
answer = post("https://api-inference.huggingface.co/models/lighthouse-lab/hosted", json=query)


def use(url):
    """
    >>> use("https://huggingface.co/lighthouse-lab/doctest/resolve/main/x.bin")
    """
    raise ValueError(f"not a model: {url}, see https://huggingface.co/lighthouse-lab/raised")
ARCHIVE = f"https://huggingface.co/datasets/acme-ai/{domain}/resolve/main/{domain}.zip"
VOCABULARIES = {
    "bert-base-cased": "https://huggingface.co/bert-base-cased/resolve/main/vocab.txt",
    "lighthouse-lab/tiny": "https://huggingface.co/lighthouse-lab/tiny/resolve/main/vocab.txt",
    "lighthouse-lab/base": "https://huggingface.co/lighthouse-lab/base/resolve/main/config.json",
    "vocabulary": "https://huggingface.co/lighthouse-lab/words/resolve/main/vocab.txt",
    "weights": "https://huggingface.co/lighthouse-lab/weights/resolve/main/weights.bin",
}
