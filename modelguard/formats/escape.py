"""Makes foreign text harmless where it is shown: on terminals and in workflow logs."""

from __future__ import annotations

import re

_NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Joiners shape Persian and Indic words and emoji, and cannot reorder or move text.
_JOINERS = "\u200c\u200d"

# A runner trims white space before it looks for `::` and finds `##[` anywhere in a line:
# https://github.com/actions/runner, ActionCommand.TryParseV2 and TryParse.
_COMMAND_START = r"(?m)^((?:\s|\x1b\[[0-9;]*m)*):(?=:)"
_LEGACY_COMMAND = r"##(?=\[|vso\[|teamcity\[)"


def line(text: str) -> str:
    r"""One line in which control characters and bidi overrides are visible: `\x1b`, `\u202e`."""
    return text if text.isprintable() else "".join(map(_visible, text))


def lines(text: str) -> list[str]:
    """The lines of a text that may have several, each made harmless; tabs become four spaces."""
    parts = text.strip("\n").replace("\r\n", "\n").split("\n")
    return [line(part.replace("\t", "    ").rstrip()) for part in parts]


def commands(text: str) -> str:
    """The text with a backslash wherever a runner would see one of its own commands."""
    if "::" in text:
        text = re.sub(_COMMAND_START, r"\1\\:", text)
    return re.sub(_LEGACY_COMMAND, r"#\\#", text) if "##" in text else text


def command_data(text: str) -> str:
    """The message of a workflow command, which may have several lines."""
    plain = "\n".join(lines(text))
    return plain.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """The value of a property (`file`, `title`) of a workflow command."""
    return line(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def is_hidden(character: str) -> bool:
    """Whether it moves a cursor, reorders or hides text, or cannot be encoded."""
    from unicodedata import category

    return category(character) in _HIDDEN_CATEGORIES and character not in _JOINERS


def _visible(character: str) -> str:
    if not is_hidden(character):
        return character
    code = ord(character)
    if code < 0x100:
        return _NAMED.get(character, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
