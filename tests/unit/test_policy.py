"""Policies: the built-in ones, where others may come from, and what makes two of them the same."""

from __future__ import annotations

import hashlib
import http.server
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from project_files import context

from modelguard import policy
from modelguard.domain import LicenseClass, Purpose, Severity
from modelguard.errors import ConfigError
from modelguard.policy import Policy

POLICY = b"name: acme\ndescription: From afar\nextends: fully-open\n"
OPEN = {LicenseClass.FULLY_OPEN, LicenseClass.OPEN_WEIGHT_COMMUNITY}


def _load(text: str, folder: Path, **changes: object) -> Policy:
    """The policy that `text` would give as the file `policy.yaml` in `folder`."""
    (folder / "policy.yaml").write_text(text)
    return policy.load("./policy.yaml", base=folder, context=context(**changes))


def _built_in(name: str) -> Policy:
    return policy.load(name, base=Path(), context=context())


def test_names_lists_the_seven_built_in_policies():
    assert policy.names() == (
        "commercial-redistribution",
        "commercial-saas",
        "default",
        "fully-open",
        "internal-use",
        "open-source-ai",
        "research",
    )


@pytest.mark.parametrize("name", policy.names())
def test_built_in_policy_is_valid_as_a_users_file(name, tmp_path):
    from modelguard.rulebase import rules_folder

    shutil.copy(Path(rules_folder(), "policies", f"{name}.yaml"), tmp_path / "policy.yaml")

    loaded = policy.load("./policy.yaml", base=tmp_path, context=context())

    assert loaded.digest == _built_in(name).digest
    assert loaded.name == name
    assert loaded.description


@pytest.mark.parametrize("name", policy.names())
def test_no_built_in_policy_allows_an_unknown_license(name):
    assert LicenseClass.UNKNOWN not in _built_in(name).allow_classes


@pytest.mark.parametrize("name", policy.names())
def test_built_in_policy_states_only_severities_that_differ(name):
    known = context().known_checks

    assert all(
        severity is not known[check] for check, severity in _built_in(name).severities.items()
    )


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("default", {*OPEN, LicenseClass.PROPRIETARY}),
        ("commercial-saas", {*OPEN, LicenseClass.PROPRIETARY}),
        ("commercial-redistribution", {*OPEN, LicenseClass.PROPRIETARY}),
        ("internal-use", {*OPEN, LicenseClass.PROPRIETARY}),
        ("research", {*OPEN, LicenseClass.COMMERCIAL_RESTRICTED}),
        ("fully-open", {LicenseClass.FULLY_OPEN}),
        ("open-source-ai", {LicenseClass.FULLY_OPEN}),
    ],
)
def test_built_in_policy_allows_its_classes(name, classes):
    assert _built_in(name).allow_classes == classes


@pytest.mark.parametrize("name", policy.names())
def test_built_in_policy_assumes_commercial_use_except_research(name):
    expected = Purpose.RESEARCH if name == "research" else Purpose.COMMERCIAL

    assert _built_in(name).assumed.purpose is expected


def test_research_allows_hosted_apis_by_name():
    assert _built_in("research").allow_licenses == ("terms-acme-api", "terms-other-api")


def test_internal_use_turns_duties_of_hosting_and_redistribution_off():
    severities = _built_in("internal-use").severities

    assert severities["hosting-restricted"] is Severity.OFF
    assert severities["redistribution-restricted"] is Severity.OFF
    assert severities["copyleft-redistribution"] is Severity.OFF


def test_open_source_ai_requires_that_openness_and_checks_it():
    found = _built_in("open-source-ai")

    assert found.require.openness == "open-source-ai"
    assert found.severities["not-open-source-ai"] is Severity.ERROR


def test_licenses_are_resolved_by_any_name(tmp_path):
    found = _load(
        "allow: {licenses: [Llama3.1-Community]}\ndeny: {licenses: [Apache License 2.0]}\n",
        tmp_path,
    )

    assert found.allow_licenses == ("llama3.1",)
    assert found.deny_licenses == ("Apache-2.0",)


def test_what_is_denied_adds_up_and_what_is_allowed_is_replaced(tmp_path):
    (tmp_path / "base.yaml").write_text(
        "allow: {licenses: [llama3.1], models: [acme/*]}\ndeny: {models: [a/*]}\n"
    )

    found = _load("extends: base.yaml\nallow: {licenses: [mit]}\ndeny: {models: [b/*]}\n", tmp_path)

    assert found.allow_licenses == ("MIT",)
    assert found.allow_models == ("acme/*",)
    assert found.deny_models == ("a/*", "b/*")


def test_digest_does_not_depend_on_how_a_policy_is_written(tmp_path):
    one = _load("name: a\nallow: {classes: [fully-open, proprietary], licenses: [mit]}\n", tmp_path)
    two = _load(
        "# other\nallow:\n  licenses: [MIT]\n  classes: [proprietary, fully-open]\n", tmp_path
    )

    assert one.digest == two.digest


@pytest.mark.parametrize(
    "text",
    [
        "allow: {classes: [fully-open]}",
        "allow: {licenses: [mit]}",
        "allow: {models: [a/*]}",
        "allow: {for_purpose: false}",
        "deny: {licenses: [mit]}",
        "deny: {models: [a/*]}",
        "severity: {unpinned-revision: error}",
        "assume: {purpose: research}",
        "assume: {activities: [internal]}",
        "require: {exception_fields: [until]}",
        "require: {approvers: [legal]}",
        "require: {exception_max_days: 30}",
        "require: {inline_ignores: false}",
        "require: {openness: open-weights}",
        "lock: [allow]",
    ],
)
def test_digest_changes_with_whatever_a_policy_says(tmp_path, text):
    assert _load(text, tmp_path).digest != _built_in("default").digest


def test_package_brings_its_policy_and_is_not_run(tmp_path, monkeypatch):
    package = tmp_path / "site" / "acme_policy_for_test"
    (package / "parts").mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('imported')\n")
    (package / "modelguard-policy.yaml").write_text("name: acme\nextends: parts/base.yaml\n")
    (package / "parts" / "base.yaml").write_text("name: base\nallow: {classes: [fully-open]}\n")
    monkeypatch.syspath_prepend(tmp_path / "site")

    found = policy.load("package:acme_policy_for_test", base=tmp_path, context=context())

    assert found.name == "acme"
    assert found.origin == "package:acme_policy_for_test"
    assert found.allow_classes == {LicenseClass.FULLY_OPEN}


def test_package_without_the_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "acme_nothing_for_test").mkdir()
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ConfigError, match=r"holds no `modelguard-policy\.yaml`"):
        policy.load("package:acme_nothing_for_test", base=tmp_path, context=context())


def test_package_policy_cannot_leave_its_package(tmp_path, monkeypatch):
    package = tmp_path / "site" / "acme_leaving_for_test"
    package.mkdir(parents=True)
    (package / "modelguard-policy.yaml").write_text("extends: ../secret.yaml\n")
    monkeypatch.syspath_prepend(tmp_path / "site")

    with pytest.raises(ConfigError, match=r"`\.\./secret\.yaml` leaves the place"):
        policy.load("package:acme_leaving_for_test", base=tmp_path, context=context())


class Repository:
    """A git repository on this machine with one commit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._git("init", "--quiet")
        (folder / "policies").mkdir()
        (folder / "policies" / "saas.yaml").write_text("name: acme\nextends: ../base.yaml\n")
        (folder / "base.yaml").write_bytes(POLICY.replace(b"name: acme", b"name: base"))
        (folder / "modelguard-policy.yaml").write_bytes(POLICY)
        (folder / "outside.yaml").write_text("extends: ../../etc/policy.yaml\n")
        self._git("add", "--all")
        self._git(
            *("-c", "user.name=acme", "-c", "user.email=acme@example.com"),
            *("commit", "--quiet", "--message=policies"),
        )
        self.commit = self._git("rev-parse", "HEAD").strip()

    def _git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def named(self, path: str = "") -> str:
        return f"git+file://{self.folder}@{self.commit}{path}"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "repository").mkdir()
    return Repository(tmp_path / "repository")


def test_policy_at_a_commit_is_fetched_by_git(repository, tmp_path):
    found = policy.load(repository.named(), base=tmp_path, context=context())

    assert found.name == "acme"
    assert found.allow_classes == {LicenseClass.FULLY_OPEN}
    assert found.origin == (
        f"git+file://{repository.folder}@{repository.commit[:12]}#modelguard-policy.yaml"
    )


def test_policy_at_a_commit_extends_files_of_that_commit(repository, tmp_path):
    found = policy.load(repository.named("#policies/saas.yaml"), base=tmp_path, context=context())

    assert found.name == "acme"
    assert found.allow_classes == {LicenseClass.FULLY_OPEN}


def test_policy_at_a_commit_cannot_leave_its_repository(repository, tmp_path):
    with pytest.raises(ConfigError, match="leaves the place"):
        policy.load(repository.named("#outside.yaml"), base=tmp_path, context=context())


def test_fetched_commit_is_kept_for_work_without_a_network(repository, tmp_path):
    cache = tmp_path / "cache"
    policy.load(repository.named(), base=tmp_path, context=context(cache=cache))
    shutil.rmtree(repository.folder)

    found = policy.load(
        repository.named(), base=tmp_path, context=context(cache=cache, offline=True)
    )

    assert found.name == "acme"


def test_commit_that_was_never_fetched_is_refused_offline(repository, tmp_path):
    with pytest.raises(ConfigError) as caught:
        policy.load(
            repository.named(), base=tmp_path, context=context(cache=tmp_path / "c", offline=True)
        )

    assert "is not in the cache" in caught.value.message
    assert caught.value.hint == "run once without `--offline`"


def test_git_hooks_environment_does_not_mislead_git(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))

    assert policy.load(repository.named(), base=tmp_path, context=context()).name == "acme"


@pytest.mark.parametrize("path", ["#nowhere.yaml", "#policies"])
def test_path_that_the_commit_lacks_is_refused(repository, tmp_path, path):
    with pytest.raises(ConfigError, match="cannot be read: fatal: "):
        policy.load(repository.named(path), base=tmp_path, context=context())


def test_repository_that_does_not_exist_is_refused(tmp_path):
    name = f"git+file://{tmp_path}/nowhere@{'0' * 40}"

    with pytest.raises(ConfigError, match="cannot be read: fatal: "):
        policy.load(name, base=tmp_path, context=context())


def test_password_in_a_git_address_is_not_shown(tmp_path):
    name = f"git+https://acme:secret@127.0.0.1:1/policies@{'0' * 40}"

    with pytest.raises(ConfigError) as caught:
        policy.load(name, base=tmp_path, context=context())

    assert "secret" not in str(caught.value)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers the paths of `answers` with status, headers and body."""

    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        status, headers, body = self.answers.get(self.path, (404, {}, b"nothing"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """No words on stderr."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server over TLS on loopback whose certificate is trusted; gives its address."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.socket = tls.wrap_socket(httpd.socket, server_side=True)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def _extends(url: str, content: bytes = POLICY) -> str:
    return f"extends: {{url: {url}, sha256: {hashlib.sha256(content).hexdigest()}}}\n"


def test_policy_from_the_web_is_taken_by_its_digest(server, tmp_path, monkeypatch):
    monkeypatch.setattr(Handler, "answers", {"/policy.yaml": (200, {}, POLICY)})

    found = _load(_extends(f"{server}/policy.yaml"), tmp_path)

    assert found.allow_classes == {LicenseClass.FULLY_OPEN}


def test_policy_from_the_web_with_another_digest_is_refused(server, tmp_path, monkeypatch):
    changed = POLICY + b"# changed\n"
    monkeypatch.setattr(Handler, "answers", {"/policy.yaml": (200, {}, changed)})

    with pytest.raises(ConfigError) as caught:
        _load(_extends(f"{server}/policy.yaml"), tmp_path)

    assert hashlib.sha256(changed).hexdigest() in caught.value.message
    assert hashlib.sha256(POLICY).hexdigest() in caught.value.message
    assert (caught.value.path, caught.value.line) == ("policy.yaml", 1)


def test_policy_from_the_web_is_kept_for_work_without_a_network(server, tmp_path, monkeypatch):
    monkeypatch.setattr(Handler, "answers", {"/policy.yaml": (200, {}, POLICY)})
    text, cache = _extends(f"{server}/policy.yaml"), tmp_path / "cache"
    _load(text, tmp_path, cache=cache)
    monkeypatch.setattr(Handler, "answers", {})

    assert _load(text, tmp_path, cache=cache, offline=True).allow_classes == {
        LicenseClass.FULLY_OPEN
    }


def test_cached_file_that_was_changed_is_not_taken(server, tmp_path, monkeypatch):
    monkeypatch.setattr(Handler, "answers", {"/policy.yaml": (200, {}, POLICY)})
    text, cache = _extends(f"{server}/policy.yaml"), tmp_path / "cache"
    _load(text, tmp_path, cache=cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(b"allow: {classes: [proprietary]}\n")

    with pytest.raises(ConfigError, match="is not in the cache"):
        _load(text, tmp_path, cache=cache, offline=True)


def test_policy_from_the_web_that_was_never_fetched_is_refused_offline(tmp_path):
    with pytest.raises(ConfigError, match="is not in the cache"):
        _load(_extends("https://127.0.0.1:1/policy.yaml"), tmp_path, offline=True)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((404, {}, b"no"), "answered 404 Not Found"),
        ((500, {}, b"no"), "answered 500 Internal Server Error"),
        ((302, {"Location": "http://127.0.0.1:1/policy.yaml"}, b""), "cannot be reached"),
        ((302, {"Location": "file:///etc/hostname"}, b""), "answered 302"),
        ((200, {}, b" " * (5 * 1024 * 1024 + 1)), "is larger than 5 MiB"),
    ],
    ids=["missing", "broken", "redirect to http", "redirect to a file", "too large"],
)
def test_answer_that_is_no_policy_is_refused(server, tmp_path, monkeypatch, answer, message):
    monkeypatch.setattr(Handler, "answers", {"/policy.yaml": answer})

    with pytest.raises(ConfigError, match=message):
        _load(_extends(f"{server}/policy.yaml"), tmp_path)


def test_redirect_to_another_https_address_is_followed(server, tmp_path, monkeypatch):
    answers = {
        "/old.yaml": (302, {"Location": "/policy.yaml"}, b""),
        "/policy.yaml": (200, {}, POLICY),
    }
    monkeypatch.setattr(Handler, "answers", answers)

    assert _load(_extends(f"{server}/old.yaml"), tmp_path).allow_classes == {
        LicenseClass.FULLY_OPEN
    }


def test_certificate_that_nobody_vouches_for_is_refused(server, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    (tmp_path / "none.pem").write_text("")

    with pytest.raises(ConfigError, match="cannot be reached"):
        _load(_extends(f"{server}/policy.yaml"), tmp_path)


def test_policy_from_the_web_cannot_extend_a_file_of_this_machine(server, tmp_path, monkeypatch):
    content = b"extends: /etc/policy.yaml\n"
    monkeypatch.setattr(Handler, "answers", {"/policy.yaml": (200, {}, content)})

    with pytest.raises(ConfigError, match=r"`/etc/policy\.yaml` is a file, which this policy"):
        _load(_extends(f"{server}/policy.yaml", content), tmp_path)


def test_cache_that_cannot_be_written_is_no_error(repository, tmp_path):
    (tmp_path / "cache").write_text("not a folder")

    found = policy.load(
        repository.named(), base=tmp_path, context=context(cache=tmp_path / "cache")
    )

    assert found.name == "acme"
