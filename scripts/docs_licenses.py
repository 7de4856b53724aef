"""The page of the licenses, from the files under `rules/licenses`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from modelguard import rulebase
from modelguard.domain import License, LicenseClass, Term

INTRO = """# Licenses

What modelguard knows of each license, in its own words; only strings that a license orders to be
reproduced are quoted. It is no legal advice and does not replace the text. *Silent* means that the
text does not speak of it, *not read* that the text was not to be had. A term marked with `?` was
not verified against the text.

Of the other licenses of the SPDX list modelguard knows the id, the name and, where they are open or
Creative Commons, the class; `rules/spdx/` says how. They have no section here.
"""


def page() -> str:
    """An index by class, then a section per license."""
    known = _known()
    return "\n".join([INTRO, *_index(known), *(part for each in known for part in _section(each))])


def anchor(license_id: str) -> str:
    """Where the page speaks of a license."""
    return _anchors(_headings())[license_id]


def _headings() -> list[str]:
    return ["Licenses", *(each.id for each in _known())]


def _known() -> list[License]:
    return sorted(rulebase.load().licenses(), key=lambda each: each.id.lower())


def _index(known: list[License]) -> Iterator[str]:
    anchors = _anchors(_headings())
    for license_class in LicenseClass:
        found = [each for each in known if each.license_class is license_class]
        links = ", ".join(f"[`{each.id}`](#{anchors[each.id]})" for each in found)
        yield f"**{license_class}** ({len(found)}): {links}\n"


def _anchors(headings: list[str]) -> dict[str, str]:
    """The anchors that GitHub gives headings; one that comes again gets a number."""
    anchors: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for heading in headings:
        plain = "".join(each for each in heading.lower() if each.isalnum() or each in "-_")
        anchors[heading] = f"{plain}-{seen[plain]}" if seen[plain] else plain
        seen[plain] += 1
    return anchors


def _section(license_: License) -> Iterator[str]:
    yield f"## {license_.id}\n"
    yield f"{cell(license_.name)}: {license_.license_class}. {_facts(license_)}\n"
    if license_.notes:
        yield f"{cell(license_.notes)}\n"
    if license_.terms:
        yield "| term | value | section | says |\n|---|---|---|---|"
        yield "\n".join(_row(term) for term in license_.terms.values()) + "\n"


def _facts(license_: License) -> str:
    facts = [f"Kind {license_.kind}", f"steward {license_.steward}" if license_.steward else ""]
    facts.append(f"version {license_.version}" if license_.version else "")
    facts.append(f"expression `{license_.expression}`")
    if license_.hub_ids:
        facts.append(f"Hub {', '.join(f'`{tag}`' for tag in license_.hub_ids)}")
    facts.append(f"[text]({license_.url})" if license_.url else "")
    return ", ".join(fact for fact in facts if fact) + "."


def _row(term: Term) -> str:
    mark = "" if term.verified else " ?"
    section = cell(term.section or "")
    return f"| {term.name} | {cell(term.value)}{mark} | {section} | {cell(term.summary)} |"


def cell(text: str) -> str:
    """Text on one line that neither ends a table cell nor starts markup."""
    plain = " ".join(text.split())
    for char in "\\|<>*_`[]":
        plain = plain.replace(char, f"\\{char}")
    return plain
