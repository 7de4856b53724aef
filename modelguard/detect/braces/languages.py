"""How the languages with braces write literals, names and comments, as patterns."""

from __future__ import annotations

from modelguard.namedtuple import NamedTuple


class Language(NamedTuple):
    """How a language writes what a scanner must tell apart.

    `strings` are alternatives whose first unnamed group is the content; `holes` finds what is
    filled into a string, None where only a call fills it; `newline_ends` says whether a statement
    may end with its line.
    """

    name: str
    strings: tuple[str, ...]
    names: str
    holes: str | None = None
    line_comments: str = "//"
    nested_comments: bool = False
    newline_ends: bool = False


# Every loop below is possessive and every closing quote optional, so that a literal which never
# ends costs one pass over the rest and no second attempt.
_DOUBLE_LINE = r'"((?:[^"\\\n]++|\\.)*+)"?'
_SINGLE_LINE = r"'((?:[^'\\\n]++|\\(?s:.))*+)'?"
_CHARACTER = r"'((?:\\[^\n']{1,10}+|[^'\\\n]))'"
_TRIPLE = r'"""((?:[^"\\]++|\\(?s:.)|"(?!""))*+)(?:""")?'
_RAW_TRIPLE = r'"""((?:[^"]++|"(?!""))*+)(?:"{3,5})?'
_WORD = r"[^\W\d]\w*+"
_DOLLAR_HOLES = r"\$\{([^{}]*+)\}|\$([^\W\d]\w*+)"
# The inside of a Kotlin string, where a hole may hold quotes of its own.
_KOTLIN = r'"((?:[^"\\\n$]++|\\.|\$\{(?:[^{}"\n]++|"[^"\n]*+"|\{[^{}\n]*+\})*+\}|\$)*+)"?'

JAVASCRIPT = Language(
    "javascript", (r'"((?:[^"\\\n]++|\\(?s:.))*+)"?', _SINGLE_LINE), r"#?[^\W\d]\w*+|[\w$]++",
    newline_ends=True,
)  # fmt: skip
JAVA = Language("java", (_TRIPLE, _DOUBLE_LINE, _CHARACTER), r"[^\W\d][\w$]*+")
KOTLIN = Language(
    "kotlin", (_RAW_TRIPLE, _KOTLIN, _CHARACTER), _WORD + r"|`[^`\n]*+`", _DOLLAR_HOLES,
    nested_comments=True, newline_ends=True,
)  # fmt: skip
SCALA = Language(
    "scala", (r"(?:[a-z]++(?=\"))?" + _RAW_TRIPLE, r"(?:[a-z]++(?=\"))?" + _KOTLIN, _CHARACTER),
    _WORD + r"|`[^`\n]*+`", _DOLLAR_HOLES, nested_comments=True, newline_ends=True,
)  # fmt: skip
RUST = Language(
    "rust",
    (
        r'[bc]?r(?P<hashes>\#{0,255}+)"(.*?)(?:"(?P=hashes)|\Z)',
        r'[bc]?"((?:[^"\\]++|\\(?s:.))*+)"?',
        "b?" + _CHARACTER,
    ),
    r"(?:r\#)?[^\W\d]\w*+(?:!(?=\s?[(\[{]))?",
    nested_comments=True,
)
CSHARP = Language(
    "csharp",
    (
        r'\${0,8}+(?P<quotes>"{3,255}+)(.*?)(?:(?P=quotes)|\Z)',
        r'(?:@\$?|\$@)"((?:[^"]++|"")*+)"?',
        r"\$?" + _DOUBLE_LINE,
        _CHARACTER,
    ),
    r"@?[^\W\d]\w*+",
    r"\{([^{}:]*+)(?::[^{}]*+)?\}",
    # A directive such as `#region` is no code either; `@page` and the like are not seen here.
    line_comments=r"(?://|(?m:^)[ \t]*\#)",
)
GO = Language("go", (_DOUBLE_LINE, r"`([^`]*+)`?", _CHARACTER), _WORD, newline_ends=True)
