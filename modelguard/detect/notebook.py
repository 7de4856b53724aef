"""References in the code cells of Jupyter notebooks, at their lines of the JSON file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from modelguard.detect.braces import languages, rules, scan
from modelguard.detect.braces.languages import Language
from modelguard.detect.commandline import commands
from modelguard.detect.commandline.words import Word
from modelguard.detect.py import gate
from modelguard.detect.py.cells import Cell, cells
from modelguard.detect.source import Hit, SourceFile, Unparsable

NAME = "notebook"
_KERNEL = re.compile(r'"kernelspec"\s*:\s*\{[^{}]*\}')
_LANGUAGE = re.compile(r'"language"\s*:\s*"([^"]+)"')
_KERNELS = {
    "typescript": (languages.JAVASCRIPT, "javascript"),
    "javascript": (languages.JAVASCRIPT, "javascript"),
    "c#": (languages.CSHARP, "csharp"),
    "java": (languages.JAVA, "jvm"),
    "kotlin": (languages.KOTLIN, "jvm"),
    "scala": (languages.SCALA, "jvm"),
    "rust": (languages.RUST, "rust"),
    "go": (languages.GO, "go"),
}
_VARIABLES = ("%env ", "%set_env ")
_SHELLS = frozenset(("bash", "sh", "shell", "script", "system", "sx", "!"))


def claims(path: str) -> bool:
    return path.endswith(".ipynb")


def may_hold(data: bytes) -> bool:
    """Notebooks are few, and their code stands in strings: only the empty ones are told apart."""
    return b'"code"' in data or b'"input"' in data


def find(file: SourceFile) -> Iterator[Hit]:
    """Cells are read as one module, since names of one are used in the next.

    Raises `Unparsable` after the cells that are whole for what is no notebook, and after the other
    cells for one whose code is not read.
    """
    if not file.text.strip():
        return
    found, problem = _cells(file.text)
    kernel = _kernel(file.text)
    yield from _other(found, file.path, *kernel) if kernel else _in_python(found, file.path)
    if problem:
        raise Unparsable(problem)


def _cells(text: str) -> tuple[list[Cell], str]:
    """Those before what is no JSON, and what is wrong with it."""
    found: list[Cell] = []
    try:
        found.extend(cells(text))
    except Unparsable as error:
        return found, str(error)
    return found, ""


def _in_python(found: list[Cell], path: str) -> Iterator[Hit]:
    code: list[Cell] = []
    for cell in found:
        magic = _cell_magic(cell.text)
        if magic in _SHELLS:
            yield from _shell(cell.without_first_line())
        elif magic in ("writefile", "file"):
            yield from _written(cell, path)
        elif magic in ("", "time", "timeit", "capture", "prun"):
            code.append(cell.without_first_line() if magic else cell)
    yield from _python(code, path)


def _kernel(text: str) -> tuple[Language, str] | None:
    """The language of the cells and the family of its rules; None for Python and for none known."""
    found = _KERNEL.search(text)
    language = _LANGUAGE.search(found[0]) if found else None
    return _KERNELS.get(language[1].lower()) if language else None


def _other(code: list[Cell], path: str, language: Language, family: str) -> Iterator[Hit]:
    """All cells as one program, since names of one are used in the next."""
    whole = "\n".join(cell.text for cell in code)
    starts = list(accumulate((cell.text.count("\n") + 1 for cell in code), initial=1))
    file = SourceFile(path, whole.encode("utf-8", errors="replace"))
    for hit in scan.scan(file, language, rules.load(family)):
        index = bisect_right(starts, hit.line) - 1
        yield code[index].placed(hit._replace(line=hit.line - starts[index] + 1))


def _cell_magic(text: str) -> str:
    first = text.lstrip().split("\n", 1)[0]
    words = first[2:].split() if first.startswith("%%") else []
    return words[0] if words else ("none" if first.startswith("%%") else "")


def _shell(cell: Cell) -> Iterator[Hit]:
    yield from (cell.placed(hit) for hit in commands.find(commands.split(cell.text, 1, 1)))


def _written(cell: Cell, path: str) -> Iterator[Hit]:
    """`%%writefile config.yaml`: a cell that is another file."""
    name, content = cell.text.lstrip().split("\n", 1)[0].strip(), cell.without_first_line()
    if name.endswith(".py"):
        yield from _python([content], path)
        return
    from modelguard.detect.commandline import embedded, heredocs, script

    other = heredocs.Heredoc(f"> {name.split()[-1]}", content.text, 1)
    for hit in embedded.document(other, 1, script.Script({})):
        yield content.placed(hit)


def _python(code: list[Cell], path: str) -> Iterator[Hit]:
    """All cells that parse, as one; then what plain calls say in those that do not."""
    from modelguard.detect.py import fallback, hits

    whole, starts, broken = [], [], []
    line = 1
    for cell in code:
        text, shell = _without_magics(cell.text)
        for found in shell:
            words = commands.split(found.text, found.line, found.column)
            yield from (cell.placed(hit) for hit in commands.find(words))
        if not _parses(text):
            broken.append((cell, text))
            continue
        starts.append((line, cell))
        whole.append(text)
        line += text.count("\n") + 1
    joined = "\n".join(whole)
    if gate.may_hold(joined.encode("utf-8", errors="replace")):
        for hit in hits.find(joined, path, None):
            start, cell = next(entry for entry in reversed(starts) if entry[0] <= hit.line)
            yield cell.placed(hit._replace(line=hit.line - start + 1))
    for cell, text in broken:
        yield from (cell.placed(hit) for hit in fallback.find(text))
    if broken:
        raise Unparsable(f"{len(broken)} of its cells are no Python 3")


def _parses(text: str) -> bool:
    from modelguard.detect.py import hits

    try:
        hits.tree(text)
    except Unparsable:
        return False
    return True


def _without_magics(text: str) -> tuple[str, list[Word]]:
    """Lines of IPython that are no Python, blanked; and the commands among them."""
    if not any(mark in text for mark in "%!?"):
        return text, []
    lines, shell = text.split("\n"), []
    for index, line in enumerate(lines):
        plain = line.lstrip()
        indent = len(line) - len(plain)
        target, equals, right = plain.partition("=")
        if plain.startswith("!"):
            mark = 2 if plain.startswith("!!") else 1
            command = _continued(lines, index)
            shell.append(Word(command[indent + mark :], index + 1, indent + mark + 1))
            lines[index] = line[:indent] + "pass"
        elif plain.startswith(_VARIABLES):
            shell.append(Word(_assigned(plain), index + 1, indent + plain.index(" ") + 2))
            lines[index] = line[:indent] + "pass"
        elif equals and target.strip().isidentifier() and right.lstrip()[:1] in ("!", "%"):
            lines[index] = f"{line[:indent]}{target}= None"
        elif (
            plain.startswith("%") or (plain.endswith("?") and "#" not in plain) or plain[:1] == "?"
        ):
            lines[index] = line[:indent] + _timed(plain)
    return "\n".join(lines), shell


def _assigned(line: str) -> str:
    """`%env NAME=value` and `%env NAME value`, as a shell has it."""
    name, _, value = line.partition(" ")[2].partition(" ")
    return f"{name}={value}" if value else name


def _continued(lines: list[str], index: int) -> str:
    """A command with the lines that a backslash joins to it, which are blanked."""
    command = lines[index]
    while command.endswith("\\") and index + 1 < len(lines):
        index += 1
        command += "\n" + lines[index]
        lines[index] = ""
    return command


def _timed(line: str) -> str:
    """`%time model = load()` runs what follows it, which stays in its column."""
    words = line.split(None, 1)
    if words[0] in ("%time", "%timeit", "%prun") and len(words) > 1 and words[1][0] != "-":
        return f"0{' ' * (len(line) - len(words[1]) - 2)};{words[1]}"
    return "pass"
