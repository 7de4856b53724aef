"""One file of a git repository at a commit, kept in the user's cache."""

from __future__ import annotations

import re
from pathlib import Path

from modelguard.documents import MAX_BYTES, Node
from modelguard.policy.cache import keep, kept, name
from modelguard.policy.types import Context, Source

_SECONDS = 60
# Never a prompt, no other protocol, whatever the user's configuration says.
_SETTINGS = (
    "core.askPass=true",
    "credential.interactive=false",
    "protocol.allow=never",
    "protocol.https.allow=always",
    "protocol.ssh.allow=always",
    "protocol.file.allow=always",
)


def read_at_commit(source: Source, spec: Node, context: Context) -> bytes:
    """A commit's content never changes, so what was fetched once is not fetched again."""
    if (content := kept(context.cache, source)) is not None:
        return content
    if context.offline:
        hint = "run once without `--offline`"
        raise spec.error(f"`{source.label}` is not in the cache", hint=hint)
    content = _fetched(source, spec)
    keep(context.cache, name(source), content)
    return content


def _fetched(source: Source, spec: Node) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="modelguard-") as scratch:
        hashes = "sha1" if len(source.pin) == 40 else "sha256"
        _git(("init", "--quiet", "--bare", f"--object-format={hashes}", scratch), source, spec)
        # `--git-dir` also wins over the GIT_DIR that git sets for its hooks.
        repository = f"--git-dir={scratch}"
        fetch = ("fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules")
        _git((repository, *fetch, "--", source.place, source.pin), source, spec)
        blob = f"{source.pin}:{source.path}"
        size = _git((repository, "cat-file", "-s", blob), source, spec)
        if int(size) > MAX_BYTES:
            raise spec.error(f"`{source.label}` is larger than 5 MiB")
        return _git((repository, "cat-file", "blob", blob), source, spec)


def _git(arguments: tuple[str, ...], source: Source, spec: Node) -> bytes:
    import subprocess

    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    try:
        done = subprocess.run(
            ["git", *settings, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            cwd=Path(__file__).anchor,
        )
    except FileNotFoundError as error:
        raise spec.error("`git` is not installed", hint="install git") from error
    except subprocess.TimeoutExpired as error:
        raise spec.error(f"`{source.label}` did not answer in {_SECONDS} s") from error
    if done.returncode:
        hint = "check the address, the commit and the path"
        raise spec.error(f"`{source.label}` cannot be read: {_said(done.stderr)}", hint=hint)
    return done.stdout


def _said(stderr: bytes) -> str:
    """git's last words in one line, without passwords."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines()]
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines or [""]
    plain = "".join(each for each in fatal[-1] if each.isprintable())
    return re.sub(r"//[^/@\s]*@", "//", plain)[:200]
