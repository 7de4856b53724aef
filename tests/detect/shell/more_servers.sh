#!/bin/bash
mistralrs-server --port 1234 plain -m acme-ai/in-rust
mlc_llm serve HF://acme-ai/compiled-MLC
mlc_llm chat acme-ai/chatting-MLC
python -m lightllm.server.api_server --model_dir acme-ai/light
nexa pull acme-ai/pulled
autotrain llm --train --model acme-ai/base-7b --data-path acme-ai/rows
genai-perf profile -m acme-ai/measured --endpoint-type chat
helm upgrade chat ./chart --set-string server.model.id=acme-ai/set-7b,replicas=2 --set image.repository=acme-ai/server
ollama create pirate -f Modelfile; ollama run pirate
