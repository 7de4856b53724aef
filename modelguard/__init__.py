"""License linter for the AI models that a project depends on."""

__version__ = "0.1.0"
