"""Vietnamese text in one normal form: NFC, one line or many, without accents, as a slug, as search words.

In: any string of a page, feed or query. Out: NFC text and keys for comparing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Controls, zero-width characters, bidirectional marks, soft hyphens: invisible, and they break every comparison.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # halves of letters and non-letters: not every encoding and format can hold them
)
ODD = "\x1c\x1d\x1e\x1f\u034f"  # invisible, though str.split or str.isprintable would say otherwise
LINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# oà, oè, uỳ at the end of a syllable: the tone moves to the first vowel (hoà -> hòa). After q the u is no vowel (quý).
LATE_TONE = re.compile(r"(?<![qQ])(o[àáảãạèéẻẽẹ]|O[ÀÁẢÃẠÈÉẺẼẸàáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|U[ỲÝỶỸỴỳýỷỹỵ])(?!\w)")
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of ICU's vi collation


def nfc(text: str) -> str:
    """Unicode normal form C."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """One line of NFC text: no invisible characters, every run of blanks one space, no blank at either end."""
    line = " ".join(nfc(text).split())
    if line.isprintable() and "\u034f" not in text and (text.isprintable() or not any(map(text.__contains__, ODD))):
        return line  # the quick way of nearly every line
    return " ".join(INVISIBLE.sub("", LINE.sub(" ", nfc(text))).split())


def tidy_lines(text: str) -> str:
    """`tidy` line by line; empty lines are dropped, the rest joined by a newline."""
    return "\n".join(line for line in map(tidy, LINE.split(text)) if line)


def modern_tone(text: str) -> str:
    """hoà -> hòa, thuỷ -> thủy, khoẻ -> khỏe. NFC in gives the same length out."""
    return LATE_TONE.sub(_tone_forward, text)


def _tone_forward(match: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFD", match[1])  # o or u, the second vowel, its tone
    return unicodedata.normalize("NFC", parts[0] + parts[2:]) + parts[1]


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    lowered = unicodedata.normalize("NFD", char.lower())[0]
    return "d" if lowered == "đ" else lowered


def fold(text: str) -> str:
    """Lower case without accents, đ as d. One character for each NFC character, so offsets in the NFC text stay valid."""
    return "".join(map(_fold_char, nfc(text)))


def compare_key(text: str) -> str:
    """A key under which the same Vietnamese words are equal, whatever their Unicode form, case, tone placement or blanks."""
    return modern_tone(tidy(text).casefold())


def slug(name: str) -> str:
    """ "Hải Dương" -> "hai-duong": ASCII letters, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def search_words(query: str) -> list[str]:
    """The words of a query, in order, without any sign that a search engine could take for an operator."""
    return re.findall(r"\w+", tidy(query))


def format_number(number: float) -> str:
    """1234.5 -> "1.234,5": Vietnamese separators, at most the decimals the number has (no more than 2)."""
    whole = f"{number:,.2f}".rstrip("0").rstrip(".") if isinstance(number, float) else f"{number:,d}"
    return whole.translate(str.maketrans(",.", ".,"))
