import { exec, execSync, spawn } from "child_process";

const served = "acme-labs/served";
spawn("vllm", ["serve", served]);
spawn("python", ["-m", "vllm.entrypoints.openai.api_server", "--model", "acme-labs/module"]);
exec("ollama pull llama3.2 && ollama run phi3");
execSync(`huggingface-cli download acme-labs/files`);
// No program: a pattern, a query, an option whose value is not known.
pattern.exec("ollama");
pool.exec("select model from runs");
spawn("vllm", ["serve", "--model", chosen, "--port", "8000"]);
