"""What the license of a base leaves to the license of a model that is made from it."""

from __future__ import annotations

from collections.abc import Sequence

from modelguard.domain import License, Term

# Terms that a derivative cannot shed, with the values that restrict.
_RESTRICTING = {
    "user-threshold": {"yes", "not-read"},
    "revenue-threshold": {"yes", "not-read"},
    "territory-excluded": {"yes"},
    "acceptable-use": {"yes", "not-read"},
    "use-restrictions-passed-on": {"yes"},
    "hosting": {"noncommercial-only", "separate-license", "api-only", "prohibited"},
    "redistribution": {"noncommercial-only", "prohibited", "no-weights"},
    "output-training": {"same-family-only", "noncommercial-only", "research-only", "prohibited"},
    "share-alike": {"yes"},
}


def restrictions(license_: License) -> dict[str, Term | None]:
    """The terms that bind whoever gets a derivative, by name; `purposes` has no term of its own."""
    found: dict[str, Term | None] = {
        name: term
        for name, term in license_.terms.items()
        if term.value in _RESTRICTING.get(name, ())
    }
    return {**found, **({"purposes": None} if license_.purposes else {})}


def dropped(base: License, own: License) -> tuple[str, ...]:
    """What a derivative of `base` has to keep and `own` does not say, as names of terms."""
    if base.id == own.id:
        return ()
    kept = set(restrictions(own)) - {"share-alike"}
    if _is_version_of(base.id, own.id):
        kept.add("share-alike")
    return tuple(name for name in restrictions(base) if name not in kept)


def left_possible(bases: Sequence[License]) -> tuple[str, ...] | None:
    """The bases' licenses that keep what all of them ask for; None where any license does."""
    binding = [each for each in bases if restrictions(each)]
    if not binding:
        return None
    return tuple(
        dict.fromkeys(own.id for own in binding if not any(dropped(base, own) for base in binding))
    )


def _is_version_of(one: str, other: str) -> bool:
    """Whether two ids are versions of one license: `GPL-3.0-only` and `GPL-3.0-or-later`."""
    return _stem(one) == _stem(other)


def _stem(license_id: str) -> str:
    parts = license_id.lower().removesuffix("-only").removesuffix("-or-later").split("-")
    return "-".join(part for part in parts if not part.replace(".", "").isdigit())
