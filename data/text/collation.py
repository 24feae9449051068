"""Vietnamese alphabetical order.

In: a text. Out: a key for `sorted`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from data.text.normal import TONES, modern_tone, tidy

ALPHABET = {letter: n for n, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def sort_key(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...]]:
    """A key that sorts as ICU's `vi`: a ă â b c d đ e ê …; then tones (none, huyền, hỏi, ngã, sắc, nặng); small letters first."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    cases: list[int] = []
    for char in modern_tone(tidy(text)):
        base, tone = _letter(char.lower())
        if base is None:
            continue
        letters.append(base)
        tones.append(tone)
        cases.append(int(char != char.lower()))
    return tuple(letters), tuple(tones), tuple(cases)


@lru_cache(maxsize=4096)
def _letter(char: str) -> tuple[tuple[int, int] | None, int]:
    """Primary weight (class, place) and tone weight of one small letter; None for a lone combining mark."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((1 + TONES.index(mark) for mark in parts if mark in TONES), 0)
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    if base in ALPHABET:
        return (3, ALPHABET[base]), tone
    if base[:1] and parts[0] in ALPHABET:
        return (3, ALPHABET[parts[0]]), len(TONES) + 1  # a letter with a foreign accent: after all Vietnamese tones
    if not base or unicodedata.combining(base[0]):
        return None, 0
    if base.isspace():
        return (0, 0), 0
    kind = 2 if base[0].isdigit() else 4 if base[0].isalpha() else 1
    return (kind, ord(base[0])), 0
