"""Whether a file is part of the product, or of its development."""

from __future__ import annotations

DEVELOPMENT = "development"
PRODUCT = "product"

# fmt: off
_FOLDERS = frozenset((
    "__tests__", "bench", "benches", "benchmark", "benchmarking", "benchmarks", "e2e", "example",
    "examples", "integration-tests", "integration_tests", "spec", "specs", "test", "testdata",
    "testing", "tests", "unit_tests",
))
# fmt: on
_NAME_STARTS = ("test_", "bench_", "benchmark_", "example_")
_NAME_ENDS = (
    "_test",
    ".test",
    ".spec",
    "_spec",
    "-test",
    "_tests",
    "_benchmark",
    "_bench",
    "_example",
)


def of(path: str) -> str:
    """`development` for tests, examples and benchmarks, as their paths name them; else `product`.

    `path` is relative to the root: an example that is checked by itself is a product.
    """
    *folders, name = path.split("/")
    low = name.lower()
    stem = low.rpartition(".")[0] or low
    if (
        any(folder.lower() in _FOLDERS for folder in folders)
        or low == "conftest.py"
        or low.startswith(_NAME_STARTS)
        or stem.endswith(_NAME_ENDS)
        or _is_test_class(name.rpartition(".")[0])
    ):
        return DEVELOPMENT
    return PRODUCT


def _is_test_class(name: str) -> bool:
    """As Java names them: `LoaderTest`, `LoaderIT`; `WAIT` is none."""
    is_integration_test = name.endswith("IT") and not name[:-2].isupper() and len(name) > 2
    return is_integration_test or name.endswith(("Test", "Tests"))
