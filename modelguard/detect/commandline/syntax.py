"""How a shell writes words: what ends them, what quotes them, what stands for others."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_LONGEST = 4000  # characters of one command substitution


@cache
def token() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<space>[ \t\r\f\v]+|\\\r?\n)
        |(?P<end>\n|;|&&|\|\|?|&(?!>)|[()])
        |(?P<redirect>(?:&>>?|<<<|<<-?|>>|[<>]&?\|?))
        |'(?P<single>[^']*+)'
        |"(?P<double>[^"\\]*+(?:\\.[^"\\]*+)*+)"
        |\\(?P<escape>.)
        |\$\{(?P<brace>[^{}\n]*+)\}
        |\$(?P<name>[A-Za-z_]\w*|[0-9@*#?$!-])
        |(?P<command>\$\(|`)
        |(?P<plain>[^\s'"\\$`;&|()<>]+)
        |(?P<other>.)""",
        re.VERBOSE | re.DOTALL,
    )


@cache
def variable() -> re.Pattern[str]:
    return re.compile(r"\\.|\$\{([^{}\n]*+)\}|\$([A-Za-z_]\w*|[0-9@*#?$!-])", re.DOTALL)


@cache
def parameter() -> re.Pattern[str]:
    """The inside of `${…}`: a name, an index, a default."""
    return re.compile(r"([A-Za-z_]\w*|[0-9@*])(\[[^\[\]]+\])?(?::?[-=](.*))?", re.DOTALL)


def closing(text: str, start: int, opening: str) -> int | None:
    if opening == "`":
        end = text.find("`", start, start + _LONGEST)
        return end if end >= 0 else None
    depth = 1
    for found in re.compile(r"[()]").finditer(text, start, start + _LONGEST):
        depth += 1 if found.group() == "(" else -1
        if not depth:
            return found.start()
    return None


def line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


@lru_cache(maxsize=2000)
def program(text: str) -> str:
    """`/usr/bin/Ollama.exe` is `ollama`."""
    name = text.replace("\\", "/").rpartition("/")[2].lstrip("@")
    return name.removesuffix(".exe").lower() if len(name) < 80 else ""
