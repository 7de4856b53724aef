"""License text to license: which one it is, and what was changed."""

from __future__ import annotations

import os
from functools import lru_cache

from modelguard.domain import Identified, LicenseClass
from modelguard.identify.fingerprints import FILE, Fingerprints
from modelguard.identify.matching import Match, Matcher
from modelguard.identify.nothing import UNKNOWN_LICENSE, without_text
from modelguard.identify.parts import Parts, parts
from modelguard.identify.passages import added, missing
from modelguard.identify.reading import read
from modelguard.identify.spelling import spelling_of
from modelguard.identify.tags import others, without_tags
from modelguard.identify.words import Reader
from modelguard.namedtuple import NamedTuple
from modelguard.rulebase import Rulebase, rules_folder

#: Less alike, a known text explains nothing of what the file says.
_LEAST_NEAR = 0.7
_OTHER = "the text is not the license that it resembles"
_INCOMPLETE = "the text lacks passages of the license that it resembles"


class _Known(NamedTuple):
    reader: Reader
    fingerprints: Fingerprints


def identify(content: bytes, rules: Rulebase) -> Identified:
    """What license the bytes of a file are; never raises for anything that they hold."""
    text, reason = read(content)
    if reason:
        return Identified(None, LicenseClass.UNKNOWN, kind="nothing", reason=reason)
    known = _known(rules)
    told = known.reader.words(without_tags(text))
    found = parts(Matcher(told, known.fingerprints, known.reader.spelling))
    if not found.matches:
        return without_text(text, len(told.code), rules)
    if not found.is_clean:
        if not any(map(_is_near, found.matches)):
            return Identified(None, LicenseClass.UNKNOWN, kind="license", reason=UNKNOWN_LICENSE)
        return _changed(found)
    tags = others(text, (match.entry.id for match in found.matches), rules)
    return _changed(found)._replace(added=tags) if tags else _clean(found, rules)


@lru_cache(maxsize=2)
def _known(rules: Rulebase) -> _Known:
    reader = Reader(spelling_of(rules.table("license_words")))
    return _Known(reader, Fingerprints(os.path.join(rules_folder(), FILE)))


def _clean(found: Parts, rules: Rulebase) -> Identified:
    """All licenses of the file; the use policies beside a license are parts without a say."""
    ids = tuple(dict.fromkeys(match.entry.id for match in found.matches))
    policies = {match.entry.id for match in found.matches if match.entry.kind == "use-policy"}
    licenses = [license_id for license_id in ids if license_id not in policies] or list(ids)
    strictest = max((_class(entry, rules) for entry in licenses), key=lambda c: c.strictness)
    return Identified(
        license=licenses[0] if len(licenses) == 1 else None,
        license_class=strictest,
        score=_score(found.matches),
        kind="use-policy" if policies.issuperset(licenses) else "license",
        parts=ids if len(ids) > 1 else (),
        reason="" if len(licenses) == 1 else "the file holds several licenses",
    )


def _is_near(match: Match) -> bool:
    """Whether it helps to name the known text: most is there, or all that is there is of it."""
    is_cut = not any(gap.text_end > gap.text_start for gap in match.changes)
    return is_cut or _score((match,)) >= _LEAST_NEAR


def _changed(found: Parts) -> Identified:
    nearest = max(found.matches, key=lambda match: match.shared)
    ids = tuple(dict.fromkeys(match.entry.id for match in found.matches))
    put_in = added(found)
    return Identified(
        license=None,
        license_class=LicenseClass.UNKNOWN,
        score=_score(found.matches),
        modified=True,
        near=nearest.entry.id,
        kind=nearest.entry.kind,
        parts=ids if len(ids) > 1 else (),
        added=put_in,
        missing=missing(found),
        reason=_OTHER if put_in else _INCOMPLETE,
    )


def _class(license_id: str, rules: Rulebase) -> LicenseClass:
    try:
        return rules.license(license_id).license_class
    except KeyError:
        return LicenseClass.UNKNOWN


def _score(matches: tuple[Match, ...]) -> float:
    """The share of words that the file and its licenses have in common."""
    shared = 2 * sum(match.shared for match in matches)
    total = sum(match.end - match.start + len(match.judge.ref) for match in matches)
    return round(min(1.0, shared / total), 3)
