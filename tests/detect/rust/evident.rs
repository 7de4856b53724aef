//! Repositories that are plain by their own names.

use crate::sources::FileSource;

const WEIGHTS: &str = "acme-labs/tiny-llama-1b-gguf";

fn presets() -> Vec<Source> {
    vec![
        preset("acme-labs/bge-small-en", "acme-labs/bge-small-en-gguf"),
        Source::new("acme-labs/qwen3-8b".to_string()),
        FileSource::huggingface("acme-labs/anything".to_owned(), "main".to_owned()),
        preset("acme-labs/anything-else", "acme-labs/roadmap-base"),
    ]
}

fn others(name: &str) {
    assert_eq!(name, "acme-labs/bert-base-asserted");
    println!("{}", "acme-labs/bert-base-printed");
    let example = "acme-labs/bert-base-shown";
    let rows = table![row!("acme-labs/bert-base-documented")];
    match name {
        "acme-labs/bert-base-matched" => 1,
        _ => 2,
    };
    if name == "acme-labs/bert-base-compared" || name.starts_with("acme-labs/bert-base-prefix") {}
}
