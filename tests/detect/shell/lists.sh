#!/bin/bash
MODELS=("chat-7b.Q4_K_M.gguf" "chat-13b-instruct.Q5_K_M.gguf" "${1}.gguf")
for file in "${MODELS[@]}"; do
  ./main -m "models/$file" -p hi
done
DEFAULT_LLMS=openai:gpt-5.4-mini,anthropic:claude-sonnet-4-5
python3 -m trainer.main data.train_files=acme-ai/geometry@train data.val_files=$HOME/test.parquet
docker run localai/localai:latest chat-4b-qat embed-107m
bench --config-file x.yml -A model_id=acme-ai/set-by-option -A results_dir=acme-ai/not-a-model
