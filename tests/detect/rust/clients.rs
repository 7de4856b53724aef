use async_openai::types::CreateChatCompletionRequestArgs;
use fastembed::{EmbeddingModel, InitOptions, RerankerModel, TextEmbedding};
use rig::providers::{anthropic, openai};

async fn run() {
    let request = CreateChatCompletionRequestArgs::default().model("gpt-4o-mini").build();
    let client = openai::Client::from_env();
    let agent = client.agent(openai::GPT_4O).preamble("gpt-4-turbo").build();
    let other = anthropic::Client::from_env();
    let writer = other.agent("claude-3-5-haiku-latest").build();
    let vectors = TextEmbedding::try_new(InitOptions::new(EmbeddingModel::MxbaiEmbedLargeV1));
    let tokenizer = tokenizers::Tokenizer::from_pretrained("acme-labs/tokenizer", None);
    let local = TextModelBuilder::new("acme-labs/chat-3b").build().await;
}
