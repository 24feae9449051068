"""A text reduced to what names are compared by: small letters without accents, single blanks; with the way back to its places.

In: a text as `crawler.looks` gives it. Out: `Skeleton`s, one character of a one-byte alphabet for each of the text that counts:
once with a blank for every tag, once as if no tag had been there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.looks import GLUE
from data.scan import SAME_LENGTH
from data.text import INVISIBLE, fold

NOTHING, OTHER, MARK, BLANK, LETTER = 0x00, 0x01, 0x02, 0x20, 0x80  # MARK: an accent by itself; LETTER: one that no name has
MANY = 100  # characters for each mark
GLUE_CODE = ord(GLUE)
RARE = re.compile("[\U00010000-\U0010ffff]")  # two units of UTF-16 each
WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_" + chr(LETTER))


Places = NDArray[np.intp]


class Skeleton(NamedTuple):
    """`places` leads from its characters to those of the text."""

    key: str
    places: Places


def composed(text: str) -> tuple[str, NDArray[np.uint8]]:
    """The text in NFC, one unit of UTF-16 a character, and the code of each."""
    codes = _codes(text)
    if len(codes) != len(text):
        text = RARE.sub(lambda found: "\u01bb" if found[0].isalnum() else "\ufffc", text)
        codes = _codes(text)
    if MARK in codes:
        text = _with_marks_joined(text, np.flatnonzero(codes == MARK).tolist())
        codes = _codes(text)
    return text, codes


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


def with_blanks(codes: NDArray[np.uint8]) -> Skeleton:
    """A blank for every tag."""
    return _skeleton(np.where(codes == GLUE_CODE, np.uint8(BLANK), codes))


def without_tags(codes: NDArray[np.uint8]) -> Skeleton:
    """Nothing for every tag."""
    return _skeleton(np.where(codes == GLUE_CODE, np.uint8(NOTHING), codes))


def key_of(name: str) -> str:
    """The key of one name."""
    return _codes(unicodedata.normalize("NFC", name)).tobytes().decode("latin-1")


def _skeleton(codes: NDArray[np.uint8]) -> Skeleton:
    seen = np.flatnonzero(codes)
    codes = codes[seen]
    blank = codes == BLANK
    single = np.ones(len(codes), dtype=bool)
    single[1:] = ~(blank[1:] & blank[:-1])
    return Skeleton(codes[single].tobytes().decode("latin-1"), seen[single])


def _codes(text: str) -> NDArray[np.uint8]:
    return _table()[np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)]


@cache
def _table() -> NDArray[np.uint8]:
    """The code of each character of the basic plane."""
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
        elif 0x300 <= code < 0x370:
            table[code] = MARK
        if INVISIBLE.match(char):
            table[code] = NOTHING
    table[GLUE_CODE] = GLUE_CODE
    return table
