# gpt-3.5-turbo stood here once
param([string]$EmbeddingModel = "text-embedding-3-small")
$varCompletionModel = "gpt-4o"
$modelCount = "gpt-4"
& huggingface-cli download acme-ai/speech
