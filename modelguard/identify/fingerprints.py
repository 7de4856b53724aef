"""The computed data of the known texts: written by the build script, read block by block."""

from __future__ import annotations

import json
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, chain, compress
from zlib import crc32

from modelguard.errors import RulesError
from modelguard.identify.spelling import VARIABLE
from modelguard.namedtuple import NamedTuple

FILE = "fingerprints/texts.bin"
_BUCKETS = 1 << 16
#: One gram in so many is indexed, of a long text and of a short one.
_DENSE = 4
_SPARSE = 8
_SHORT = 400
#: Low byte of a word → whether a gram that starts with it is chosen.
_CHOSEN = {every: bytes(not byte % every for byte in range(256)) for every in (_DENSE, _SPARSE)}
GRAM = 5
#: A text with fewer counts as if it had so many: its votes say little.
_LEAST_GRAMS = 4


class Entry(NamedTuple):
    """One known text: where its words lie, and what may differ in a copy of it.

    The first `title` words, and all before `head` and from `tail` on, may be missing; what stands
    before `preamble` may be missing as a whole. `names` has the words of its title and names in
    order. `grams` is how many of its grams are indexed, `digest` stands for its words. `sections`
    are (word, heading number).
    """

    id: str
    kind: str
    block: int
    start: int
    size: int
    grams: int
    digest: int
    title: int
    head: int
    preamble: int
    tail: int
    names: str
    sections: tuple[tuple[int, str], ...]


class Fingerprints:
    """Read access to one file of fingerprints."""

    def __init__(self, path: str) -> None:
        try:
            with open(path, "rb") as file:
                content = file.read()
            size = int.from_bytes(content[:4], "little")
            head = json.loads(zlib.decompress(content[4 : 4 + size]))
            self._index = zlib.decompress(content[4 + size : 4 + size + head["index"]])
        except (OSError, ValueError, KeyError, zlib.error) as error:
            raise _broken(path) from error
        self._content = content
        self._blocks: list[tuple[int, int]] = []
        at = 4 + size + head["index"]
        for length in head["blocks"]:
            self._blocks.append((at, length))
            at += length
        self._rows: list[list[object]] = head["texts"]
        self._entries: dict[int, Entry] = {}
        self._decoded: dict[int, str] = {}

    def __iter__(self) -> Iterator[Entry]:
        return map(self.entry, range(len(self._rows)))

    def entry(self, number: int) -> Entry:
        if number not in self._entries:
            self._entries[number] = _entry(self._rows[number])
        return self._entries[number]

    @cached_property
    def _postings(self) -> _Postings:
        return _Postings(self._index)

    @cached_property
    def measures(self) -> list[tuple[int, int]]:
        """Of each known text the indexed grams, and the words."""
        sizes = zip(self._column("grams"), self._column("size"), strict=True)
        return [(max(_LEAST_GRAMS, grams), size) for grams, size in sizes]

    @cached_property
    def first(self) -> dict[str, int]:
        """License id → its first known text."""
        ids = [str(row[0]) for row in self._rows]
        return {license_id: number for number, license_id in reversed([*enumerate(ids)])}

    def code(self, number: int) -> str:
        """The words of a known text."""
        entry = self.entry(number)
        if entry.block not in self._decoded:
            start, length = self._blocks[entry.block]
            raw = zlib.decompress(self._content[start : start + length])
            self._decoded[entry.block] = raw.decode("utf-16-le")
        return self._decoded[entry.block][entry.start : entry.start + entry.size]

    def exact(self, code: str) -> int | None:
        """The known text with just these words, names and years apart."""
        return self._exact.get(digest(code))

    @cached_property
    def _exact(self) -> dict[int, int]:
        return {digest: number for number, digest in enumerate(self._column("digest"))}

    def _column(self, name: str) -> list[int]:
        place = Entry._fields.index(name)
        return [_int(row[place]) for row in self._rows]

    def votes(self, code: str) -> Counter[int]:
        """Known text → how many of its indexed grams the text has."""
        return Counter(chain.from_iterable(map(self._postings.__getitem__, _buckets(code))))


class _Postings(dict[int, tuple[int, ...]]):
    """Bucket → the known texts in it; filled as buckets are asked for."""

    def __init__(self, index: bytes) -> None:
        super().__init__()
        self._starts = [0, *accumulate(array("H", index[: 2 * _BUCKETS]))]
        self._numbers = array("H", index[2 * _BUCKETS :])

    def __missing__(self, bucket: int) -> tuple[int, ...]:
        start, end = self._starts[bucket : bucket + 2]
        self[bucket] = numbers = tuple(self._numbers[start:end])
        return numbers


def digest(code: str) -> int:
    """53 bits, which JSON keeps."""
    from hashlib import blake2b

    content = code.replace(VARIABLE, "").encode("utf-16-le")
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "little") >> 11


def density(size: int) -> int:
    """Of a known text with so many words one in how many grams is indexed."""
    return _SPARSE if size > _SHORT else _DENSE


def indexed(code: str) -> set[int]:
    """The buckets that a known text stands in."""
    return _buckets(code, every=density(len(code)))


def _buckets(code: str, every: int = _DENSE) -> set[int]:
    """Grams are chosen by their first word, so that any text shares the choice."""
    raw = code.encode("utf-16-le")
    low_bytes = raw[: 2 - 2 * GRAM : 2]
    chosen = compress(range(0, len(raw), 2), low_bytes.translate(_CHOSEN[every]))
    return {crc32(raw[at : at + 2 * GRAM]) % _BUCKETS for at in chosen}


def pack(texts: Iterable[tuple[Entry, str]], *, block_size: int = 40_000) -> bytes:
    """The file's bytes: head, index, then the words in blocks of about `block_size` words."""
    texts = list(texts)
    blocks, placed = _blocks(texts, block_size)
    index = _packed_index([code for _, code in texts])
    rows = [_row(entry) for entry in placed]
    head = {"index": len(index), "blocks": [len(block) for block in blocks], "texts": rows}
    packed = _packed(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode())
    return b"".join([len(packed).to_bytes(4, "little"), packed, index, *blocks])


def _blocks(texts: list[tuple[Entry, str]], limit: int) -> tuple[list[bytes], list[Entry]]:
    blocks: list[str] = [""]
    placed = []
    for entry, code in texts:
        if len(blocks[-1]) > limit:
            blocks.append("")
        placed.append(entry._replace(block=len(blocks) - 1, start=len(blocks[-1]), size=len(code)))
        blocks[-1] += code
    return [_packed(block.encode("utf-16-le")) for block in blocks], placed


def _packed_index(codes: list[str]) -> bytes:
    buckets: list[list[int]] = [[] for _ in range(_BUCKETS)]
    for number, code in enumerate(codes):
        for bucket in indexed(code):
            buckets[bucket].append(number)
    counts = array("H", map(len, buckets))
    postings = array("H", (number for bucket in buckets for number in bucket))
    return _packed(counts.tobytes() + postings.tobytes())


def _packed(content: bytes) -> bytes:
    return zlib.compress(content, level=9)


def _row(entry: Entry) -> list[object]:
    return [*entry[:-1], [place for section in entry.sections for place in section]]


def _entry(row: list[object]) -> Entry:
    license_id, kind, *numbers, names, sections = row
    assert isinstance(sections, list)
    marks = tuple(zip(map(int, sections[::2]), map(str, sections[1::2]), strict=True))
    block, start, size, grams, words, title, head, preamble, tail = map(_int, numbers)
    return Entry(
        str(license_id), str(kind), block, start, size, grams, words, title, head, preamble, tail,
        str(names), marks,
    )  # fmt: skip


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value


def _broken(path: str) -> RulesError:
    return RulesError(
        "the fingerprints of license texts cannot be read",
        path=path,
        hint="reinstall modelguard-lint",
    )
