// Names of models in calls of rig, genai and ollama_rs.
use ollama_rs::generation::{chat::request::ChatMessageRequest, completion::request::GenerationRequest};
use rig::providers::cohere;

async fn run() {
    let client = cohere::Client::from_env();
    client.agent("tiny-1").build();
    client.extractor::<Answer>("tiny-2").build();
    client.completion_model("tiny-3");
    client.embedding_model("tiny-4", "search");
    client.embeddings::<Text>("tiny-5", "search");
    client.transcription_model("tiny-6");
    genai.exec_chat("gpt-4o-mini", request, None).await?;
    genai.exec_chat_stream("claude-3-5-haiku-latest", request, None).await?;
    ollama.send_chat_messages(ChatMessageRequest::new("tiny7".to_string(), vec![]));
    ollama.generate(GenerationRequest::new("tiny8".to_string(), prompt));
    ollama.generate_embeddings(GenerateEmbeddingsRequest::new("tiny9".to_string(), text));
    ollama.pull_model("tiny10".to_string(), false);
}
