"""Cards from the Hub or a mirror, many at once through huggingface-hub."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Self, TypeVar

from modelguard import __version__
from modelguard.cards import texts
from modelguard.cards.batch import Batch
from modelguard.cards.declaration import Reply
from modelguard.cards.endpoint import Effort, Endpoint
from modelguard.cards.failures import Failure, Retry, transport_errors, understand
from modelguard.cards.mirror import Asker
from modelguard.cards.sources import Answer, Wanted, WantedText
from modelguard.cards.traffic import Traffic
from modelguard.domain import CardSource, Reason, Unresolved

# The license texts that are known of repositories at their commits.
Recall = Callable[[Iterable[Wanted]], Mapping[Wanted, Reply]]
_Key = TypeVar("_Key", Wanted, WantedText)
_Result = TypeVar("_Result", Reply, bytes)
# (models answered, models asked for) after each answer, on the caller's thread.
Progress = Callable[[int, int], None]
_NEVER_ASKED = (Reason.UNKNOWN_ID, Reason.OFFLINE)
# Seconds between two looks at what the threads brought.
_TICK = 0.1


class HubClient:
    """Keeps its connections, and what it learnt of the server, from one look-up to the next.

    `on_unreachable` is called once, with a sentence, as soon as it is clear that nobody is there;
    every model that is not answered by then is `Unresolved` for the same reason. `keep` gets the
    replies of each look-up, for a cache; `recall` gives back what it kept under a commit, so that
    no file is fetched twice.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        effort: Effort | None = None,
        on_progress: Progress | None = None,
        on_unreachable: Callable[[str], None] | None = None,
        keep: Callable[[Mapping[Wanted, Reply]], None] | None = None,
        recall: Recall | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._effort = effort or Effort()
        self._traffic = Traffic(self._effort.patience)
        self._on_progress = on_progress
        self._on_unreachable = on_unreachable
        self._keep = keep
        self._recall = recall
        self._asker: Asker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections; huggingface-hub opens new ones when it is used again."""
        if self._asker is not None:
            from huggingface_hub import close_session

            self._asker = None
            close_session()

    def prepare(self) -> bool:
        """Import huggingface-hub and read the certificates; False where it is told to be offline.

        The first look-up does it by itself. Raises `UsageError` for an environment (certificates,
        proxies) that can't be used.
        """
        from huggingface_hub import is_offline_mode

        if is_offline_mode():
            return False
        if self._asker is None:
            from modelguard.cards.transport import install

            effort = self._effort
            install(effort, self._traffic)
            self._asker = Asker(self._endpoint, timeout=effort.timeout, version=__version__)
        return True

    def look_up(self, wanted: Sequence[Wanted]) -> dict[Wanted, Answer]:
        """One answer for each of `wanted`, in that order."""
        outcomes = self._outcomes(list(dict.fromkeys(wanted)), lambda asker: asker.ask)
        replies = {key: each for key, each in outcomes.items() if isinstance(each, Reply)}
        replies = self._with_texts(replies)
        return {
            key: replies[key].card(CardSource.HUB) if isinstance(each, Reply) else each
            for key, each in outcomes.items()
        }

    def _with_texts(self, replies: Mapping[Wanted, Reply]) -> dict[Wanted, Reply]:
        """A second round, for the license files of all models at once."""
        files = {key: texts.wanted(key, reply) for key, reply in replies.items()}
        found: dict[WantedText, bytes | Unresolved] = dict(self._recalled(files))
        missing = [each for wanted in files.values() for each in wanted if each not in found]
        found |= self._outcomes(list(dict.fromkeys(missing)), lambda asker: asker.file)
        whole = {key: texts.with_texts(reply, files[key], found) for key, reply in replies.items()}
        if self._keep and replies:
            self._keep({key: whole[key] for key in whole if texts.is_whole(files[key], found)})
        return whole

    def _recalled(self, files: Mapping[Wanted, tuple[WantedText, ...]]) -> dict[WantedText, bytes]:
        """What was read before at these commits."""
        by_commit = {
            Wanted(key.repo, wanted[0].revision, key.type): wanted
            for key, wanted in files.items()
            if wanted
        }
        known = self._recall(by_commit) if self._recall and by_commit else {}
        return {
            each: text.content
            for key, reply in known.items()
            for each in by_commit[key]
            for text in reply.texts
            if text.path == each.path
        }

    def _outcomes(
        self, wanted: list[_Key], way: Callable[[Asker], Callable[[_Key], _Result]]
    ) -> dict[_Key, _Result | Unresolved]:
        if not wanted:
            return {}
        if not self.prepare() or self._asker is None:
            detail = "`HF_HUB_OFFLINE` forbids calls to the Hub"
            return {each: Unresolved(each.repo, Reason.OFFLINE, detail) for each in wanted}
        was_up = self._traffic.failure is None
        found = self._gather(wanted, way(self._asker)) if was_up else {}
        failure = self._traffic.failure
        if failure is None:
            return {each: found[each] for each in wanted}
        if was_up and self._on_unreachable:
            self._on_unreachable(failure.detail)
        return {each: failure.unresolved(each) for each in wanted} | found

    def _gather(
        self, wanted: list[_Key], ask: Callable[[_Key], _Result]
    ) -> dict[_Key, _Result | Unresolved]:
        """Threads are daemons: one that hangs in a name look-up must not hold up the exit."""
        batch: Batch[_Key, _Result | Unresolved] = Batch(wanted)
        for _ in range(min(self._effort.connections, len(wanted))):
            threading.Thread(target=self._work, args=(batch, ask), daemon=True).start()
        return self._collect(batch)

    def _collect(
        self, batch: Batch[_Key, _Result | Unresolved]
    ) -> dict[_Key, _Result | Unresolved]:
        found: dict[_Key, _Result | Unresolved] = {}
        latest = time.monotonic()
        while len(found) < batch.count:
            # Not for each result: the threads would wait for this one two hundred times.
            batch.is_over.wait(_TICK)
            for wanted, outcome in batch.take():
                if isinstance(outcome, BaseException):
                    raise outcome
                found[wanted] = outcome
                latest = time.monotonic()
                if self._on_progress:
                    self._on_progress(len(found), batch.count)
            if self._traffic.failure:
                break
            if time.monotonic() - latest > self._longest_silence():
                self._give_up()
        return found

    def _longest_silence(self) -> float:
        """Seconds without any result; once a connection stands, as long as all tries may take."""
        effort = self._effort
        if not self._traffic.is_reached:
            return effort.connect
        return effort.patience + effort.tries * (effort.connect + 2 * effort.timeout)

    def _give_up(self) -> None:
        """Looking up a name, several addresses and a body that trickles have no timeout."""
        where, seconds = self._endpoint.shown, f"{self._longest_silence():g}"
        what = "answers nothing more" if self._traffic.is_reached else "can't be reached"
        detail = f"`{where}` {what}: silence for {seconds} s"
        self._traffic.give_up(Failure(Reason.NETWORK, detail))

    def _work(
        self, batch: Batch[_Key, _Result | Unresolved], ask: Callable[[_Key], _Result]
    ) -> None:
        while not self._traffic.failure:
            wanted = batch.next()
            if wanted is None:
                return
            try:
                outcome = self._ask(wanted, ask)
            except BaseException as error:
                # Raised again on the caller's thread, where somebody sees it.
                batch.put(wanted, error, is_last=True)
                return
            batch.put(wanted, outcome, is_last=self._traffic.failure is not None)

    def _ask(self, wanted: _Key, ask: Callable[[_Key], _Result]) -> _Result | Unresolved:
        """Tries again as long as that can help."""
        errors = transport_errors()
        if wanted.revision in ("", ".", ".."):
            detail = f"`{wanted.revision}` can't be a revision"
            return Unresolved(wanted.repo, Reason.NOT_FOUND, detail)
        for tried in range(1, self._effort.tries + 1):
            self._traffic.wait()
            try:
                reply = ask(wanted)
            except errors as error:
                failure = self._traffic.failure or understand(error, wanted, self._endpoint)
                if texts.is_left(wanted, failure) or not self._may_try_again(failure, tried):
                    return failure.unresolved(wanted)
            else:
                self._traffic.answered(is_healthy=True)
                return reply
        raise AssertionError("the last try always returns")

    def _may_try_again(self, failure: Failure, tried: int) -> bool:
        """Waits before it says yes. Nobody waits for a server that never was there."""
        traffic, is_last = self._traffic, tried == self._effort.tries
        if traffic.failure:
            return False
        if not failure.is_away and failure.reason not in _NEVER_ASKED:
            traffic.answered(is_healthy=failure.retry is not Retry.BACK_OFF)
        pause = failure.pause or self._effort.back_off * 2 ** (tried - 1)
        if failure.retry is Retry.NEVER or (failure.retry is Retry.PAUSE and is_last):
            return False
        if failure.retry is Retry.PAUSE:
            if not traffic.pause(pause):
                traffic.give_up(failure)
            return not traffic.failure
        if is_last or not traffic.has_answered:
            traffic.failed(failure)
            return False
        traffic.wait(pause)
        return not traffic.failure
