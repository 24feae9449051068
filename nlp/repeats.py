"""Is this text already there? Finds reprints and copies of earlier articles, however they were dressed.

In: articles one by one, in order of arrival. Out: the id of the article whose text is repeated and how much of it, or None.
A text is the set of its five-word shingles, accents and case folded away, so tone placement and Unicode form do not matter.
Two texts repeat one another when most shingles of the shorter one (a cut, a retitled reprint) are in the longer one. Shingles
that many articles share (rights lines, captions, quotations of a law) identify nothing and are left out of the search. One
shingle in four is kept, chosen by its hash, so both texts keep the same ones: a quarter of the memory, the same answers.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from data.article import Article
from data.text import fold

SHINGLE = 5
CONTAINMENT = 0.6  # share of the shorter text's shingles found in the longer one
SAME_OUTLET = 0.85  # one outlet's own follow-ups carry the background over: only a near-identical text is a repeat there
SAMPLE = 4  # one shingle in so many is kept
MIN_SHINGLES = 9  # of those kept; shorter texts share formulas by chance
MIN_SHARED_ALIKE = 0.9  # below MIN_SHINGLES only an almost equal text counts
COMMON = 24  # a shingle in more texts than this is boilerplate
CREDIT = re.compile(r"^\s*(?:theo|nguồn|ảnh|video|clip|bài và ảnh|tin, ảnh|dẫn nguồn|tổng hợp)\b[\s:.,].{0,80}$", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stored:
    """What the index keeps of one article."""

    id: str
    outlet: str
    size: int  # shingles


def shingles(article: Article) -> frozenset[int]:
    """The kept five-word shingles, hashed, of sapo and body (never the headline: a reprint changes it)."""
    lines = [line for line in (article.body or "").splitlines() if not CREDIT.match(line)]
    words = [word.encode() for word in _WORD.findall(fold("\n".join([article.summary or "", *lines])))]
    if len(words) < SHINGLE:
        return frozenset()
    starts = range(len(words) - SHINGLE + 1)
    hashes = {zlib.crc32(b" ".join(words[start : start + SHINGLE])) for start in starts}
    return frozenset(number for number in hashes if number % SAMPLE == 0)


class RepeatIndex:
    """An inverted index of shingles; grows with every `add`, asks nothing of the archive."""

    def __init__(self) -> None:
        self._texts: list[Stored] = []
        self._places: dict[str, int] = {}
        self._original: dict[int, int] = {}  # a repeat's number -> its first text's number
        # shingle -> the number of the one text that holds it, or of several
        self._holders: dict[int, int | tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, article: Article, same_as: str | None = None) -> None:
        """Keeps an article; `same_as` (what `find` said) lets later copies point at the first text, not at a reprint."""
        if article.id in self._places:
            return
        number = len(self._texts)
        found = shingles(article)
        self._texts.append(Stored(article.id, article.outlet, len(found)))
        self._places[article.id] = number
        if same_as in self._places:
            first = self._places[same_as]
            self._original[number] = self._original.get(first, first)
        for shingle in found:
            holders = self._holders.get(shingle)
            if holders is None:
                self._holders[shingle] = number
            elif isinstance(holders, int):
                self._holders[shingle] = (holders, number)
            elif len(holders) <= COMMON:
                self._holders[shingle] = (*holders, number)

    def turn(self, copies: Sequence[str], original: str) -> None:
        """Texts held to be first turn out to be copies of one that was found later; later copies will point at that one."""
        first = self._places[original]
        self._original.pop(first, None)
        for copy in copies:
            self._original[self._places[copy]] = first

    def find(self, article: Article) -> tuple[str, float] | None:
        """(id of the first article whose text this one repeats, containment 0..1), or None. Does not add the article."""
        found = shingles(article)
        shared = self._shared(found)
        matches: list[tuple[int, float]] = []
        for number, count in shared.items():
            stored = self._texts[number]
            if stored.id == article.id:
                continue
            containment = count / max(min(stored.size, len(found)), 1)
            if containment >= self._needed(stored, article.outlet, len(found)):
                matches.append((number, containment))
        if not matches:
            return None
        best = max(containment for _, containment in matches)
        number = min(place for place, containment in matches if containment >= best - 0.1)
        first = self._original.get(number, number)
        return self._texts[first].id, round(best, 4)

    def _shared(self, found: frozenset[int]) -> dict[int, int]:
        """How many shingles each earlier text shares; boilerplate left out of the search but not of the count of sizes."""
        shared: dict[int, int] = {}
        holders = self._holders
        for shingle in found:
            numbers = holders.get(shingle)
            if isinstance(numbers, int):
                shared[numbers] = shared.get(numbers, 0) + 1
            elif numbers is not None and len(numbers) <= COMMON:
                for number in numbers:
                    shared[number] = shared.get(number, 0) + 1
        return shared

    @staticmethod
    def _needed(stored: Stored, outlet: str, size: int) -> float:
        """The containment this pair must reach."""
        smaller, larger = sorted((stored.size, size))
        if smaller < MIN_SHINGLES:
            return MIN_SHARED_ALIKE if larger < 2 * MIN_SHINGLES else 2.0
        if stored.outlet and stored.outlet == outlet:
            return SAME_OUTLET
        return CONTAINMENT
