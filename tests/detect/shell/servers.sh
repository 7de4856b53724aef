#!/usr/bin/env bash
set -euo pipefail
# vllm serve acme-lab/in-a-comment
echo "then: vllm serve acme-lab/in-a-message"
vllm serve openai/gpt-oss-20b --served-model-name chat --revision 0123abc --dtype auto
CUDA_VISIBLE_DEVICES=0,1 nohup python -m vllm.entrypoints.openai.api_server \
  --model=lighthouse-lab/harbor-7b \
  --tokenizer lighthouse-lab/harbor-tokenizer \
  --speculative-config '{"model": "lighthouse-lab/harbor-draft", "num_speculative_tokens": 5}' \
  --lora-modules sql=lighthouse-lab/harbor-sql chat=lighthouse-lab/harbor-chat \
  --port 8000 > server.log 2>&1 &
text-generation-launcher --model-id lighthouse-lab/harbor-7b --revision refs/pr/3 --quantize awq
text-embeddings-router --port 8080 --model-id lighthouse-lab/harbor-embed
python3 -m sglang.launch_server --model-path lighthouse-lab/harbor-moe --host 0.0.0.0
lmdeploy serve api_server lighthouse-lab/harbor-chat --server-port 23333
trtllm-serve lighthouse-lab/harbor-trt --port 8000
mlx_lm.server --model lighthouse-lab/harbor-mlx
infinity_emb v2 --model-id lighthouse-lab/harbor-infinity
if [ "$1" = serve ]; then exec vllm serve "lighthouse-lab/harbor-quoted"; fi
