"""The registry of detectors, and the run over files: each finds references in one kind of file."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module

from modelguard.detect.files import reading, scope
from modelguard.detect.files.reading import NOTHING, Outcome, Selected, Skipped
from modelguard.detect.py import mask
from modelguard.detect.source import Detector, Hit, SourceFile, Unparsable
from modelguard.domain import Reference
from modelguard.ids import ParsedId
from modelguard.rulebase import Rulebase

__all__ = [
    "DETECTORS",
    "Detector",
    "Selected",
    "Skipped",
    "file_detectors",
    "find",
    "in_file",
    "willing",
]

# Where two detectors read one text, the first one in this order speaks.
DETECTORS: tuple[str, ...] = (
    "manifest",
    "python",
    "notebook",
    "javascript",
    "jvm",
    "rust",
    "csharp",
    "go",
    "front_matter_files",
    "comfyui",
    "boms",
    "requirements",
    "config",
    "properties",
    "shell",
    "dockerfile",
    "makefile",
    "modelfile",
    "uris",
)

_PYTHON = ("python", "uris")
# Who may claim a file that ends so; a run over a few of them imports no other detector.
_CODE = {
    **dict.fromkeys((".py", ".pyi", ".pyw"), _PYTHON),
    **dict.fromkeys((".js", ".jsx", ".mjs", ".cjs"), ("javascript", "uris")),
    **dict.fromkeys((".ts", ".tsx", ".mts", ".cts"), ("javascript", "uris")),
    **dict.fromkeys((".java", ".kt", ".kts", ".scala"), ("jvm", "uris")),
    **dict.fromkeys((".yaml", ".yml"), ("boms", "config", "uris")),
    ".ipynb": ("notebook", "uris"),
    ".rs": ("rust", "uris"),
    ".cs": ("csharp", "uris"),
    ".go": ("go", "uris"),
    ".md": ("front_matter_files", "uris"),
    ".json": ("comfyui", "boms", "requirements", "config", "uris"),
    ".toml": ("requirements", "config", "uris"),
    ".sh": ("shell", "uris"),
}
# A report, a baseline or a lock of ours speaks of models and uses none.
_OURS, _HEAD = b'{"schema":"modelguard/', 64
# Names that say more than what they end in: `Dockerfile.py`, `.env.json`, `setup.py`.
_NAMES = (
    "docker",
    "container",
    "make",
    "gnumake",
    "model",
    "setup",
    "environment.",
    "conda.",
    "meta.",
    ".",
)


@cache
def file_detectors() -> tuple[Detector, ...]:
    """All but the manifest, which is no matter of searching."""
    return _some(DETECTORS[1:])


def candidates(path: str) -> tuple[Detector, ...]:
    """The detectors that may claim a file of this name."""
    name = path.rpartition("/")[2].lower()
    suffix = name[name.rfind(".") :] if "." in name else ""
    is_known = suffix in _CODE and not name.startswith(_NAMES)
    return _some(_CODE[suffix]) if is_known else file_detectors()


@cache
def _some(names: tuple[str, ...]) -> tuple[Detector, ...]:
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def find(files: Iterable[Selected], rules: Rulebase, skipped: list[Skipped]) -> Iterator[Reference]:
    """The references in `files`, file by file, each file's by line.

    What is not read or not understood is added to `skipped`, with the reason.
    """
    for outcome in outcomes(files, rules):
        skipped += outcome.skipped
        yield from outcome.references


def outcomes(files: Iterable[Selected], rules: Rulebase) -> Iterator[Outcome]:
    """One for each file, in their order."""
    folders: reading.Folders = {}
    with _no_collector():
        for selected in files:
            yield _outcome(selected, rules, folders)


def _outcome(selected: Selected, rules: Rulebase, folders: reading.Folders) -> Outcome:
    skipped: list[Skipped] = []
    asked: dict[str, None] = {}
    claiming = _claiming(selected.path)
    data = reading.read(selected, skipped) if claiming else None
    if data is None or not (reading_it := _willing(claiming, data)):
        return Outcome(skipped=tuple(skipped)) if skipped else NOTHING
    file = SourceFile(selected.path, data, reading.neighbour(selected, folders, asked))
    found = tuple(in_file(file, reading_it, rules, skipped))
    return Outcome(found, tuple(skipped), tuple(asked))


def willing(path: str, data: bytes) -> list[Detector]:
    """The detectors that may find something in a file with these bytes."""
    return _willing(_claiming(path), data)


def _willing(claiming: Sequence[Detector], data: bytes) -> list[Detector]:
    if claiming is not _some(_PYTHON):
        return [detector for detector in claiming if detector.may_hold(data)]
    # Most files. Addresses count in their texts alone, which are a small part of them.
    python, uris = claiming
    texts = mask.texts(mask.without_docstrings(data))
    found = [python] if python.may_hold(data) else []
    return [*found, uris] if uris.may_hold(texts) else found


def _claiming(path: str) -> Sequence[Detector]:
    found = candidates(path)
    is_claimed = found is _some(_PYTHON)  # by all that may
    return found if is_claimed else [detector for detector in found if detector.claims(path)]


def in_file(
    file: SourceFile, detectors: Iterable[Detector], rules: Rulebase, skipped: list[Skipped]
) -> Iterator[Reference]:
    """One reference for each id on a line, and one id for each text."""
    from modelguard.detect import ignores
    from modelguard.detect.names import naming

    found: dict[object, Reference] = {}
    places: set[tuple[int, int]] = set()
    for detector in detectors:
        for seen in _hits(detector, file, skipped):
            named = naming.name(seen, rules)
            if named is None:
                continue
            hit = reading.behind_quote(seen, file)
            key = (named.id, hit.line)
            if key in found:
                found[key] = _joined(found[key], named)
            elif (hit.line, hit.column) not in places:
                found[key] = _reference(hit, named, file, detector.NAME)
                places.add((hit.line, hit.column))
    if found and not b"".join(file.data[:_HEAD].split()).startswith(_OURS):
        marks, own = ignores.read(file), _own_lines(file)
        for reference in sorted(found.values(), key=lambda each: (each.line, each.column)):
            if reference.line not in own:
                yield ignores.applied(reference, marks)


def _own_lines(file: SourceFile) -> set[int]:
    """Lines of `[tool.modelguard]`, which speaks of models and uses none."""
    own: set[int] = set()
    if file.name != "pyproject.toml" or b"modelguard" not in file.data:
        return own
    from modelguard.detect import ignores

    is_own = False
    for number, line in enumerate(ignores.lines(file.text), 1):
        if line.startswith("["):
            is_own = (
                line.strip("[ ")
                .replace(" ", "")
                .startswith(("tool.modelguard", "tool.'modelguard'", 'tool."modelguard"'))
            )
        if is_own:
            own.add(number)
    return own


def _hits(detector: Detector, file: SourceFile, skipped: list[Skipped]) -> Iterator[Hit]:
    try:
        yield from detector.find(file)
    except Unparsable as error:
        skipped.append(Skipped(file.path, f"not read as {detector.NAME}: {error}"))
    except RecursionError:
        skipped.append(Skipped(file.path, f"not read as {detector.NAME}: nested too deeply"))


def _joined(known: Reference, named: ParsedId) -> Reference:
    return known if known.revision else known._replace(revision=named.revision)


def _reference(hit: Hit, named: ParsedId, file: SourceFile, detector: str) -> Reference:
    return Reference(
        id=named.id,
        path=file.path,
        line=hit.line,
        column=hit.column,
        text=reading.as_written(hit, file),
        detector=detector,
        revision=named.revision,
        scope=scope.of(file.path),
    )


@contextmanager
def _no_collector() -> Iterator[None]:
    """Syntax trees hold no cycles; looking for some costs four times what parsing does."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
