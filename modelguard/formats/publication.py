"""The front matter of a model that is to be published, and what its bases and data ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from modelguard import inheritance
from modelguard.domain import Ancestor, License, ModelReport, Relation, TrainingData
from modelguard.project import Publish

_ON_DATA = "What its data asks for; whether that reaches a model is not settled:"
_FILES = (
    ("notice", "NOTICE"),
    ("badge", "README.md"),
)


def page(entry: Publish, report: ModelReport, licenses: Mapping[str, License]) -> str:
    """Front matter for the card, then what has to be in the folder. `licenses` are all that bind.

    The stated license where the bases leave it possible, else one that they do.
    """
    bases = [base for base in report.lineage if base.binds]
    binding = [
        licenses[base.license] for base in bases if base.license and base.license in licenses
    ]
    named = _datasets(report, entry)
    lines = ["---", *_license(entry, binding, licenses), *_bases(bases), *named, "---", ""]
    unknown = [f"`{base.id}`" for base in bases if base.license not in licenses]
    if unknown:
        lines.append(f"The license of {', '.join(unknown)} is not known: it may ask for more.")
    files = list(dict.fromkeys(line for each in binding for line in _files(each)))
    lines += ["Files that go along:", *files, ""] if files else []
    data = [_data(each) for each in report.datasets]
    lines += [_ON_DATA, *data] if data else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _license(
    entry: Publish, binding: Sequence[License], licenses: Mapping[str, License]
) -> Iterator[str]:
    chosen = _chosen(entry, binding, licenses)
    if chosen is None:
        yield "license: other  # TODO: a license; the bases leave none that is known here"
    elif chosen.hub_ids:
        yield f"license: {chosen.hub_ids[0]}"
    else:
        yield "license: other"
        yield f"license_name: {chosen.id}"
        yield "license_link: LICENSE"


def _chosen(
    entry: Publish, binding: Sequence[License], licenses: Mapping[str, License]
) -> License | None:
    stated = licenses.get(entry.license or "")
    if stated and not any(inheritance.dropped(base, stated) for base in binding):
        return stated
    possible = inheritance.left_possible(binding)
    if possible is None:
        return next(iter(binding), None)
    return licenses[possible[0]] if possible else None


def _bases(bases: Sequence[Ancestor]) -> Iterator[str]:
    direct = [base for base in bases if base.depth == 1]
    if direct:
        yield "base_model:"
        yield from (f"  - {base.id}" for base in direct)
        relation = direct[0].relation
        if relation is not Relation.UNSPECIFIED:
            yield f"base_model_relation: {relation.value}"


def _datasets(report: ModelReport, entry: Publish) -> Iterator[str]:
    """Those of the model itself; its bases' are named on their own cards."""
    own = {str(entry.id).lower(), entry.id.name.lower()}
    named = [each.id for each in report.datasets if each.via.lower() in own]
    if named:
        yield "datasets:"
        yield from (f"  - {each}" for each in named)


def _data(data: TrainingData) -> str:
    """What the licenses of a dataset ask of what is made from it."""
    licensed = " AND ".join(each.id for each in data.licenses)
    asked = [name for each in data.licenses for name in inheritance.asked(each)]
    wants = f" asks for {', '.join(dict.fromkeys(asked))}" if asked else " asks for nothing"
    via = f" (data of {data.via})"
    told = f"{licensed}{wants}" if licensed else data.detail or "its license is not known"
    made = f"; holds outputs under {data.made_with.id}" if data.made_with else ""
    return f"  {data.id}{via}: {told}{made}"


def _files(license_: License) -> Iterator[str]:
    terms = license_.terms
    if "license-copy" in terms and terms["license-copy"].value == "yes":
        address = f" ({license_.url})" if license_.url else ""
        yield f"  LICENSE: a copy of the {license_.name}{address}"
    for name, file in _FILES:
        text = terms[name].details.get("text") if name in terms else None
        if text:
            yield f"  {file}: {text}"
    if "state-changes" in terms and terms["state-changes"].value == "yes":
        yield "  README.md: that the model was changed, and how"
    policy = terms["acceptable-use"].details.get("url") if "acceptable-use" in terms else None
    if policy:
        yield f"  README.md: a link to the use policy, {policy}"
