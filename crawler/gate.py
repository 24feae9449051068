"""Can this page name a watched province at all? Asked of the raw page, before it is parsed.

In: the watched provinces and a page's bytes. Out: yes or no, or which of the provinces. "No" is certain: where the full matcher
would find a mention in the parsed page, the gate finds the same words (`looks`: every text that the page may show; `clues`: what
proves a province there). "Yes" may be too generous (a menu, a related headline, another place of the name): the parse decides. A
name that means something else by its letter case or in a longer one ("hòa bình", "Thái Bình Dương") is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Self

import ahocorasick
import numpy as np

from crawler.clues import ANY_CASE, Clue, clues_of, overrides, proves, rightly
from crawler.looks import looks
from data.province import NEW_TIMES
from data.scan import SAME_LENGTH, scan
from data.text import fold
from data.units import MERGER

if TYPE_CHECKING:
    from data.province import Province

BEFORE, AFTER = 200, 130  # characters around a name that its rules look at
LETTER, OTHER = 0x80, 0x01  # bytes that stand for a letter, or a sign, that no name has
WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_" + chr(LETTER))
RARE = re.compile("[\U00010000-\U0010ffff]")  # two units of UTF-16 each
YEAR = re.compile(rb"(?<![ux#\d])20(?:2[5-9]|[3-9]\d)")  # MERGER's and later; \u2026 is an ellipsis
Found = tuple[int, int, tuple[Clue, ...]]


class Gate:
    """Knows the names of all watched provinces, on both sides of the merger of 1 July 2025."""

    def __init__(self, clues: Mapping[str, tuple[Clue, ...]]) -> None:
        if not clues:
            raise ValueError("the gate needs at least one name to look for")
        self._automaton = ahocorasick.Automaton()
        for key, named in clues.items():
            capital = not any(clue.kind in ANY_CASE for clue in named)
            self._automaton.add_word(_key(key), (len(key), capital, named))
        self._automaton.make_automaton()

    @classmethod
    def of(cls, provinces: Iterable[Province]) -> Self:
        """The gate for these provinces."""
        return cls(clues_of(provinces))

    def passes(self, page: bytes, charset: str | None = None, *, on: date | None = None) -> bool:
        """True when the page may name a watched province. `charset` is its HTTP header's; decoding is the page reader's own.

        `on` is the latest local day that the page may be of; None: not known, so a year on the page decides. Names that are new
        since the merger count only on pages that may be of that time, or that speak of it ("sau sáp nhập").
        """
        return next(self._owners(page, charset, on), None) is not None

    def named(self, page: bytes, charset: str | None = None, *, on: date | None = None) -> frozenset[str]:
        """Slugs of all watched provinces that the page may name."""
        return frozenset(self._owners(page, charset, on))

    def _owners(self, page: bytes, charset: str | None, on: date | None) -> Iterator[str]:
        """Slugs, each once, as they are found."""
        told: set[str] = set()
        newly: set[str] = set()
        new_times = on is not None and on >= MERGER
        for text in looks(page, charset):
            for clue in self._proved(text, told):
                if clue.newly and not new_times:
                    newly.add(clue.owner)
                elif clue.owner not in told:
                    told.add(clue.owner)
                    yield clue.owner
        if newly - told and ((on is None and YEAR.search(page)) or _tells_of_merger(page, charset)):
            yield from sorted(newly - told)

    def _proved(self, text: str, told: set[str]) -> Iterator[Clue]:
        """The clues of one text that prove their owner, from left to right; owners that were told already are left out."""
        covered: dict[str, int] = {}  # owner -> end of the last name that swallows others
        reach: dict[str, int] = {}  # owner -> end of the names so far: what begins before is no swallowing name
        for start, end, clues in self._hits(text):
            surface = scan(text[start:end]).plain
            for clue in clues:
                if overrides(clue, surface) and start >= reach.get(clue.owner, 0):
                    covered[clue.owner] = end
            named = [clue for clue in clues if clue.owner not in told and end > covered.get(clue.owner, 0)]
            reach.update((clue.owner, max(end, reach.get(clue.owner, 0))) for clue in named if clue.kind != "homonym")
            right = {clue.owner for clue in named if rightly(clue, surface)}
            if named and (right or surface[:1].isupper() or any(clue.kind == "watch" for clue in named)):
                base = max(0, start - BEFORE)
                plain = scan(text[base : end + AFTER]).plain
                for clue in named:
                    if proves(clue, plain, start - base, end - base, right=clue.owner in right):
                        yield clue

    def _hits(self, text: str) -> list[Found]:
        """Every name in the text, whole words only, the longest first where several begin."""
        if not text.isascii() and RARE.search(text):
            text = RARE.sub(lambda found: "\u01bb" if found[0].isalnum() else "\ufffc", text)
        key = _key(text)
        found: list[Found] = []
        for last, (length, capital, clues) in self._automaton.iter(key):
            start, end = last + 1 - length, last + 1
            if capital and not text[start].isupper():
                continue
            if (start == 0 or key[start - 1] not in WORD) and (end == len(key) or key[end] not in WORD):
                found.append((start, end, clues))
        return sorted(found, key=lambda hit: (hit[0], -hit[1]))


def _tells_of_merger(page: bytes, charset: str | None) -> bool:
    """Whether the page speaks of the new borders: an undated article is then matched by them."""
    return any(NEW_TIMES.search(scan(text).plain) for text in looks(page, charset))


def _key(text: str) -> str:
    """The text without case and accents, one character for each (of the basic plane): what names are compared by."""
    if text.isascii():
        return text.lower()
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    return _table()[units].tobytes().decode("latin-1")


@cache
def _table() -> np.ndarray:
    """The letter (without accent, small), sign or blank, or a stand-in, for each character of the basic plane."""
    table = np.full(0x10000, OTHER, dtype=np.uint8)
    for code in (*range(0xD800), *range(0xE000, 0x10000)):
        char = chr(code).translate(SAME_LENGTH)
        plain = fold(char) if char.isalnum() and (code < 0x250 or 0x1E00 <= code < 0x1F00) else char
        if len(plain) == 1 and plain.isascii():
            table[code] = ord(plain.lower())
        elif char.isalnum():
            table[code] = LETTER
    return table
