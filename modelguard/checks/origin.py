"""Where a license that binds a model comes from: the publisher's own words, or a base."""

from __future__ import annotations

from modelguard.checks.case import Case
from modelguard.domain import Ancestor, Evidence, License

# Fields of a card that may name another license than `license` does.
_FIELDS = ("license_name", "license_link", "extra_gated_prompt")
# Kinds of evidence that a conclusion's basis rests on; the first that is there speaks.
_OF_BASIS = {
    "card": ("card", "catalog", "lock", "folder"),
    "header": ("header",),
    "text": ("text",),
    "clarification": ("clarification",),
    "family-pattern": ("family-pattern",),
    "provider": ("provider",),
}


def bases(case: Case, license_: License) -> tuple[Ancestor, ...]:
    """The bases that the license comes from; none where the model declares it itself."""
    declared = (case.model.conclusion.declared or "").split()
    if license_.id in declared or license_.expression in declared:
        return ()
    return tuple(base for base in case.model.lineage if base.binds and base.license == license_.id)


def subject(case: Case, license_: License) -> str:
    """The license and, in brackets, where it comes from."""
    found = bases(case, license_)
    names = " and ".join(f"`{base.id}`" for base in found[:2])
    where = (
        f"of its base{'s' if len(found) > 1 else ''} {names}" if found else _basis(case, license_)
    )
    return f"`{license_.id}` ({where})" if where else f"`{license_.id}`"


def _basis(case: Case, license_: License) -> str:
    """The evidence that the conclusion rests on, as a clause; empty where there is none."""
    conclusion = case.model.conclusion
    kinds = _OF_BASIS.get(conclusion.basis, ())
    said = next((each for each in conclusion.evidence if each.kind in kinds), None)
    if said is None:
        return ""
    if field := _field(case, license_):
        return _clause(said, f" by `{field}`")
    name = next((each.says for each in conclusion.evidence if each.kind == "license_name"), "")
    is_other = said.says.lower() in {"other", "unknown", "no license"}
    said = said._replace(says=name) if name and is_other else said
    is_plain = said.says.lower() in {license_.id.lower(), *license_.hub_ids}
    return _clause(said, "" if is_plain else f" as `{said.says}`")


def _field(case: Case, license_: License) -> str:
    """The field of the card that names the license while `license` names another one."""
    found = case.model.conclusion.mismatch
    if found is None or found.path not in _FIELDS or license_.id not in found.text:
        return ""
    return found.path


def _clause(evidence: Evidence, how: str) -> str:
    dated = f", as of {evidence.as_of}" if evidence.as_of else ""
    match evidence.kind:
        case "clarification":
            return f"stated in {evidence.where}"
        case "family-pattern":
            return f"known for models named {evidence.where}"
        case "header":
            return f"declared{how} in the header of {evidence.where.rpartition('/')[2]}{dated}"
        case "text":
            return f"its license text, {evidence.where.rpartition('/')[2]}"
        case "provider":
            return "the provider's terms"
        case "catalog":
            return f"declared{how} in the built-in catalog{dated}"
        case "lock":
            return f"declared{how} when it was locked{dated}"
        case _:
            return f"declared{how} in its card{dated}"
