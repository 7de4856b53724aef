package main

import (
	"github.com/ollama/ollama/api"
	openai "github.com/sashabaranov/go-openai"
	"github.com/tmc/langchaingo/llms/anthropic"
	"github.com/tmc/langchaingo/llms/ollama"
)

// ollama.WithModel("gemma2") is a comment.
const defaultModel = "claude-3-5-sonnet-20241022"

func main() {
	local, err := ollama.New(ollama.WithModel("qwen2.5:7b"))
	remote, err := anthropic.New(anthropic.WithModel(defaultModel))
	client := openai.NewClient(os.Getenv("KEY"))
	answer, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model: openai.GPT4oMini,
	})
	other, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model:    `gpt-4-turbo`,
		Messages: nil,
	})
	fmt.Println("gpt-3.5-turbo")
}
