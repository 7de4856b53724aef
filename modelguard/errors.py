"""Errors that a user can cause, and the words for them; `cli` gives each an exit code."""

from __future__ import annotations

from collections.abc import Iterable


class ModelguardError(Exception):
    """What is wrong, where, and what to do next. Exit code 2 unless a subclass says otherwise.

    `str()` gives `path:line: message`, then a blank line and `hint: …` where there is one.
    """

    exit_code = 2

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.path and self.line else ""
        place = place or (f"{self.path}: " if self.path else "")
        hint = f"\n\nhint: {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


class ConfigError(ModelguardError):
    """A project file, a policy or another document that the user wrote is not as it must be."""


class UsageError(ModelguardError):
    """The command line names something that does not exist or does not fit together."""


class RulesError(ModelguardError):
    """The license data under `rules/` is broken; a defect of the installation, not of the user."""


def shown(value: object, longest: int = 80) -> str:
    """A value in backticks, cut to so many characters and without control characters."""
    text = plain(value)
    clipped = text if len(text) <= longest else f"{text[: longest - 1]}…"
    safe = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in clipped)
    return f"`{safe}`"


def plain(value: object) -> str:
    """A value as documents write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def nearest(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """A hint: the known word that is most like `word`; else `otherwise`, or all that are known."""
    from difflib import get_close_matches

    lower = {each.lower(): each for each in known}
    found = get_close_matches(word.lower(), lower, n=1)
    if found:
        return f"did you mean `{lower[found[0]]}`?"
    return otherwise or f"one of {', '.join(f'`{each}`' for each in lower.values())}"
