"""`modelguard bundle`: what a verdict rests on, in one file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

import click

from modelguard import __version__, rulebase
from modelguard.bundle import archive, contents
from modelguard.bundle.contents import Bundle
from modelguard.cards.declaration import Reply
from modelguard.cards.sources import Answer, Answers, Sources, Wanted
from modelguard.cli import answers, judging, lacking, loading, merging, options, scanning, session
from modelguard.cli.loading import Choice, Part
from modelguard.domain import Card, CardSource, Reason, Report, Unresolved
from modelguard.errors import UsageError
from modelguard.lock import NAME

_OF_THE_HUB = (CardSource.HUB, CardSource.CACHE)


@click.group("bundle", cls=options.Group)
def command() -> None:
    """Carry answers to machines without a network, and keep them as evidence."""


@command.command("export", short_help="Pack what a verdict rests on into one file")
@click.argument("out", type=click.Path())
@click.argument("folder", default=".", type=click.Path())
@options.project
@options.offline
@options.unresolved
def export(out: str, folder: str, **given: object) -> int:
    """Look up what the project at FOLDER uses, and pack into the file OUT all that speaks for it.

    That is: what the Hub answered and when, license and use-policy texts, the project file with its
    exceptions, policy, lock, and the report. With a model that cannot be looked up nothing is
    written (exit 3), unless `--unresolved warn` lets it pass.
    """
    choice = Choice(**given)  # type: ignore[arg-type]
    scanning.existing((folder,))
    root = loading.load_project((folder,), choice).root
    scan = scanning.scan((root,), choice, scanning.Filters())
    parts = tuple(loading.with_lock(part, choice) for part in scan.parts)
    report, heard = _judged(parts, choice)
    missing = [model.unresolved for model in report.models if model.unresolved]
    if lacking.forbids_writing(missing, choice):
        return 3
    content = contents.render(_bundle(parts, report, heard))
    session.write_bytes(out, content)
    count = len(report.models)
    click.echo(
        f"{out}: {count} model{'' if count == 1 else 's'}, sha256 {contents.sha256(content)}"
    )
    return 0


@command.command("import", short_help="Put the answers of a bundle into the cache")
@click.argument("file", type=click.Path())
def import_(file: str) -> int:
    """Put the answers in FILE into the cache, for `check --offline` on this machine.

    A bundle that was altered is not imported (exit 1).
    """
    from modelguard.cards.cache import Cache
    from modelguard.policy import cache as policies

    files = archive.unpack(archive.read(file), label=file)
    if _complained(contents.altered(files, label=file), file):
        session.say("nothing was imported")
        return 1
    bundle = contents.parse(files, label=file)
    with Cache(answers.cache_file()) as cache:
        cache.put_many(_endpoint(), bundle.replies)
        cache.put_absent(_endpoint(), bundle.absent)
        if cache.notice:
            raise UsageError(cache.notice)
    for name, content in bundle.policies.items():
        policies.keep(session.policies_folder(), name, content)
    if bundle.rules != rulebase.version():
        session.say(
            f"the bundle was judged by rules {bundle.rules}, this machine has "
            f"{rulebase.version()}: verdicts may differ"
        )
    click.echo(f"{len(bundle.replies)} answers of {bundle.made} are in {answers.cache_file()}")
    return 0


@command.command("verify", short_help="Check that a bundle is as it was exported")
@click.argument("file", type=click.Path())
@click.option("--sha256", "expected", metavar="HEX", help="What `export` printed for the bundle")
def verify(file: str, expected: str | None) -> int:
    """Check that FILE is as it was exported: exit 1, and what was altered, where it is not.

    The hashes inside tell of accidents. Whoever may have written all of them anew is found out by
    `--sha256` alone, so keep that where the bundle is not.
    """
    content = archive.read(file)
    files = archive.unpack(content, label=file)
    found = contents.altered(files, label=file)
    if expected is not None and contents.sha256(content) != expected.strip().lower():
        found.append(f"its sha256 is {contents.sha256(content)}, not {expected}")
    if _complained(found, file):
        return 1
    bundle = contents.parse(files, label=file)
    name, _ = bundle.policy
    click.echo(
        f"{file}: as exported on {bundle.made} by modelguard {bundle.version}, rules "
        f"{bundle.rules}, policy {name}: {len(bundle.replies)} answers"
    )
    return 0


def _complained(found: Sequence[str], file: str) -> bool:
    for line in found:
        click.echo(f"{file}: {line}")
    return bool(found)


def _judged(parts: tuple[Part, ...], choice: Choice) -> tuple[Report, Answers]:
    """The report, and every answer that was heard for it."""
    from modelguard import audit

    heard: dict[Wanted, Answer] = {}

    def reported(part: Part, sources: Sources) -> Report:
        job = judging.job(part, choice, sources, whole_project=True)

        def ask(wanted: Iterable[Wanted]) -> Answers:
            found = job.look_up(wanted)
            heard.update(found)
            return found

        return audit.run(job._replace(look_up=ask))

    with judging.answering(choice) as sources:
        report = merging.merged([(part.prefix, reported(part, sources)) for part in parts])
    return report, heard


def _replies(heard: Answers) -> dict[Wanted, Reply]:
    """What the Hub said, as the cache keeps it; the catalog and the lock need no copy."""
    from modelguard.cards.cache import Cache

    wanted = [
        key
        for key, answer in heard.items()
        if isinstance(answer, Card) and answer.source in _OF_THE_HUB
    ]
    with Cache(answers.cache_file()) as cache:
        found = cache.recall(_endpoint(), wanted)
    if len(found) < len(wanted):
        raise _not_kept("what the Hub said")
    return found


def _endpoint() -> str:
    from modelguard.cards.endpoint import endpoint

    return endpoint(session.hub_settings().endpoint).shown


def _absent(heard: Answers) -> dict[Wanted, str]:
    """What the Hub did not know, such as a base that was never published."""
    return {
        key: answer.detail
        for key, answer in heard.items()
        if isinstance(answer, Unresolved) and answer.reason is Reason.NOT_FOUND
    }


def _bundle(parts: tuple[Part, ...], report: Report, heard: Answers) -> Bundle:
    from modelguard import formats

    policy = parts[0].project.policy
    return Bundle(
        made=session.today().isoformat(),
        version=__version__,
        rules=rulebase.version(),
        policy=(policy.name, policy.digest),
        replies=_replies(heard),
        absent=_absent(heard),
        project={
            _plain(path): content
            for part in parts
            for path, content in _own_files(part, parts[0].project.root)
        },
        policies=dict(_policies(parts)),
        report=formats.render("json", report, session.style()),
    )


def _policies(parts: Iterable[Part]) -> Iterable[tuple[str, bytes]]:
    """Those from git and the web, which a machine without a network has no other way to read."""
    from modelguard.policy import cache

    used = [policy for part in parts for policy in part.project.policies()]
    for source in dict.fromkeys(source for policy in used for source in policy.fetched):
        content = cache.kept(session.policies_folder(), source)
        if content is None:
            raise _not_kept(f"`{source.label}`")
        yield cache.name(source), content


def _not_kept(what: str) -> UsageError:
    return UsageError(
        f"the cache {session.cache_folder()} did not keep {what}",
        hint="set `MODELGUARD_CACHE_DIR` to a folder that can be written",
    )


def _own_files(part: Part, top: str) -> Iterable[tuple[str, bytes]]:
    """Project file, lock, and the policies that lie below `top`, each with the way from there."""
    project = part.project
    if project.file is not None and project.content is not None:
        yield part.prefix + os.path.basename(project.file), project.content
    for name in sorted({NAME, project.policy.origin, *project.policy.locked_by.values()}):
        path = os.path.normpath(os.path.join(project.root, name))
        if path.startswith(os.path.join(top, "")) and os.path.isfile(path):
            yield os.path.relpath(path, top).replace(os.sep, "/"), archive.read(path)


def _plain(path: str) -> str:
    """A path as any zip tool can write it, percent-encoded where need be."""
    from urllib.parse import quote

    return quote(os.fsencode(path), safe="/ ")
