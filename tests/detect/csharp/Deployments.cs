// Aspire names a deployment first, its model after.
var openai = builder.AddAzureOpenAI("openai");
openai.AddDeployment("chat", "gpt-4o-mini", "2024-07-18");
openai.AddDeployment(name: "vectors", modelName: "text-embedding-3-small", modelVersion: "1");
