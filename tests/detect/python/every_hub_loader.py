"""Hugging Face: a call for each loader.

Organizations have the names of providers, so that no name of an argument tells enough.
"""

import datasets
import diffusers
import gradio
import huggingface_hub
import lmdeploy
import modelscope
import nemo
import peft
import sentence_transformers
import setfit
import transformers
import trl
import vertexai

vertexai.from_pretrained("tiny-37")
vertexai.from_pretrained(model_name="tiny-38")
nemo.from_pretrained("groq/tiny-39")
nemo.from_pretrained(model_name="groq/tiny-40")
modelscope.from_pretrained("acme/tiny-41")
modelscope.from_pretrained(pretrained_model_name_or_path="acme/tiny-42")
modelscope.from_pretrained(model_id="acme/tiny-43")
modelscope.from_pretrained(model="acme/tiny-44")
modelscope.snapshot_download(pretrained_model_name_or_path="acme/tiny-45")
modelscope.model_file_download(model_id="acme/tiny-46")
modelscope.pipeline(None, "acme/tiny-47")
modelscope.pipeline(model="acme/tiny-48")
sentence_transformers.from_pretrained("tiny-49")
transformers.pipeline(None, "groq/tiny-50")
transformers.pipeline(model="groq/tiny-51")
transformers.pipeline(tokenizer="groq/tiny-52")
transformers.pipeline(feature_extractor="groq/tiny-53")
transformers.pipeline(image_processor="groq/tiny-54")
transformers.pipeline(processor="groq/tiny-55")
transformers.pipeline(config="groq/tiny-56")
lmdeploy.pipeline("groq/tiny-57")
lmdeploy.pipeline(model_path="groq/tiny-58")
lmdeploy.client(model_path="groq/tiny-59")
lmdeploy.serve("groq/tiny-60")
lmdeploy.TurbomindEngineConfig(model_path="groq/tiny-61")
lmdeploy.PytorchEngineConfig("groq/tiny-62")
trl.SFTTrainer("groq/tiny-63")
trl.SFTTrainer(model="groq/tiny-64")
trl.SFTTrainer(ref_model="groq/tiny-65")
trl.SFTTrainer(reward_model="groq/tiny-66")
trl.SFTTrainer(value_model="groq/tiny-67")
trl.SFTTrainer(teacher_model="groq/tiny-68")
trl.SFTTrainer(reward_funcs="groq/tiny-69")
trl.SFTTrainer(processing_class="groq/tiny-70")
trl.SFTTrainer(tokenizer="groq/tiny-71")
trl.DPOTrainer(model="groq/tiny-72")
trl.GRPOTrainer(ref_model="groq/tiny-73")
trl.PPOTrainer(reward_model="groq/tiny-74")
trl.RewardTrainer(value_model="groq/tiny-75")
trl.KTOTrainer(teacher_model="groq/tiny-76")
trl.ORPOTrainer(reward_funcs="groq/tiny-77")
trl.CPOTrainer(processing_class="groq/tiny-78")
trl.BCOTrainer(tokenizer="groq/tiny-79")
trl.OnlineDPOTrainer("groq/tiny-80")
trl.RLOOTrainer(model="groq/tiny-81")
trl.GKDTrainer(ref_model="groq/tiny-82")
trl.NashMDTrainer(reward_model="groq/tiny-83")
trl.XPOTrainer(value_model="groq/tiny-84")
trl.PRMTrainer(teacher_model="groq/tiny-85")
trl.ModelConfig(model_name_or_path="groq/tiny-86")
trl.ScriptArguments(model_name_or_path="groq/tiny-87")
peft.PeftConfig(base_model_name_or_path="groq/tiny-88")
peft.LoraConfig(base_model_name_or_path="groq/tiny-89")
huggingface_hub.InferenceClient("groq/tiny-90")
huggingface_hub.InferenceClient(model="groq/tiny-91")
huggingface_hub.AsyncInferenceClient(model="groq/tiny-92")
huggingface_hub.Repository(clone_from="groq/tiny-93")
huggingface_hub.InferenceApi("groq/tiny-94")
huggingface_hub.InferenceApi(repo_id="groq/tiny-95")
huggingface_hub.create_inference_endpoint(repository="groq/tiny-96")
transformers.HfEngine("groq/tiny-97")
transformers.HfEngine(model="groq/tiny-98")
transformers.HfApiEngine(model="groq/tiny-99")
transformers.TransformersEngine("groq/tiny-100")
datasets.load_dataset("acme-labs/rows-101")
datasets.load_dataset(path="acme-labs/rows-102")
datasets.load_dataset_builder(path="acme-labs/rows-103")
datasets.get_dataset_config_names("acme-labs/rows-104")
datasets.get_dataset_split_names(path="acme-labs/rows-105")
datasets.get_dataset_infos("acme-labs/rows-106")
datasets.get_dataset_config_info(path="acme-labs/rows-107")
datasets.Dataset.from_hub("acme-labs/rows-108")
gradio.load("models/groq/tiny-109")
gradio.load(name="models/groq/tiny-110")
gradio.Interface.load(name="models/groq/tiny-111")
diffusers.from_config("groq/tiny-801", subfolder="unet")
diffusers.load_config("groq/tiny-802")
setfit.SetFitModel.from_pretrained("paraphrase-tiny-803")
