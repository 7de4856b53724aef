package main

func start() {
	exec.Command("ollama", "pull", "llama3.2").Run()
	exec.CommandContext(ctx, "huggingface-cli", "download", "acme-labs/files").Run()
}
