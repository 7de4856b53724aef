"""SPDX license expressions: parse, take apart, put together."""

from __future__ import annotations

import re

from modelguard.namedtuple import NamedTuple

_OPERATOR = r"(?i)[()]|\s(?:and|or|with)\s"
_MAX_LENGTH = 2_000


class Leaf(NamedTuple):
    """One license of an expression, as written; `exception` is what stands after `WITH`."""

    text: str
    exception: str | None = None


class Compound(NamedTuple):
    """`AND` or `OR` over two or more parts."""

    operator: str
    parts: tuple[Expression, ...]


Expression = Leaf | Compound


def parse(text: str) -> Expression:
    """A single name is a leaf whatever it holds; `ValueError` for a broken expression."""
    if len(text) > _MAX_LENGTH:
        raise ValueError(f"a license expression of {len(text)} characters")
    # The first test spares most runs the compilation of a regular expression.
    if text.isascii() and text.replace("-", "").replace(".", "").isalnum():
        return Leaf(text)
    if not re.search(_OPERATOR, text):
        return Leaf(text.strip())
    # A bare Licensing() knows no ids, so it starts in no time; ids are resolved by the rulebase.
    from license_expression import ExpressionError, ExpressionParseError, Licensing

    try:
        return _convert(Licensing().parse(text))
    except (ExpressionError, ExpressionParseError, RecursionError) as error:
        raise ValueError(f"`{text}` is not a license expression") from error


def conjunction(parts: tuple[Expression, ...]) -> Expression:
    """All of `parts`; a list of licenses in a card is meant so."""
    return parts[0] if len(parts) == 1 else Compound("AND", parts)


def join(texts: tuple[str, ...]) -> str:
    """Expressions united by `AND`, each once, parenthesised where precedence needs it."""
    unique = tuple(dict.fromkeys(part for text in texts for part in _conjuncts(text)))
    if len(unique) == 1:
        return unique[0]
    return " AND ".join(f"({text})" if " OR " in text else text for text in unique)


def _conjuncts(text: str) -> list[str]:
    """The parts of a plain conjunction; anything that holds `OR` is one part."""
    return [text] if " OR " in text else text.split(" AND ")


def _convert(node: object) -> Expression:
    operator = getattr(node, "operator", "").strip()
    if operator in {"AND", "OR"}:
        return Compound(operator, tuple(_convert(part) for part in node.args))  # type: ignore[attr-defined]
    exception = getattr(node, "exception_symbol", None)
    if exception is not None:
        return Leaf(node.license_symbol.key, exception.key)  # type: ignore[attr-defined]
    return Leaf(str(getattr(node, "key", node)))
