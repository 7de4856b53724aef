"""`check --fix`: the commits of unpinned models, written into the manifest and the lock."""

from __future__ import annotations

from collections.abc import Mapping

from modelguard import audit
from modelguard.cards.declaration import is_commit
from modelguard.cards.sources import Sources
from modelguard.cli import judging, locking, session
from modelguard.cli.loading import Choice, Part
from modelguard.domain import ModelId
from modelguard.lock import writing
from modelguard.project import ManifestEntry, pins


def pin(parts: tuple[Part, ...], choice: Choice) -> bool:
    """Whether a project file changed; source code never does."""
    with judging.answering(choice) as sources:
        changed = [_pinned(part, choice, sources) for part in parts]
    return any(changed)


def _pinned(part: Part, choice: Choice, sources: Sources) -> bool:
    label, file = part.prefix + part.project.label, part.project.file
    open_ = {
        index: entry
        for index, entry in enumerate(part.project.models)
        if entry.id.source == "huggingface" and not is_commit(entry.revision)
    }
    commits = _commits(part, choice, sources) if open_ else {}
    known = {
        index: commits[entry.id, entry.revision]
        for index, entry in open_.items()
        if (entry.id, entry.revision) in commits
    }
    _tell_unknown(label, [entry for index, entry in open_.items() if index not in known])
    if file is None or not known:
        return False
    if file.endswith(".toml") or not pins.pin(file, known, label=label):
        listed = ", ".join(f"`{open_[index].id}` at `{known[index]}`" for index in sorted(known))
        session.say(f"`{label}` leaves no safe place for commits; write them by hand: {listed}")
        return False
    session.say(f"`{label}`: wrote the commits of {len(known)} model{'s' * (len(known) > 1)}")
    return True


def _commits(
    part: Part, choice: Choice, sources: Sources
) -> Mapping[tuple[ModelId, str | None], str]:
    """By id and revision as asked; those of the lock go before those of today."""
    models = audit.gather(judging.job(part, choice, sources, whole_project=True))
    return {
        (model.id, reference.revision): model.revision
        for model in models
        for reference in model.references
        if model.revision is not None and is_commit(model.revision)
    }


def _tell_unknown(label: str, entries: list[ManifestEntry]) -> None:
    if entries:
        names = ", ".join(f"`{entry.id}`" for entry in entries)
        session.say(f"`{label}`: no commit is known of {names}; run it with a network")


def renew_locks(parts: tuple[Part, ...], choice: Choice) -> None:
    """Locks that are there follow the revisions that the manifest has now."""
    locked = [part for part in parts if part.lock is not None]
    with judging.answering(choice) as sources:
        for part in locked:
            made = locking.make(part, choice, sources, upgrade=None)
            if not made.unresolved:
                session.write_file(made.path, writing.render(made.lock))
