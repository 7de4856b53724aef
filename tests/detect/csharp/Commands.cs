// A program takes its arguments as one text.
var pull = Process.Start("ollama", "pull llama3.2");
