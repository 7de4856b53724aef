"""Serving and inference engines: a call for each loader.

Organizations have the names of providers, so that no name of an argument tells enough.
"""

import bentoml
import ctranslate2
import gpt4all
import guidance
import llama_cpp
import mlflow
import mlx_embeddings
import mlx_lm
import mlx_vlm
import mlx_whisper
import outlines
import sglang
import tensorrt_llm
import vllm

vllm.LLM("groq/tiny-185")
vllm.LLM(model="groq/tiny-186")
vllm.LLM(tokenizer="groq/tiny-187")
vllm.LLM(speculative_model="groq/tiny-188")
vllm.EngineArgs(model="groq/tiny-189")
vllm.AsyncEngineArgs(tokenizer="groq/tiny-190")
vllm.LoRARequest(None, None, "groq/tiny-191")
vllm.LoRARequest(lora_path="groq/tiny-192")
vllm.LoRARequest(lora_local_path="groq/tiny-193")
sglang.Engine(model_path="groq/tiny-194")
sglang.Engine(tokenizer_path="groq/tiny-195")
sglang.Engine(speculative_draft_model_path="groq/tiny-196")
sglang.Runtime(tokenizer_path="groq/tiny-197")
sglang.RuntimeEndpoint(speculative_draft_model_path="groq/tiny-198")
sglang.ServerArgs(model_path="groq/tiny-199")
tensorrt_llm.LLM("groq/tiny-200")
tensorrt_llm.LLM(model="groq/tiny-201")
tensorrt_llm.LLM(tokenizer="groq/tiny-202")
llama_cpp.Llama(model_path="groq/tiny-203")
gpt4all.GPT4All("groq/tiny-204")
gpt4all.GPT4All(model_name="groq/tiny-205")
ctranslate2.Translator("groq/tiny-206")
ctranslate2.Translator(model_path="groq/tiny-207")
ctranslate2.Generator(model_path="groq/tiny-208")
ctranslate2.Whisper("groq/tiny-209")
mlx_lm.load("groq/tiny-210")
mlx_lm.load(path_or_hf_repo="groq/tiny-211")
mlx_lm.load(hf_path="groq/tiny-212")
mlx_vlm.generate(path_or_hf_repo="groq/tiny-213")
mlx_embeddings.convert(hf_path="groq/tiny-214")
mlx_whisper.transcribe(path_or_hf_repo="groq/tiny-215")
outlines.models.transformers("groq/tiny-216")
outlines.models.vllm("groq/tiny-217")
outlines.models.mlxlm("groq/tiny-218")
outlines.transformers("groq/tiny-219")
outlines.from_transformers("groq/tiny-220")
outlines.models.openai("gpt-9-221")
guidance.models.Transformers("groq/tiny-222")
guidance.models.OpenAI("gpt-9-223")
guidance.llms.Transformers("groq/tiny-224")
guidance.llms.OpenAI("gpt-9-225", caching=False)
bentoml.HuggingFaceModel("groq/tiny-224")
bentoml.HuggingFaceModel(None, "groq/tiny-225")
bentoml.models.HuggingFaceModel(None, "groq/tiny-226")
bentoml.transformers.import_model("groq/tiny-227")
mlflow.load_model("models:/acme228/1")
mlflow.load_model(model_uri="models:/acme229/1")
mlflow.pyfunc.load_model(model_uri="models:/acme230/1")
guidance.models.LlamaCpp("tiny-chat.Q4_K_M.gguf")
