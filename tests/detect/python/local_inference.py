import en_core_web_md
import open_clip
import spacy
import timm
import whisper
from FlagEmbedding import BGEM3FlagModel
from fastembed import TextEmbedding
from faster_whisper import WhisperModel
from flair.models import SequenceTagger
from sentence_transformers import CrossEncoder, SentenceTransformer
from ultralytics import YOLO
from vllm import LLM

SentenceTransformer("all-MiniLM-L6-v2")
CrossEncoder("acme-labs/reranker", revision="main")
TextEmbedding(model_name="acme-labs/embed")
BGEM3FlagModel("acme-labs/m3", use_fp16=True)
LLM(model="openai/gpt-oss-20b", tokenizer="acme-labs/tok")
whisper.load_model("large-v3")
WhisperModel("small.en", device="cpu")
WhisperModel("acme-labs/faster-whisper")
timm.create_model("resnet50.a1_in1k", pretrained=True)
timm.create_model("resnet18")
timm.create_model("resnet34", pretrained=False)
timm.create_model("hf-hub:acme-labs/vit", pretrained=True)
open_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")
open_clip.create_model_and_transforms("hf-hub:acme-labs/clip")
open_clip.get_tokenizer("ViT-B-32")
YOLO("yolo11n.pt")
YOLO("yolov8n.yaml")
YOLO("runs/detect/train/weights/best.pt")
spacy.load("en_core_web_sm")
en_core_web_md.load()
SequenceTagger.load("flair/ner-english-large")
