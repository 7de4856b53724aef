"""Work that threads share: what is left to do, and what was done."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

Key = TypeVar("Key")
Result = TypeVar("Result")


class Batch(Generic[Key, Result]):
    """`is_over` is set when nothing is left to wait for."""

    def __init__(self, keys: list[Key]) -> None:
        self.count = len(keys)
        self.is_over = threading.Event()
        self._left = iter(keys)
        self._lock = threading.Lock()
        self._results: list[tuple[Key, Result | BaseException]] = []
        self._put = 0

    def next(self) -> Key | None:
        with self._lock:
            return next(self._left, None)

    def put(self, key: Key, result: Result | BaseException, *, is_last: bool) -> None:
        """`is_last` tells the caller not to wait for the others."""
        with self._lock:
            self._results.append((key, result))
            self._put += 1
            is_over = is_last or self._put == self.count
        if is_over:
            self.is_over.set()

    def take(self) -> list[tuple[Key, Result | BaseException]]:
        with self._lock:
            results, self._results = self._results, []
        return results
