"""A large tree is read by several processes, and nobody notices but by the clock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
# What is found and what is left unread, in this order, with as many processes as the argument says.
FIND = """
import sys
from pathlib import Path
from modelguard.detect import parallel
from modelguard.detect.files.reading import Selected

def main():
    places = sorted(Path("tree").iterdir())
    skipped = []
    files = [Selected(place.name, str(place)) for place in places]
    for found in parallel.find(files, skipped, int(sys.argv[1])):
        print(found)
    print(skipped)

if __name__ == "__main__":
    main()
"""
KILLED = """
import multiprocessing, os, signal, threading, time

def kill():
    while not (workers := multiprocessing.active_children()):
        time.sleep(0.001)
    os.kill(workers[0].pid, signal.SIGKILL)
    print("killed", file=sys.stderr)

threading.Thread(target=kill, daemon=True).start()
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    (folder / "tree").mkdir()
    for number in range(600):
        text = (
            f'AutoModel.from_pretrained("acme/model-{number}")\n' if number % 7 == 0 else "x = 1\n"
        )
        head = "from transformers import AutoModel\n" + "# Nothing to be found here.\n" * 1200
        (folder / "tree" / f"module_{number:04}.py").write_text(head + text)
    (folder / "tree" / "broken.py").write_text('def f(:\n  pipeline("acme/model")\n')
    (folder / "tree" / "gone.py").symlink_to("nowhere")
    (folder / "tree" / "raw.py").write_bytes(b"\0" * 100)
    return folder


def _found(tree: Path, cores: int, before: str = "") -> subprocess.CompletedProcess[str]:
    code = FIND.replace("import sys\n", f"import sys\n{before}", 1)
    command = [sys.executable, "-c", code, str(cores)]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=300)


def test_several_processes_find_what_one_finds_in_the_same_order(tree: Path) -> None:
    one, several = _found(tree, 1), _found(tree, 3)

    assert one.stdout.count("acme/model-") == 2 * len(range(0, 600, 7))
    assert "is binary" in one.stdout
    assert (several.stdout, several.stderr) == (one.stdout, "")


def test_a_process_that_is_killed_loses_nothing(tree: Path) -> None:
    interrupted = _found(tree, 2, KILLED)

    assert "killed" in interrupted.stderr
    assert interrupted.stdout == _found(tree, 1).stdout


@pytest.mark.skipif(_CORES < 2, reason="one core gets one process")
def test_an_interrupt_ends_all_of_them_with_one_word(tree: Path) -> None:
    command = [sys.executable, "-m", "modelguard", "list", str(tree / "tree")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True
    ) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        while running.poll() is None and len(children.read_text().split()) < 2:
            pass
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)

    assert running.returncode == 130
    assert "Traceback" not in said
