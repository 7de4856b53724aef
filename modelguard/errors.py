"""Errors that a user can cause; `cli` turns each into a message and an exit code."""

from __future__ import annotations


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
