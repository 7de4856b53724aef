hf download lighthouse-lab/harbor-7b --revision v1.0 --local-dir ./harbor
huggingface-cli download --repo-type dataset lighthouse-lab/charts --local-dir /data
path=$(huggingface-cli download lighthouse-lab/inner config.json --quiet)
ollama pull llama3.2:3b && ollama run hf.co/lighthouse-lab/harbor-GGUF:Q4_K_M "hello"
docker exec -it box ollama pull mistral
ollama create harbor -f Modelfile
ollama run harbor
ollama rm phi3
llama-server -hf lighthouse-lab/harbor-GGUF:Q8_0 -c 4096
llama-cli --hf-repo lighthouse-lab/harbor-cli-GGUF --hf-file harbor.gguf -hfd lighthouse-lab/harbor-draft-GGUF
llama-server -m models/harbor.gguf
git clone --depth 1 https://huggingface.co/lighthouse-lab/cloned
git clone https://github.com/lighthouse-lab/harbor
GIT_LFS_SKIP_SMUDGE=1 git clone git@hf.co:lighthouse-lab/cloned-by-key harbor
git push https://huggingface.co/spaces/lighthouse-lab/target main
docker model pull ai/qwen3:8B-Q4_0
docker model run hf.co/lighthouse-lab/harbor-dmr-GGUF
docker run --rm --gpus all -p 8080:80 -e HF_TOKEN="$TOKEN" ghcr.io/huggingface/text-generation-inference:3.0 \
  --model-id lighthouse-lab/harbor-docker
docker run -d --name v -v cache:/root vllm/vllm-openai:latest lighthouse-lab/harbor-position --port 1
docker run -e MODEL_ID=lighthouse-lab/harbor-variable worker:latest
python -m spacy download en_core_web_sm
lms get lighthouse-lab/harbor-lms-GGUF@q4_k_m
ramalama run tinyllama
modelscope download --model lighthouse-lab/harbor-ms --local_dir ./ms
wget -q https://huggingface.co/lighthouse-lab/fetched/resolve/refs%2Fpr%2F2/harbor.gguf -O h.gguf
hf upload lighthouse-lab/uploaded ./harbor
