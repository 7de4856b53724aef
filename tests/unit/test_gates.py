"""Which sentences of a gate keep commerce out."""

import pytest

from modelguard import gates, rulebase
from modelguard.cards import declaration
from modelguard.domain import CardSource
from modelguard.lock import building


@pytest.mark.parametrize(
    "prompt",
    [
        "I agree to use this model for non-commercial use ONLY",
        "This model is for research purposes only.",
        "Access is granted solely for academic or scientific research.",
        "You agree not to use it for any commercial purpose.",
        "Commercial use is strictly prohibited.",
        "The weights may be used for noncommercial\npurposes.",
        "本模型仅供学术研究使用。",
        "禁止商用",
    ],
)
def test_limit_is_told_in_its_own_words(prompt):
    assert gates.limit(f"Please tell us who you are. {prompt}")


@pytest.mark.parametrize(
    "prompt",
    [
        "Is your use commercial or non-commercial?",
        "Tell us whether you plan to use it for non-commercial work.",
        "Free for any use, including but not limited to commercial use.",
        "We will not use your data for commercial purposes.",
        "Your contact information is used only for research.",
        "By clicking you accept the license and its use policy.",
        "You agree to not use the model to conduct experiments that cause harm to human subjects.",
        "",
    ],
)
def test_other_sentences_of_a_gate_limit_nothing(prompt):
    assert gates.limit(prompt) == ""


def test_lock_keeps_the_limit_and_nothing_else_of_a_prompt():
    prompt = "Be kind. You agree to use it for non-commercial research only. Tell us who you are."
    card = declaration.card(
        {"id": "acme/a", "cardData": {"license": "mit", "extra_gated_prompt": prompt}},
        source=CardSource.HUB,
        where="",
        as_of="2026-11-23",
    )

    kept = building.kept(card, rulebase.load()).gate_prompt

    assert kept is not None
    assert gates.limit(kept) == gates.limit(prompt)
    assert "kind" not in kept
