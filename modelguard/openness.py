"""License class and known facts to an openness reading (OSAID 1.0, MOF); no I/O."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NotRequired, TypedDict, TypeVar, assert_never

from modelguard.domain import LicenseClass, ModelId, Openness
from modelguard.globs import ByOwner

_COMPONENTS = {
    "training_code": "training code",
    "inference_code": "inference code",
    "training_data": "training data",
    "data_card": "a data card",
}
_BOUND = (
    "the license would allow it, but the definition also asks for code and information on the "
    "training data, which no declaration of a license establishes"
)


class OpennessFact(TypedDict, total=False):
    """An entry of `facts` in `rules/openness.yaml`; see `openness.schema.json`."""

    models: Sequence[str]
    osaid: str
    mof_class: str
    components: Mapping[str, bool]
    note: str
    source: str
    checked: str


class GeneralPurpose(TypedDict):
    """An entry of `general_purpose` in `rules/openness.yaml`; see `openness.schema.json`."""

    models: Sequence[str]
    note: str
    systemic_risk: NotRequired[bool]
    source: str
    checked: str


_Row = TypeVar("_Row", OpennessFact, GeneralPurpose)


class OpennessTable(TypedDict):
    """`rules/openness.yaml`."""

    facts: Sequence[OpennessFact]
    general_purpose: Sequence[GeneralPurpose]


class Reader:
    """The table, ready for many models."""

    def __init__(self, table: OpennessTable) -> None:
        self._facts = _by_model(table["facts"])
        self._general_purpose = _by_model(table["general_purpose"])

    def read(self, model_id: ModelId, conclusion_class: LicenseClass) -> Openness:
        """The verdict on a model, with its reasons, the decisive one first.

        A license bounds openness from above only: a fully open one makes no open source AI by
        itself.
        """
        if model_id.type != "model":
            return Openness("undetermined", ("openness is read for models only",))
        name = str(model_id)
        facts = self._facts.matching(name)
        verdict, reason = _verdict(conclusion_class, facts)
        reasons = tuple(dict.fromkeys((reason, *_details(facts))))
        general = self._general_purpose.matching(name)
        if not general:
            return Openness(verdict, reasons)
        is_risk = general[0].get("systemic_risk", False)
        return Openness(verdict, reasons, general[0]["note"], is_risk)


def _by_model(rows: Sequence[_Row]) -> ByOwner[_Row]:
    return ByOwner((glob, row) for row in rows for glob in row["models"])


def _verdict(conclusion_class: LicenseClass, facts: Sequence[OpennessFact]) -> tuple[str, str]:
    match conclusion_class:
        case LicenseClass.PROPRIETARY:
            return "closed", "the license class is proprietary: the weights are not released"
        case LicenseClass.UNKNOWN:
            return "undetermined", "no license was concluded, so no freedom is established"
        case LicenseClass.OPEN_WEIGHT_COMMUNITY | LicenseClass.COMMERCIAL_RESTRICTED:
            return "open-weights", (
                f"the license class is {conclusion_class}: use, changing or sharing is not free "
                "for any purpose"
            )
        case LicenseClass.FULLY_OPEN:
            return _fully_open(facts)
        case _:
            assert_never(conclusion_class)


def _fully_open(facts: Sequence[OpennessFact]) -> tuple[str, str]:
    """What stands against a model wins over what speaks for it."""
    for osaid, verdict in (("fails", "open-weights"), ("passes", "open-source-ai")):
        for fact in facts:
            if fact.get("osaid") == osaid:
                return verdict, _sourced(fact["note"], fact)
    return "undetermined", _BOUND


def _details(facts: Sequence[OpennessFact]) -> Iterator[str]:
    for fact in facts:
        if "osaid" in fact:
            yield _sourced(fact["note"], fact)
        if "mof_class" in fact:
            yield _sourced(f"Model Openness Framework class {fact['mof_class']}", fact)
        missing = [
            name
            for key, name in _COMPONENTS.items()
            if fact.get("components", {}).get(key) is False
        ]
        if missing:
            yield _sourced(f"not found released: {', '.join(missing)}", fact)


def _sourced(text: str, fact: OpennessFact) -> str:
    return f"{text} ({fact['source'].split(' ')[0]}, {fact['checked']})"
