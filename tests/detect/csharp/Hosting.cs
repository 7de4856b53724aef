// Clients that a host registers by the names of deployments, and a property with a default.
var openai = builder.AddAzureOpenAIClient("openai");
openai.AddChatClient("gpt-4o-mini").UseLogging();
openai.AddKeyedChatClient("writer", "gpt-4.1");
openai.AddEmbeddingGenerator("text-embedding-3-small");

class Settings(IConfiguration configuration)
{
    public string DeploymentName => configuration["OpenAI:Deployment"] ?? "gpt-4.1-mini";
    public object Find(IEnumerable<Row> rows) => rows.Select(model => "gpt-4o");
}
