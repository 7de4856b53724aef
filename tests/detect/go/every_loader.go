// Package main has a call for each loader.
package main

import (
	"github.com/gomlx/go-huggingface/hub"
	"github.com/google/generative-ai-go/genai"
	"github.com/knights-analytics/hugot"
	"github.com/tmc/langchaingo/llms/googleai"
	"github.com/tmc/langchaingo/llms/openai"
)

func main() {
	openai.New(openai.WithModel("gpt-9-1"), openai.WithEmbeddingModel("gpt-9-2"))
	googleai.New(ctx, googleai.WithDefaultModel("tiny-3"), googleai.WithDefaultEmbeddingModel("tiny-4"))
	client.GenerativeModel("tiny-5")
	client.EmbeddingModel("tiny-6")
	client.Models.GenerateContent(ctx, "tiny-7", genai.Text("hello"), nil)
	client.Models.GenerateContentStream(ctx, "tiny-8", genai.Text("hello"), nil)
	client.Models.EmbedContent(ctx, "tiny-9", genai.Text("hello"), nil)
	hugot.DownloadModel("groq/tiny-10", "./models", hugot.NewDownloadOptions())
	session.DownloadModel("groq/tiny-11", "./models", false)
	hub.New("groq/tiny-12").WithAuth(token)
}
