"""References in the code of one file: calls by table, model keys, model constants."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.braces import (
    commands,
    environment,
    evident,
    languages,
    lexing,
    symbols,
    vocabulary,
)
from modelguard.detect.braces.constants import Constants, is_model_name
from modelguard.detect.braces.hits import Report
from modelguard.detect.braces.keys import Keys
from modelguard.detect.braces.languages import Language
from modelguard.detect.braces.rules import (
    Loader,
    Rules,
    plain,
    provider_in,
    speaks_of_models,
    words,
)
from modelguard.detect.braces.syntax import Argument, Call
from modelguard.detect.braces.values import Value
from modelguard.detect.source import Hit, SourceFile, Unparsable

_LARGEST = 1_000_000
_PIPELINE = "pipeline"


def scan(
    file: SourceFile, language: Language, rules: Rules, text: str | None = None
) -> Iterator[Hit]:
    """The hits of one file; `text` stands in for its text where only a part is code."""
    if not speaks_of_models(file.data):
        return
    text = file.text if text is None else text
    if len(text) > _LARGEST:
        raise Unparsable("it is too large to be source code")
    report = Report(text, language, rules)
    yield from symbols.hits(report)
    yield from commands.hits(report)
    yield from Calls(report).hits()
    yield from Keys(report).hits()
    yield from Constants(report).hits()
    yield from environment.hits(report)
    yield from evident.hits(report)


class Calls:
    """The calls that the table knows, builders, and providers that are called like functions."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.code, self.values, self.rules = report.code, report.values, report.rules
        self._owners = report.owners

    def hits(self) -> Iterator[Hit]:
        for call in self.code.calls(self._may_carry):
            yield from self._call(call)

    def _may_carry(self, name: str) -> bool:
        """Whether any of the three ways to take a call's arguments takes a call of this name."""
        if name in self.rules.loaders or self.rules.is_key(plain(name)):
            return True
        return self.code.language is languages.JAVASCRIPT and (
            plain(name) in vocabulary.CONSTRUCTED
            or plain(name).endswith(_PIPELINE)
            or name in self.code.definitions
            or provider_in(name, self.rules) is not None
        )

    def _call(self, call: Call) -> Iterator[Hit]:
        last = call.path[-1]
        loaders = [one for one in self.rules.loaders.get(last, ()) if self._fits(one, call)]
        for loader in loaders:
            yield from self._loaded(loader, call)
        if not loaders:
            yield from self._piped(call)
            yield from self._built(call)
            yield from self._provided(call)

    def _fits(self, loader: Loader, call: Call) -> bool:
        size = len(loader.callee)
        if call.path[-size:] != loader.callee:
            return False
        return not loader.needs or any(need in self.code.text for need in loader.needs)

    def _loaded(self, loader: Loader, call: Call) -> Iterator[Hit]:
        arguments = list(self.code.arguments(call.open))
        carrier = loader.carrier
        if carrier is None:
            carrier = self._owners.of_call(call) or loader.fallback
        if carrier is None or carrier == "none":
            return
        kind = self._kind(loader, arguments)
        if kind is None or not self._is_option(loader, arguments):
            return
        revisions = self._revisions(loader, arguments)
        for argument in self._carrying(loader, arguments):
            symbols = carrier != "hub"
            found = self.values.of(argument.start, argument.end, symbols=symbols)
            yield from self._named(found, carrier, loader, kind, revisions)

    def _is_option(self, loader: Loader, arguments: list[Argument]) -> bool:
        """Whether `"-m, --chat-model <id>"` is given for a model, where a call takes options."""
        if loader.named_at < 0:
            return True
        named = arguments[loader.named_at : loader.named_at + 1]
        option = self.code.string(named[0].start) if named else ""
        return is_model_name(option.partition("--")[2].partition(" ")[0] or option)

    def _carrying(self, loader: Loader, arguments: list[Argument]) -> Iterator[Argument]:
        named = [one for one in arguments if one.name and plain(one.name) in loader.keys]
        if named:
            yield from named
            return
        positional = [one for one in arguments if one.name is None]
        for place in loader.at:
            if -len(positional) <= place < len(positional):
                yield positional[place]

    def _kind(self, loader: Loader, arguments: list[Argument]) -> str | None:
        """`RepoType::Dataset`; spaces are no references here."""
        if not 0 <= loader.kind_at < len(arguments):
            return loader.type
        argument = arguments[loader.kind_at]
        last = self.code.name(argument.end - 1)
        return {"Dataset": "dataset", "Space": None}.get(last, loader.type)

    def _revisions(self, loader: Loader, arguments: list[Argument]) -> list[Value]:
        chosen = [one for one in arguments if loader.revision and one.name == loader.revision]
        if 0 <= loader.revision_at < len(arguments):
            chosen.append(arguments[loader.revision_at])
        return [value for one in chosen for value in self.values.of(one.start, one.end)]

    def _revision_of(self, value: Value, revisions: list[Value]) -> str | None:
        """The only revision, or the one that stands in the same tuple."""
        texts = {one.text for one in revisions}
        if len(texts) > 1:
            parent = self.code.parent
            texts = {one.text for one in revisions if parent[one.at] == parent[value.at]}
        return texts.pop() if len(texts) == 1 else None

    def _named(
        self,
        found: list[Value],
        carrier: str,
        loader: Loader,
        kind: str,
        revisions: list[Value],
    ) -> Iterator[Hit]:
        for value in found:
            text, revision = value.text, self._revision_of(value, revisions)
            if loader.prefix and text and "/" not in text and text.endswith("-MLC"):
                text = loader.prefix + text
            if loader.scheme:
                text, pinned = _without_scheme(text, loader.scheme)
                revision = pinned or revision
            if text:
                yield from self._report.hit(value._replace(text=text), carrier, kind, revision)

    def _piped(self, call: Call) -> Iterator[Hit]:
        """`usePipeline("feature-extraction", "org/name")`: a wrapper, as its task tells."""
        if plain(call.path[-1]).endswith(_PIPELINE):
            task, *models = (*self.code.entries(call.open), None, None)
            if task and models[0] and self.code.string(task.start) in self.rules.tasks:
                for value in self.values.of(models[0].start, models[0].end):
                    yield from self._report.hit(value, "hub")

    def _built(self, call: Call) -> Iterator[Hit]:
        """`.modelName(…)` of a builder; the class that began the chain says whose."""
        name = plain(call.path[-1])
        if not self.rules.is_key(name) or len(call.path) < 2:
            return
        arguments = list(self.code.entries(call.open))
        if len(arguments) != 1 or arguments[0].name is not None:
            return
        carrier = self._owners.of_call(call)
        if carrier is None and self._owners.imported:
            carrier = "api"
        if carrier in (None, "none"):
            return
        found = self.values.of(arguments[0].start, arguments[0].end, symbols=True)
        for value in found:
            if name in self.rules.keys or any(not char.isalpha() for char in value.text):
                yield from self._report.hit(value, carrier or "api")

    def _provided(self, call: Call) -> Iterator[Hit]:
        """`openai("…")`, `google.embedding("…")`, `createOpenAI({…})("…")` of the AI SDK."""
        if self.code.language is not languages.JAVASCRIPT or len(call.path) > 2:
            return
        if len(call.path) == 2 and plain(call.path[1]) not in vocabulary.CONSTRUCTED:
            return
        head = call.path[0]
        if head[:1].isupper() or head.startswith("create") or head in vocabulary.NO_USE:
            return
        carrier = provider_in(head, self.rules)
        made = self._owners.made_by(head, call.at)
        if made is None and (carrier is None or len(words(head)) > 2):
            return
        arguments = list(self.code.entries(call.open))
        if not arguments or arguments[0].name is not None:
            return
        if self.code.mark(arguments[0].start) == "{":
            return  # a request, whose `model` is a key
        carrier = made or carrier
        if carrier in (None, "none"):
            return
        for value in self.values.of(arguments[0].start, arguments[0].end):
            yield from self._report.hit(value, carrier or "api")


def _without_scheme(text: str, scheme: str) -> tuple[str, str | None]:
    """The Hub's part of `hf:org/name:Q4_K_M` or `djl://ai.djl.huggingface.pytorch/org/name`."""
    if scheme == "hf":
        found = lexing.compiled(
            r"(?:hf|huggingface):(?!//)([\w.-]+/[\w.-]+)[^#]*(?:#(.+))?$"
        ).match(text)
        return (found[1], found[2]) if found else ("", None)
    found = lexing.compiled(r"djl://ai\.djl\.huggingface\.[\w.]+/([\w.-]+/[\w.-]+)").match(text)
    return (found[1], None) if found else ("", None)
