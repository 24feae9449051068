"""Is this text already there? Finds reprints and copies of earlier articles, however they were dressed.

In: articles one by one, in order of arrival. Out: the id of the article whose text is repeated and how much of it, or None.
A text is the set of its five-word shingles (nlp/grouping/shingles.py). Two texts repeat one another when most shingles of the
shorter body (a cut, a retitled reprint) are in the longer one; its sapo may hold what is repeated, but a new sapo is no reason
against. Texts are looked up by a part of their shingles, those left out that stand in many texts which do not repeat one
another (rights lines, captions, quotations of a law); what is found is compared whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from data.model import Article
from nlp.grouping.shingles import SAMPLES, Shingles, shingles

CONTAINMENT = 0.6  # share of the shorter body's shingles found in the longer text
SAME_OUTLET = 0.85  # one outlet's own follow-ups carry the background over: only a near-identical text is a repeat there
SAME_ORIGINAL = 0.5  # a copy of a copy points at the first text when so much of it is there
MIN_SHINGLES = 30  # shorter bodies share formulas by chance …
ALIKE = 0.9  # … so that only an almost equal text counts
LOOK = 0.2  # share of the shingles, judged by the keys, that makes a text worth comparing
SHORT = SAMPLES[0] / LOOK  # shingles, of which a single key means that share
COMMON = 16  # a shingle in more texts than this, copies of one counted once, is boilerplate
_BOILERPLATE: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """What the index keeps of one article."""

    id: str
    outlet: str
    shingles: Shingles


class RepeatIndex:
    """An inverted index of shingles; grows with every `add`, asks nothing of the archive."""

    def __init__(self) -> None:
        self._texts: list[Stored] = []
        self._places: dict[str, int] = {}
        self._original: dict[int, int] = {}  # a repeat's number -> its first text's number
        self._short: set[int] = set()
        # key -> the number of the one text that holds it, or of several
        self._holders: dict[int, int | tuple[int, ...]] = {}
        self._last: tuple[Article, Shingles] | None = None  # what is looked for is added next

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, article: Article, same_as: str | None = None) -> None:
        """Keeps an article; `same_as` (what `find` said) lets later copies point at the first text, not at a reprint."""
        if article.id in self._places:
            return
        number = len(self._texts)
        found = self._shingles(article)
        self._texts.append(Stored(article.id, article.outlet, found))
        self._places[article.id] = number
        if found.every.size <= SHORT:
            self._short.add(number)
        if same_as in self._places:
            first = self._places[same_as]
            self._original[number] = self._original.get(first, first)
        known = self._holders
        for shingle in found.keys:
            holders = known.setdefault(shingle, number)
            if holders is number:
                continue
            if isinstance(holders, int):
                known[shingle] = (holders, number)
            elif holders is not _BOILERPLATE:
                known[shingle] = (*holders, number) if len(holders) < COMMON else self._one_each((*holders, number))

    def _one_each(self, holders: tuple[int, ...]) -> tuple[int, ...]:
        """The first holder of each family of repeats; none when they are too many for the shingle to tell anything."""
        kept = {self._original.get(number, number): number for number in reversed(holders)}
        return tuple(sorted(kept.values())) if len(kept) <= COMMON else _BOILERPLATE

    def turn(self, copies: Sequence[str], original: str) -> None:
        """Texts held to be first turn out to be copies of one that was found later; later copies will point at that one."""
        first = self._places[original]
        self._original.pop(first, None)
        for copy in copies:
            self._original[self._places[copy]] = first

    def find(self, article: Article, near: Callable[[str], bool] = lambda _: True) -> tuple[str, float] | None:
        """(id of the first article whose text this one repeats, containment 0..1), or None. Does not add the article.

        `near` says whether an earlier article is close enough in time to be repeated.
        """
        found = self._shingles(article)
        matches: dict[int, float] = {}
        size, short = found.every.size, found.every.size <= SHORT
        for number, count in self._shared(found).items():
            if count == 1 and not short and number not in self._short:
                continue
            stored = self._texts[number]
            if count * SAMPLES[0] >= LOOK * min(size, stored.shingles.every.size) and stored.id != article.id:
                containment, needed = self._compare(found, article.outlet, stored)
                if containment >= needed and near(stored.id):
                    matches[number] = containment
        if not matches:
            return None
        best = max(matches.values())
        number = min(place for place, containment in matches.items() if containment >= best - 0.1)
        first = self._original.get(number, number)
        original = self._texts[first]
        if first != number and not (near(original.id) and self._compare(found, "", original)[0] >= SAME_ORIGINAL):
            first = number  # a text that grew from copy to copy: what it repeats is the copy
        return self._texts[first].id, round(best, 4)

    def _shingles(self, article: Article) -> Shingles:
        if self._last is None or self._last[0] is not article:
            self._last = article, shingles(article)
        return self._last[1]

    def _shared(self, found: Shingles) -> Counter[int]:
        """How many keys each earlier text shares; boilerplate left out."""
        known = [holders for holders in map(self._holders.get, found.keys) if holders is not None]
        shared = Counter([holders for holders in known if isinstance(holders, int)])
        shared.update(chain.from_iterable([holders for holders in known if not isinstance(holders, int)]))
        return shared

    @staticmethod
    def _compare(found: Shingles, outlet: str, stored: Stored) -> tuple[float, float]:
        """How much of the shorter body stands in the other text, and how much it must be."""
        mine, other = found.body(), stored.shingles.body()
        smaller, larger, whole = (mine, other, stored.shingles) if len(mine) <= len(other) else (other, mine, found)
        containment = len(smaller & whole.whole()) / len(smaller) if smaller else 0.0
        if len(smaller) < MIN_SHINGLES:
            return containment, ALIKE if len(larger) < 2 * MIN_SHINGLES else 2.0
        return containment, SAME_OUTLET if stored.outlet and stored.outlet == outlet else CONTAINMENT
