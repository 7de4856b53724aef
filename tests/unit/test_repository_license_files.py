"""Which files of a repository hold license texts, and what they speak for."""

from __future__ import annotations

import pytest

from modelguard.cards.license_files import MAX_FILES, Scope, scope, select


@pytest.mark.parametrize(
    "path",
    [
        "LICENSE",
        "LICENCE.txt",
        "License.md",
        "COPYING",
        "UNLICENSE",
        "LICENSE-2.0",
        "LICENSE-CODE",
        "LICENSE.MODEL",
        "LICENSE.acme",
        "COPYING.LESSER",
        "LICENSE.rtf",
        "WEIGHTS_TERMS_OF_USE.md",
        "MODEL_LICENSE",
        "acme community license.txt",
        "LICENSES/MIT.txt",
        "weights/LICENSE",
        "USE_POLICY.md",
        "Acceptable-Use-Policy.txt",
    ],
)
def test_file_with_a_license_name_is_selected(path):
    assert select([path]) == (path,)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "NOTICE",
        "license.py",
        "licenses.json",
        "license_plate.txt",
        "license-plate-detector.safetensors",
        "docs/license_key.md",
        "policy.md",
        "terms.md",
        "a/b/c/d/LICENSE",
        "../LICENSE",
        "LICENSE\n",
        "tokenizer.model",
    ],
)
def test_other_file_is_left_alone(path):
    assert select([path]) == ()


@pytest.mark.parametrize(
    ("path", "speaks_for"),
    [
        ("LICENSE", Scope.WHOLE),
        ("LICENSE-MODEL", Scope.WEIGHTS),
        ("LICENSE_weights.txt", Scope.WEIGHTS),
        ("LICENSE-CODE", Scope.CODE),
        ("DATA_LICENSE.md", Scope.DATA),
        ("third_party/LICENSE", Scope.COMPONENT),
        ("LICENSES/MIT.txt", Scope.COMPONENT),
        ("weights/MODEL_LICENSE", Scope.WEIGHTS),
        ("weights/LICENSE", Scope.WEIGHTS),
        ("final/checkpoint/LICENSE.txt", Scope.WEIGHTS),
        ("weights/LICENSE-CODE", Scope.COMPONENT),
        ("WEIGHTS_TERMS_OF_USE.md", Scope.WEIGHTS),
        ("USE_POLICY.md", Scope.USE_POLICY),
    ],
)
def test_name_says_what_a_file_speaks_for(path, speaks_for):
    assert scope(path) is speaks_for


def test_files_of_the_root_come_before_the_many_of_parts():
    many = [f"part-{number}/LICENSE" for number in range(40)]

    found = select([*many, "LICENSE", "LICENSE-MODEL"])

    assert found[:2] == ("LICENSE", "LICENSE-MODEL")
    assert len(found) == MAX_FILES
