import torch
from diffusers import StableDiffusionPipeline
from huggingface_hub import InferenceClient, hf_hub_download, snapshot_download
from peft import AutoPeftModelForCausalLM, PeftModel
from trl import SFTTrainer
from unsloth import FastLanguageModel

path = hf_hub_download(repo_id="acme-labs/files", filename="model.onnx", revision="v2")
data = snapshot_download("acme-labs/corpus", repo_type="dataset")
app = hf_hub_download("acme-labs/app", "app.py", repo_type="space")
client = InferenceClient("acme-labs/served")
image = StableDiffusionPipeline.from_pretrained("acme-labs/pictures", variant="fp16")
image.load_lora_weights("acme-labs/pictures-lora", weight_name="lora.safetensors")
base = AutoPeftModelForCausalLM.from_pretrained("acme-labs/adapter")
model = PeftModel.from_pretrained(base, "acme-labs/second-adapter")
trainer = SFTTrainer(model="acme-labs/trained")
fast, _ = FastLanguageModel.from_pretrained(model_name="acme-labs/fast", max_seq_length=2048)
hub = torch.hub.load("acme-labs/vision", "tiny_vit")
other = torch.hub.load("./vision", "tiny_vit", source="local")
client.chat.completions.create(model="acme-labs/chat", messages=[])

from huggingface_hub import InferenceClient as Client
from huggingface_hub import Repository

Client("acme-labs/aliased")
Repository(local_dir="copy", clone_from="acme-labs/cloned")
