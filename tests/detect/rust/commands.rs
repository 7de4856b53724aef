use std::process::Command;

fn start() {
    Command::new("ollama").args(["pull", "llama3.2"]).status();
    Command::new("llama-server").arg("-hf").arg("acme-labs/chat-GGUF").arg("--port").arg(port);
    Widget::new("ollama pull phi3");
}
