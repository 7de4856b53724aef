"""What git knows of a folder; None wherever git has no answer."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from modelguard.errors import UsageError
from modelguard.namedtuple import NamedTuple

# A repository's own configuration may name programs that git runs; none of them is.
_SETTINGS = (
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "diff.external=",
    "core.pager=cat",
)
_SECONDS = 120


class Entry(NamedTuple):
    """`path` is relative to the folder that was asked for, with `/`."""

    path: str
    is_link: bool = False
    is_repository: bool = False


def top_level(folder: str) -> str | None:
    """The nearest folder upwards that has `.git`, a folder or a worktree's file."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def entries(folder: str, environment: Mapping[str, str]) -> list[Entry] | None:
    """Tracked files, and untracked ones that are not ignored; None where git does not answer.

    Deleted files are still among them. A submodule is one entry.
    """
    arguments = ("ls-files", "-z", "--stage", "--cached", "--others", "--exclude-standard")
    listed = run(folder, arguments, environment)
    if listed is None or (not listed and is_ignored(folder, environment)):
        return None
    found = {entry.path: entry for entry in map(_entry, listed.split("\0")[:-1])}
    return [found[path] for path in sorted(found)]


def _entry(line: str) -> Entry:
    """`mode object stage<tab>path` for a tracked file, the path alone for any other."""
    facts, tab, path = line.partition("\t")
    mode = facts[:6] if tab and facts.count(" ") == 2 and facts[:6].isdigit() else ""
    if not mode:
        return Entry(line.rstrip("/"), is_repository=line.endswith("/"))
    return Entry(path, is_link=mode == "120000", is_repository=mode == "160000")


def is_ignored(folder: str, environment: Mapping[str, str]) -> bool:
    """Whether rules above the folder leave all of it out."""
    above, name = os.path.split(folder)
    return run(above, ("check-ignore", "--quiet", "--", name), environment) is not None


def commit(folder: str, revision: str, environment: Mapping[str, str]) -> str | None:
    """Where the work since `revision` began: the commit that it and HEAD share."""
    if (found := resolved(folder, revision, environment)) is None:
        return None
    shared = run(folder, ("merge-base", found, "HEAD"), environment)
    return (shared or found).strip()


def resolved(top: str, revision: str, environment: Mapping[str, str]) -> str | None:
    """The commit of that name."""
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = run(top, verify, environment)
    return None if found is None else found.strip()


def refusal(top: str, environment: Mapping[str, str]) -> UsageError | None:
    """Why no revision is known: git reads nothing of the repository; None where it does."""
    if run(top, ("rev-parse", "--git-dir"), environment) is not None:
        return None
    hint = "`git status` says why; where it is another user's, add it to git's `safe.directory`"
    return UsageError(f"git does not read the repository at `{top}`", hint=hint)


def changed(top: str, since: str, environment: Mapping[str, str]) -> dict[str, str] | None:
    """Tracked files that differ from the commit `since` → their path there, empty if they are new.

    Paths are relative to `top`, the repository's own folder.
    """
    options = ("--name-status", "-z", "-M", "--no-ext-diff", "--no-textconv")
    listed = run(top, ("diff", *options, since, "--"), environment)
    return None if listed is None else dict(_changes(listed.split("\0")[:-1]))


def names_at(top: str, commit: str, environment: Mapping[str, str]) -> frozenset[str] | None:
    """Every path of a commit; a submodule is one."""
    listed = run(top, ("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit), environment)
    return None if listed is None else frozenset(listed.split("\0")[:-1])


def _changes(fields: list[str]) -> Iterator[tuple[str, str]]:
    rest = iter(fields)
    for status in rest:
        path = next(rest, "")
        if status[:1] in ("R", "C"):
            yield next(rest, ""), path
        elif status[:1] != "D":
            yield path, "" if status[:1] == "A" else path


def content(top: str, since: str, path: str, environment: Mapping[str, str]) -> bytes | None:
    """A file at a commit; `path` is relative to `top`."""
    return _run(top, ("cat-file", "blob", f"{since}:{path}"), environment)


def run(folder: str, arguments: tuple[str, ...], environment: Mapping[str, str]) -> str | None:
    output = _run(folder, arguments, environment)
    return None if output is None else os.fsdecode(output)


def _run(folder: str, arguments: tuple[str, ...], environment: Mapping[str, str]) -> bytes | None:
    import subprocess

    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    try:
        done = subprocess.run(
            ["git", *settings, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            cwd=folder,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
