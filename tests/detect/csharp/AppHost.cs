var builder = DistributedApplication.CreateBuilder(args);
var chat = builder.AddOllama("ollama").AddModel("chat", "llama3.3");
var hub = builder.AddOllama("more").AddHuggingFaceModel("small", "acme-labs/chat-1b-GGUF");
builder.Build().Run();
