"""Look-up of 200 cold models from a hub on loopback that takes 50 ms for an answer.

The limit is what that many answers take when all connections are always busy:
`ceil(models / connections) * delay`, and the same again where each model has a license file. The
hub runs on the same machine and takes its share of it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from measure import ROOT, compile_everything, tell

DELAY = 0.05


@contextmanager
def hub(models: int, *, has_texts: bool) -> Iterator[dict[str, str]]:
    """The environment in which the running test hub is the Hub."""
    command = [sys.executable, "-m", "tests.hub", "--delay", str(DELAY), "--copies", str(models)]
    command += ["--texts"] if has_texts else []
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout
        started = json.loads(process.stdout.readline())
        yield {
            **os.environ,
            "HF_ENDPOINT": started["endpoint"],
            "SSL_CERT_FILE": started["ca_file"],
            "NO_PROXY": "127.0.0.1,localhost",
            "HF_HUB_DISABLE_TELEMETRY": "1",
        }
        process.communicate()


def look_up_once(models: int) -> None:
    """In a process of its own: print the seconds of the phases as JSON."""
    begun = time.perf_counter()
    from modelguard.cards.endpoint import endpoint
    from modelguard.cards.hub import HubClient
    from modelguard.cards.sources import Wanted
    from modelguard.domain import Card

    wanted = [Wanted(f"copy/model-{number}") for number in range(models)]
    with HubClient(endpoint(os.environ["HF_ENDPOINT"])) as client:
        client.prepare()
        prepared = time.perf_counter()
        answers = client.look_up(wanted)
        done = time.perf_counter()
    found = sum(isinstance(answer, Card) for answer in answers.values())
    assert found == models, f"{found} of {models} answered"
    print(json.dumps({"import": prepared - begun, "look-up": done - prepared}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=200)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        look_up_once(given.models)
        return
    compile_everything()
    for has_texts in (False, True):
        measure(given.models, given.runs, has_texts=has_texts)


def measure(models: int, runs: int, *, has_texts: bool) -> None:
    from modelguard.cards.endpoint import Effort

    connections = Effort().connections
    phases: dict[str, list[float]] = {}
    with hub(models, has_texts=has_texts) as environment:
        for turn in range(runs + 1):
            measured = run_once(environment, models)
            for phase, seconds in measured.items() if turn else ():
                phases.setdefault(phase, []).append(seconds)
    median = {phase: statistics.median(seconds) for phase, seconds in phases.items()}
    limit = (2 if has_texts else 1) * math.ceil(models / connections) * DELAY
    what = "models with a license file" if has_texts else "models"
    print(f"{models} {what}, {DELAY * 1000:.0f} ms an answer, {connections} connections:")
    print(f"wall clock, median of {runs} runs:")
    for phase, seconds in {**median, "limit": limit}.items():
        print(f"  {phase}: {1000 * seconds:.0f} ms")
    tell("look-up phase / limit", median["look-up"] / limit, 1.3)


def run_once(environment: dict[str, str], models: int) -> dict[str, float]:
    """The phases of one cold process; `start` is all that is neither import nor look-up."""
    begun = time.perf_counter()
    command = [sys.executable, __file__, "--once", "--models", str(models)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    whole = time.perf_counter() - begun
    phases: dict[str, float] = json.loads(done.stdout)
    return {"start and exit": whole - sum(phases.values()), **phases}


if __name__ == "__main__":
    main()
