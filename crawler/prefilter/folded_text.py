"""A text reduced to what names are compared by: small letters without accents, single blanks; with the way back to its offsets.

In: a text as `crawler.prefilter.visible_text` gives it. Out: `FoldedText`s, one character of a one-byte alphabet for each of the
text that counts: once with a blank for every tag, once as if no tag had been there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.extraction.blocks import GLUE
from data.text import fold
from data.text.normal import INVISIBLE
from data.text.scan import SAME_LENGTH

NOTHING, OTHER, BLANK, LETTER = 0x00, 0x01, 0x20, 0x80  # nothing visible; a sign, a letter that no name has
FIRST_MARK, LAST_MARK = 0x300, 0x36F
AROUND = 150  # characters: more than a name takes, tags included
TAGS = re.compile(GLUE + "+(?=[^\\s" + GLUE + "])")
MANY = 100  # characters for each mark
RARE = re.compile("[\U00010000-\U0010ffff]")  # two units of UTF-16 each
WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_" + chr(LETTER))


Offsets = NDArray[np.intp]


class FoldedText(NamedTuple):
    """`offsets` lead from its characters to those of the text."""

    key: str
    offsets: Offsets


PARTED = np.array([OTHER], dtype=np.uint8)  # no name reaches over it
NO_TEXT = FoldedText("", np.zeros(0, dtype=np.intp))


class FoldedTexts:
    """A text in NFC, one unit of UTF-16 a character, and what names are looked for in."""

    def __init__(self, text: str) -> None:
        self.text, self._units = text, _units(text)
        if len(self._units) != len(text):
            self._set(RARE.sub(lambda match: "\u01bb" if match[0].isalnum() else "\ufffc", text))
        marks = np.flatnonzero((self._units >= FIRST_MARK) & (self._units <= LAST_MARK))
        if len(marks):
            self._set(_with_marks_joined(self.text, marks.tolist()))

    def _set(self, text: str) -> None:
        self.text, self._units = text, _units(text)

    def with_blanks(self) -> FoldedText:
        """A blank for every tag."""
        return _folded(_table(BLANK)[self._units])

    def joined(self) -> FoldedText:
        """Nothing for a tag: the surroundings of each that has no blank beside it. Elsewhere that makes no difference."""
        codes, offsets = [], []
        done = 0
        for start, end in junctions(self.text):
            if start < done:
                continue
            first, done = max(0, start - AROUND), end + AROUND
            part = np.arange(first, min(done + AROUND, len(self._units)))
            codes += [_table(NOTHING)[self._units[part]], PARTED]
            offsets += [part, part[-1:]]
        if not codes:
            return NO_TEXT
        folded = _folded(np.concatenate(codes))
        return FoldedText(folded.key, np.concatenate(offsets)[folded.offsets])


def _with_marks_joined(text: str, marks: list[int]) -> str:
    """NFC; only around the marks where there are few, because the whole takes long."""
    if len(marks) > len(text) // MANY:
        return unicodedata.normalize("NFC", text)
    pieces, done = [], 0
    for mark in marks:
        if mark >= done:
            end = mark + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            start = max(done, mark - 1)
            pieces += [text[done:start], unicodedata.normalize("NFC", text[start:end])]
            done = end
    return "".join(pieces) + text[done:]


def junctions(text: str) -> Iterator[tuple[int, int]]:
    """Where tags stand between two characters that are no blanks."""
    for match in TAGS.finditer(text):
        if match.start() and not text[match.start() - 1].isspace():
            yield match.span()


def key_of(name: str) -> str:
    """The key of one name."""
    return _table(BLANK)[_units(unicodedata.normalize("NFC", name))].tobytes().decode("latin-1")


def _folded(codes: NDArray[np.uint8]) -> FoldedText:
    blank = codes == BLANK
    seen = codes != NOTHING
    if seen.all():
        seen[1:] = ~(blank[1:] & blank[:-1])
        offsets = np.flatnonzero(seen)
    else:
        offsets = np.flatnonzero(seen)
        blank, seen = blank[offsets], np.ones(len(offsets), dtype=bool)
        seen[1:] = ~(blank[1:] & blank[:-1])
        offsets = offsets[seen]
    return FoldedText(codes[offsets].tobytes().decode("latin-1"), offsets)


def _units(text: str) -> NDArray[np.uint16]:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)


@cache
def _table(tag: int) -> NDArray[np.uint8]:
    """The code of each character of the basic plane, and `tag` for a tag."""
    table = np.full(0x10000, OTHER, dtype=np.uint8)
    for code in (*range(0xD800), *range(0xE000, 0x10000)):
        char = chr(code).translate(SAME_LENGTH)
        plain = fold(char) if char.isalnum() and (code < 0x250 or 0x1E00 <= code < 0x1F00) else char
        if char.isspace():
            table[code] = BLANK
        elif len(plain) == 1 and plain.isascii():
            table[code] = ord(plain.lower())
        elif char.isalnum():
            table[code] = LETTER
        if INVISIBLE.match(char):
            table[code] = NOTHING
    table[ord(GLUE)] = tag
    return table
