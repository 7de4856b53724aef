"""`--offline` opens no socket; an unreachable Hub is said once, and the copies answer."""

from __future__ import annotations

import socket

import pytest

ARGUMENTS = ("gpt2", "Qwen/Qwen3-8B", "acme/unknown", "openai:gpt-4o", "whisper:large-v3")


@pytest.mark.parametrize("command", ["audit", "check"])
def test_offline_opens_no_socket(run, project, monkeypatch, command):
    def refuse(*arguments, **options):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    folder = project(**{"modelguard.yaml": f"models: {list(ARGUMENTS)}"})
    places = ARGUMENTS if command == "audit" else (folder,)
    assert run(command, "--offline", *places).code == 3


@pytest.fixture
def nobody_there(monkeypatch):
    """An endpoint where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"https://127.0.0.1:{port}")


def test_unreachable_hub_is_said_once_and_the_catalog_answers(run, nobody_there):
    outcome = run("audit", "gpt2", "Qwen/Qwen3-8B")
    assert outcome.code == 0
    assert outcome.stderr.count("can't be reached") == 1
    assert "2 fully open" in outcome.stdout


def test_online_takes_no_copy_when_the_hub_is_unreachable(run, nobody_there):
    outcome = run("audit", "--online", "gpt2")
    assert outcome.code == 3
    assert "model-unverified" in outcome.stdout


def test_answer_is_kept_for_a_later_run_without_network(run, test_hub, monkeypatch):
    test_hub.add_model("acme/kept", "---\nlicense: apache-2.0\n---\n")
    monkeypatch.setenv("HF_ENDPOINT", test_hub.endpoint)
    assert run("audit", "acme/kept").code == 0
    assert run("audit", "--offline", "acme/kept").code == 0
    assert run("audit", "--offline", "--no-cache", "acme/kept").code == 3
    run("cache", "--clear")
    assert run("audit", "--offline", "acme/kept").code == 3
