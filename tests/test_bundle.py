"""`modelguard bundle`: the same verdict without a network, and evidence years later."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest

from tests.formats.schemas import schema
from tests.hub.license_texts import license_text

TUNED = "---\nlicense: apache-2.0\nbase_model: acme/base\nbase_model_relation: finetune\n---\n"
NONCOMMERCIAL = "---\nlicense: cc-by-nc-4.0\n---\n"
OTHER = "---\nlicense: other\nlicense_name: house\n---\n"
PROJECT = """\
models: [acme/tuned, acme/texted, Qwen/Qwen3-8B]
policy: ./house.yaml
exceptions:
  - {model: acme/texted, checks: [unpinned-revision], reason: Agreed}
"""
HOUSE = "name: house\nextends: default\n"
Members = dict[str, bytes]


@pytest.fixture
def hub(start_hub, monkeypatch):
    hub = start_hub()
    hub.add_model("acme/tuned", TUNED)
    hub.add_model("acme/base", NONCOMMERCIAL)
    hub.add_model("acme/texted", OTHER, texts={"LICENSE": license_text("MIT").encode()})
    hub.add_model("Qwen/Qwen3-8B", "---\nlicense: apache-2.0\n---\n")
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
    monkeypatch.setenv("MODELGUARD_AUTHORITATIVE_ENDPOINT", "1")
    return hub


@pytest.fixture
def folder(hub, project) -> Path:
    return project(**{"team/modelguard.yaml": PROJECT, "team/house.yaml": HOUSE}) / "team"


@pytest.fixture
def bundle(folder, run, tmp_path) -> Path:
    path = tmp_path / "evidence.bundle"
    done = run("bundle", "export", path, folder)
    assert done.code == 0, done.stderr
    return path


@pytest.fixture
def elsewhere(monkeypatch, tmp_path) -> Callable[[], None]:
    """From here on, another machine, whose cache is empty."""
    return lambda: monkeypatch.setenv("MODELGUARD_CACHE_DIR", str(tmp_path / "elsewhere"))


def members(path: Path) -> Members:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, files: Mapping[str, bytes], *, compression: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_the_verdict_is_the_same_on_a_machine_without_a_network(folder, bundle, elsewhere, run):
    here = run("check", folder, "--offline", "--format", "json")
    elsewhere()
    without = run("check", folder, "--offline", "--format", "json")

    assert run("bundle", "import", bundle).code == 0
    there = run("check", folder, "--offline", "--format", "json")

    assert there == here
    assert there.stdout != without.stdout, "the bundle brought something"
    assert "noncommercial-use" in there.stdout


MERGED = "---\nlicense: apache-2.0\nbase_model: nobody/never-published\n---\n"


def _judged(outcome) -> dict[str, object]:
    """The report without what says where answers came from."""
    found = json.loads(outcome.stdout)
    return {key: found[key] for key in found if key != "mode"}


def test_what_the_hub_does_not_know_is_not_known_elsewhere_either(
    folder, hub, elsewhere, run, tmp_path
):
    hub.add_model("acme/merged", MERGED)
    (folder / "modelguard.yaml").write_text("models: [acme/merged, acme/texted]\n")
    path = tmp_path / "merged.bundle"
    assert run("bundle", "export", path, folder).code == 0
    (absent,) = json.loads(members(path)["absent.json"])
    schema("bundle_absent").validate([absent])
    assert absent["repo"] == "nobody/never-published"
    here = run("check", folder, "--format", "json")
    elsewhere()
    assert run("bundle", "import", path).code == 0
    there = run("check", folder, "--offline", "--format", "json")

    assert _judged(there) == _judged(here)
    assert '"check": "model-not-found"' in there.stdout


def test_what_is_published_later_takes_the_place_of_its_absence(
    folder, hub, elsewhere, run, tmp_path
):
    hub.add_model("acme/merged", MERGED)
    (folder / "modelguard.yaml").write_text("models: [acme/merged]\n")
    first, second = tmp_path / "first.bundle", tmp_path / "second.bundle"
    run("bundle", "export", first, folder)
    hub.add_model("nobody/never-published", NONCOMMERCIAL)
    run("bundle", "export", second, folder)
    elsewhere()
    for bundle in (first, second):
        assert run("bundle", "import", bundle).code == 0
    outcome = run("check", folder, "--offline", "--format", "json")

    assert "model-not-found" not in outcome.stdout
    assert "noncommercial-use" in outcome.stdout


def test_it_holds_answers_texts_policy_lock_report_and_hashes(folder, run, tmp_path):
    assert run("lock", folder).code == 0
    path = tmp_path / "with-lock.bundle"
    run("bundle", "export", path, folder)
    files = members(path)

    text = license_text("MIT").encode()
    assert files[f"texts/{hashlib.sha256(text).hexdigest()}"] == text
    for name in ("modelguard.yaml", "house.yaml", "modelguard.lock"):
        assert files[f"project/{name}"] == (folder / name).read_bytes()
    assert json.loads(files["report.json"])["mode"]["policy"] == "house"
    manifest = json.loads(files["manifest.json"])
    assert manifest["files"] == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "manifest.json"
    }


def test_manifest_and_replies_follow_their_schemas(bundle):
    files = members(bundle)
    manifest, replies = json.loads(files["manifest.json"]), json.loads(files["replies.json"])

    schema("bundle").validate(manifest)
    schema("bundle_replies").validate(replies)
    assert json.loads(files["absent.json"]) == []
    assert any(each["texts"] for each in replies)
    assert not schema("bundle").is_valid({**manifest, "files": {}})
    assert not schema("bundle_replies").is_valid([{**replies[0], "fetched_at": None}])


def test_every_answer_carries_its_time(bundle):
    replies = json.loads(members(bundle)["replies.json"])
    ids = {"acme/tuned", "acme/base", "acme/texted", "Qwen/Qwen3-8B"}
    assert {each["repo"] for each in replies} == ids
    assert all(each["fetched_at"] > 0 for each in replies)


def test_the_same_answers_give_the_same_bytes(folder, bundle, run, tmp_path):
    again = tmp_path / "again.bundle"
    done = run("bundle", "export", again, folder)
    assert again.read_bytes() == bundle.read_bytes()
    assert hashlib.sha256(again.read_bytes()).hexdigest() in done.stdout


def test_a_model_that_cannot_be_looked_up_leaves_nothing_written(folder, run, tmp_path):
    (folder / "modelguard.yaml").write_text("models: [acme/nowhere]\n", encoding="utf-8")
    path = tmp_path / "no.bundle"

    done = run("bundle", "export", path, folder)

    assert done.code == 3
    assert "acme/nowhere" in done.stderr
    assert not path.exists()
    assert run("bundle", "export", path, folder, "--unresolved", "warn").code == 0


def test_an_untouched_bundle_is_verified(bundle, run):
    digest = hashlib.sha256(bundle.read_bytes()).hexdigest()

    done = run("bundle", "verify", bundle, "--sha256", digest)

    assert done.code == 0
    assert "policy house: 4 answers" in done.stdout


def altered_text(files: Members) -> str:
    name = next(name for name in files if name.startswith("texts/"))
    files[name] += b" "
    return f"`{name}` was altered"


def altered_answer(files: Members) -> str:
    files["replies.json"] = files["replies.json"].replace(b"cc-by-nc-4.0", b"apache-2.0")
    return "`replies.json` was altered"


def removed_project(files: Members) -> str:
    del files["project/modelguard.yaml"]
    return "`project/modelguard.yaml` is missing"


def added_file(files: Members) -> str:
    files["project/permission.txt"] = b"granted"
    return "`project/permission.txt` was added"


@pytest.mark.parametrize(
    "alter",
    [altered_text, altered_answer, removed_project, added_file],
    ids=lambda each: each.__name__,
)
def test_what_was_altered_is_named_and_not_imported(alter, bundle, elsewhere, run):
    elsewhere()
    files = members(bundle)
    told = alter(files)
    rewritten(bundle, files)

    verified, imported = run("bundle", "verify", bundle), run("bundle", "import", bundle)

    assert (verified.code, verified.stdout) == (1, f"{bundle}: {told}\n")
    assert (imported.code, imported.stdout) == (1, f"{bundle}: {told}\n")
    assert imported.stderr == "nothing was imported\n"
    assert ": 0 answers kept" in run("cache").stdout


def test_a_flipped_byte_is_found(bundle, run):
    content = bytearray(bundle.read_bytes())
    content[content.index(b"cc-by-nc-4.0")] ^= 1
    bundle.write_bytes(content)

    done = run("bundle", "verify", bundle)

    assert (done.code, done.stdout) == (1, f"{bundle}: `replies.json` was altered\n")


def test_who_wrote_all_hashes_anew_is_found_by_the_digest_kept_apart(bundle, run):
    digest = hashlib.sha256(bundle.read_bytes()).hexdigest()
    files = members(bundle)
    files["report.json"] = b"{}"
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["report.json"] = hashlib.sha256(b"{}").hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()
    rewritten(bundle, files)

    assert run("bundle", "verify", bundle).code == 0
    assert run("bundle", "verify", bundle, "--sha256", digest).code == 1


def doubled(path: Path, files: Members) -> None:
    rewritten(path, files)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("report.json", b"{}")


def linked(path: Path, files: Members) -> None:
    link = zipfile.ZipInfo("project/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    rewritten(path, files)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")


def no_manifest(path: Path, files: Members) -> None:
    rewritten(path, {name: files[name] for name in files if name != "manifest.json"})


def deep(path: Path, files: Members) -> None:
    rewritten(path, {**files, "manifest.json": b"[" * 100_000})


HOSTILE: dict[str, Callable[[Path, Members], object]] = {
    "a way out": lambda path, files: rewritten(path, {**files, "../evil": b""}),
    "a way out of the project": lambda path, files: rewritten(
        path, {**files, "project/../../evil": b""}
    ),
    "an absolute path": lambda path, files: rewritten(path, {**files, "/etc/evil": b""}),
    "a bomb": lambda path, files: rewritten(
        path, {**files, "project/zeros": bytes(50_000_000)}, compression=zipfile.ZIP_DEFLATED
    ),
    "a name twice": doubled,
    "a link": linked,
    "no manifest": no_manifest,
    "a manifest without end": deep,
    "another schema": lambda path, files: rewritten(
        path, {**files, "manifest.json": b'{"schema": "modelguard/bundle/9"}'}
    ),
    "no hashes": lambda path, files: rewritten(
        path, {**files, "manifest.json": b'{"schema": "modelguard/bundle/1"}'}
    ),
    "no archive": lambda path, files: path.write_bytes(b"PK\x03\x04 and nothing else"),
    "half of one": lambda path, files: path.write_bytes(path.read_bytes()[:900]),
    "an empty file": lambda path, files: path.write_bytes(b""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_bundle_is_refused(name, bundle, elsewhere, run):
    elsewhere()
    HOSTILE[name](bundle, members(bundle))

    for command in ("verify", "import"):
        done = run("bundle", command, bundle)
        assert done.code == 2, done.stdout
        assert done.stderr.startswith("error: ")
    assert ": 0 answers kept" in run("cache").stdout


BROKEN = [b"{}", b"[1]", b'[{"repo": "a/b"}]', b"[" * 100_000, b"\xff"]


@pytest.mark.parametrize("replies", BROKEN, ids=range(len(BROKEN)))
def test_answers_of_another_shape_are_refused_though_their_hash_fits(replies, bundle, run):
    files = members(bundle)
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["replies.json"] = hashlib.sha256(replies).hexdigest()
    changed = {"replies.json": replies, "manifest.json": json.dumps(manifest).encode()}
    rewritten(bundle, {**files, **changed})

    assert run("bundle", "import", bundle).code == 2


def test_a_bundle_that_is_not_there_is_a_usage_error(run, tmp_path):
    assert run("bundle", "verify", tmp_path / "none").code == 2
    assert run("bundle", "verify", tmp_path).code == 2


def test_members_have_no_times_and_no_compression(bundle):
    with zipfile.ZipFile(BytesIO(bundle.read_bytes())) as archive:
        listed = archive.infolist()
    assert {each.date_time for each in listed} == {(1980, 1, 1, 0, 0, 0)}
    assert {each.compress_type for each in listed} == {zipfile.ZIP_STORED}
    assert [each.filename for each in listed] == sorted(each.filename for each in listed)


def test_policies_in_folders_are_packed_too(hub, project, run, tmp_path):
    folder = project(
        **{
            "team/modelguard.yaml": "extends: ../rules/house.yaml\nmodels: [acme/tuned]\n",
            "modelguard.yaml": "extends: ./rules/house.yaml\n",
            "rules/house.yaml": "lock: [noncommercial-use]\n",
        }
    )
    out = tmp_path / "x.bundle"
    assert run("bundle", "export", out, folder).code == 0

    with zipfile.ZipFile(out) as archive:
        packed = {name for name in archive.namelist() if name.startswith("project/")}
    assert packed == {
        "project/modelguard.yaml",
        "project/rules/house.yaml",
        "project/team/modelguard.yaml",
    }


@pytest.mark.parametrize("name", ["team+ml", "[slug] (web)@2", "50%", "\udcff", "ünï", "a:b"])
def test_folders_of_any_name_are_packed_and_verified(name, hub, project, run, tmp_path):
    folder = project(**{f"{name}/modelguard.yaml": "models: [acme/tuned]\n"})
    out = tmp_path / "x.bundle"

    assert run("bundle", "export", out, folder).code == 0
    assert run("bundle", "verify", out).code == 0


@pytest.fixture
def policies(tmp_path) -> Path:
    """A git repository with a policy, and the address of its commit in `address`."""
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "base.yaml").write_text("severity: {noncommercial-use: note}\n")
    (folder / "house.yaml").write_text("extends: ./base.yaml\n")
    author = ("-c", "user.name=acme", "-c", "user.email=acme@example.com")
    for words in (("init", "-q"), ("add", "-A"), (*author, "commit", "-qm", "policies")):
        subprocess.run(["git", "-C", folder, *words], check=True)
    head = subprocess.run(
        ["git", "-C", folder, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    )
    (folder / "address").write_text(f"git+file://{folder}@{head.stdout.strip()}#house.yaml")
    return folder


@pytest.mark.parametrize(
    "file", ["extends: {0}\n", "overrides: [{{paths: ['*'], policy: '{0}'}}]\n"]
)
def test_policies_that_were_fetched_come_along(
    file, hub, policies, project, elsewhere, run, tmp_path
):
    text = file.format((policies / "address").read_text()) + "models: [acme/base]\n"
    folder = project(**{"team/modelguard.yaml": text}) / "team"
    out = tmp_path / "x.bundle"
    assert run("bundle", "export", out, folder).code == 0
    here = run("check", folder, "--offline", "--format", "json")
    schema("bundle").validate(json.loads(members(out)["manifest.json"]))
    elsewhere()
    shutil.rmtree(policies)
    assert run("check", folder, "--offline").code == 2

    assert run("bundle", "import", out).code == 0
    there = run("check", folder, "--offline", "--format", "json")
    assert there == here
    assert there.code == 0
