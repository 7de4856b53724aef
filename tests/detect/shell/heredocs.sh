cat > Modelfile <<EOF
FROM llama3.1:8b
SYSTEM "FROM here on you are kind"
EOF
ollama create helper -f Modelfile
python3 - <<'PY'
from transformers import AutoModel
model = AutoModel.from_pretrained("lighthouse-lab/in-python")
PY
cat <<TEXT
vllm serve lighthouse-lab/in-a-text
TEXT
ssh host bash <<-DONE
	ollama pull gemma2:2b
	DONE
python -c "from transformers import AutoTokenizer; AutoTokenizer.from_pretrained('lighthouse-lab/one-line')"
cat <<EOF | sudo -u server tee /etc/server/config.yaml > /dev/null
models:
  chat:
    cmd: |
      docker run
        -p \${PORT}:8080
      ghcr.io/ggml-org/llama.cpp:server
        -hf acme-ai/written-by-tee-GGUF:Q4_K_M
EOF
