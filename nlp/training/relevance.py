"""The recipe of data/models/relevance.npz: `train_relevance(data, out)`.

In: DATA/gold/relevance.dev.jsonl.gz (province, article, label) and the pairs of nlp/training/dataset.py. Out: the model, its
card, and the scores on unseen provinces.
Scikit-learn is needed here only; the shipped model is plain numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.gazetteer import Province, load_province
from data.model import Article
from data.text.dates import read_date
from nlp.document import Document
from nlp.features.vectors import Sparse
from nlp.relevance import MODEL, Evidence, Model, gather_evidence
from nlp.training.dataset import read_annotations, read_rows, stack_sparse
from nlp.training.train import write_sums

SEED = 1
FOLDS = 10
DOUBTFUL = 0.8  # the weight of a label that its reader was not sure of
PRECISION = 0.942  # of "subject" on unseen provinces: the threshold is the best one that reaches it


def as_article(row: dict[str, Any]) -> Article:
    """The article of a pair."""
    return Article(
        id=row["id"], url=row["url"] or "", outlet=row["outlet"] or "", title=row["title"], summary=row["summary"],
        body=row["body"],
        published_at=read_date(row["published_at"]), lang="vi",
    )  # fmt: skip


def fit(part: Table) -> dict[str, np.ndarray]:
    """The arrays of one model, not yet calibrated. Doubtful labels weigh less."""
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    names, numbers, labels = part.names, part.numbers, part.labels
    weights = np.where(part.sure, 1.0, DOUBTFUL)
    scaler = StandardScaler().fit(numbers)
    linear = LogisticRegression(C=0.1, max_iter=3000).fit(scaler.transform(numbers), labels, weights)
    boosted = GradientBoostingClassifier(
        n_estimators=500, max_depth=4, learning_rate=0.04, subsample=0.6, max_features=12, min_samples_leaf=12, random_state=SEED
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
    words = LogisticRegression(C=10.0, solver="liblinear", random_state=SEED).fit(stack_sparse(part.words), labels, weights)
    scale = float(np.abs(words.coef_).max()) / 127
    prior = np.average(labels, weights=weights)
    return {
        "mean": scaler.mean_, "scale": scaler.scale_, "weights": linear.coef_[0], "bias": linear.intercept_[0],
        "feature": np.array(feature, dtype=np.int32), "limit": np.array(limit), "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32), "value": np.array(value), "roots": np.array(roots, dtype=np.int32),
        "words": np.round(words.coef_[0] / scale).astype(np.int8), "word_scale": np.array(scale),
        "word_bias": words.intercept_[0], "names": np.array(names),
        "start": np.log(prior / (1 - prior)), "slope": np.array(1.0), "shift": np.array(0.0), "threshold": np.array(0.5),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Labelled pairs as the model sees them, one row a pair that has a mention."""

    names: list[str]
    evidence: list[Evidence]
    labels: np.ndarray  # subject or not
    provinces: np.ndarray
    sure: np.ndarray
    missed: int = 0  # subjects without a mention

    @property
    def numbers(self) -> np.ndarray:
        """The numbers, a row a pair."""
        return np.array([[evidence.numbers[name] for name in self.names] for evidence in self.evidence])

    @property
    def words(self) -> list[Sparse]:
        """The words, one a pair."""
        return [evidence.words for evidence in self.evidence]

    def part(self, chosen: np.ndarray) -> Table:
        """The chosen rows."""
        evidence = [row for row, wanted in zip(self.evidence, chosen, strict=True) if wanted]
        return Table(self.names, evidence, self.labels[chosen], self.provinces[chosen], self.sure[chosen])

    def joined(self, other: Table | None) -> Table:
        """Both tables' rows."""
        if other is None:
            return self
        labels = np.concatenate([self.labels, other.labels])
        provinces = np.concatenate([self.provinces, other.provinces])
        return Table(self.names, [*self.evidence, *other.evidence], labels, provinces, np.concatenate([self.sure, other.sure]))


def tabulate(pairs: list[dict[str, Any]]) -> Table:
    """The pairs as a table; those without a mention are left out."""
    provinces: dict[str, Province] = {}
    kept: list[tuple[Evidence, bool, str, bool]] = []
    for row in pairs:
        province = provinces.setdefault(row["province"], load_province(row["province"]))
        document = Document(as_article(row), province)
        if document.local_mentions:
            gold = row["gold"]
            kept.append((gather_evidence(document), gold["verdict"] == "subject", row["province"], gold["confidence"] == "high"))
    evidence, labels, slugs, sure = (list(column) for column in zip(*kept, strict=True))
    missed = sum(pair["gold"]["verdict"] == "subject" for pair in pairs) - sum(labels)
    return Table(list(evidence[0].numbers), evidence, np.array(labels), np.array(slugs), np.array(sure), missed)


def predict_unseen(gold: Table, more: Table | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Each pair's answer by a model that saw no pair of its province: those of `gold`, then those of `more`."""
    every = gold.joined(more)
    order = sorted(set(every.provinces))
    np.random.default_rng(SEED).shuffle(order)
    fold = {province: number % FOLDS for number, province in enumerate(order)}
    at = np.array([fold[province] for province in every.provinces])
    answers = np.zeros(len(every.labels))
    for number in range(FOLDS):
        part = Model(fit(every.part(at != number)))
        answers[at == number] = [part.logit(evidence) for evidence in every.part(at == number).evidence]
    return answers[: len(gold.labels)], answers[len(gold.labels) :]


def scores(chosen: np.ndarray, labels: np.ndarray, missed: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of "subject"; `missed` subjects had no mention at all."""
    right = int((chosen & labels).sum())
    precision, recall = right / max(1, int(chosen.sum())), right / (int(labels.sum()) + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def choose_limit(chances: np.ndarray, table: Table) -> float:
    """Choose the threshold with the best F1 among those that keep the precision."""
    by_limit = {limit: scores(chances >= limit, table.labels, table.missed) for limit in np.arange(0.35, 0.9, 0.01)}
    precise = [limit for limit, (precision, _, _) in by_limit.items() if precision >= PRECISION]
    return float(round(max(precise, key=lambda limit: by_limit[limit][2]), 2))


def train_relevance(material: Path, out: Path = MODEL, people: Sequence[dict[str, Any]] = ()) -> dict[str, float]:
    """Train on all pairs, calibrate and set the threshold on unseen provinces, write the model and its card."""
    gold = tabulate(read_rows(material / "gold" / "relevance.dev.jsonl.gz"))
    read = tabulate([*read_annotations(material), *people])
    slope, shift, chances, others = calibrate(gold, read)
    threshold = choose_limit(chances, gold)
    figures = {"pairs": len(gold.labels), "readings": len(read.labels), "threshold": threshold}
    figures |= name_scores("", chances, gold, threshold) | name_scores("read_", others, read, threshold)
    figures["sure_f1"] = scores((chances >= threshold) & gold.sure, gold.labels & gold.sure, 0)[2]
    _, _, alone, _ = calibrate(gold, None)
    figures |= name_scores("alone_", alone, gold, choose_limit(alone, gold))
    arrays = fit(gold.joined(read))
    arrays |= {
        "slope": np.array(slope),
        "shift": np.array(shift),
        "threshold": np.array(threshold),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    out.with_suffix(".md").write_text(format_card(figures), encoding="utf-8")
    write_sums(out.parent)
    return figures


def calibrate(gold: Table, more: Table | None) -> tuple[float, float, np.ndarray, np.ndarray]:
    """Slope and shift learnt on the gold pairs, and the chances of both tables, all on unseen provinces."""
    from sklearn.linear_model import LogisticRegression

    answers, others = predict_unseen(gold, more)
    platt = LogisticRegression(C=100.0).fit(answers[:, None], gold.labels)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    return slope, shift, 1 / (1 + np.exp(-(slope * answers + shift))), 1 / (1 + np.exp(-(slope * others + shift)))


def name_scores(prefix: str, chances: np.ndarray, table: Table, threshold: float) -> dict[str, float]:
    """Give precision, recall and F1 under names that begin with the prefix."""
    values = scores(chances >= threshold, table.labels, table.missed)
    return {f"{prefix}{name}": value for name, value in zip(("precision", "recall", "f1"), values, strict=True)}


def format_card(figures: dict[str, float]) -> str:
    """The model's card."""

    def three(prefix: str) -> str:
        precision, recall, f1 = (figures[f"{prefix}{name}"] for name in ("precision", "recall", "f1"))
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"

    return f"""# relevance.npz

Is an article about the province? A logistic regression and 500 boosted trees (depth 4) over the numbers of
`nlp/relevance/features.py`,
and half a voice for a logistic regression over the masked words of `nlp/relevance/context_ngrams.py` (2^17 buckets,
int8), calibrated (Platt).
It decides subject against passing; namesake and absent are rules of `data/gazetteer/matcher.py`.

- **Data**: `../shared/gold/relevance.dev.jsonl.gz`, {figures["pairs"]:.0f} pairs (province, article) with a mention, of 56
  provinces; and `data/gold/corpus-readings.tsv`, {figures["readings"]:.0f} pairs of `../shared/corpus` (articles and feed
  items; two thirds drawn by chance, the rest where an earlier model was in doubt). All labelled by reading; weights only,
  no text, are shipped.
- **Command**: `diembao train relevance --data ../shared` (seed {SEED}; doubtful labels weigh {DOUBTFUL}).
- **Scores on unseen provinces** ({FOLDS}-fold cross-validation grouped by province over both sets; calibration and threshold set
  on the same folds of the gold pairs), "subject" at threshold {figures["threshold"]:.2f}:
  - gold pairs: {three("")}; F1 on sure labels {figures["sure_f1"]:.3f}
  - gold pairs, trained without the readings: {three("alone_")}
  - the readings themselves: {three("read_")}
  - the baseline "name occurs" has precision 0.55 on the gold pairs
- **Limits**: Vietnamese news of 2016–2021 and 2025–2026; long round-ups that name the province once or twice in a paragraph of
  its own are often called passing; clubs and firms bearing the name are weighed by their company in the text only. The rules and
  numbers were designed while reading errors on these pairs: figures on new pairs may be a few points lower.
"""
