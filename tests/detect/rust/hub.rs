//! `api.model("acme-labs/in-docs".into())` is a doc comment.
use clap::Parser;
use hf_hub::{api::sync::Api, Repo, RepoType};

const CLASSIFIER: &str = "acme-labs/classifier";
const REVISION: &str = "refs/pr/3";

#[derive(Parser)]
struct Args {
    /// The model, such as "acme-labs/in-help".
    #[arg(long, default_value = "acme-labs/default-1b")]
    model_id: String,
    #[arg(long, default_value = "acme-labs/not-a-model-key")]
    prompt: String,
    #[clap(long)]
    which: Which,
}

impl Which {
    fn model_and_revision(&self) -> (&'static str, &'static str) {
        match self {
            Self::Small => ("acme-labs/speech-small", "main"),
            Self::Large => ("acme-labs/speech-large", "refs/pr/2"),
        }
    }
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let api = Api::new()?;
    let plain = api.model("acme-labs/plain".to_string());
    let pinned = api.repo(Repo::with_revision(CLASSIFIER.into(), RepoType::Model, REVISION.to_string()));
    let data = api.repo(Repo::new(String::from("acme-labs/questions"), RepoType::Dataset));
    let more = api.dataset(r#"acme-labs/answers"#.to_owned());
    let (speech, revision) = args.which.model_and_revision();
    let listener = api.repo(Repo::with_revision(speech.to_string(), RepoType::Model, revision.to_string()));
    let id = match args.size {
        Size::B => "acme-labs/base",
        Size::L if args.chat => {
            "acme-labs/large-chat"
        }
        _ => unimplemented!("acme-labs/in-a-panic"),
    };
    let weights = api.model(id.to_string()).get("onnx/model.onnx")?;
    let name = "small";
    let formatted = api.model(format!("acme-labs/embed-{name}"));
    let fallback = api.model(args.other.unwrap_or_else(|| "acme-labs/fallback".to_string()));
    if id == "acme-labs/compared" {
        println!("acme-labs/printed");
    }
    let quote = '"';
    let raw: Option<&'static str> = None; // "acme-labs/comment"
    load(&api, "acme-labs/passed")
}

fn load(api: &Api, repo_name: &str) -> anyhow::Result<()> {
    api.model(repo_name.to_string()).get("config.json")?;
    Ok(())
}

fn guarded(args: Args) -> String {
    let model_id = match args.model_id {
        Some(model_id) => model_id,
        None => {
            if args.which != Which::Small {
                bail!("only the small one")
            } else if args.cpu {
                warn("slow")
            }
            "acme-labs/guarded".to_string()
        }
    };
    Repo::model(model_id)
}
