// Builders of an agents' framework, whose methods end as keys of models do.
use framework::integrations::{aws_bedrock, ollama::Ollama, openai};

async fn run() {
    let chat = openai::OpenAI::builder()
        .default_embed_model("text-embedding-3-small")
        .default_prompt_model("gpt-4o-mini")
        .build()?;
    let local = Ollama::default().with_default_prompt_model("llama3.1").to_owned();
    let cloud = aws_bedrock::AwsBedrock::builder()
        .planner_model("anthropic.claude-3-haiku-20240307-v1:0")
        .build()?;
    let chart = Chart::builder().view_model("openai").data_model("customer").build();
}
