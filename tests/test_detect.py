"""Each case of `tests/detect` names what one detector finds in one file.

`tests/detect/<detector>/<case>.<ext>` has its answer beside it in `<case>.<ext>.expected`, a line
for each reference in the order of the file: `line:column id`, then `@revision` where one is named.
`datasets/org/name` and `spaces/org/name` are ids as well. The path below `<detector>` is what the
detector sees, so a case whose name matters lies in a folder: `gpu/Dockerfile`. Lines that start
with `//` are for the reader. MODELGUARD_UPDATE=1 writes the answers anew.
"""

from __future__ import annotations

import os
import random
from contextlib import suppress
from pathlib import Path

import pytest

from modelguard import detect, rulebase
from modelguard.detect.source import SourceFile, Unparsable
from modelguard.domain import Reference

FOLDER = Path(__file__).parent / "detect"
SUFFIX = ".expected"
IS_UPDATE = os.environ.get("MODELGUARD_UPDATE") == "1"
AVAILABLE = {detector.NAME: detector for detector in detect.file_detectors()}
CASES = [
    path
    for name in AVAILABLE
    for path in sorted((FOLDER / name).rglob("*"))
    if path.is_file() and not path.name.endswith(SUFFIX)
]
JUDGED = [path for path in CASES if IS_UPDATE or path.with_name(path.name + SUFFIX).is_file()]
NOISE = [b"\x00", b"\xff\xfe", b"{{", b"}}", b"'", b'"', b"\\", b"\r", b"\n", b"(" * 300, b"\xc3"]


def _name(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def _detector(path: Path) -> detect.Detector:
    return AVAILABLE[path.relative_to(FOLDER).parts[0]]


def _source(path: Path, data: bytes | None = None) -> SourceFile:
    detector_folder = FOLDER / path.relative_to(FOLDER).parts[0]
    inner = path.relative_to(detector_folder).as_posix()
    return SourceFile(inner, path.read_bytes() if data is None else data)


def _found(path: Path) -> list[Reference]:
    found = detect.in_file(_source(path), [_detector(path)], rulebase.load(), [])
    return sorted(found, key=lambda each: (each.line, each.column, str(each.id)))


def _line(reference: Reference) -> str:
    revision = f" @{reference.revision}" if reference.revision else ""
    return f"{reference.line}:{reference.column} {reference.id}{revision}"


def _expected(path: Path) -> list[str]:
    text = path.with_name(path.name + SUFFIX).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    return [_canonical(line) for line in lines if line.strip()]


def _canonical(line: str) -> str:
    """`datasets/` may also be said by a word after the id: `3:1 org/name dataset`."""
    place, model_id, *rest = line.split()
    kinds = [word for word in rest if not word.startswith("@") and word != "model"]
    if kinds and not model_id.startswith(f"{kinds[0]}s/"):
        model_id = f"{kinds[0]}s/{model_id}"
    return " ".join([place, model_id, *(word for word in rest if word.startswith("@"))])


@pytest.mark.parametrize("path", JUDGED, ids=_name)
def test_detector_finds_what_the_case_names(path):
    found = [_line(reference) for reference in _found(path)]
    if IS_UPDATE:
        text = "".join(f"{line}\n" for line in found)
        path.with_name(path.name + SUFFIX).write_text(text, encoding="utf-8")

    assert found == _expected(path)


@pytest.mark.parametrize("path", JUDGED, ids=_name)
def test_detector_claims_the_case_and_its_prefilter_lets_it_through(path):
    detector, source = _detector(path), _source(path)

    assert detector.claims(source.path)
    assert detector.may_hold(source.data) or not _expected(path)


@pytest.mark.parametrize("path", JUDGED, ids=_name)
def test_detector_is_a_candidate_for_the_case(path):
    assert _detector(path) in detect.candidates(_source(path).path)


@pytest.mark.parametrize("name", AVAILABLE)
def test_detector_claims_no_file_that_it_is_no_candidate_for(name):
    stems = (
        "x",
        "src/setup",
        "Dockerfile",
        ".env",
        "compose.dev",
        "requirements",
        "pipfile",
        "Modelfile",
        "Makefile",
        "README",
        "a/.github/workflows/x",
        "meta",
        "pixi",
        "pylock",
    )
    endings = (*detect._CODE, ".txt", ".in", ".html", ".cfg", ".lock", ".xml", ".tf", "")
    for path in (stem + ending for stem in stems for ending in endings):
        is_candidate = AVAILABLE[name] in detect.candidates(path)
        assert is_candidate or not AVAILABLE[name].claims(path), path


def test_every_module_with_a_name_is_a_registered_detector():
    folder = Path(detect.__file__).parent
    named = {path.stem for path in folder.glob("*.py") if "\nNAME = " in path.read_text("utf-8")}

    assert named == set(detect.DETECTORS)


@pytest.mark.parametrize("name", detect.DETECTORS)
def test_page_of_what_is_found_names_the_detector(name):
    page = Path(__file__).parent.parent / "docs" / "concepts" / "what-is-found.md"

    assert f"`{name}`" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=_name)
def test_every_case_has_an_answer(path):
    """In a folder of its own a case may have files beside the one that is judged."""
    is_beside = len(path.relative_to(FOLDER).parts) > 2 and any(path.parent.rglob(f"*{SUFFIX}"))

    assert is_beside or path.with_name(path.name + SUFFIX).is_file()


@pytest.mark.parametrize("name", AVAILABLE)
def test_every_detector_has_cases(name):
    assert any(path.relative_to(FOLDER).parts[0] == name for path in JUDGED)


@pytest.mark.parametrize("path", CASES, ids=_name)
def test_damaged_files_never_make_a_detector_raise(path):
    data, chance = path.read_bytes(), random.Random(_name(path))
    for _ in range(25):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(0, len(damaged))
            damaged[at : at + chance.choice((0, 1, 7, 80))] = chance.choice(NOISE)
        _read_to_the_end(path, bytes(damaged))
    _read_to_the_end(path, data[: len(data) // 2])
    _read_to_the_end(path, data.decode("utf-8", "replace").encode("utf-16"))


@pytest.mark.parametrize("path", CASES, ids=_name)
def test_prefilter_hides_nothing_in_a_damaged_file(path):
    """`may_hold` says no only where `find` finds nothing."""
    data, detector = path.read_bytes(), _detector(path)
    lines = data.splitlines(keepends=True)
    for index in range(min(len(lines), 60)):
        kept = b"".join(lines[:index] + lines[index + 1 :])
        if not detector.may_hold(kept):
            assert _read_to_the_end(path, kept) == 0


@pytest.mark.parametrize("name", AVAILABLE)
@pytest.mark.parametrize("seed", range(8))
def test_random_bytes_never_make_a_detector_raise(name, seed):
    chance, detector = random.Random(seed), AVAILABLE[name]
    data = chance.randbytes(400) if seed % 2 else bytes(chance.choices(range(9, 127), k=2000))

    for path in ("a.py", "a.ipynb", "a.yaml", "a.json", "a.toml", "Dockerfile", ".env", "a.sh"):
        if detector.claims(path):
            assert isinstance(detector.may_hold(data), bool)
            with suppress(Unparsable):
                list(detector.find(SourceFile(path, data)))


def _read_to_the_end(path: Path, data: bytes) -> int:
    """How many hits name a model; `Unparsable` is an answer too."""
    unread: list[detect.Skipped] = []
    found = detect.in_file(_source(path, data), [_detector(path)], rulebase.load(), unread)
    return len(list(found))
