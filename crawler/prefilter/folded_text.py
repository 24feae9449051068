"""A text reduced to what names are compared by: small letters without accents, single blanks; with the way back to its places.

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


Places = NDArray[np.intp]


class FoldedText(NamedTuple):
    """`places` leads from its characters to those of the text."""

    key: str
    places: Places


PARTED = np.array([OTHER], dtype=np.uint8)  # no name reaches over it
NO_SKELETON = FoldedText("", np.zeros(0, dtype=np.intp))


class Skeletons:
    """A text in NFC, one unit of UTF-16 a character, and what names are looked for in."""

    def __init__(self, given: str) -> None:
        self.text, self._units = given, _units(given)
        if len(self._units) != len(given):
            self._set(RARE.sub(lambda found: "\u01bb" if found[0].isalnum() else "\ufffc", given))
        marks = np.flatnonzero((self._units >= FIRST_MARK) & (self._units <= LAST_MARK))
        if len(marks):
            self._set(_with_marks_joined(self.text, marks.tolist()))

    def _set(self, text: str) -> None:
        self.text, self._units = text, _units(text)

    def with_blanks(self) -> FoldedText:
        """A blank for every tag."""
        return _skeleton(_table(BLANK)[self._units])

    def joined(self) -> FoldedText:
        """Nothing for a tag: the surroundings of each that has no blank beside it. Elsewhere that makes no difference."""
        codes, places = [], []
        done = 0
        for start, end in junctions(self.text):
            if start < done:
                continue
            first, done = max(0, start - AROUND), end + AROUND
            part = np.arange(first, min(done + AROUND, len(self._units)))
            codes += [_table(NOTHING)[self._units[part]], PARTED]
            places += [part, part[-1:]]
        if not codes:
            return NO_SKELETON
        skeleton = _skeleton(np.concatenate(codes))
        return FoldedText(skeleton.key, np.concatenate(places)[skeleton.places])


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
    for found in TAGS.finditer(text):
        if found.start() and not text[found.start() - 1].isspace():
            yield found.span()


def key_of(name: str) -> str:
    """The key of one name."""
    return _table(BLANK)[_units(unicodedata.normalize("NFC", name))].tobytes().decode("latin-1")


def _skeleton(codes: NDArray[np.uint8]) -> FoldedText:
    blank = codes == BLANK
    seen = codes != NOTHING
    if seen.all():
        seen[1:] = ~(blank[1:] & blank[:-1])
        places = np.flatnonzero(seen)
    else:
        places = np.flatnonzero(seen)
        blank, seen = blank[places], np.ones(len(places), dtype=bool)
        seen[1:] = ~(blank[1:] & blank[:-1])
        places = places[seen]
    return FoldedText(codes[places].tobytes().decode("latin-1"), places)


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
