"""Source text to tokens, for languages with braces; comments are gone, literals are read."""

from __future__ import annotations

import re
from functools import cache

from modelguard.detect.braces.languages import JAVASCRIPT, Language
from modelguard.namedtuple import NamedTuple

# A kind is one letter: a name, a string, an interpolated string, a number, a mark, a lifetime.
NAME, STRING, TEMPLATE, NUMBER, MARK, LIFETIME = "nsidml"


class Tokens(NamedTuple):
    """One list for each thing known of a token: a file has too many for an object each.

    The text of a string is its content; starts and ends are offsets, quotes included.
    """

    kinds: list[str]
    texts: list[str]
    starts: list[int]
    ends: list[int]


_MARKS = (
    r"=>|->|<-|:=|::|\?\?=?|\?\.(?!\d)|\?:|\|\|=?|&&|[=!]==?|[<>]=|\.\.[.=<]?|[-+*/%|&]=|[^\s\w]"
)
_TEMPLATE_PART = r"((?:[^`\\$]++|\\(?s:.)|\$(?!\{))*+)(`|\$\{|\Z)"
# Bounded, since a `/` that opens no expression would otherwise be looked for on the whole line.
_EXPRESSION = r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,99}+\]){1,499}+/\w*+"
# After these names a `/` begins an expression; after any other it divides.
_BEFORE_EXPRESSION = frozenset(("return", "typeof", "case", "in", "of", "do", "else", "void"))


def tokens(text: str, language: Language) -> Tokens:
    """All tokens of `text`; what cannot be read as any is skipped, whatever the bytes."""
    return _Lexer(text, language).run()


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Blanks and comments, then one token; its group is its kind, none at the end."""
    strings = "|".join(language.strings)
    return re.compile(
        rf"(?:\s++|{language.line_comments}[^\n]*+)*+(?:(?P<c>/\*)|(?P<s>{strings})"
        rf"|(?P<d>\d[\w.]*+)|(?P<n>{language.names})|(?P<l>'\w++)|(?P<m>{_MARKS})|\Z)",
        re.DOTALL if language.name in ("rust", "csharp") else 0,
    )


@cache
def holes(language: Language) -> re.Pattern[str] | None:
    """What finds the holes of an interpolated string."""
    return re.compile(language.holes) if language.holes else None


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when first asked for."""
    return re.compile(pattern)


class _Lexer:
    """`_open` counts, for each template literal that a hole interrupts, the braces in the hole."""

    def __init__(self, text: str, language: Language) -> None:
        self._text, self._language = text, language
        self._found = Tokens([], [], [], [])
        self._open: list[int] = []

    def run(self) -> Tokens:
        place: int | None = 0
        while place is not None:
            place = self._read(place)
        return self._found

    def _read(self, place: int) -> int | None:
        """Where to go on: behind what no pattern spans; None at the end of the text."""
        kinds, texts, starts, ends = self._found
        is_javascript = self._language is JAVASCRIPT
        for found in _pattern(self._language).finditer(self._text, place):
            kind = found.lastgroup
            if kind is None:
                break
            if kind == STRING:
                self._string(found)
            elif kind == "c":
                return self._comment_end(found.end())
            elif kind == MARK and is_javascript:
                place = self._mark(found)
                if place != found.end():
                    return place
            else:
                kinds.append(kind)
                texts.append(found[kind])
                starts.append(found.start(kind))
                ends.append(found.end())
        return None

    def _string(self, found: re.Match[str]) -> None:
        start, end = found.span("s")
        content = next(
            (found[index] for index in _content_groups(self._language) if found[index] is not None),
            "",
        )
        if "\\" in content:
            content = compiled(r"\\([\"'/\\$`-])").sub(r"\1", content)
        opening = self._text[start : start + 3]
        kind = TEMPLATE if self._is_filled(content, opening) else STRING
        self._add(kind, content, start, end)

    def _is_filled(self, content: str, opening: str) -> bool:
        pattern = holes(self._language)
        if pattern is None or not pattern.search(content):
            return False
        return {
            "csharp": "$" in opening.partition('"')[0],
            "scala": opening[0] in "sf",
        }.get(self._language.name, True)

    def _comment_end(self, place: int) -> int:
        if not self._language.nested_comments:
            end = self._text.find("*/", place)
            return len(self._text) if end < 0 else end + 2
        depth = 1
        for found in compiled(r"/\*|\*/").finditer(self._text, place):
            depth += 1 if found[0] == "/*" else -1
            if not depth:
                return found.end()
        return len(self._text)

    def _mark(self, found: re.Match[str]) -> int:
        """A mark of JavaScript, which may begin a template or an expression, or end a hole."""
        text, (start, end) = found["m"], found.span("m")
        if text == "`":
            return self._template(start, end)
        if text in ("/", "/=") and self._opens_expression():
            expression = compiled(_EXPRESSION).match(self._text, start)
            if expression:
                self._add(NUMBER, "", start, expression.end())
                return expression.end()
        if self._open and text == "}" and not self._open[-1]:
            self._open.pop()
            self._insert(")", start)
            self._insert("+", start)
            return self._template_part(start, end)
        if self._open and text in "{}":
            self._open[-1] += 1 if text == "{" else -1
        if text == "?:":
            text, end = "?", start + 1
        self._add(MARK, text, start, end)
        return end

    def _opens_expression(self) -> bool:
        if not self._found.kinds:
            return True
        kind, text = self._found.kinds[-1], self._found.texts[-1]
        if kind == MARK:
            return text not in (")", "]", "}")
        return kind == NAME and text in _BEFORE_EXPRESSION

    def _template(self, start: int, end: int) -> int:
        """A template literal reads as the sum of its parts, in parentheses when it has holes."""
        part = compiled(_TEMPLATE_PART).match(self._text, end)
        assert part
        if part[2] != "${":
            self._add(STRING, part[1], start, part.end())
            return part.end()
        self._insert("(", start)
        return self._template_part(start, end)

    def _template_part(self, start: int, end: int) -> int:
        part = compiled(_TEMPLATE_PART).match(self._text, end)
        assert part
        self._add(STRING, part[1], start, part.end())
        if part[2] == "${":
            self._insert("+", part.end())
            self._insert("(", part.end())
            self._open.append(0)
        else:
            self._insert(")", part.end())
        return part.end()

    def _add(self, kind: str, text: str, start: int, end: int) -> None:
        kinds, texts, starts, ends = self._found
        kinds.append(kind)
        texts.append(text)
        starts.append(start)
        ends.append(end)

    def _insert(self, mark: str, place: int) -> None:
        """A mark that the text does not have."""
        self._add(MARK, mark, place, place)


@cache
def _content_groups(language: Language) -> tuple[int, ...]:
    """The groups of the compiled pattern that hold the content of a literal."""
    pattern = _pattern(language)
    named = set(pattern.groupindex.values())
    return tuple(index for index in range(1, pattern.groups + 1) if index not in named)
