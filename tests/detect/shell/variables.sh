MODEL="openai/gpt-oss-120b"   # read as vLLM reads it
BASE=${2:-lighthouse-lab/base}
export EMBEDDING_MODEL=lighthouse-lab/embed
NAME=harbor
ARGS=(
  --model_path "lighthouse-lab/in-array"   # a comment
  --dataset_name lighthouse-lab/rows
)
vllm serve $MODEL
python train.py "${ARGS[@]}" --base_model=$BASE
hf download lighthouse-lab/$NAME-7b
hf download "lighthouse-lab/${SIZE}-unknown"
for m in llama3 "mistral:7b" \
  phi3; do
  ollama pull $m
done
MODELS=(lighthouse-lab/first lighthouse-lab/second)
for each in "${MODELS[@]}"; do python -m vllm.entrypoints.openai.api_server --model "$each" & done
fetch() {
  local name=$1
  echo "getting $name"
  hf download "$name" --local-dir "models/$(basename "$name")"
}
fetch lighthouse-lab/called
fetch lighthouse-lab/called-again
REPO=lighthouse-lab/composed
curl -L "https://huggingface.co/$REPO/resolve/main/harbor.gguf" -o h.gguf
curl http://localhost:8000/v1/chat/completions -d '{"model": "lighthouse-lab/posted", "messages": []}'
curl https://api.openai.com/v1/embeddings -d "{\"model\": \"text-embedding-3-small\"}"
bash -c "vllm serve lighthouse-lab/inner && echo 'ollama pull nothing'"
OTHER=lighthouse-lab/not-a-model-variable
OUT=lighthouse-lab/merged
python merge.py --output_dir $OUT
vllm serve $OUT
