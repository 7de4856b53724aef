@echo off
REM vllm serve lighthouse-lab/in-a-remark
set MODEL=lighthouse-lab/harbor-7b
vllm serve %MODEL% ^
  --tokenizer lighthouse-lab/tok
ollama pull llama3.2
