"""nlp/grouping/similarity.py, nlp/grouping/fast_terms.py: the quick vector is that of the terms, the average likeness is that
of all pairs.
"""

from __future__ import annotations

import json
from itertools import product

import numpy as np
import pytest

from data.model import Article
from nlp.bench.corpus import CASES
from nlp.document import Document
from nlp.grouping.fast_terms import weigh_fast_terms
from nlp.grouping.similarity import TermIndex
from nlp.grouping.terms import weigh_terms
from nlp.streams.jsonl import article_of


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [Document(article_of(json.loads(line))) for line in CASES.read_text("utf-8").splitlines()][:40]


def test_the_quick_vector_is_that_of_the_terms(documents: list[Document]) -> None:
    odd = Article(id="x", url="", outlet="", title="HÒA\u0301 12 🌾 (Đ", summary="a_b 5.000 №", body="Tỉ số 2-1; 日本 ấm\n\n1 2")
    empty = Article(id="y", url="", outlet="", title="")
    for document in [*documents, Document(odd), Document(empty)]:
        found, right = weigh_fast_terms(document), weigh_terms(document).vector
        shared = sum(
            weight * right.get(bucket, 0.0) for bucket, weight in zip(found.buckets.tolist(), found.weights, strict=True)
        )
        assert shared == pytest.approx(1.0 if right else 0.0, abs=0.01)


def test_the_index_gives_the_cosine_with_each_and_the_average_of_all_pairs(documents: list[Document]) -> None:
    index = TermIndex()
    rows = []
    for document in documents:
        query = index.query(document, None)
        assert query.similarities is not None
        rows.append(query.similarities)
        index.add(query)
    dense = np.zeros((len(documents), 1 << 17))
    for row, document in enumerate(documents):
        vector = weigh_fast_terms(document)
        dense[row, vector.buckets] = vector.weights
    for row, similarities in enumerate(rows):
        assert similarities == pytest.approx(dense[:row] @ dense[row], abs=1e-5)
    left, right = [0, 3, 7], [1, 2, 20, 30]
    mean = sum(dense[one] @ dense[other] for one, other in product(left, right)) / 12
    assert index.average(left, right) == pytest.approx(mean, abs=1e-5)
    assert index.average([4], [4]) == pytest.approx(1.0, abs=1e-5)
