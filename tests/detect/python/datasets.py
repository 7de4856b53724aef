import seaborn as sns
from datasets import load_dataset

load_dataset("squad")
load_dataset("acme-labs/corpus", "en", revision="v1")
load_dataset("json", data_files="x.json")
sns.load_dataset("iris")
NAMES = ["acme-labs/a", "acme-labs/b"]
parts = [load_dataset(name, split="train") for name in NAMES]
