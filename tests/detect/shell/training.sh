accelerate launch --num_processes 4 --config_file ds.yaml train.py \
    --model_name_or_path lighthouse-lab/harbor-7b \
    --dataset_name lighthouse-lab/charts \
    --output_dir lighthouse-lab/harbor-out \
    --hub_model_id lighthouse-lab/harbor-pushed \
    --push_to_hub
torchrun --nproc_per_node=8 run.py --base_model=gpt2-medium --tokenizer lighthouse-lab/tok
python eval.py --model lighthouse-lab/harbor-out
python -m trainer.cli --actor.model_name_or_path lighthouse-lab/actor --data.prompt_dataset lighthouse-lab/prompts
python3 -m trainer.main data.train_files=/data/train.parquet \
    actor_rollout_ref.model.path=lighthouse-lab/rollout \
    trainer.project_name=a/b
lm_eval --model hf --model_args pretrained=lighthouse-lab/judged,revision=abc123,dtype=float16 --tasks mmlu
aider --model anthropic/claude-3-5-sonnet-20241022
llm -m gpt-4o-mini "a question"
litellm --model ollama/mistral
az cognitiveservices account deployment create --deployment-name chat --model-name gpt-4o --model-format OpenAI
aws bedrock-runtime invoke-model --model-id anthropic.claude-3-haiku-20240307-v1:0 out.json
whisper talk.mp3 --model large-v3
yolo predict model=yolo11n.pt source=bus.jpg
python train.py --dataset_name rows.json --model ./checkpoints/last
