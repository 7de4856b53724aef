"""The lines of a `.gitignore` file as git reads them; see gitignore(5), "Pattern format"."""

from __future__ import annotations

import re

from modelguard.namedtuple import NamedTuple


class Rule(NamedTuple):
    """One line: `pattern` fits a name at any depth (`is_name`) or a path from the file's folder."""

    pattern: re.Pattern[str]
    ignores: bool
    is_name: bool
    only_folders: bool


def rules(text: str) -> tuple[Rule, ...]:
    """The rules of a file, the last one first, which is the first to decide."""
    lines = text.removeprefix("\ufeff").split("\n")
    found = (_rule(line.removesuffix("\r")) for line in reversed(lines))
    return tuple(rule for rule in found if rule)


def is_ignored(path: str, rules: tuple[Rule, ...], *, is_folder: bool) -> bool | None:
    """What the rules say of this very path, which lies in no ignored folder; None for nothing."""
    name = path.rpartition("/")[2]
    for rule in rules:
        fits = is_folder or not rule.only_folders
        if fits and rule.pattern.fullmatch(name if rule.is_name else path):
            return rule.ignores
    return None


def _rule(line: str) -> Rule | None:
    """None for comments, for empty lines and for what git cannot read."""
    line = re.sub(r"(?<!\\) +\Z", "", line)
    if not line or line.startswith("#"):
        return None
    glob = line.removeprefix("!")
    only_folders = glob.endswith("/")
    glob = glob.removesuffix("/")
    is_name = "/" not in glob
    try:
        pattern = re.compile(_expression(glob.removeprefix("/")), re.DOTALL)
    except re.error:
        return None
    return Rule(pattern, not line.startswith("!"), is_name, only_folders)


def _expression(glob: str) -> str:
    return _PART.sub(_translated, glob)


# Stars that stand for folders have slashes or nothing around them.
_PART = re.compile(
    r"(?P<folders>(?<![^/])\*{2,}/)|(?P<all>(?<![^/])\*{2,}\Z)|(?P<some>\*+)|(?P<one>\?)"
    r"|\[(?P<not>[!^]?)(?P<set>\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]|\\(?P<plain>.)|(?P<other>.)",
    re.DOTALL,
)
_FIXED = {"folders": "(?:.*/)?", "all": ".*", "some": "[^/]*", "one": "[^/]"}
_KINDS = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": r" \t", "digit": "0-9", "lower": "a-z",
    "space": r"\s", "upper": "A-Z", "xdigit": "0-9a-fA-F",
}  # fmt: skip


def _translated(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind in _FIXED:
        return _FIXED[kind]
    if kind == "set":
        return f"(?!/)[{'^' if found['not'] else ''}{_members(found['set'])}]"
    text = found[kind]
    # An open bracket or a backslash at the end fits nothing.
    return r"(?!)" if kind == "other" and text in "[\\" else re.escape(text)


def _members(written: str) -> str:
    def member(found: re.Match[str]) -> str:
        if found["kind"]:
            return _KINDS.get(found["kind"], "")
        return "-" if found[0] == "-" else re.escape(found["plain"] or found[0])

    return re.sub(r"\[:(?P<kind>\w+):\]|\\(?P<plain>.)|.", member, written, flags=re.DOTALL)
