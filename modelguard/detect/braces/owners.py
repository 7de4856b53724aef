"""Whose a call is: the provider that an address, a class, a variable or an import names."""

from __future__ import annotations

from functools import cached_property

from modelguard.detect.braces.languages import GO, JAVASCRIPT
from modelguard.detect.braces.lexing import NAME, STRING
from modelguard.detect.braces.rules import (
    Rules,
    plain,
    provider_at,
    provider_in,
    providers_imported,
)
from modelguard.detect.braces.syntax import Call, Code
from modelguard.detect.braces.values import Values

_BASES = frozenset((
    "baseurl", "base_url", "endpoint", "apibase", "with_api_base", "uri", "baseuri",
))  # fmt: skip
_PROVIDERS = frozenset(("provider", "providerid", "providername", "vendor"))
# Carriers whose names are known by themselves, so that a class's name need not vouch for them.
_LISTED = frozenset((
    "anthropic", "cohere", "deepseek", "google", "hub", "mistral", "openai", "vertex", "voyage",
    "xai",
))  # fmt: skip
_NEAR = 3  # how many brackets around a key are asked whose it is


class Owners:
    """Answers are carriers; None where nothing tells, `none` for a provider without ids."""

    def __init__(self, code: Code, values: Values, rules: Rules) -> None:
        self.code = code
        self.values = values
        self.rules = rules

    @cached_property
    def imported(self) -> list[str]:
        return providers_imported(self.code.text, self.rules)

    @cached_property
    def of_file(self) -> str | None:
        """The one provider that the file's addresses, its imports, or else its types speak of."""
        only = self._only_import()
        if only and self.code.language is JAVASCRIPT:  # its modules make one client each
            only = self._only_address or only
        if only:
            return only
        found = {
            one
            for name in self.code.distinct(NAME)
            if name[0].isupper()
            if (one := provider_in(name, self.rules))
        }
        only = found.pop() if len(found) == 1 and not self.imported else None
        # So little evidence is not enough for names that the provider's own list lacks.
        return "any" if only in _LISTED else only

    @cached_property
    def _only_address(self) -> str | None:
        """The provider at the file's only base address, `any` for a host of no provider."""
        hosts = {
            provider_at(text, self.rules)
            for text in self.code.distinct(STRING)
            if "://" in text and any(map(self._is_base, self.code.standing(STRING, (text,))))
        }
        return hosts.pop() if len(hosts) == 1 else None

    def _only_import(self) -> str | None:
        named = [one for one in self.imported if one != "hub" or len(self.imported) == 1]
        return named[0] if len(named) == 1 else None

    def of_call(self, call: Call) -> str | None:
        """An address in the chain, then the chain's names, its variable, the file's imports."""
        code, called = self.code, call.path[1:] or call.path
        by_name = next(
            (one for name in reversed(called) if (one := provider_in(name, self.rules))), None
        )
        if provider_in(call.path[-1], self.rules):
            # The other calls of a chain that registers services are about other services.
            address = self.address(call.at, code.closing(call.open, code.count))
        else:
            address = self.address(call.head, self._chain_end(call)) or self._beside(call)
        if address == "any" and by_name == "azure":
            return by_name
        if address:
            return address
        if by_name:
            return by_name
        for name in call.path[:1]:
            for definition in code.definitions.get(name, ())[:4]:
                stop = code.expression_end(definition.start)
                found = self.address(definition.start, stop) or self._named_in(
                    definition.start, stop
                )
                if found:
                    return found
            typed = self._declared_type(name) or provider_in(name, self.rules)
            if typed:
                return typed
        return self.of_file

    def _beside(self, call: Call) -> str | None:
        """Go: `New(WithModel("…"), WithBaseURL("…"))`, the address in another option."""
        parent = self.code.parent[call.head]
        is_option = self.code.language is GO and self.code.mark(parent) == "("
        return (
            self.address(parent, self.code.closing(parent, self.code.count)) if is_option else None
        )

    def _named_in(self, start: int, end: int) -> str | None:
        for index in range(start, min(end, start + 40)):
            name = self.code.name(index)
            if name and (found := provider_in(name, self.rules)):
                return found
        return None

    @cached_property
    def _types(self) -> dict[str, str]:
        """`Type name`, `name: Type` where the type's name gives a provider away."""
        found: dict[str, str] = {}
        code = self.code
        providers = {
            name: provider
            for name in code.distinct(NAME)
            if name[0].isupper() and (provider := provider_in(name, self.rules))
        }
        for index in code.standing(NAME, providers):
            provider = providers[code.name(index)]
            if code.name(index + 1):
                found.setdefault(code.name(index + 1), provider)
            elif code.mark(index - 1) == ":" and code.name(index - 2):
                found.setdefault(code.name(index - 2), provider)
        return found

    def _declared_type(self, name: str) -> str | None:
        return self._types.get(name)

    def _chain_end(self, call: Call) -> int:
        """Past the calls that follow in the same chain."""
        code, index = self.code, call.open
        for _ in range(40):
            index = code.closing(index, code.count - 1) + 1
            while code.mark(index) in ("?", "!"):
                index += 1
            if code.mark(index) not in (".", "?.") or not code.name(index + 1):
                break
            if code.mark(index + 2) not in ("(", "{"):
                break
            index += 2
        return index

    def address(self, start: int, end: int) -> str | None:
        """The host that a range names, itself or by a constant."""
        code, best = self.code, None
        for index in range(start, min(end, start + 160)):
            text = code.string(index)
            if ":" in text or "." in text:
                found = provider_at(text, self.rules)
            elif self._may_be_address(code.name(index)):
                found = next(
                    (
                        one
                        for value in self.values.of(index, index + 1)
                        if (one := provider_at(value.text, self.rules))
                    ),
                    None,
                )
            else:
                continue
            if found and found != "any":
                return found
            best = best or found if self._is_base(index) else best
        return best

    def _may_be_address(self, name: str) -> bool:
        low = name.lower()
        return name in self.code.definitions and any(
            word in low for word in ("url", "uri", "endpoint", "host", "address", "base")
        )

    def _is_base(self, index: int) -> bool:
        """Whether a text is given as the base address: `baseUrl("…")`, `baseURL: "…"`."""
        for before in range(index - 1, max(-1, index - 5), -1):
            name = self.code.name(before).lower()
            if name in _BASES:
                return True
        return False

    def made_by(self, name: str, at: int) -> str | None:
        """The provider of `name = createX({…})`, an address in it going first."""
        for definition in self.code.definitions.get(name, ())[:4]:
            if self.code.name(definition.start).startswith("create"):
                end = self.code.expression_end(definition.start)
                return self.address(definition.start, end) or provider_in(
                    self.code.name(definition.start), self.rules
                )
        return None

    def beside(self, index: int) -> str | None:
        """The provider that stands in the object of a key: `{ vendor: "groq", modelId: … }`."""
        code, parent = self.code, self.code.parent[index]
        if code.mark(parent) != "{":
            return None
        for entry in code.entries(parent):
            if entry.name and plain(entry.name) in _PROVIDERS and code.string(entry.start):
                return provider_in(code.string(entry.start), self.rules)
        return None

    def around(self, index: int) -> str | None:
        """The provider of the nearest call around a key."""
        code, parent = self.code, self.code.parent[index]
        for _ in range(_NEAR):
            if parent < 0:
                return None
            at = code.callee(parent)
            if code.name(at):
                call = code.chain(at, parent)
                found = self.of_call(call)
                if found:
                    return found
            elif code.mark(parent) == "{":
                end = code.closing(parent, code.count)
                address = self.address(parent, end) if end - parent < 120 else None
                if address and address != "any":
                    return address
            parent = code.parent[parent]
        return None
