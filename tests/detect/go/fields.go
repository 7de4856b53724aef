package main

// Fields of this name are about anything; only a known package or address says whose.
type Entry struct {
	ModelID string
	Model   string
}

var entry = Entry{ModelID: "acme-labs/some-llama", Model: "acme-labs/gpt-like"}

func main() {
	url := "https://example.com/llama"
	car := Car{Model: "acme-labs/roadster"}
	options := Options{Model: "gpt-4", TranscriptionModel: "whisper-1"}
	bike := Bike{Model: "tourer-900"}
}
