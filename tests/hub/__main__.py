"""Run the test hub as a process of its own: for benchmarks and for other processes under test."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from .answers import Mirror
from .license_texts import license_text
from .server import Certificate, Hub

CARDS = Path(__file__).parent.parent / "cards"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.hub", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds that an answer takes")
    parser.add_argument("--cards", type=Path, default=CARDS, help="folder of org__name.md files")
    parser.add_argument("--mirror", choices=("full", "bare", "none"), help="be a mirror, this API")
    parser.add_argument("--prefix", default="", help="path below which the API lies")
    parser.add_argument("--token", action="append", default=[], help="TOKEN=org/name,org/name")
    parser.add_argument("--copies", type=int, default=0, help="add models copy/model-0, -1, …")
    parser.add_argument("--texts", action="store_true", help="give each copy a license file")
    parser.add_argument("--fail", action="append", default=[], help="STATUS=part of a path")
    return parser.parse_args()


def main() -> None:
    given = _arguments()
    mirror = Mirror(api=given.mirror) if given.mirror else None
    with tempfile.TemporaryDirectory() as folder:
        hub = Hub(
            Certificate(Path(folder)),
            mirror=mirror,
            prefix=given.prefix,
            delay=given.delay,
            port=given.port,
        )
        hub.add_folder(given.cards)
        texts = {"LICENSE": license_text("Apache-2.0").encode()} if given.texts else {}
        card = "---\nlicense: apache-2.0\n---\n# A copy\n"
        for number in range(given.copies):
            hub.add_model(f"copy/model-{number}", card, texts=texts)
        for token, _, ids in (each.partition("=") for each in given.token):
            hub.add_token(token, *ids.split(","))
        for status, _, match in (each.partition("=") for each in given.fail):
            hub.fail_with_status(int(status), match)
        with hub:
            line = json.dumps({"endpoint": hub.endpoint, "ca_file": hub.ca_file})
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
            sys.stdin.read()


if __name__ == "__main__":
    main()
