"""The shipped weights: a model that has learned other inputs or other topics is refused, and told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.model import TOPICS, Article
from nlp.document import Document
from nlp.features import weights


def test_the_shipped_model_knows_every_topic_and_no_other() -> None:
    assert weights.mismatched_topics(TOPICS) == ([], [])
    assert weights.labels_of("topic") == weights.blend("topic").labels == tuple(TOPICS)


def test_a_topic_the_model_has_not_learned_is_named() -> None:
    fewer = [slug for slug in TOPICS if slug != "y-te"]
    assert weights.mismatched_topics([*fewer, "nang-luong"]) == (["nang-luong"], ["y-te"])


def test_a_model_of_other_inputs_is_refused_with_what_to_do() -> None:
    model = weights.blend("tone")
    narrower = replace(model, dense_weights=np.delete(model.dense_weights, 0, axis=1))
    document = Document(Article(id="a", url="", outlet="", title="Khánh thành cầu"))
    assert model.scores(document.features, document.meaning).shape == (3,)
    with pytest.raises(weights.ModelError, match=r"không khớp .* “diembao train all --data"):
        narrower.scores(document.features, document.meaning)
