"""Whether an endpoint is there and when it may be asked again, for all threads at once."""

from __future__ import annotations

import threading
import time

from modelguard.cards.failures import Failure

# Models that fail one after the other, retries included, before the rest is not asked any more.
_FAILURES_IN_A_ROW = 8


class Traffic:
    """State that the threads share. `failure` is None while asking makes sense."""

    def __init__(self, patience: float) -> None:
        self.failure: Failure | None = None
        self.is_reached = False
        self.has_answered = False
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._patience = patience
        self._resume_at = 0.0
        self._failures = 0

    def reached(self) -> None:
        """A connection stands and a request goes out."""
        self.is_reached = True

    def answered(self, *, is_healthy: bool) -> None:
        """Something came back; it is not healthy when the server could not do its work."""
        with self._lock:
            self.has_answered = True
            self._failures = 0 if is_healthy else self._failures

    def failed(self, failure: Failure) -> None:
        """A model could not be asked for; many in a row, or one before any answer, end it all."""
        with self._lock:
            self._failures += 1
            is_over = self._failures >= (_FAILURES_IN_A_ROW if self.has_answered else 1)
        if is_over:
            self.give_up(failure)

    def give_up(self, failure: Failure) -> None:
        with self._lock:
            self.failure = self.failure or failure
        self._stop.set()

    def pause(self, seconds: float) -> bool:
        """Hold all threads back; False when that would use up the patience."""
        with self._lock:
            now = time.monotonic()
            more = max(0.0, now + seconds - max(now, self._resume_at))
            if more > self._patience:
                return False
            self._patience -= more
            self._resume_at = max(now + seconds, self._resume_at)
        return True

    def wait(self, seconds: float = 0.0) -> None:
        """Until `seconds` and any pause are over, or until all is given up."""
        rest = max(seconds, self._resume_at - time.monotonic())
        if rest > 0:
            self._stop.wait(rest)
