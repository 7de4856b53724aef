class Containers {
    void start() throws Exception {
        ollama.execInContainer("ollama", "pull", "llama3.2");
        new ProcessBuilder("ollama", "run", "phi3").start();
        Runtime.getRuntime().exec(new String[] {"ollama", "pull", "qwen3:4b"});
    }
}
