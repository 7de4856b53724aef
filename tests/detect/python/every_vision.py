"""Vision: a call for each loader.

Organizations have the names of providers, so that no name of an argument tells enough.
"""

import clip
import insightface
import kagglehub
import keras_hub
import open_clip
import timm
import torch
import ultralytics

timm.create_model("acme_net252", pretrained=True)
timm.create_model(model_name="acme_net253", pretrained=True)
open_clip.create_model_and_transforms(model_name="ViT-B-32", pretrained="acme254")
open_clip.create_model(model_name="ViT-B-32", pretrained="acme255")
open_clip.create_model_from_pretrained(model_name="ViT-B-32", pretrained="acme256")
open_clip.get_tokenizer("hf-hub:groq/tiny-257")
open_clip.get_tokenizer(model_name="hf-hub:groq/tiny-258")
clip.load("ViT-B/32")
clip.load(name="ViT-B/32")
keras_hub.from_preset("acme_base_261")
keras_hub.from_preset(preset="acme_base_262")
kagglehub.model_download("acme/tiny/pytorch/263b")
kagglehub.model_download(handle="acme/tiny/pytorch/264b")
ultralytics.YOLO("yolov8n.pt")
ultralytics.YOLO(model="yolov8n.pt")
ultralytics.YOLOWorld(model="yolov8n.pt")
ultralytics.YOLOE("yolov8n.pt")
ultralytics.RTDETR(model="yolov8n.pt")
ultralytics.SAM("yolov8n.pt")
ultralytics.FastSAM(model="yolov8n.pt")
ultralytics.NAS("yolov8n.pt")
torch.load_state_dict_from_url("https://huggingface.co/acme/tiny-273/resolve/main/w.safetensors")
torch.load_state_dict_from_url(url="https://huggingface.co/acme/tiny-274/resolve/main/w.safetensors")
torch.hub.load(repo_or_dir="acme/tiny275", model="entry")
insightface.FaceAnalysis(name="buffalo_l")
insightface.model_zoo.get_model("inswapper_128.onnx")
insightface.model_zoo.get_model("./models/own.onnx")
