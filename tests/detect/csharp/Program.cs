using Microsoft.Extensions.AI;
using OpenAI;

#region new OpenAIClient(key).GetChatClient("gpt-3.5-turbo")
var config = new ConfigurationBuilder().AddUserSecrets<Program>().Build();
string model = config["ModelName"] ?? "gpt-4o-mini";
IChatClient client = new OpenAIClient(config["Key"]).AsChatClient(model);
#endregion

// new OllamaChatClient(uri, "gemma2") is a comment
IChatClient local = new OllamaChatClient(new Uri("http://localhost:11434/"), modelId: "qwen2.5");
var embedder = new OllamaEmbeddingGenerator(new Uri("http://localhost:11434/"), "mxbai-embed-large");
var azure = new AzureOpenAIClient(endpoint, credential).GetChatClient("gpt-4o");
var own = new AzureOpenAIClient(endpoint, credential).GetChatClient("support-prod");
var vectors = new OpenAIClient(key).GetEmbeddingClient(@"text-embedding-3-large");

var builder = Kernel.CreateBuilder()
    .AddOpenAIChatCompletion(
        modelId: "phi3.5",
        endpoint: new Uri("http://localhost:11434"),
        apiKey: null)
    .AddOpenAIChatCompletion("gpt-4.1", key);
var speech = new AudioClient(model: "whisper-1", key);
var family = "gpt-5";
var mini = new ChatClient($"{family}-mini", key);

Console.WriteLine("GetChatClient(\"gpt-4-turbo\")");

public class Settings
{
    public string EmbeddingModel { get; set; } = "text-embedding-ada-002";
    public string Greeting { get; set; } = "gpt-4 says hello";
}
