"""Reference texts to `rules/fingerprints/texts.bin`: hashes of words, no prose.

    npm pack spdx-license-list@6.12.0; pip download --no-deps licensedcode-data==33.0.0rc1
    python scripts/build_fingerprints.py --spdx FOLDER --scancode FOLDER --mirror FOLDER

`--spdx` and `--scancode` are the unpacked packages; `--mirror` holds clones of the repositories in
`rules/fingerprints/references.yaml`, in folders named `owner+name/repo`.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from fingerprint_sources import (
    Source,
    from_repositories,
    from_scancode,
    from_spdx,
)
from fingerprint_text import Marks, entry
from fingerprint_variants import with_variants

from modelguard import documents, rulebase
from modelguard.identify import fingerprints
from modelguard.identify.reading import read
from modelguard.identify.spelling import spelling_of
from modelguard.identify.words import Reader, Words

RULES = Path(__file__).resolve().parent.parent / "rules"
FOLDER = RULES / "fingerprints"
#: Shorter texts are found inside too many others.
LEAST_WORDS = 12


def main() -> None:
    arguments = _arguments()
    rules = rulebase.load()
    reader = Reader(spelling_of(rules.table("license_words")))
    sources = [
        *from_repositories(arguments.mirror, FOLDER / "references.yaml", rules),
        *from_spdx(arguments.spdx, rules),
        *from_scancode(arguments.scancode, rules),
    ]
    held_out = set(arguments.without.read_text().split()) if arguments.without else set()
    marks = Marks.of(documents.read(FOLDER / "marks.yaml").data, reader)
    distinct = _distinct(sources, reader, held_out)
    texts = list(with_variants(distinct, partial(entry, marks=marks, reader=reader)))
    files = set(rules.license_ids())
    known = [(made, code) for _, made, code in texts]
    known.sort(key=lambda text: (text[0].id not in files, text[0].id.lower()))
    packed = fingerprints.pack(known)
    (RULES / fingerprints.FILE).write_bytes(packed)
    _print_coverage(source for source, _, _ in texts)
    print(len(packed), "bytes", file=sys.stderr)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spdx", type=Path, required=True)
    parser.add_argument("--scancode", type=Path, required=True)
    parser.add_argument("--mirror", type=Path, required=True)
    parser.add_argument("--without", type=Path, help="digests of texts to leave out, for trials")
    return parser.parse_args()


def _distinct(
    sources: Iterable[Source], reader: Reader, held_out: set[str]
) -> Iterator[tuple[Source, Words]]:
    seen: set[int] = set()
    for source in sources:
        words = reader.reference(read(source.text.encode()).text)
        digest = fingerprints.digest(words.code)
        if digest in seen or len(words.code) < LEAST_WORDS or str(digest) in held_out:
            continue
        seen.add(digest)
        yield source, words


def _print_coverage(sources: Iterable[Source]) -> None:
    """One line per license: id, number of texts."""
    counts: defaultdict[str, int] = defaultdict(int)
    for source in sources:
        counts[source.id] += 1
    for license_id in sorted(counts, key=str.lower):
        print(license_id, counts[license_id], sep="\t")


if __name__ == "__main__":
    main()
