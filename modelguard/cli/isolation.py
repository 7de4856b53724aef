"""`--isolated`: what the subject's own files would have hidden is judged, and told."""

from __future__ import annotations

import os

from modelguard import project
from modelguard.cli import loading
from modelguard.detect.files import path_globs, selection
from modelguard.detect.files.selection import Request
from modelguard.domain import Reference
from modelguard.errors import ModelguardError
from modelguard.lock import NAME
from modelguard.project import Project


def laid_bare(
    found: list[Reference], places: tuple[str, ...], request: Request, choice: loading.Choice
) -> tuple[list[Reference], tuple[str, ...]]:
    """The references without their inline ignores, and a sentence for each thing not heeded."""
    notices = []
    own = _own_project(project.common(places), choice)
    if isinstance(own, Project):
        notices += _of_project(own, found)
    elif own:
        notices.append(own)
    ignored = [each for each in found if each.ignored_checks]
    notices += [
        f"isolated: {each.place}: `ignore[{', '.join(each.ignored_checks)}]` is not heeded"
        for each in ignored
    ]
    root, _ = project.find(project.common(places))
    if os.path.lexists(os.path.join(root, NAME)):
        notices.append(f"isolated: `{NAME}` is not read")
    listed = selection.select(request._replace(honour_ignores=True), []).files
    heard = {each.path for each in listed}
    hidden = sorted({each.path for each in found} - heard)
    notices += [f"isolated: `.gitignore` leaves out `{path}`" for path in hidden]
    return [each._replace(ignored_checks=(), ignore_reason="") for each in found], tuple(notices)


def _own_project(place: str, choice: loading.Choice) -> Project | str:
    """The project file that is not heeded, or a word on it where it cannot be read."""
    root, file = project.find(place)
    if file is None or choice.config is not None:
        return ""
    try:
        return project.load(file, root=root, context=loading.context(choice))
    except ModelguardError:
        return f"isolated: `{os.path.basename(file)}` is not read"


def _of_project(own: Project, found: list[Reference]) -> list[str]:
    said = {
        "exception": len(own.exceptions),
        "clarification": len(own.clarifications),
        "agreement": len(own.agreements),
        "override": len(own.overrides),
        "first-party pattern": len(own.first_party),
    }
    told = [f"{count} {word}{'s' * (count > 1)}" for word, count in said.items() if count]
    what = f", with {', '.join(told)}" if told else ""
    notices = [f"isolated: `{own.label}` is not read{what}; its policy is `{own.policy.name}`"]
    excluded = {each.path for each in found if path_globs.any_names(each.path, own.exclude)}
    notices += [f"isolated: `exclude` leaves out `{path}`" for path in sorted(excluded)]
    return notices
