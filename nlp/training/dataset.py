"""What the models of field, tone and issue learn from: the gold pairs, what annotators labelled besides, and their features.

In: the folder of training material. Out: `Labelled` texts as numbers, and the `Recipe` of each model.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.model import TONES, TOPICS, Article
from data.paths import GOLD
from data.text import nfc
from nlp.document import Document
from nlp.features.vectors import BUCKETS, Features, Sparse
from nlp.features.weights import Meaning

SURE, DOUBTFUL = 0.8, 0.45  # the weight of an annotator's labels beside a gold pair, by the annotator's confidence


@dataclass(frozen=True)
class Recipe:
    """How one Blend is trained: its labels, its part of the gold record, and its constants (chosen by cross-validation)."""

    labels: tuple[str, ...]
    gold: Callable[[dict[str, Any]], str]
    weak: bool  # also learns n-grams from unlabelled texts that the cue words label clearly
    ngrams: float  # regularisation of the n-grams (alpha) where weak, else its inverse (C)
    dense_strength: float  # the inverse of regularisation (C), every feature on one scale
    dense_share: float
    sharpness: float


RECIPES: dict[str, Recipe] = {
    "topic": Recipe(tuple(TOPICS), lambda gold: str(gold["topic"]), True, 5e-5, 0.01, 0.5, 2.0),
    "tone": Recipe(tuple(TONES), lambda gold: str(gold["tone"]), False, 10.0, 0.01, 1.0, 1.2),
    "issue": Recipe(("no", "yes"), lambda gold: "yes" if gold["issue"] else "no", False, 10.0, 0.01, 1.0, 1.2),
}


def stack_ngrams(features: Sequence[Features]) -> Any:
    """Stack the n-grams of many texts in one scipy sparse matrix (texts, BUCKETS)."""
    return stack_sparse([text.ngrams for text in features])


def stack_sparse(vectors: Sequence[Sparse]) -> Any:
    """Stack many sparse vectors in one scipy sparse matrix (vectors, BUCKETS)."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(vector.index) for vector in vectors)])
    values = np.concatenate([vector.value for vector in vectors])
    buckets = np.concatenate([vector.index for vector in vectors])
    return csr_matrix((values, buckets, ends), shape=(len(vectors), BUCKETS))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read the objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def document_of(row: dict[str, Any]) -> Document:
    """Prepare the text of one record with title, summary and body, as the judges see it."""
    article = Article(id="", url="", outlet="", title=row.get("title"), summary=row.get("summary"), body=row.get("body"))
    return Document(article)


def read_subjects(material: Path) -> list[dict[str, Any]]:
    """The gold pairs whose verdict is subject: only they have topic, tone and issue."""
    return [row for row in read_rows(material / "gold/relevance.dev.jsonl.gz") if row["gold"]["verdict"] == "subject"]


@dataclass(frozen=True)
class Labelled:
    """Labelled texts as the models see them, with their weights."""

    records: list[dict[str, Any]]
    grams: Any
    dense: Any
    weights: Any

    @classmethod
    def of(cls, records: list[dict[str, Any]], meaning: Meaning, weights: Any) -> Labelled:
        """Extract the features of the records; `meaning` is the space of meaning, `weights` one a record."""
        features = [document_of(record).features for record in records]
        dense = np.array([text.dense(meaning.place(text.ngrams)) for text in features])
        return cls(records, stack_ngrams(features), dense, weights)

    def labels(self, recipe: Recipe) -> Any:
        """The number of each record's label."""
        return np.array([recipe.labels.index(recipe.gold(record["gold"])) for record in self.records])


def read_gold_pairs(material: Path, meaning: Meaning) -> Labelled:
    """The gold pairs, on which every figure is measured."""
    records = read_subjects(material)
    return Labelled.of(records, meaning, np.ones(len(records)))


def read_more_pairs(material: Path, meaning: Meaning, people: Sequence[dict[str, Any]] = ()) -> Labelled | None:
    """Read what annotators labelled beside the gold pairs and what people corrected in an archive.

    Learned from, never measured on. None where there is none.
    """
    measured = {record["title"] for record in read_rows(material / "gold/relevance.dev.jsonl.gz")}
    both = [*read_annotations(material), *read_annotations(material, TONES_TABLE), *people]
    others = [(record, record["gold"]) for record in both if record["title"] not in measured]
    records = [record for record, gold in others if gold["verdict"] == "subject" and gold["topic"] and gold["tone"]]
    weights = np.array([SURE if record["gold"]["confidence"] == "high" else DOUBTFUL for record in records])
    return Labelled.of(records, meaning, weights) if records else None


TABLE = GOLD / "corpus-readings.tsv"  # drawn where the verdict was in doubt
TONES_TABLE = GOLD / "tone-readings.tsv"  # drawn where only the tone was in doubt: it would teach little of the verdict
FEED = "feed_"


def read_annotations(material: Path, table: Path = TABLE) -> list[dict[str, Any]]:
    """The labelled pairs in the table's order; a pair whose article the corpus lacks is left out."""
    corpus = material / "corpus" / "articles-30k.jsonl.gz"
    if not (table.exists() and corpus.exists()):
        return []
    with table.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t"))
    wanted = {line["id"] for line in lines}
    articles = {row["id"]: row for row in _lines(corpus) if row["id"] in wanted}
    feeds = material / "corpus" / "feeds-2025-2026.jsonl.gz"
    if feeds.exists() and any(key.startswith(FEED) for key in wanted):
        articles |= {key: row | {"id": key} for row in _lines(feeds) if (key := feed_id(row["url"])) in wanted}
    return [_pair(line, articles[line["id"]]) for line in lines if line["id"] in articles]


def feed_id(url: str) -> str:
    """The id of a feed item in a table: its address, hashed, since an address repeats the headline."""
    return FEED + hashlib.sha256(url.encode()).hexdigest()[:16]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _pair(line: dict[str, str], article: dict[str, Any]) -> dict[str, Any]:
    texts = {field: nfc(article.get(field) or "") for field in ("title", "summary", "body")}
    gold = {
        "verdict": line["verdict"], "confidence": line["confidence"], "tone": line["tone"] or None,
        "issue": line["issue"] == "yes" if line["issue"] else None, "topic": line["topic"] or None,
    }  # fmt: skip
    return {
        "id": article["id"], "province": line["province"], "url": "", "outlet": "",
        "published_at": article.get("published_at") or "", **texts, "gold": gold,
    }  # fmt: skip
