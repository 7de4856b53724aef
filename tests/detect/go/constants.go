package main

import (
	"github.com/anthropics/anthropic-sdk-go"
	"github.com/openai/openai-go"
)

func main() {
	client.Messages.New(ctx, anthropic.MessageNewParams{Model: anthropic.ModelClaude3_7SonnetLatest})
	client.Messages.New(ctx, anthropic.MessageNewParams{Model: anthropic.ModelClaudeSonnet4_5_20250929})
	c.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: openai.ChatModelGPT4_1Mini})
	c.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: openai.ChatModelGPT5_2025_08_07})
	c.Embeddings.New(ctx, openai.EmbeddingNewParams{Model: openai.EmbeddingModelTextEmbedding3Small})
	c.Images.Generate(ctx, openai.ImageGenerateParams{Model: openai.ImageModelDallE3})
}
