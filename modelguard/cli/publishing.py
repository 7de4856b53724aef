"""What `explain --publish` prints: the front matter that a published model should carry."""

from __future__ import annotations

from modelguard import audit, rulebase
from modelguard.cli import judging, loading
from modelguard.cli.loading import Choice, Part
from modelguard.detect import manifest
from modelguard.errors import UsageError
from modelguard.formats import publication
from modelguard.project import Project, Publish


def page(subject: str, choice: Choice) -> str:
    """The page of a model under `publishes`, by its id or its path."""
    project = loading.load_project((".",), choice)
    entry = _entry(subject, project)
    references = tuple(each for each in manifest.references(project) if each.id == entry.id)
    with judging.answering(choice) as sources:
        part = loading.with_lock(Part(project, references), choice)
        (report, *_) = audit.gather(judging.job(part, choice, sources, whole_project=False))
    rules = rulebase.load()
    ids = {*report.conclusion.licenses, *(base.license for base in report.lineage), entry.license}
    licenses = {each: rules.license(each) for each in ids if each in rules.license_ids()}
    return publication.page(entry, report, {key: licenses[key] for key in licenses if key})


def _entry(subject: str, project: Project) -> Publish:
    plain = subject.rstrip("/").removeprefix("./")
    for each in project.publishes:
        if subject == str(each.id) or plain == each.path:
            return each
    known = ", ".join(f"`{each.id}`" for each in project.publishes)
    raise UsageError(
        f"the project publishes no `{subject}`",
        hint=f"under `publishes`: {known}" if known else "list it under `publishes` first",
    )
