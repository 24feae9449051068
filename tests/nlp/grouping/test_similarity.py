"""nlp/grouping/similarity.py, nlp/grouping/fast_terms.py: the quick vector is that of the terms, the average likeness is that
of all pairs.
"""

from __future__ import annotations

import json
from itertools import product

import numpy as np
import pytest

from data.model import Article
from nlp.bench.names_judge import OWN
from nlp.grouping.fast_terms import vector
from nlp.grouping.similarity import ByTerms
from nlp.grouping.terms import terms
from nlp.jsonl import article_of


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [article_of(json.loads(line)) for line in OWN.read_text("utf-8").splitlines()][:40]


def test_the_quick_vector_is_that_of_the_terms(articles: list[Article]) -> None:
    odd = Article(id="x", url="", outlet="", title="HÒA\u0301 12 🌾 (Đ", summary="a_b 5.000 №", body="Tỉ số 2-1; 日本 ấm\n\n1 2")
    empty = Article(id="y", url="", outlet="", title="")
    for one in [*articles, odd, empty]:
        found, right = vector(one), terms(one).vector
        shared = sum(
            weight * right.get(bucket, 0.0) for bucket, weight in zip(found.buckets.tolist(), found.weights, strict=True)
        )
        assert shared == pytest.approx(1.0 if right else 0.0, abs=0.01)


def test_the_index_gives_the_cosine_with_each_and_the_average_of_all_pairs(articles: list[Article]) -> None:
    closeness = ByTerms()
    rows = []
    for one in articles:
        read = closeness.read(one, None)
        assert read.likes is not None
        rows.append(read.likes)
        closeness.keep(read)
    dense = np.zeros((len(articles), 1 << 17))
    for row, one in enumerate(articles):
        found = vector(one)
        dense[row, found.buckets] = found.weights
    for row, likes in enumerate(rows):
        assert likes == pytest.approx(dense[:row] @ dense[row], abs=1e-5)
    left, right = [0, 3, 7], [1, 2, 20, 30]
    mean = sum(dense[one] @ dense[other] for one, other in product(left, right)) / 12
    assert closeness.average(left, right) == pytest.approx(mean, abs=1e-5)
    assert closeness.average([4], [4]) == pytest.approx(1.0, abs=1e-5)
