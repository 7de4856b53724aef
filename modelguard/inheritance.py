"""What the license of a base leaves to the license of a model that is made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modelguard.domain import License, Term

# Terms that a derivative cannot shed, with the values that restrict.
_RESTRICTING = {
    "user-threshold": {"yes", "not-read"},
    "revenue-threshold": {"yes", "not-read"},
    "royalty": {"yes"},
    "territory-excluded": {"yes"},
    "acceptable-use": {"yes", "not-read"},
    "use-restrictions-passed-on": {"yes"},
    "hosting": {"noncommercial-only", "separate-license", "api-only", "prohibited"},
    "redistribution": {"noncommercial-only", "prohibited", "no-weights"},
    "derivatives": {"research-only"},
    "output-training": {"same-family-only", "noncommercial-only", "research-only", "prohibited"},
    "name-prefix": {"yes"},
    "share-alike": {"yes"},
    "network-copyleft": {"yes"},
}
# Words that go along with a copy and restrict nobody.
_NOTICES = ("notice", "license-copy", "attribution", "state-changes")


def restrictions(license_: License) -> dict[str, Term | None]:
    """The terms that bind whoever gets a derivative, by name."""
    found: dict[str, Term | None] = {
        name: term
        for name, term in license_.terms.items()
        if term.value in _RESTRICTING.get(name, ())
    }
    if license_.purposes:
        found["commercial-use"] = license_.terms.get("commercial-use")
    return found


def asked(license_: License) -> tuple[str, ...]:
    """All that the license asks of what is made from its subject, as names of terms."""
    return (*restrictions(license_), *(name for name in _NOTICES if _asks(license_, name)))


def dropped(base: License, *own: License) -> tuple[str, ...]:
    """What a derivative of `base` has to keep and none of `own` says, as names of terms."""
    if {each.id for each in own} & {base.id, *also_under(base)}:
        return ()
    kept = {name for each in own for name in restrictions(each)} - {"share-alike"}
    return tuple(name for name in restrictions(base) if name not in kept)


def notices_owed(base: License, *own: License) -> tuple[str, ...]:
    """The notices that a derivative of `base` has to carry and none of `own` asks for."""
    kept = {name for each in own for name in _NOTICES if _asks(each, name)}
    return tuple(name for name in _NOTICES if _asks(base, name) and name not in kept)


def also_under(license_: License) -> Sequence[str]:
    """The other licenses that a share-alike allows what is made from it to be under."""
    term = license_.terms.get("share-alike")
    found = term.details.get("also_under") if term else None
    licenses = found.get("licenses") if isinstance(found, Mapping) else None
    return licenses if isinstance(licenses, list) else ()


def is_share_alike(license_: License) -> bool:
    return "share-alike" in restrictions(license_)


def out_of_place(one: License, other: License) -> tuple[str, ...]:
    """What `other` asks for and the share-alike of `one` leaves no room for in a merge of both.

    Empty where `one` has no share-alike, or both let the merge be under one and the same license.
    """
    if not is_share_alike(one):
        return ()
    if {one.id, *also_under(one)} & {other.id, *also_under(other)}:
        return ()
    return dropped(other, one)


def left_possible(bases: Sequence[License]) -> tuple[str, ...] | None:
    """The bases' licenses that keep what all of them ask for; None where any license does."""
    binding = [each for each in bases if restrictions(each)]
    if not binding:
        return None
    return tuple(
        dict.fromkeys(own.id for own in binding if not any(dropped(base, own) for base in binding))
    )


def _asks(license_: License, name: str) -> bool:
    term = license_.terms.get(name)
    return term is not None and term.value == "yes"
