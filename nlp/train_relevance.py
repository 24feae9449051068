"""The recipe of data/models/relevance.npz: `train(data, out)`.

In: DATA/gold/relevance.dev.jsonl.gz (province, article, label). Out: the model, its card, and the scores on unseen provinces.
Scikit-learn is needed here only; the shipped model is plain numpy.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from data.article import Article
from data.dates import read_date
from data.province import Province, load_province
from nlp.evidence import gather
from nlp.relevance import MODEL, Model
from nlp.train import write_sums

SEED = 1
FOLDS = 10
PRECISION = 0.935  # of "subject" on unseen provinces: the threshold is the lowest that reaches it


def rows(path: Path) -> list[dict[str, Any]]:
    """The labelled pairs."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def as_article(row: dict[str, Any]) -> Article:
    """The article of a pair."""
    return Article(
        id=row["id"], url=row["url"] or "", outlet=row["outlet"] or "", title=row["title"], summary=row["summary"],
        body=row["body"],
        published_at=read_date(row["published_at"]), lang="vi",
    )  # fmt: skip


def table(pairs: list[dict[str, Any]]) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Names of the numbers, the numbers, subject or not, province, sure or not; pairs without a mention are left out."""
    provinces: dict[str, Province] = {}
    names: list[str] = []
    numbers, labels, groups, sure = [], [], [], []
    for row in pairs:
        province = provinces.setdefault(row["province"], load_province(row["province"]))
        article = as_article(row)
        mentions = province.find_article(article)
        if not any(mention.kind not in ("namesake", "watch") for mention in mentions):
            continue
        found = gather(article, province, mentions).numbers
        names = list(found)
        numbers.append(list(found.values()))
        labels.append(row["gold"]["verdict"] == "subject")
        groups.append(row["province"])
        sure.append(row["gold"]["confidence"] == "high")
    return names, np.array(numbers), np.array(labels), np.array(groups), np.array(sure)


def fit(numbers: np.ndarray, labels: np.ndarray, sure: np.ndarray) -> dict[str, np.ndarray]:
    """The arrays of one model, not yet calibrated. Doubtful labels weigh less."""
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    weights = np.where(sure, 1.0, 0.6)
    scaler = StandardScaler().fit(numbers)
    linear = LogisticRegression(C=0.1, max_iter=3000).fit(scaler.transform(numbers), labels, weights)
    boosted = GradientBoostingClassifier(
        n_estimators=200, max_depth=3, learning_rate=0.05, subsample=0.6, max_features=12, min_samples_leaf=8, random_state=SEED
    ).fit(numbers, labels, weights)
    feature: list[int] = []
    limit: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    for stage in boosted.estimators_[:, 0]:
        tree, base = stage.tree_, len(feature)
        roots.append(base)
        feature += [int(f) if f >= 0 else -1 for f in tree.feature]
        limit += list(tree.threshold)
        left += [base + int(node) for node in tree.children_left]
        right += [base + int(node) for node in tree.children_right]
        value += list(boosted.learning_rate * tree.value[:, 0, 0])
    prior = np.average(labels, weights=weights)
    return {
        "mean": scaler.mean_, "scale": scaler.scale_, "weights": linear.coef_[0], "bias": linear.intercept_[0],
        "feature": np.array(feature, dtype=np.int32), "limit": np.array(limit), "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32), "value": np.array(value), "roots": np.array(roots, dtype=np.int32),
        "start": np.log(prior / (1 - prior)), "slope": np.array(1.0), "shift": np.array(0.0), "threshold": np.array(0.5),
    }  # fmt: skip


def logits(model: Model, names: list[str], numbers: np.ndarray) -> np.ndarray:
    """The model's answers on the scale before the logistic function."""
    chances = np.array([model.score(dict(zip(names, row, strict=True))) for row in numbers])
    odds: np.ndarray = np.log(chances / (1 - chances))
    return odds


def unseen(names: list[str], numbers: np.ndarray, labels: np.ndarray, groups: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """Each pair's answer by a model that saw no pair of its province."""
    from sklearn.model_selection import GroupKFold

    found = np.zeros(len(labels))
    for train_rows, test_rows in GroupKFold(FOLDS).split(numbers, labels, groups):
        part = Model({**fit(numbers[train_rows], labels[train_rows], sure[train_rows]), "names": np.array(names)})
        found[test_rows] = logits(part, names, numbers[test_rows])
    return found


def scores(chosen: np.ndarray, labels: np.ndarray, missed: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of "subject"; `missed` subjects had no mention at all."""
    right = int((chosen & labels).sum())
    precision, recall = right / max(1, int(chosen.sum())), right / (int(labels.sum()) + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def train(data: Path, out: Path = MODEL) -> dict[str, float]:
    """Train on all pairs, calibrate and set the threshold on unseen provinces, write the model and its card."""
    from sklearn.linear_model import LogisticRegression

    pairs = rows(data / "gold" / "relevance.dev.jsonl.gz")
    names, numbers, labels, groups, sure = table(pairs)
    missed = sum(pair["gold"]["verdict"] == "subject" for pair in pairs) - int(labels.sum())
    answers = unseen(names, numbers, labels, groups, sure)
    platt = LogisticRegression(C=100.0).fit(answers[:, None], labels)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    chances = 1 / (1 + np.exp(-(slope * answers + shift)))
    limits = [limit for limit in np.arange(0.35, 0.9, 0.01) if scores(chances >= limit, labels, missed)[0] >= PRECISION]
    threshold = float(round(max(limits, key=lambda limit: scores(chances >= limit, labels, missed)[2]), 2))
    precision, recall, f1 = scores(chances >= threshold, labels, missed)
    arrays = fit(numbers, labels, sure)
    arrays |= {"names": np.array(names), "slope": np.array(slope), "shift": np.array(shift), "threshold": np.array(threshold)}
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    figures = {"pairs": len(pairs), "threshold": threshold, "precision": precision, "recall": recall, "f1": f1}
    figures["sure_f1"] = scores((chances >= threshold) & sure, labels & sure, 0)[2]
    out.with_suffix(".md").write_text(card(figures), encoding="utf-8")
    write_sums(out.parent)
    return figures


def card(figures: dict[str, float]) -> str:
    """The model's card."""
    return f"""# relevance.npz

Is an article about the province? A logistic regression and 200 boosted trees (depth 3) over the numbers of `nlp/evidence.py`,
their mean
calibrated (Platt). It decides subject against passing; namesake and absent are rules of `data/matcher.py`.

- **Data**: `../shared/gold/relevance.dev.jsonl.gz`, {figures["pairs"]:.0f} (province, article) pairs of 56 provinces labelled
by reading; weights only, no text, is shipped.
- **Command**: `diembao train relevance --data ../shared` (seed {SEED}; doubtful labels weigh 0.6).
- **Scores on unseen provinces** ({FOLDS}-fold cross-validation grouped by province; calibration and threshold set on the same
folds): precision {figures["precision"]:.3f}, recall
  {figures["recall"]:.3f}, F1 {figures["f1"]:.3f} of "subject" at threshold {figures["threshold"]:.2f}; F1 on sure labels
  {figures["sure_f1"]:.3f}. The baseline "name occurs" has precision 0.55 on these pairs.
- **Limits**: Vietnamese news of 2016–2021 and 2025–2026; long round-ups that name the province once or twice in a paragraph of
its own are often called passing;
  clubs and firms bearing the name are weighed by their company in the text only. The
  rules and numbers were designed while reading errors on these pairs: figures on new pairs may be a few points lower.
"""
