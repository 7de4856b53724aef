package main

import (
	"flag"

	"github.com/spf13/cobra"
	"github.com/tmc/langchaingo/llms"
	"github.com/tmc/langchaingo/llms/cybertron"
	"github.com/tmc/langchaingo/llms/openai"
)

const (
	defaultModel  = "gpt-4.1"
	fallbackModel = "gpt-4.1-mini"
)

var (
	model  = flag.String("model", "o3-mini", "the model to use, such as o1-mini")
	prompt = flag.String("prompt", "gpt-4o", "what to ask")
)

func main() {
	flag.StringVar(&chosen, "vision-model", "gpt-4-turbo", "")
	command.Flags().String("small-model", "gpt-3.5-turbo", "")
	command.Flags().StringP("llm", "l", "gpt-5.1", "")
	command.Flags().StringVar(&chosen, "chat-model", "gpt-4.1-nano", "the model of the chat")
	command.Flags().StringVarP(&chosen, "embedding-model", "e", "text-embedding-3-small", "")
	command.Flags().StringVar(&name, "name", "gpt-5", "what to call it")

	answer, err := llms.GenerateFromSinglePrompt(ctx, llm, "Who?", llms.WithModel("gpt-5-mini"))
	elsewhere, err := openai.New(
		openai.WithModel("sonar-pro"),
		openai.WithBaseURL("https://api.perplexity.ai"),
	)
	hosted, err := watsonx.New("acme-labs/chat-13b")
	cached, err := helper.CreateCachedContent(ctx, "gemini-2.5-flash", contents)
	embedder, err := cybertron.NewCybertron(cybertron.WithModel("acme-labs/embed-small"))
}
