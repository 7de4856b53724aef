import clip
import kagglehub
import keras_hub
import stanza
from TTS.api import TTS

model, preprocess = clip.load("ViT-B/32", device="cpu")
large, _ = clip.load("ViT-L/14@336px")
own, _ = clip.load("weights/own.pt")
preset = keras_hub.models.GemmaCausalLM.from_preset("gemma2_instruct_2b_en")
from_hub = keras_hub.models.GemmaCausalLM.from_preset("hf://google/gemma-2-2b-keras")
path = kagglehub.model_download("google/gemma-2/transformers/gemma-2-2b-it/2")
nlp = stanza.Pipeline("de", processors="tokenize")
tts = TTS("tts_models/multilingual/multi-dataset/xtts_v2")


class Engine:
    def __init__(self, model_name: str = "tts_models/en/ljspeech/vits"):
        self.model_name = model_name
