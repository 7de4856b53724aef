use async_openai::{types::CreateChatCompletionRequestArgs, Client};
use langchain_rust::llm::openai::OpenAI as Chain;

const FALLBACK: &str = "gpt-4o-mini";

async fn ask(client: &Client<OpenAIConfig>, prompt: &str) -> Result<String> {
    let request = CreateChatCompletionRequestArgs::default()
        .max_tokens(512u32)
        .model("gpt-4o")
        .messages([user(prompt)])
        .build()?;
    let cheap = CreateChatCompletionRequestArgs::default().model(FALLBACK).build()?;
    let vectors = CreateEmbeddingRequestArgs::default()
        .model("text-embedding-3-small")
        .input([prompt])
        .build()?;
    let chain = Chain::default().with_model("gpt-4.1".to_string());
    let index = Pipeline::default()
        .default_prompt_model("claude-3-5-haiku-20241022")
        .default_embed_model("text-embedding-3-large");
    let car = Car::builder().model("roadster").build();
    let view = view.with_model("tree-view");
    client.chat().create(request).await
}
