import argparse

import click
import typer
from absl import flags
from datasets import load_dataset
from transformers import AutoModel

parser = argparse.ArgumentParser()
parser.add_argument("--model_name_or_path", default="acme-labs/argparse", help="such as org/name")
parser.add_argument("--corpus", default="acme-labs/corpus")
parser.add_argument("--output_dir", default="acme-labs/output")
parser.add_argument("--hub_model_id", default="acme-labs/pushed")
flags.DEFINE_string("model_name", "acme-labs/absl", "which model")
args = parser.parse_args()
AutoModel.from_pretrained(args.model_name_or_path)
load_dataset(args.corpus, split="train")


@click.command()
@click.option("--weights", default="acme-labs/click")
def main(weights):
    AutoModel.from_pretrained(weights)


def app(where: str = typer.Option("acme-labs/typer", "--where")):
    AutoModel.from_pretrained(where)
