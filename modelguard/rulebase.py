"""Find the license data and serve it; the YAML files are compiled to JSON before they are read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from modelguard.domain import License, LicenseClass, Term
from modelguard.errors import RulesError
from modelguard.globs import any_matches

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


@cache
def rules_folder() -> str:
    """`modelguard/_rules` in an installed wheel, `rules/` beside the package in a checkout."""
    installed = os.path.join(_PACKAGE, "_rules")
    beside = os.path.join(os.path.dirname(_PACKAGE), "rules")
    return installed if os.path.isdir(installed) else beside


def schema(name: str) -> str:
    """The file of the schema of that name: `project`, `policy`, `lock`, …"""
    return os.path.join(rules_folder(), "schemas", f"{name}.schema.json")


@cache
def version(folder: str | None = None) -> str:
    """The date of the license data, `YYYY.MM.DD`; that of this installation unless told."""
    with open(os.path.join(folder or rules_folder(), "VERSION"), encoding="utf-8") as file:
        return file.read().strip()


class Rulebase:
    """Read access to one compiled copy of the rules; every file is read when first asked for."""

    def __init__(self, compiled: str) -> None:
        self.folder = compiled
        self._tables: dict[str, Any] = {}
        self._licenses: dict[str, License] = {}
        self._named: dict[str, dict[str, list[Any]]] = {}

    def table(self, name: str) -> Any:
        """The content of a compiled table: `families`, `openness`, `providers`, `policies`."""
        if name not in self._tables:
            self._tables[name] = _read_json(os.path.join(self.folder, f"{name}.json"))
        return self._tables[name]

    def license_ids(self) -> tuple[str, ...]:
        return tuple(self.table("index"))

    def licenses(self) -> list[License]:
        return [self.license(license_id) for license_id in self.license_ids()]

    def license(self, license_id: str) -> License:
        """The license of this very id; `KeyError` for any other text.

        An SPDX id without a file gets what its kind says, see `rules/spdx/kinds.yaml`.
        """
        if license_id not in self._licenses:
            path = os.path.join(self.folder, "licenses", f"{license_id}.json")
            is_file = license_id in self.license_ids()
            content = _read_json(path) if is_file else self._spdx_content(license_id)
            self._licenses[license_id] = _license(content)
        return self._licenses[license_id]

    def __contains__(self, license_id: str) -> bool:
        return license_id in self.license_ids() or license_id in self.table("spdx")["licenses"]

    def _spdx_content(self, license_id: str) -> Mapping[str, Any]:
        from modelguard import spdx

        row = self.table("spdx")["licenses"][license_id]
        return spdx.content(license_id, row, self.table("spdx_kinds"))

    def find(self, text: str, model: str = "") -> tuple[str, ...]:
        """License ids that `text` (an id, a Hub tag, an SPDX id, an alias, a name) may mean.

        Several when an alias is shared and `model`, a repo id, does not tell them apart; none when
        the text is not known. Case does not matter; nor, where the text itself is not known, do
        blanks and the words "License Agreement" at its end.
        """
        spellings = _spellings(text.strip().lower())
        return next((found for each in spellings if (found := self._find(each, model))), ())

    def _find(self, name: str, model: str) -> tuple[str, ...]:
        ranks = self._ranks(name)
        for rank in sorted(ranks):
            found = [entry for entry in ranks[rank] if isinstance(entry, str)]
            found += [
                entry[0]
                for entry in ranks[rank]
                if not isinstance(entry, str) and any_matches(model, entry[1])
            ]
            if found:
                return tuple(dict.fromkeys(found))
        return self._spdx_names.get(name, ())

    @cached_property
    def _spdx_names(self) -> dict[str, tuple[str, ...]]:
        """Ids, old ids and names of the SPDX list; read when the files know no such name."""
        table = self.table("spdx")
        names = {name.lower(): (id_,) for id_, (_, name) in table["licenses"].items()}
        names |= {old.lower(): (today,) for old, today in table["renamed"].items()}
        return names | {id_.lower(): (id_,) for id_ in table["licenses"]}

    def _ranks(self, name: str) -> dict[str, list[Any]]:
        """The entries of a name by rank, see `compiled`; empty where it is not known."""
        if name not in self._named:
            mark = f"\n{name}\t"
            start = self._names.find(mark) + len(mark)
            is_name = start >= len(mark) and "\n" not in name and "\t" not in name
            line = self._names[start : self._names.index("\n", start)] if is_name else "{}"
            self._named[name] = json.loads(line)
        return self._named[name]

    @cached_property
    def _names(self) -> str:
        path = os.path.join(self.folder, "names.tsv")
        try:
            with open(path, encoding="utf-8") as file:
                return file.read()
        except OSError as error:
            raise _broken(path) from error

    def named_in(self, text: str) -> tuple[str, ...]:
        """Licenses whose full name stands in `text`; names of one or two words say too little."""
        plain = " ".join(text.lower().split())
        return tuple(
            entry
            for name in self.names()
            if name.count(" ") >= 2 and name in plain
            for entry in self._ranks(name).get("3", ())
        )

    def names(self) -> tuple[str, ...]:
        """Every text that the license files answer to, for hints."""
        return tuple(line.partition("\t")[0] for line in self._names.strip().split("\n"))


@cache
def load() -> Rulebase:
    """The rules of this installation."""
    rules = rules_folder()
    compiled = os.path.join(rules, "compiled")
    if os.path.isdir(compiled):
        return Rulebase(compiled)
    if not os.path.isdir(os.path.join(rules, "licenses")):
        raise RulesError(
            "the license data is missing", path=rules, hint="reinstall modelguard-lint"
        )
    from modelguard.compiled import of_checkout

    return Rulebase(of_checkout(rules))


def of_folder(rules: str, scratch: str) -> Rulebase:
    """The rules in any folder, for as long as `scratch` is there."""
    compiled = os.path.join(rules, "compiled")
    if os.path.isdir(compiled):
        return Rulebase(compiled)
    from modelguard.compiled import compile_rules

    made = os.path.join(scratch, "compiled")
    compile_rules(rules, made)
    return Rulebase(made)


def _read_json(path: str) -> Any:
    try:
        with open(path, "rb") as file:
            return json.loads(file.read())
    except (OSError, ValueError) as error:
        raise _broken(path) from error


def _broken(path: str) -> RulesError:
    hint = "reinstall modelguard-lint"
    return RulesError("the license data cannot be read", path=path, hint=hint)


def _license(content: Mapping[str, Any]) -> License:
    terms = {name: _term(name, value) for name, value in content["terms"].items()}
    return License(
        id=content["id"],
        name=content["name"],
        kind=content["kind"],
        license_class=LicenseClass(content["class"]),
        expression=content["expression"],
        url=content["url"],
        steward=content["steward"],
        version=content["version"],
        terms=terms,
        purposes=frozenset(content["purposes"]),
        commercial_after_agreement=content["commercial_after_agreement"],
        osi_approved=content["osi_approved"],
        hub_ids=tuple(content["hub_ids"]),
        notes=content["notes"],
    )


_TERM_FIELDS = ("value", "section", "summary", "source", "checked", "verified")


def _term(name: str, content: Mapping[str, Any]) -> Term:
    details = {key: value for key, value in content.items() if key not in _TERM_FIELDS}
    value, section, summary, source, checked, verified = (content[key] for key in _TERM_FIELDS)
    return Term(name, value, section, summary, source, checked, verified, details)


def _spellings(name: str) -> Iterator[str]:
    yield name
    if "/" not in name:
        words = name.replace("licence", "license").replace("_", " ").replace("-", " ").split()
        slug = "-".join(words)
        yield slug
        yield (slug := slug.removesuffix("-agreement"))
        yield slug.removesuffix("-license")
