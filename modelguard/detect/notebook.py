"""References in the code cells of Jupyter notebooks, at their lines of the JSON file."""

from __future__ import annotations

from collections.abc import Iterator

from modelguard.detect.commandline import commands
from modelguard.detect.commandline.words import Word
from modelguard.detect.py import gate
from modelguard.detect.py.cells import Cell, cells
from modelguard.detect.source import Hit, SourceFile, Unparsable

NAME = "notebook"
_SHELLS = frozenset(("bash", "sh", "shell", "script", "system", "sx", "!"))


def claims(path: str) -> bool:
    return path.endswith(".ipynb")


def may_hold(data: bytes) -> bool:
    """Notebooks are few, and their code stands in strings: only the empty ones are told apart."""
    return b'"code"' in data or b'"input"' in data


def find(file: SourceFile) -> Iterator[Hit]:
    """Cells are read as one module, since names of one are used in the next.

    Raises `Unparsable` for what is no notebook, and after the other cells for one whose code is
    not read.
    """
    if not file.text.strip():
        return
    code: list[Cell] = []
    for cell in cells(file.text):
        magic = _cell_magic(cell.text)
        if magic in _SHELLS:
            yield from _shell(cell.without_first_line())
        elif magic == "writefile":
            if cell.text.split("\n", 1)[0].strip().endswith(".py"):
                yield from _python([cell.without_first_line()], file.path)
        elif magic in ("", "time", "timeit", "capture", "prun"):
            code.append(cell.without_first_line() if magic else cell)
    yield from _python(code, file.path)


def _cell_magic(text: str) -> str:
    first = text.lstrip().split("\n", 1)[0]
    words = first[2:].split() if first.startswith("%%") else []
    return words[0] if words else ("none" if first.startswith("%%") else "")


def _shell(cell: Cell) -> Iterator[Hit]:
    yield from (cell.placed(hit) for hit in commands.find(commands.split(cell.text, 1, 1)))


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
        elif equals and target.strip().isidentifier() and right.lstrip()[:1] in ("!", "%"):
            lines[index] = f"{line[:indent]}{target}= None"
        elif (
            plain.startswith("%") or (plain.endswith("?") and "#" not in plain) or plain[:1] == "?"
        ):
            lines[index] = line[:indent] + _timed(plain)
    return "\n".join(lines), shell


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
