"""How alike a new article is to each one in memory: by its terms (a whole country), or by its event features (one office).

In: documents one by one. Out: an array with a similarity, 0 to 1, for each article added so far, in order; and the average
similarity of two groups of them. Both classes answer alike, so that nlp/grouping/stories.py need not know which it has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from nlp.document import Document
from nlp.grouping.event_features import EventFeatures, extract_event_features
from nlp.grouping.fast_terms import Vector, weigh_fast_terms
from nlp.grouping.same_event import same_event_probability
from nlp.grouping.terms import cosine

Similarities = NDArray[np.float64]
POSTING = np.dtype([("number", "<u4"), ("weight", "<f4")])


@dataclass(frozen=True, slots=True)
class Query:
    """The features of one article, and its similarity to each one added before it (not asked for: None)."""

    features: Any  # a Vector or EventFeatures, as the index that made it wants
    day: float | None  # days since 1970, UTC
    similarities: Similarities | None


class SimilarityIndex(Protocol):
    """What the grouper asks."""

    def query(self, document: Document, day: float | None, *, compare: bool = True) -> Query: ...
    def add(self, query: Query) -> None: ...
    def average(self, left: Sequence[int], right: Sequence[int]) -> float: ...


class TermIndex:
    """Cosines of term vectors, by an inverted index."""

    def __init__(self) -> None:
        self._kept: list[Vector] = []
        self._postings: defaultdict[int, bytearray] = defaultdict(bytearray)  # bucket -> its POSTINGs, one after another

    def query(self, document: Document, day: float | None, *, compare: bool = True) -> Query:
        vector = weigh_fast_terms(document)
        return Query(vector, day, self._cosines(vector) if compare else None)

    def add(self, query: Query) -> None:
        vector: Vector = query.features
        rows = np.empty(len(vector.buckets), dtype=POSTING)
        rows["number"], rows["weight"] = len(self._kept), vector.weights
        packed, size = rows.tobytes(), POSTING.itemsize
        for row, bucket in enumerate(vector.buckets.tolist()):
            self._postings[bucket] += packed[row * size : (row + 1) * size]
        self._kept.append(vector)

    def average(self, left: Sequence[int], right: Sequence[int]) -> float:
        """The average cosine of all pairs is the product of the two sums."""
        first, second = self._sum(left), self._sum(right)
        shared, in_first, in_second = np.intersect1d(first.buckets, second.buckets, assume_unique=True, return_indices=True)
        return float(first.weights[in_first] @ second.weights[in_second]) / (len(left) * len(right)) if len(shared) else 0.0

    def _sum(self, numbers: Sequence[int]) -> Vector:
        if len(numbers) == 1:
            return self._kept[numbers[0]]
        buckets, rows = np.unique(np.concatenate([self._kept[number].buckets for number in numbers]), return_inverse=True)
        weights = np.bincount(rows, np.concatenate([self._kept[number].weights for number in numbers]))
        return Vector(buckets, weights.astype(np.float32))

    def _cosines(self, vector: Vector) -> Similarities:
        parts = [self._postings.get(bucket, b"") for bucket in vector.buckets.tolist()]
        flat = np.frombuffer(b"".join(parts), dtype=POSTING)
        weights = np.repeat(vector.weights, [len(part) // POSTING.itemsize for part in parts])
        sums = np.bincount(flat["number"], flat["weight"] * weights, minlength=len(self._kept))
        cosines: Similarities = sums.astype(np.float64)
        return cosines


class EventIndex:
    """The chance that two articles of one office tell one event (nlp/grouping/same_event.py)."""

    def __init__(self, common: frozenset[str], days: float) -> None:
        self._common, self._days = common, days  # older or younger ones are not compared
        self._kept: list[Query] = []

    def query(self, document: Document, day: float | None, *, compare: bool = True) -> Query:
        features = extract_event_features(document, self._common)
        if not compare:
            return Query(features, day, None)
        similarities = np.zeros(len(self._kept))
        for number, other in enumerate(self._kept):
            if day is None or other.day is None or abs(day - other.day) <= self._days:
                similarities[number] = _probability(features, other.features)
        return Query(features, day, similarities)

    def add(self, query: Query) -> None:
        self._kept.append(query)

    def average(self, left: Sequence[int], right: Sequence[int]) -> float:
        return sum(self._pair(first, second) for first in left for second in right) / (len(left) * len(right))

    def _pair(self, left: int, right: int) -> float:
        """Of articles that were grouped by an earlier run it is found when it is asked for."""
        older, newer = sorted((left, right))
        query = self._kept[newer]
        if query.similarities is not None:
            return float(query.similarities[older])
        return _probability(query.features, self._kept[older].features)


def _probability(left: EventFeatures, right: EventFeatures) -> float:
    return same_event_probability(left, right, cosine(left.terms, right.terms))
