vllm serve lighthouse-lab/before
echo "never closed
ollama pull llama3
cat <<EOF
hf download lighthouse-lab/after
