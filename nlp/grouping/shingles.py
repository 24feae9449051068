"""A text as the set of its five-word shingles, numbers only, the same however the text was dressed.

In: a `Document`. Out: `Shingles`. Case, accents, tone placement, Unicode form, punctuation and blanks make no difference; lines
of credit are left out, and so is the headline (a reprint changes it). One shingle in sixteen, chosen by its number, is a key to
look texts up by, so two texts have the same ones; a short text has more. All is done on whole arrays: a text costs microseconds.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data.text import fold
from data.text.normal import INVISIBLE
from nlp.document import Document

LENGTH = 5  # words
SAMPLES = (16, 8, 4)  # one shingle in so many is a key; the first that gives enough; powers of two
ENOUGH = 24  # keys
LONGEST_CREDIT = 100  # characters; a longer line is no credit
CREDIT = re.compile(r"^\s*(?:theo|nguồn|ảnh|video|clip|bài và ảnh|tin, ảnh|dẫn nguồn|tổng hợp)\b[\s:.,].{0,80}$", re.IGNORECASE)

Numbers = NDArray[np.uint32]
_BLANK, _NOTHING = 0, 0xFFFF  # what no word holds; what is not there at all (marks of accents, invisible characters)
_FACTOR = 0x9E3779B1  # odd, so that it can be divided by
_STEPS = [np.uint64(pow(0xD6E8FEB86659FD93, power + 1, 1 << 64)) for power in range(LENGTH)]
_HALF, _MIX = np.uint64(32), np.uint64(0xFF51AFD7ED558CCD)


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of sapo and body in order (some come twice), where the body's begin, and the keys among them, each once."""

    every: Numbers
    first: int
    keys: list[int]

    def whole(self) -> set[int]:
        """All of them."""
        return set(self.every.tolist())

    def body(self) -> set[int]:
        """The body's; of a text without a body, the sapo's."""
        return set(self.every[self.first :].tolist())


def hash_shingles(document: Document) -> Shingles:
    """Hash every run of five words of sapo and body."""
    _, sapo, body = document.composed
    lines = [line for line in body.split("\n") if len(line) > LONGEST_CREDIT or not CREDIT.match(line)]
    words, first = _words("\n".join((sapo, *lines)), len(sapo))
    count = max(words.size - LENGTH + 1, 0)
    sums = words[:count] * _STEPS[0]
    for step in range(1, LENGTH):
        sums += words[step : step + count] * _STEPS[step]
    every = (((sums ^ (sums >> _HALF)) * _MIX) >> _HALF).astype(np.uint32)
    return Shingles(every, first if first < count else 0, _keys(every))


def _keys(every: Numbers) -> list[int]:
    """The keys, each once."""
    candidates = every[every % SAMPLES[-1] == 0]
    for sample in SAMPLES:
        kept = candidates[candidates % sample == 0]
        if kept.size >= ENOUGH:
            break
    return list(dict.fromkeys(kept.tolist()))


def _words(text: str, sapo: int) -> tuple[NDArray[np.uint64], int]:
    """A number for each word: of its letters in order, wherever it stands. And how many words are the sapo's."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    letters = _letters().take(codes, mode="clip")
    there = letters != _NOTHING
    if np.count_nonzero(there) < letters.size:
        sapo = int(np.count_nonzero(there[:sapo]))
        letters = letters[there]
    inside = np.zeros(letters.size + 2, dtype=bool)
    np.not_equal(letters, _BLANK, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    powers, inverse = _powers(1 << letters.size.bit_length())
    sums = np.zeros(letters.size + 1, dtype=np.uint32)
    np.cumsum(letters * powers[: letters.size], dtype=np.uint32, out=sums[1:])
    words = ((sums[ends] - sums[starts]) * inverse[starts]).astype(np.uint64) * _MIX
    return words ^ (words >> _HALF), int(starts.searchsorted(sapo))


@cache
def _powers(size: int) -> tuple[Numbers, Numbers]:
    """The factor to the power of each place, and what undoes it."""
    both = []
    for factor in (_FACTOR, pow(_FACTOR, -1, 1 << 32)):
        steps = np.full(size, factor, dtype=np.uint32)
        steps[0] = 1
        both.append(np.multiply.accumulate(steps, dtype=np.uint32))
    return both[0], both[1]


@cache
def _letters() -> Numbers:
    """For each character what it counts as: its letter without accent and case, no letter, or nothing at all.

    Characters beyond the table's end (emoji) are no letters.
    """
    table = np.zeros(1 << 16, dtype=np.uint32)
    for code in range(table.size - 1):
        letter = chr(code)
        if letter.isalnum() or letter == "_":
            table[code] = ord(fold(letter)[0]) % _NOTHING
        elif unicodedata.combining(letter) or INVISIBLE.match(letter):
            table[code] = _NOTHING
    return table
