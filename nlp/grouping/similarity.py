"""How alike a new article is to each one in memory: by its terms (a whole country), or by its traits (one office).

In: articles one by one. Out: an array with a likeness, 0 to 1, for each article kept so far, in order; and the average likeness
of two groups of them. Both classes answer alike, so that nlp/grouping/stories.py need not know which it has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from data.model import Article
from nlp.grouping.event_features import EventFeatures, traits
from nlp.grouping.fast_terms import Vector, vector
from nlp.grouping.same_event import chance
from nlp.grouping.terms import cosine

Likes = NDArray[np.float64]
POSTING = np.dtype([("number", "<u4"), ("weight", "<f4")])


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in one article, and its likeness to each one kept before it (none asked for: None)."""

    found: Any  # a Vector or EventFeatures, as the class that read it wants
    day: float | None
    likes: Likes | None


class SimilarityIndex(Protocol):
    """What the grouper asks."""

    def read(self, article: Article, day: float | None, *, compare: bool = True) -> Read: ...
    def keep(self, read: Read) -> None: ...
    def average(self, left: Sequence[int], right: Sequence[int]) -> float: ...


class ByTerms:
    """Cosines of term vectors, by an inverted index."""

    def __init__(self) -> None:
        self._kept: list[Vector] = []
        self._postings: defaultdict[int, bytearray] = defaultdict(bytearray)  # bucket -> its POSTINGs, one after another

    def read(self, article: Article, day: float | None, *, compare: bool = True) -> Read:
        found = vector(article)
        return Read(found, day, self._cosines(found) if compare else None)

    def keep(self, read: Read) -> None:
        found: Vector = read.found
        rows = np.empty(len(found.buckets), dtype=POSTING)
        rows["number"], rows["weight"] = len(self._kept), found.weights
        packed, size = rows.tobytes(), POSTING.itemsize
        for place, bucket in enumerate(found.buckets.tolist()):
            self._postings[bucket] += packed[place * size : (place + 1) * size]
        self._kept.append(found)

    def average(self, left: Sequence[int], right: Sequence[int]) -> float:
        """The average cosine of all pairs is the product of the two sums."""
        one, other = self._sum(left), self._sum(right)
        shared, mine, theirs = np.intersect1d(one.buckets, other.buckets, assume_unique=True, return_indices=True)
        return float(one.weights[mine] @ other.weights[theirs]) / (len(left) * len(right)) if len(shared) else 0.0

    def _sum(self, numbers: Sequence[int]) -> Vector:
        if len(numbers) == 1:
            return self._kept[numbers[0]]
        buckets, place = np.unique(np.concatenate([self._kept[number].buckets for number in numbers]), return_inverse=True)
        weights = np.bincount(place, np.concatenate([self._kept[number].weights for number in numbers]))
        return Vector(buckets, weights.astype(np.float32))

    def _cosines(self, found: Vector) -> Likes:
        parts = [self._postings.get(bucket, b"") for bucket in found.buckets.tolist()]
        flat = np.frombuffer(b"".join(parts), dtype=POSTING)
        weights = np.repeat(found.weights, [len(part) // POSTING.itemsize for part in parts])
        likes: Likes = np.bincount(flat["number"], flat["weight"] * weights, minlength=len(self._kept)).astype(np.float64)
        return likes


class ByTraits:
    """The chance that two articles of one office tell one event (nlp/grouping/same_event.py)."""

    def __init__(self, common: frozenset[str], days: float) -> None:
        self._common, self._days = common, days  # older or younger ones are not compared
        self._kept: list[Read] = []

    def read(self, article: Article, day: float | None, *, compare: bool = True) -> Read:
        found = traits(article, self._common)
        if not compare:
            return Read(found, day, None)
        likes = np.zeros(len(self._kept))
        for number, other in enumerate(self._kept):
            if day is None or other.day is None or abs(day - other.day) <= self._days:
                likes[number] = _chance(found, other.found)
        return Read(found, day, likes)

    def keep(self, read: Read) -> None:
        self._kept.append(read)

    def average(self, left: Sequence[int], right: Sequence[int]) -> float:
        return sum(self._pair(one, other) for one in left for other in right) / (len(left) * len(right))

    def _pair(self, left: int, right: int) -> float:
        """Of articles that were grouped by an earlier run it is found when it is asked for."""
        older, newer = sorted((left, right))
        read = self._kept[newer]
        if read.likes is not None:
            return float(read.likes[older])
        return _chance(read.found, self._kept[older].found)


def _chance(left: EventFeatures, right: EventFeatures) -> float:
    return chance(left, right, cosine(left.terms, right.terms))
