// A call for each loader; organizations have the names of providers, so that no name tells enough.
use hf_hub::{api::sync::Api, Repo, RepoType};
use mistralrs::*;
use tokenizers::Tokenizer;

async fn load() {
    let api = Api::new()?;
    api.model("groq/tiny-1".to_string());
    api.dataset("groq/rows-2".to_string());
    api.repo(Repo::model("groq/tiny-3".into()));
    api.repo(Repo::dataset("groq/rows-4".into()));
    api.repo(Repo::new("groq/tiny-5".into(), RepoType::Model));
    api.repo(Repo::with_revision("groq/tiny-6".into(), RepoType::Model, "v1".into()));
    Tokenizer::from_pretrained("groq/tiny-7", None);
    TextModelBuilder::new("groq/tiny-8");
    VisionModelBuilder::new("groq/tiny-9");
    ModelBuilder::new("groq/tiny-10");
    GgufModelBuilder::new("groq/tiny-11", vec!["tiny-Q4_K_M.gguf"]).with_tok_model_id("groq/tiny-12");
    EmbeddingModelBuilder::new("groq/tiny-13");
    MultimodalModelBuilder::new("groq/tiny-14");
    DiffusionModelBuilder::new("groq/tiny-15");
    SpeechModelBuilder::new("groq/tiny-16");
    UqffTextModelBuilder::new("groq/tiny-17", vec!["tiny.uqff".into()]);
    UqffMultimodalModelBuilder::new("groq/tiny-18", vec![]);
    UqffVisionModelBuilder::new("groq/tiny-19", vec![]);
    LoraModelBuilder::from_text_model_builder(base(), vec!["groq/tiny-20"]);
    XLoraModelBuilder::from_text_model_builder(base(), "groq/tiny-21", order);
    AnyMoeModelBuilder::from_text_builder(base(), config, prefix, mlp, path, vec!["groq/tiny-22"], layers);
    builder.with_adapter("chat", "groq/tiny-23");
    builder.with_adapter_revision("chat", "groq/tiny-24", "v2");
}
