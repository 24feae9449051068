"""A text made ready for matching names, with the way back to its own offsets, and small looks at a name's neighbours.

In: text as given (any Unicode form, hoà or hòa, any dash). Out: `NormalisedText`, whose `plain` is NFC with modern tone marks,
plain dashes and plain blanks. Everything here works on offsets of `plain`; `NormalisedText.given` turns them into offsets of
the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from data.text.normal import modern_tone

SAME_LENGTH = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "İ": "I", "Ð": "Đ"}
)
DAK = re.compile(r"\bĐăk\b")
WORD_BEFORE = re.compile(r"([^\W_]+(?:[.'’][^\W_]+)*)( ?)$")
WORD_AFTER = re.compile(r" ([^\W_]+)")
# Capital letters of Vietnamese, for character classes of regular expressions.
CAPITALS = "A-ZĐ" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())
NAME = rf"[{CAPITALS}][^\W\d_]*(?: [{CAPITALS}][^\W\d_]*){{0,3}}"  # words that all begin with a capital


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """One field of an article, ready for matching."""

    given_text: str
    plain: str
    lower: str
    offsets: tuple[int, ...] | None  # offsets[i] = where plain[i] begins in the given text; None: the same

    def given(self, start: int, end: int) -> tuple[int, int, str]:
        """Start, end and surface in the text as given."""
        if self.offsets is not None:
            start, end = self.offsets[start], self.offsets[end]
        return start, end, self.given_text[start:end]


@lru_cache(maxsize=16)
def scan(text: str) -> NormalisedText:
    """Make a text ready. Linear in its length; the fields of an article are asked for several times, so the last are kept."""
    if unicodedata.is_normalized("NFC", text):
        composed, offsets = text, None
    else:
        composed, offsets = _compose(text)
    plain = DAK.sub("Đắk", modern_tone(composed.translate(SAME_LENGTH)))
    return NormalisedText(text, plain, plain.lower(), offsets)


def _compose(text: str) -> tuple[str, tuple[int, ...]]:
    """NFC of the text, and for each of its characters (and its end) the offset of its cluster in the text as given."""
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text) and unicodedata.combining(text[place]):
            continue
        piece = unicodedata.normalize("NFC", text[start:place])
        pieces.append(piece)
        offsets.extend([start] * len(piece))
        start = place
    offsets.append(len(text))
    return "".join(pieces), tuple(offsets)


def bounded(text: str, start: int, end: int) -> bool:
    """True when no letter or digit touches the span: "công nghệ anod" holds no "nghệ an"."""
    before = start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "_")
    return before and (end == len(text) or not (text[end].isalnum() or text[end] == "_"))


def words_before(text: str, start: int, count: int) -> list[str]:
    """Up to `count` words right before `start`, nearest first, separated by single blanks only (no punctuation between)."""
    pieces: list[str] = []
    window = text[max(0, start - 20 * count) : start]
    while len(pieces) < count:
        word = WORD_BEFORE.search(window)
        if word is None or (pieces and not word[2]) or (not pieces and word[2] != " "):
            break
        pieces.append(word[1])
        window = window[: word.start()]
    return pieces


def word_after(text: str, end: int) -> str:
    """The word after one blank, empty when something else follows."""
    word = WORD_AFTER.match(text, end)
    return word[1] if word else ""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Rough bounds of the sentence (or clause list) that holds a span."""
    left = max((text.rfind(mark, 0, start) for mark in ("\n", ". ", "! ", "? ", "… ")), default=-1)
    ends = [place for mark in ("\n", ". ", "! ", "? ", "… ") if (place := text.find(mark, end)) >= 0]
    return left + 1, min(ends, default=len(text))


def is_title(word: str) -> bool:
    """Capitalised like a name: first letter capital, the rest not all capital ("Nguyễn", "A")."""
    return word[:1].isupper() and (len(word) == 1 or not word.isupper())


def words_of(text: str, separator: str | None = None) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(text.split(separator))
