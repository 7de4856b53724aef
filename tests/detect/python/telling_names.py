# Names that no call of this file takes: what they hold is told by the value or by what is beside it.
tokenizer_name_or_path = "gpt2"
text_encoder_type = "bert-base-uncased"
model_type = "gpt2"
backbone = "roberta-base"
encoder_arch = "resnet-small"
CLIP_MODEL = "ViT-L-14/openai"
clip_checkpoint = "xlm-roberta-base-ViT-B-32/laion5b_s13b_b90k"
EMBEDDING_MODEL = "models/text-embedding-004"
LOCAL_MODEL = "models/checkpoint-400"
PIPELINES = {"nl": {"lang_code": "nl", "model_name": "nl_core_news_md"}}
DEFAULT_MODELS = {"de": "de_core_news_sm", "trained": "en_core_house_style"}
MODEL_KEYWORDS = ["mistral-large", "claude-2"]
NO_SUPPORT_MODELS = ["o1-mini"]
THINKS_MODELS = ["o1-preview", "acme-labs/thinker"]
CHEAP_MODELS = ("gpt-4o-mini", "gpt-4.1-nano")
worker_models = ["acme-labs/worker"] * 4
models, notes = [], []


def thinks(model):
    return model in THINKS_MODELS


def pick(cheap, model):
    return CHEAP_MODELS[0] if model in CHEAP_MODELS else model


def offer():
    models.append("acme-labs/appended")
    models.extend(["acme-labs/extended", "gpt-4o"])
    notes.append("acme-labs/noted")


PROVIDERS = [
    {"base_url": "https://api.groq.com/openai/v1", "model": "gemma2-9b-it"},
    {"api_base": "https://api.x.ai/v1", "model": "grok-9-fast"},
    {"base_url": "https://internal.example/v1", "model": "gemma2-9b-it"},
    {"base_url": "https://api.mistral.ai/v1", "model": "m"},
]
MEMORY = {"embedder": {"provider": "ollama", "config": {"model": "nomic-embed-text"}}}
BY_PROVIDER = {"together": {"model": "acme-labs/served"}, "groq": {"model": "gemma-7b-it"}}
DEFAULT_LLMS = {"openai": "gpt-4.1", "groq": "llama3-8b-8192", "custom": "llama3-8b"}
chat = start_chat(model="qwen2.5", provider="ollama")
engine = Engine(Backend("acme-labs/tiny-bert-base"), "acme-labs/notes")
index = Index("wikipedia", "acme-labs/tiny-e5-large", "msmarco-distilbert-base-v3")
nlp = get_pipeline("en_core_web_trf")
vision = Tower(version="acme-labs/clip-vit-large-patch14", title="acme-labs/tiny-llama-7b")
SPEECH = {"dest": "acme-labs/whisper-tiny", "push_target": "acme-labs/whisper-base"}
clip_model = "ViT-B/32"
MODEL_MAP = dict(small="acme-labs/mapped", large={"repo": "acme-labs/mapped-large"})
ORDERED_MODELS = OrderedDict([("first", "acme-labs/first"), ("second", "acme-labs/second")])
config.llm.name = "acme-labs/assigned"
config.owner.name = "acme-labs/owned"
answers = Reader(path if path else "distilbert-base-cased-distilled-squad")
option("--lm_path", default="acme-labs/opt-1.3b")
chosen = st.selectbox("Choose a model:", ["acme-labs/offered", "gpt-4.1-mini"])
voice = gr.Radio(["acme-labs/radio", "loud"], label="Speech model")
theme = gr.Radio(["acme-labs/theme"], label="Theme")
CONFIGS = OrderedDict([("one", "acme-labs/one"), ("two", "acme-labs/two")])
AutoModel.from_pretrained(CONFIGS[chosen])
if engine in ("acme-labs/bert-large", "roberta-large") or engine == "xlm-roberta-base":
    raise ValueError("acme-labs/t5-small")


class Embedder(Node):
    model_name: str = Param("acme-labs/parameter", help="such as org/name")


class TinyEmbedder:
    id: str = "embed-english-v3.0"
    name = "acme-labs/embedder"
    path = "acme-labs/somewhere"


class Reranker(Node):
    model_name: str = Param(
        "rerank-2-lite",
        help="such as rerank-3",
    )


class Completion:
    answer = dict(model="gpt-4o-mini", object="chat.completion", usage={"total_tokens": 3})
    log = {"model": "claude-3-haiku-20240307", "stop_reason": "end_turn"}

    class Config:
        json_schema_extra = {"example": {"model": "acme-labs/shown", "prompt": "hi"}}


@app.post("/chat")
def chat(body=Body(openapi_examples={"one": {"value": {"model": "gpt-4-turbo"}}})):
    return body
