"""One lock, judged by two versions of the license data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from modelguard import audit, ids, rulebase
from modelguard.cards.sources import Sources
from modelguard.cli import judging, loading
from modelguard.cli.loading import Choice, Part
from modelguard.domain import Reference
from modelguard.errors import ModelguardError, UsageError
from modelguard.lock import building
from modelguard.lock.building import Resolved
from modelguard.lock.types import Lock
from modelguard.rulebase import Rulebase

# Where the data lies in a checkout, an installation, a wheel.
_PLACES = (".", "rules", "_rules", "modelguard/_rules")
_AS_LOCKED = "lock"


def both(lock: Lock, old: str) -> tuple[Lock, Lock]:
    """What the lock declares, judged by the data called `old` and by that of this version."""
    import tempfile

    now = _judged(lock, rulebase.load(), rulebase.version())
    if old == _AS_LOCKED:
        return lock, now
    with tempfile.TemporaryDirectory() as scratch:
        folder = str(_folder(Path(old), Path(scratch)))
        try:
            rules = rulebase.of_folder(folder, scratch)
            return _judged(lock, rules, rulebase.version(folder)), now
        except (ModelguardError, KeyError, OSError) as error:
            message = f"`{old}` cannot be read as license data: {error}"
            hint = "name the data of a released version, such as its wheel"
            raise UsageError(message, hint=hint) from error


def _judged(lock: Lock, rules: Rulebase, version: str) -> Lock:
    project = loading.load_project((".",), Choice())
    part = Part(project, tuple(_references(lock)), lock=lock)
    job = judging.job(part, Choice(locked=True), Sources(), whole_project=False)
    models = audit.gather(job._replace(rules=rules, lock=None))
    resolved = Resolved(tuple(models), {})
    judged = building.build(resolved, rules, version=version, policy=project.policy)
    return judged._replace(label=lock.label)


def _references(lock: Lock) -> Iterator[Reference]:
    """Every row as if the lock itself named it, bases too."""
    for key in lock.models:
        parsed = ids.parse(key)
        yield Reference(parsed.id, lock.label, 1, 1, key, "lock", parsed.revision)


def _folder(given: Path, scratch: Path) -> Path:
    """The folder with the data; a wheel is unpacked into `scratch`."""
    import zipfile

    root = given
    if zipfile.is_zipfile(given):
        root = scratch / "wheel"
        with zipfile.ZipFile(given) as wheel:
            wheel.extractall(root, [each for each in wheel.namelist() if "/_rules/" in each])
    for place in _PLACES:
        if (root / place / "VERSION").is_file() and (root / place / "licenses").is_dir():
            return root / place
        if (root / place / "compiled").is_dir():
            return root / place
    hint = "name a rules folder, the folder of an installed modelguard, a wheel, or `lock`"
    raise UsageError(f"`{given}` holds no license data", hint=hint)
