import pytest
from transformers import AutoTokenizer


@pytest.mark.parametrize("name, size", [("acme-labs/one", 1), ("acme-labs/two", 2)])
def test_tokens(name, size):
    assert AutoTokenizer.from_pretrained(name)


@pytest.mark.parametrize("name", ["acme-labs/not-loaded"])
def test_name(name):
    assert "/" in name
