"""The recipe of the models of field, tone and issue, and of what they share: `diembao train all --data ../shared`.

In: the folder of training material (gold pairs, articles and feed items without labels). Out: the weights, a card with the
cross-validated scores, and SHA256SUMS. Only weights leave the material. scikit-learn is imported inside functions, since a
running office does not need it.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data.model import TOPICS
from nlp.features.cue_words import TOPIC_CUES
from nlp.features.vectors import BUCKETS, Features, bucket
from nlp.features.weights import SUMS, Blend, Meaning
from nlp.grouping import count_terms
from nlp.training.dataset import RECIPES, Labelled, Recipe, document_of, read_gold_pairs, read_more_pairs, read_rows, stack_ngrams
from nlp.training.model_card import Scores, write_card

SEED = 20261122
DIMENSIONS = 80
MIN_DOCUMENTS = 45  # rarer n-grams get no place in the space of meaning: they would double the file for nothing
WEAK_ARTICLES, WEAK_ITEMS = 12_000, 14_000
FOLDS = 5
PLATEAU = 0.01  # F1: thresholds as good as the best one, of which the middle is taken


def sample_unlabelled(material: Path) -> list[dict[str, Any]]:
    """A fixed sample of articles and feed items without labels."""
    pick = random.Random(SEED)  # noqa: S311 - a reproducible sample, no secret
    articles = pick.sample(read_rows(material / "corpus/articles-30k.jsonl.gz"), WEAK_ARTICLES)
    return articles + pick.sample(read_rows(material / "corpus/feeds-2025-2026.jsonl.gz"), WEAK_ITEMS)


def fit_meaning(grams: Any) -> tuple[Meaning, dict[str, Any]]:
    """Latent semantic analysis of the unlabelled texts; also gives what is stored."""
    from scipy.sparse import diags
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    documents = np.asarray((grams > 0).sum(axis=0)).ravel()
    common = np.flatnonzero(documents >= MIN_DOCUMENTS)
    rarity = np.log((1 + grams.shape[0]) / (1 + documents[common]))
    texts = normalize(grams[:, common] @ diags(rarity))
    svd = TruncatedSVD(DIMENSIONS, n_iter=3, random_state=SEED).fit(texts)
    exact = (svd.components_.T * rarity[:, None]).astype(np.float32)
    scale = np.abs(exact).max(axis=0, keepdims=True) / 127.0
    small = np.round(exact / scale).astype(np.int8)
    places = np.full(BUCKETS, -1, dtype=np.int32)
    places[common] = np.arange(len(common), dtype=np.int32)
    stored = {"buckets": common.astype(np.int32), "vectors": small, "scale": scale.astype(np.float32)}
    return Meaning(places, small.astype(np.float32) * scale.astype(np.float32)), stored


def fit_rarity(records: list[dict[str, Any]]) -> Any:
    """The inverse document frequency of each term's bucket over the unlabelled articles with a body."""
    documents = np.zeros(BUCKETS, dtype=np.int64)
    texts = [record for record in records if record.get("body")]
    for record in texts:
        documents[list({bucket(term) for term in count_terms(document_of(record))})] += 1
    return np.log((1 + len(texts)) / (1 + documents)).astype(np.float16)


def find_weak_labels(features: list[Features]) -> tuple[list[int], list[int]]:
    """Texts whose cue words speak clearly for one field: (their numbers, the field's number)."""
    order = [list(TOPICS).index(topic) for topic in TOPIC_CUES]
    chosen, labels = [], []
    for number, text in enumerate(features):
        best, second = np.sort(text.topics)[::-1][:2]
        if best >= 5 and best - second >= 2.5:
            chosen.append(number)
            labels.append(order[int(text.topics.argmax())])
    return chosen, labels


def fit_blend(recipe: Recipe, grams: Any, dense: Any, gold: Any, counted: Any, weak: tuple[Any, Any] | None) -> Blend:
    """Trains both halves of a Blend and adds them on a common scale; `counted` weighs the labelled texts."""
    from sklearn.linear_model import LogisticRegression

    left, left_bias = (
        fit_descent(recipe, grams, gold, counted, weak) if weak is not None else fit_rare(recipe, grams, gold, counted)
    )
    mean, spread = dense.mean(axis=0), dense.std(axis=0) + 1e-6
    right = LogisticRegression(C=recipe.dense_strength, max_iter=2000)
    right.fit((dense - mean) / spread, gold, sample_weight=counted)
    coefficients, intercepts = every_label(right.coef_, right.intercept_, right.classes_, len(recipe.labels))
    slopes = coefficients / spread
    right_bias = intercepts - slopes @ mean
    first = recipe.sharpness / (grams @ left.T).std()
    second = recipe.sharpness * recipe.dense_share / (dense @ slopes.T + right_bias).std()
    return Blend(
        recipe.labels,
        _both(left * first),
        _both(slopes * second),
        (_both(left_bias[:, None] * first) + _both(right_bias[:, None] * second)).ravel(),
    )


def fit_descent(recipe: Recipe, grams: Any, gold: Any, counted: Any, weak: tuple[Any, Any]) -> tuple[Any, Any]:
    """The weights and the bias of the n-grams, learned from labelled texts and from many that the cue words label."""
    from scipy.sparse import vstack
    from sklearn.linear_model import SGDClassifier

    share = np.bincount(weak[1], minlength=len(recipe.labels))
    balance = np.sqrt(len(weak[1]) / len(recipe.labels) / np.maximum(share, 50))[weak[1]]
    model = SGDClassifier(loss="log_loss", alpha=recipe.ngrams, max_iter=8, tol=None, random_state=SEED, average=True)
    weights = np.concatenate([balance, 20.0 * counted])
    model.fit(vstack([weak[0], grams]), np.concatenate([weak[1], gold]), sample_weight=weights)
    return every_label(model.coef_, model.intercept_, model.classes_, len(recipe.labels))


def every_label(rows_: Any, bias: Any, classes: Any, labels: int) -> tuple[Any, Any]:
    """Weights and bias with a row for every label: one that no text bears (a new topic) gets no weight and the least bias."""
    if len(classes) == labels or labels <= 2:
        return rows_, bias
    whole, biases = np.zeros((labels, rows_.shape[1])), np.full(labels, bias.min())
    whole[classes], biases[classes] = rows_, bias
    return whole, biases


def fit_rare(recipe: Recipe, grams: Any, gold: Any, counted: Any) -> tuple[Any, Any]:
    """The weights and the bias of the n-grams, learned from labelled texts only: a rare n-gram may weigh more than others."""
    from scipy.sparse import diags
    from sklearn.linear_model import LogisticRegression

    texts = np.asarray((grams > 0).sum(axis=0)).ravel()
    columns = np.flatnonzero(texts >= 2)
    rarity = np.log(grams.shape[0] / texts[columns])
    weighed = grams[:, columns] @ diags(rarity)
    size = float(np.sqrt(weighed.multiply(weighed).sum(axis=1)).mean())
    model = LogisticRegression(C=recipe.ngrams, max_iter=500).fit(weighed / size, gold, sample_weight=counted)
    weights = np.zeros((len(model.coef_), grams.shape[1]), dtype=np.float32)
    weights[:, columns] = model.coef_ * rarity / size
    return every_label(weights, model.intercept_, model.classes_, len(recipe.labels))


def fit_on(recipe: Recipe, gold: Labelled, chosen: Any, read: Labelled | None, weak: tuple[Any, Any] | None) -> Blend:
    """A Blend trained on the chosen gold pairs and on all that was read."""
    from scipy.sparse import vstack

    grams, dense, labels, counted = gold.grams[chosen], gold.dense[chosen], gold.labels(recipe)[chosen], gold.weights[chosen]
    if read is not None:
        grams, dense = vstack([grams, read.grams]).tocsr(), np.vstack([dense, read.dense])
        labels, counted = np.concatenate([labels, read.labels(recipe)]), np.concatenate([counted, read.weights])
    return fit_blend(recipe, grams, dense, labels, counted, weak)


def _both(rows_: Any) -> Any:
    """A two-label model has one row in scikit-learn: write it as two, half each, with opposite signs."""
    return (np.vstack([-rows_, rows_]) / 2 if len(rows_) == 1 else rows_).astype(np.float32)


def cross_validate(recipe: Recipe, gold: Labelled, read: Labelled | None, weak: tuple[Any, Any] | None) -> Any:
    """The scores of every gold record by a model that has not seen it."""
    from sklearn.model_selection import StratifiedKFold

    labels = gold.labels(recipe)
    scores = np.zeros((len(labels), len(recipe.labels)), dtype=np.float32)
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(gold.dense, labels):
        model = fit_on(recipe, gold, train, read, weak)
        scores[test] = gold.grams[test] @ model.ngram_weights.T + gold.dense[test] @ model.dense_weights.T + model.bias
    return scores


def choose_bonus(scores: Any, gold: Any) -> float:
    """Choose what to add to the second label's score so that deciding at zero gives the best F1."""
    from sklearn.metrics import f1_score

    edge = scores[:, 1] - scores[:, 0]
    steps = np.arange(-2.0, 1.0, 0.05)
    best = [float(f1_score(gold, edge > step)) for step in steps]
    smooth = np.convolve(best, np.ones(5) / 5, mode="same")  # a lone peak would be chance
    return float(-steps[smooth >= smooth.max() - PLATEAU].mean())


def train_models(names: list[str], material: Path, out: Path, people: Sequence[dict[str, Any]] = ()) -> list[Scores]:
    """Trains the named models, writes weights, cards and sums; gives the cross-validated scores.

    `people` are articles whose labels people corrected.
    """
    sample = sample_unlabelled(material)
    np.savez_compressed(out / "rarity.npz", rarity=fit_rarity(sample))
    weak_features = [document_of(row).features for row in sample]
    weak_grams = stack_ngrams(weak_features)
    meaning, stored = fit_meaning(weak_grams)
    np.savez_compressed(out / "meaning.npz", **stored)
    figures = [
        Scores("rarity", {"buckets": BUCKETS}, WEAK_ARTICLES),
        Scores("meaning", {"n-grams": len(stored["buckets"]), "dimensions": DIMENSIONS}, len(weak_features)),
    ]
    gold, read = read_gold_pairs(material, meaning), read_more_pairs(material, meaning, people)
    chosen, labels = find_weak_labels(weak_features)
    for name in names:
        recipe = RECIPES[name]
        weak = (weak_grams[chosen], np.array(labels)) if recipe.weak else None
        scores = cross_validate(recipe, gold, read, weak)
        model, right = fit_on(recipe, gold, np.arange(len(gold.records)), read, weak), gold.labels(recipe)
        if name == "issue":
            more = choose_bonus(scores, right)
            scores[:, 1] += more
            model.bias[1] += more
        model.save(out / f"{name}.npz")
        figures.append(Scores.of(name, recipe.labels, scores.argmax(axis=1).tolist(), right.tolist()))
    for model_scores in figures:
        write_card(model_scores, out, SEED)
    write_sums(out)
    return figures


def cross_validate_all(material: Path) -> dict[str, list[tuple[str, str]]]:
    """(got, gold) of every gold record, by models that have not seen it, with the rules laid over them; for
    nlp/training/evaluate.py.

    The space of meaning is the shipped one: it learned from texts without labels.
    """
    from nlp.classification import score_bonus
    from nlp.features.weights import meaning

    gold, read = read_gold_pairs(material, meaning()), read_more_pairs(material, meaning())
    weak_features = [document_of(row).features for row in sample_unlabelled(material)]
    chosen, labels = find_weak_labels(weak_features)
    weak_grams = (stack_ngrams([weak_features[number] for number in chosen]), np.array(labels))
    answers: dict[str, list[tuple[str, str]]] = {}
    for name, recipe in RECIPES.items():
        right = gold.labels(recipe)
        scores = cross_validate(recipe, gold, read, weak_grams if recipe.weak else None)
        if name == "issue":
            scores[:, 1] += choose_bonus(scores, right)
        for number, row in enumerate(gold.records):
            if name == "tone":
                for label, bonus in score_bonus(document_of(row)).items():
                    scores[number, recipe.labels.index(label)] += bonus
        got = scores.argmax(axis=1)
        answers[name] = [(recipe.labels[left], recipe.labels[right]) for left, right in zip(got, right, strict=True)]
    return answers


def write_sums(out: Path) -> None:
    """SHA256SUMS of every model in the folder."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(out.glob("*.npz"))]
    (out / SUMS).write_text("\n".join(lines) + "\n", "utf-8")
