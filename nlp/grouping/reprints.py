"""Is this text already there? Finds reprints and copies of earlier articles, however they were dressed.

In: documents one by one, in order of arrival. Out: the id of the article whose text is repeated and how much of it, or None.
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

from nlp.document import Document
from nlp.grouping.shingles import SAMPLES, Shingles, hash_shingles

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
        self._numbers: dict[str, int] = {}
        self._original: dict[int, int] = {}  # a repeat's number -> its first text's number
        self._short: set[int] = set()
        # key -> the number of the one text that holds it, or of several
        self._holders: dict[int, int | tuple[int, ...]] = {}
        self._last: tuple[Document, Shingles] | None = None  # what is looked for is added next

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, document: Document, same_as: str | None = None) -> None:
        """Keeps an article; `same_as` (what `find` said) lets later copies point at the first text, not at a reprint."""
        article = document.article
        if article.id in self._numbers:
            return
        number = len(self._texts)
        shingles = self._shingles(document)
        self._texts.append(Stored(article.id, article.outlet, shingles))
        self._numbers[article.id] = number
        if shingles.every.size <= SHORT:
            self._short.add(number)
        if same_as in self._numbers:
            first = self._numbers[same_as]
            self._original[number] = self._original.get(first, first)
        every_holder = self._holders
        for shingle in shingles.keys:
            holders = every_holder.setdefault(shingle, number)
            if holders is number:
                continue
            if isinstance(holders, int):
                every_holder[shingle] = (holders, number)
            elif holders is not _BOILERPLATE:
                several = (*holders, number)
                every_holder[shingle] = several if len(holders) < COMMON else self._one_each(several)

    def _one_each(self, holders: tuple[int, ...]) -> tuple[int, ...]:
        """The first holder of each family of repeats; none when they are too many for the shingle to tell anything."""
        kept = {self._original.get(number, number): number for number in reversed(holders)}
        return tuple(sorted(kept.values())) if len(kept) <= COMMON else _BOILERPLATE

    def turn(self, copies: Sequence[str], original: str) -> None:
        """Texts held to be first turn out to be copies of one that was found later; later copies will point at that one."""
        first = self._numbers[original]
        self._original.pop(first, None)
        for copy in copies:
            self._original[self._numbers[copy]] = first

    def find(self, document: Document, near: Callable[[str], bool] = lambda _: True) -> tuple[str, float] | None:
        """(id of the first article whose text this one repeats, containment 0..1), or None. Does not add the article.

        `near` says whether an earlier article is close enough in time to be repeated.
        """
        article, shingles = document.article, self._shingles(document)
        matches: dict[int, float] = {}
        size, short = shingles.every.size, shingles.every.size <= SHORT
        for number, count in self._shared(shingles).items():
            if count == 1 and not short and number not in self._short:
                continue
            stored = self._texts[number]
            if count * SAMPLES[0] >= LOOK * min(size, stored.shingles.every.size) and stored.id != article.id:
                containment, needed = self._compare(shingles, article.outlet, stored)
                if containment >= needed and near(stored.id):
                    matches[number] = containment
        if not matches:
            return None
        best = max(matches.values())
        number = min(number for number, containment in matches.items() if containment >= best - 0.1)
        first = self._original.get(number, number)
        original = self._texts[first]
        if first != number and not (near(original.id) and self._compare(shingles, "", original)[0] >= SAME_ORIGINAL):
            first = number  # a text that grew from copy to copy: what it repeats is the copy
        return self._texts[first].id, round(best, 4)

    def _shingles(self, document: Document) -> Shingles:
        if self._last is None or self._last[0] is not document:
            self._last = document, hash_shingles(document)
        return self._last[1]

    def _shared(self, shingles: Shingles) -> Counter[int]:
        """How many keys each earlier text shares; boilerplate left out."""
        holding = [holders for holders in map(self._holders.get, shingles.keys) if holders is not None]
        shared = Counter([holders for holders in holding if isinstance(holders, int)])
        shared.update(chain.from_iterable([holders for holders in holding if not isinstance(holders, int)]))
        return shared

    @staticmethod
    def _compare(shingles: Shingles, outlet: str, stored: Stored) -> tuple[float, float]:
        """How much of the shorter body stands in the other text, and how much it must be."""
        mine, other = shingles.body(), stored.shingles.body()
        smaller, larger, whole = (mine, other, stored.shingles) if len(mine) <= len(other) else (other, mine, shingles)
        containment = len(smaller & whole.whole()) / len(smaller) if smaller else 0.0
        if len(smaller) < MIN_SHINGLES:
            return containment, ALIKE if len(larger) < 2 * MIN_SHINGLES else 2.0
        return containment, SAME_OUTLET if stored.outlet and stored.outlet == outlet else CONTAINMENT
