"""The recipe of every model in data/models/: `python -m nlp.train all --data ../shared`.

In: the folder of training material (gold pairs, articles and feed items without labels). Out: the weights, a card with the
cross-validated scores, and SHA256SUMS. Only weights leave the material. scikit-learn is imported inside functions, since a
running office does not need it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.article import TONES, TOPICS, Article
from nlp.cards import Scores, write_card
from nlp.lexicon import TOPIC_CUES
from nlp.models import MODELS, SUMS, Blend, Meaning
from nlp.terms import count_terms
from nlp.vectors import BUCKETS, Features, bucket, features

SEED = 20261122
DIMENSIONS = 80
MIN_DOCUMENTS = 45  # rarer n-grams get no place in the space of meaning: they would double the file for nothing
WEAK_ARTICLES, WEAK_ITEMS = 12_000, 14_000
FOLDS = 5


@dataclass(frozen=True)
class Recipe:
    """How one Blend is trained: its labels, its part of the gold record, and its constants (chosen by cross-validation)."""

    labels: tuple[str, ...]
    gold: Callable[[dict[str, Any]], str]
    weak: bool  # also learns n-grams from unlabelled texts that the cue words label clearly
    alpha: float
    dense_strength: float  # the inverse of regularisation (C)
    dense_share: float
    sharpness: float


RECIPES: dict[str, Recipe] = {
    "topic": Recipe(tuple(TOPICS), lambda gold: str(gold["topic"]), True, 5e-5, 0.1, 0.5, 2.0),
    "tone": Recipe(tuple(TONES), lambda gold: str(gold["tone"]), False, 3e-4, 1.0, 0.7, 1.2),
    "issue": Recipe(("no", "yes"), lambda gold: "yes" if gold["issue"] else "no", False, 3e-4, 1.0, 0.7, 1.2),
}


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def seen(row: dict[str, Any]) -> Features:
    """The features of one record with title, summary and body."""
    return features(row.get("title") or "", row.get("summary") or "", row.get("body") or "")


def subjects(data: Path) -> list[dict[str, Any]]:
    """The gold pairs whose verdict is subject: only they have topic, tone and issue."""
    return [row for row in rows(data / "gold/relevance.dev.jsonl.gz") if row["gold"]["verdict"] == "subject"]


def unlabelled(data: Path) -> list[dict[str, Any]]:
    """A fixed sample of articles and feed items without labels."""
    pick = random.Random(SEED)  # noqa: S311 - a reproducible sample, no secret
    found = pick.sample(rows(data / "corpus/articles-30k.jsonl.gz"), WEAK_ARTICLES)
    return found + pick.sample(rows(data / "corpus/feeds-2025-2026.jsonl.gz"), WEAK_ITEMS)


def matrix(found: list[Features]) -> Any:
    """The n-grams of many texts as one scipy sparse matrix."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(one.ngrams.index) for one in found)])
    values = np.concatenate([one.ngrams.value for one in found])
    places = np.concatenate([one.ngrams.index for one in found])
    return csr_matrix((values, places, ends), shape=(len(found), BUCKETS))


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
        article = Article(id="", url="", outlet="", title=record["title"], summary=record["summary"], body=record["body"])
        documents[list({bucket(term) for term in count_terms(article)})] += 1
    return np.log((1 + len(texts)) / (1 + documents)).astype(np.float16)


def weak_labels(found: list[Features]) -> tuple[list[int], list[int]]:
    """Texts whose cue words speak clearly for one field: (their numbers, the field's number)."""
    order = [list(TOPICS).index(topic) for topic in TOPIC_CUES]
    chosen, labels = [], []
    for number, one in enumerate(found):
        best, second = np.sort(one.topics)[::-1][:2]
        if best >= 5 and best - second >= 2.5:
            chosen.append(number)
            labels.append(order[int(one.topics.argmax())])
    return chosen, labels


def fit_blend(recipe: Recipe, grams: Any, dense: Any, gold: Any, weak: tuple[Any, Any] | None) -> Blend:
    """Trains both halves of a Blend and adds them on a common scale."""
    from scipy.sparse import vstack
    from sklearn.linear_model import LogisticRegression, SGDClassifier

    texts, labels, weights = grams, gold, np.full(len(gold), 1.0)
    if weak is not None:
        share = np.bincount(weak[1], minlength=len(recipe.labels))
        balance = np.sqrt(len(weak[1]) / len(recipe.labels) / np.maximum(share, 50))[weak[1]]
        texts, labels = vstack([weak[0], grams]), np.concatenate([weak[1], gold])
        weights = np.concatenate([balance, np.full(len(gold), 20.0)])
    steps = 8 if weak is not None else 30
    left = SGDClassifier(loss="log_loss", alpha=recipe.alpha, max_iter=steps, tol=None, random_state=SEED, average=True)
    left.fit(texts, labels, sample_weight=weights)
    right = LogisticRegression(C=recipe.dense_strength, max_iter=2000).fit(dense, gold)
    first = recipe.sharpness / left.decision_function(grams).std()
    second = recipe.sharpness * recipe.dense_share / right.decision_function(dense).std()
    return Blend(
        recipe.labels,
        _both(left.coef_ * first),
        _both(right.coef_ * second),
        (_both(left.intercept_[:, None] * first) + _both(right.intercept_[:, None] * second)).ravel(),
    )


def _both(rows_: Any) -> Any:
    """A two-label model has one row in scikit-learn: write it as two, half each, with opposite signs."""
    return (np.vstack([-rows_, rows_]) / 2 if len(rows_) == 1 else rows_).astype(np.float32)


def cross_validate(recipe: Recipe, grams: Any, dense: Any, gold: Any, weak: tuple[Any, Any] | None) -> Any:
    """The scores of every gold record by a model that has not seen it."""
    from sklearn.model_selection import StratifiedKFold

    scores = np.zeros((len(gold), len(recipe.labels)), dtype=np.float32)
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(dense, gold):
        model = fit_blend(recipe, grams[train], dense[train], gold[train], weak)
        scores[test] = grams[test] @ model.ngram_weights.T + dense[test] @ model.dense_weights.T + model.bias
    return scores


def lift(scores: Any, gold: Any) -> float:
    """What to add to the second label's score so that deciding at zero gives the best F1."""
    from sklearn.metrics import f1_score

    edge = scores[:, 1] - scores[:, 0]
    steps = np.arange(-2.0, 1.0, 0.05)
    best = [float(f1_score(gold, edge > step)) for step in steps]
    smooth = np.convolve(best, np.ones(5) / 5, mode="same")  # a lone peak would be chance
    return float(-steps[int(smooth.argmax())])


def train(names: list[str], data: Path, out: Path) -> list[Scores]:
    """Trains the named models, writes weights, cards and sums; gives the cross-validated scores."""
    sample = unlabelled(data)
    np.savez_compressed(out / "rarity.npz", rarity=fit_rarity(sample))
    weak_found = [seen(row) for row in sample]
    weak_grams = matrix(weak_found)
    meaning, stored = fit_meaning(weak_grams)
    np.savez_compressed(out / "meaning.npz", **stored)
    told = [
        Scores("rarity", {"buckets": BUCKETS}, WEAK_ARTICLES),
        Scores("meaning", {"n-grams": len(stored["buckets"]), "dimensions": DIMENSIONS}, len(weak_found)),
    ]
    records = subjects(data)
    found = [seen(row) for row in records]
    grams, dense = matrix(found), np.array([one.dense(meaning.place(one.ngrams)) for one in found])
    chosen, labels = weak_labels(weak_found)
    for name in names:
        recipe = RECIPES[name]
        gold = np.array([recipe.labels.index(recipe.gold(row["gold"])) for row in records])
        weak = (weak_grams[chosen], np.array(labels)) if recipe.weak else None
        scores = cross_validate(recipe, grams, dense, gold, weak)
        model = fit_blend(recipe, grams, dense, gold, weak)
        if name == "issue":
            more = lift(scores, gold)
            scores[:, 1] += more
            model.bias[1] += more
        model.save(out / f"{name}.npz")
        told.append(Scores.of(name, recipe.labels, scores.argmax(axis=1).tolist(), gold.tolist()))
    for one in told:
        write_card(one, out, SEED)
    write_sums(out)
    return told


def cross_validated(data: Path) -> dict[str, list[tuple[str, str]]]:
    """(got, gold) of every gold record, by models that have not seen it, with the rules laid over them; for nlp/evaluate.py.

    The space of meaning is the shipped one: it learned from texts without labels.
    """
    from nlp.models import meaning
    from nlp.tone import headline_help

    records = subjects(data)
    found = [seen(row) for row in records]
    grams, dense = matrix(found), np.array([one.dense(meaning().place(one.ngrams)) for one in found])
    weak_found = [seen(row) for row in unlabelled(data)]
    chosen, labels = weak_labels(weak_found)
    weak_grams = (matrix([weak_found[number] for number in chosen]), np.array(labels))
    told: dict[str, list[tuple[str, str]]] = {}
    for name, recipe in RECIPES.items():
        gold = np.array([recipe.labels.index(recipe.gold(row["gold"])) for row in records])
        scores = cross_validate(recipe, grams, dense, gold, weak_grams if recipe.weak else None)
        if name == "issue":
            scores[:, 1] += lift(scores, gold)
        for number, row in enumerate(records):
            if name == "tone":
                for label, help_ in headline_help(Article(id="", url="", outlet="", title=row["title"])).items():
                    scores[number, recipe.labels.index(label)] += help_
        got = scores.argmax(axis=1)
        told[name] = [(recipe.labels[left], recipe.labels[right]) for left, right in zip(got, gold, strict=True)]
    return told


def write_sums(out: Path) -> None:
    """SHA256SUMS of every model in the folder."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(out.glob("*.npz"))]
    (out / SUMS).write_text("\n".join(lines) + "\n", "utf-8")


def main(arguments: list[str]) -> int:
    """Trains from the command line."""
    parser = argparse.ArgumentParser(prog="python -m nlp.train", description=__doc__)
    parser.add_argument("model", choices=["all"])  # the space of meaning is shared: one is never trained without the others
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODELS)
    given = parser.parse_args(arguments)
    for one in train(list(RECIPES), given.data, given.out):
        sys.stdout.write(f"{one.name}: {one.line()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
