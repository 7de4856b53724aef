"""A model's id, and the places that name one."""

from __future__ import annotations

from modelguard.namedtuple import NamedTuple


class ModelId(NamedTuple):
    """`org/name` on the Hub, `source:name` elsewhere; `datasets/…`, `spaces/…` for those types."""

    source: str
    name: str
    type: str = "model"

    def __str__(self) -> str:
        prefix = "" if self.type == "model" else f"{self.type}s/"
        return (
            f"{prefix}{self.name}" if self.source == "huggingface" else f"{self.source}:{self.name}"
        )

    @property
    def purl(self) -> str | None:
        """Package URL without a version, where the purl specification has a type for the source."""
        from urllib.parse import quote

        if self.source == "huggingface" and self.type == "model":
            return f"pkg:huggingface/{quote(self.name, errors='replace')}"
        if self.source == "mlflow":
            return f"pkg:mlflow/{quote(self.name, errors='replace')}"
        return None


class Reference(NamedTuple):
    """A place in the project that names a model. Lines and columns count from 1.

    `scope` is "product", or "development" for tests, examples and benchmarks. `ignored_checks` are
    named by an inline ignore, `ignore_reason` is what it gives as its reason.
    """

    id: ModelId
    path: str
    line: int
    column: int
    text: str
    detector: str
    revision: str | None = None
    scope: str = "product"
    ignored_checks: tuple[str, ...] = ()
    ignore_reason: str = ""

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
