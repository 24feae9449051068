"""A topic that no labelled text bears yet can be trained: it gets a row, without weight."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from nlp.training.dataset import RECIPES
from nlp.training.train import every_label, fit_blend


def test_labels_without_a_text_get_a_row_and_the_least_bias() -> None:
    rows, bias = every_label(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([0.5, -0.5, 0.1]), np.array([0, 1, 3]), 4)
    assert rows.tolist() == [[1, 2], [3, 4], [0, 0], [5, 6]]
    assert bias.tolist() == [0.5, -0.5, -0.5, 0.1]
    two = np.array([[1.0]])
    assert every_label(two, np.array([0.0]), np.array([0, 1]), 2)[0] is two


def test_a_model_learns_the_new_topic_from_texts_that_its_cue_words_label() -> None:
    """Three old topics have labelled texts; the fourth has only unlabelled ones that its cue words speak for."""
    labels = ("a", "b", "c", "new")
    recipe = RECIPES["topic"].__class__(labels, RECIPES["topic"].gold, True, 5e-5, 0.01, 0.5, 2.0)
    gold = np.repeat([0, 1, 2], 20)
    grams = csr_matrix(np.eye(4, dtype=np.float32)[gold])
    chance = np.random.default_rng(7)
    dense = chance.normal(size=(60, 5)).astype(np.float32)
    weak = np.repeat([0, 1, 2, 3], 20)
    model = fit_blend(recipe, grams, dense, gold, np.ones(60), (csr_matrix(np.eye(4, dtype=np.float32)[weak]), weak))
    assert model.ngram_weights.shape == (4, 4) and model.dense_weights.shape == (4, 5) and len(model.bias) == 4
    scores = np.eye(4) @ model.ngram_weights.T + model.bias
    assert scores.argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert not model.dense_weights[3].any()
