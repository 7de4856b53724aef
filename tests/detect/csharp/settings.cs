using Microsoft.Extensions.Configuration;

public static class Defaults
{
    public const string DefaultOllamaModel = "qwen3-embedding:0.6b";
    public const string DefaultOllamaBaseUrl = "http://localhost:11434";
    public const string DefaultHuggingFaceModel = "acme-labs/embed-small";
}

public class Program
{
    public static void Main()
    {
        var config = new OllamaConfig
        {
            TextModel = new OllamaModelConfig("phi3:medium-128k", 131072),
            EmbeddingModel = new OllamaModelConfig("nomic-embed-text", 2048),
        };
        var settings = new Dictionary<string, string> { { "ModelName", "gpt-4.1-mini" }, { "Title", "gpt-4.1" } };
        settings["EmbeddingModel"] = "text-embedding-3-small";
        var sizes = new Dictionary<string, int> { ["text-embedding-3-large"] = 3072 };
    }
}
