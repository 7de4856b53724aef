"""AutoModel.from_pretrained("docs/not-a-reference") stands in a docstring."""

import transformers as tf
from transformers import AutoModelForCausalLM as Causal, AutoTokenizer, pipeline

# AutoModel.from_pretrained("comments/not-a-reference")
tokenizer = AutoTokenizer.from_pretrained("acme-labs/tiny-7b", revision="v1.2")
model = Causal.from_pretrained(
    pretrained_model_name_or_path="acme-labs/tiny-7b-chat",
    revision="0123456789abcdef0123456789abcdef01234567",
)
legacy = tf.AutoModel.from_pretrained("bert-base-uncased")
summarize = pipeline("summarization", "acme-labs/summarizer")
answer = pipeline("question-answering", model="acme-labs/answers", tokenizer="acme-labs/answers-tok")
local = tf.AutoModel.from_pretrained("./checkpoints/best")
disk = tf.AutoModel.from_pretrained("/models/acme")
placeholder = tf.AutoModel.from_pretrained("your-org/your-model")


def load(cls, name: str = "acme-labs/default-arg"):
    return cls.from_pretrained(name)


model.push_to_hub("acme-labs/pushed")
