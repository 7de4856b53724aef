"""What is written to a lock is read back unchanged, whatever publishers wrote."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from modelguard.domain import (
    Base,
    Card,
    CardSource,
    Header,
    Identified,
    LicenseClass,
    LicenseText,
    Namer,
    Passage,
    Problem,
    Relation,
    UnreadText,
)
from modelguard.lock import reading, writing
from modelguard.lock.types import Facts, Lock, Row
from tests.formats.schemas import schema

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
CLASS = st.sampled_from(list(LicenseClass))
OPTIONAL = st.none() | TEXT
PASSAGES = st.lists(st.builds(Passage, TEXT, st.integers(1, 999), TEXT), max_size=2).map(tuple)
IDENTIFIED = st.builds(
    Identified,
    license=OPTIONAL,
    license_class=CLASS,
    score=st.sampled_from([0.0, 0.55, 1.0]),
    modified=st.booleans(),
    near=OPTIONAL,
    kind=st.sampled_from(["license", "use-policy", "nothing"]),
    parts=TEXTS,
    added=PASSAGES,
    missing=PASSAGES,
    reason=TEXT,
)
LICENSE_TEXT = st.builds(
    LicenseText,
    TEXT,
    st.just(b""),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    IDENTIFIED,
)
RELATION = st.sampled_from([each for each in Relation if each is not Relation.HOSTED])
BASES = st.dictionaries(
    TEXT, st.tuples(RELATION, st.sampled_from([Namer.CARD, Namer.HEADER, Namer.LOCK])), max_size=3
).map(lambda found: tuple(Base(name, *said) for name, said in found.items()))
HEADERS = st.lists(st.builds(Header, TEXT, OPTIONAL, OPTIONAL, OPTIONAL), max_size=2).map(tuple)
UNREAD = st.dictionaries(TEXT, TEXT, max_size=2).map(
    lambda found: tuple(UnreadText(*each) for each in found.items())
)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    revision, where, as_of = draw(OPTIONAL), draw(TEXT), draw(TEXT)
    card = Card(
        id=draw(TEXT),
        source=CardSource.LOCK,
        where=where,
        as_of=as_of,
        revision=revision,
        licenses=draw(TEXTS),
        license_name=draw(OPTIONAL),
        license_link=draw(OPTIONAL),
        bases=draw(BASES),
        datasets=draw(TEXTS),
        gated=draw(st.sampled_from(["", "auto", "manual"])),
        gate_prompt=draw(OPTIONAL),
        task=draw(OPTIONAL),
        library=draw(OPTIONAL),
        confirmed=draw(st.booleans()),
        problems=draw(TEXTS),
        headers=draw(HEADERS),
        texts=draw(st.lists(LICENSE_TEXT, max_size=2).map(tuple)),
        unread=draw(UNREAD),
    )
    return Row(
        revision=revision,
        card=draw(st.sampled_from([card, None])),
        license=draw(OPTIONAL),
        license_class=draw(CLASS),
        licenses=draw(TEXTS),
        problem=draw(st.none() | st.sampled_from(list(Problem))),
        use_policy=draw(OPTIONAL),
        source=draw(st.sampled_from(["hub", "catalog", "folder", "provider", "project"])),
        where=where,
        as_of=as_of,
        stated=draw(TEXTS),
    )


TERM = st.fixed_dictionaries(
    {"value": TEXT}, optional={"thresholds": st.lists(st.just({"above": 1}))}
)
FACTS = st.builds(
    Facts, license_class=CLASS, purposes=TEXTS, terms=st.dictionaries(TEXT, TERM, max_size=3)
)
LOCKS = st.builds(
    Lock,
    rules=st.dates().map(lambda day: day.isoformat().replace("-", ".")),
    policy=TEXT,
    policy_digest=st.just("0" * 64),
    models=st.dictionaries(TEXT, rows(), max_size=3),
    licenses=st.dictionaries(TEXT, FACTS, max_size=2),
    label=st.just("modelguard.lock"),
)


@settings(max_examples=40, deadline=None)
@given(LOCKS)
def test_a_lock_reads_back_as_it_was_written(lock):
    text = writing.render(lock)
    found = reading.parse(text, label="modelguard.lock")

    assert dict(found.models) == lock.models
    assert dict(found.licenses) == lock.licenses
    assert found._replace(models=lock.models, licenses=lock.licenses) == lock
    assert writing.render(found) == text
    assert text.isascii()
    schema("lock").validate(json.loads(text))
