use mistralrs::{LoraModelBuilder, TextModelBuilder, UqffTextModelBuilder, MistralRsRequest};

const BASE_MODEL: &str = "acme-text/base-1b";
const ADAPTER: &str = "acme-text/adapter-1b";

async fn load() -> Result<()> {
    let base = LoraModelBuilder::from_text_model_builder(TextModelBuilder::new(BASE_MODEL))
        .with_adapter_revision("law", ADAPTER, "0a1b2c3")
        .build()
        .await?;
    let packed = UqffTextModelBuilder::new("acme-text/base-1b-UQFF", vec!["q8.uqff".into()]);
    let request = MistralRsRequest { model: "base-a".into() };
    Ok(())
}
