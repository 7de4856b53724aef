<# ollama pull phi3
#>
$model = "lighthouse-lab/harbor-7b"
$env:LLM_MODEL = "gpt-4o-mini"
python train.py --base_model $model `
  --dataset_name lighthouse-lab/charts
