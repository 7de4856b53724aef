"""Where a policy comes from, and what it says once everything that it extends is merged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import MappingProxyType

from modelguard.domain import LicenseClass, Severity, Usage
from modelguard.namedtuple import NamedTuple


class Requirements(NamedTuple):
    """What exceptions, inline ignores and models must meet. No approvers: anybody may approve.

    For `rules_grace_days`, errors that newer license data alone brings count as warnings.
    """

    exception_fields: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    exception_max_days: int | None = None
    inline_ignores: bool = True
    openness: str | None = None
    rules_grace_days: int = 30


class Source(NamedTuple):
    """`kind` is builtin, file, package, git, https or inline.

    `place` is the name, the absolute path, the package or the url; `path` the file inside a package
    or commit; `pin` the commit or the sha256. `label` is what messages call it.
    """

    kind: str
    place: str
    label: str
    path: str = ""
    pin: str = ""

    @property
    def identity(self) -> tuple[str, str, str, str]:
        return self.kind, self.place, self.path, self.pin


class Policy(NamedTuple):
    """`deny_*` wins over `allow_*`.

    A license is allowed by its class or by name. `allow_models` empty: any model; else only those
    that match. `allow_for_purpose`: a license that bars commercial use is allowed for the purposes
    that it is meant for. `severities` holds overrides only. `locked_by` names for each lock
    the file that set it. `fetched` are the layers that came from git or the web.
    """

    name: str
    description: str
    origin: str
    allow_classes: frozenset[LicenseClass] = frozenset()
    allow_licenses: tuple[str, ...] = ()
    deny_licenses: tuple[str, ...] = ()
    allow_models: tuple[str, ...] = ()
    allow_for_purpose: bool = True
    deny_models: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = MappingProxyType({})
    assumed: Usage = Usage()
    require: Requirements = Requirements()
    locks: frozenset[str] = frozenset()
    locked_by: Mapping[str, str] = MappingProxyType({})
    fetched: tuple[Source, ...] = ()

    @property
    def digest(self) -> str:
        """The same for policies that mean the same, however they were written."""
        import hashlib
        import json

        content = {
            "allow": [
                sorted(self.allow_classes),
                sorted(self.allow_licenses),
                sorted(self.allow_models),
                self.allow_for_purpose,
            ],
            "deny": [sorted(self.deny_licenses), sorted(self.deny_models)],
            "severity": dict(self.severities),
            "assume": [self.assumed.purpose, sorted(self.assumed.activities or ())],
            "require": {
                **self.require._asdict(),
                "exception_fields": sorted(self.require.exception_fields),
                "approvers": sorted(self.require.approvers),
            },
            "lock": sorted(self.locks),
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class Context(NamedTuple):
    """What reading policies and project files needs from outside.

    `known_checks` gives each check's default severity. `resolve_license` turns any id, name or
    alias into the license's id; `license_names` lists what it knows, for hints. `cache` is the
    folder of fetched policies, `memo` that of texts known as valid; None keeps nothing.
    """

    known_checks: Mapping[str, Severity]
    resolve_license: Callable[[str], str | None]
    today: date
    license_names: Callable[[], Collection[str]] = tuple
    offline: bool = False
    cache: str | None = None
    memo: str | None = None
