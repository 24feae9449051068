"""The weights we ship: read from data/models/, each file checked against SHA256SUMS before its first use.

In: `*.npz` written by nlp/training/train.py. Out: `Meaning` (n-grams -> a small dense vector) and `Blend` (the chance of each
label). Nothing in the files is executed (no pickle). Loaded once in a process and never changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.errors import OperatorError
from data.paths import MODELS
from nlp.features.vectors import BUCKETS, Features, Floats, Sparse

SUMS = "SHA256SUMS"
TRAIN = "huấn luyện lại bằng “diembao train all --data THƯ_MỤC”"


class ModelError(OperatorError):
    """A model file is missing or is not the one that was shipped; the message is Vietnamese and says what to do."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Latent semantic analysis: `rows[bucket]` points at a row of `vectors`, -1 where the n-gram was too rare."""

    rows: NDArray[np.int32]
    vectors: Floats  # already multiplied by the inverse document frequency

    def place(self, text: Sparse) -> Floats:
        """The text's place in the space of meaning, a vector of length one (zeros for an empty text)."""
        rows = self.rows[text.index]
        is_common = rows >= 0
        sum_: Floats = text.value[is_common] @ self.vectors[rows[is_common]]
        size = float(np.sqrt(sum_ @ sum_))
        return sum_ / size if size else sum_


@dataclass(frozen=True, slots=True)
class Blend:
    """Two linear models added: one over hashed n-grams, one over the dense features."""

    labels: tuple[str, ...]
    ngram_weights: Floats  # labels × BUCKETS
    dense_weights: Floats  # labels × dense features
    bias: Floats

    def chances(self, features: Features, meaning: Floats) -> dict[str, float]:
        """The chance of each label (softmax of the linear scores); `meaning` is the text's place in the space of meaning."""
        return self.chances_from(self.scores(features, meaning))

    def scores(self, features: Features, meaning: Floats) -> Floats:
        """The linear scores, in the order of `labels`."""
        ngrams, dense = features.ngrams, features.dense(meaning)
        if len(dense) != self.dense_weights.shape[1]:
            raise ModelError(f"Mô hình không khớp với danh sách lĩnh vực và từ khóa. Cách xử lý: {TRAIN}.")
        total: Floats = self.ngram_weights[:, ngrams.index] @ ngrams.value + self.dense_weights @ dense + self.bias
        return total

    def chances_from(self, scores: Floats) -> dict[str, float]:
        """Scores of `scores`, perhaps changed by a rule, as chances by label."""
        power = np.exp(scores - scores.max())
        return dict(zip(self.labels, (power / power.sum()).tolist(), strict=True))

    def save(self, path: Path) -> None:
        """Writes the n-gram weights as int8 with one scale a label."""
        scale = np.abs(self.ngram_weights).max(axis=1, keepdims=True) / 127.0
        small = np.round(self.ngram_weights / np.where(scale == 0, 1.0, scale)).astype(np.int8)
        np.savez_compressed(
            path, labels=np.array(self.labels), ngrams=small, scale=scale.astype(np.float32),
            dense=self.dense_weights.astype(np.float32), bias=self.bias.astype(np.float32),
        )  # fmt: skip


@cache
def sums() -> dict[str, str]:
    """File name -> SHA-256, as shipped."""
    try:
        lines = (MODELS / SUMS).read_text("utf-8").splitlines()
    except OSError as error:
        raise ModelError(f"Không đọc được {MODELS / SUMS}: {error}. Cách xử lý: cài lại chương trình.") from error
    return {name: checksum for checksum, name in (line.split(maxsplit=1) for line in lines if line.strip())}


def check() -> list[str]:
    """What is wrong with the shipped models, in Vietnamese; empty when all is well (for `diembao doctor`)."""
    wrong: list[str] = []
    try:
        names = sorted(sums())
    except ModelError as error:
        return [str(error)]
    for name in names:
        try:
            checked(name)
        except ModelError as error:
            wrong.append(str(error))
    return wrong


def checked(name: str) -> Path:
    """The path of a shipped model, its SHA-256 compared. Raises ModelError."""
    path = MODELS / name
    try:
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"Thiếu mô hình {name}: {error}. Cách xử lý: cài lại chương trình.") from error
    if checksum != sums().get(name):
        raise ModelError(f"Mô hình {name} không đúng bản phát hành (sai SHA-256). Cách xử lý: cài lại chương trình.")
    return path


@cache
def meaning() -> Meaning:
    """The shipped space of meaning."""
    with np.load(checked("meaning.npz"), allow_pickle=False) as stored:
        rows = np.full(BUCKETS, -1, dtype=np.int32)
        rows[stored["buckets"]] = np.arange(len(stored["buckets"]), dtype=np.int32)
        vectors = stored["vectors"].astype(np.float32) * stored["scale"]
        return Meaning(rows, vectors.astype(np.float32))


@cache
def labels_of(name: str) -> tuple[str, ...]:
    """The labels of a shipped model, without reading its weights."""
    with np.load(checked(f"{name}.npz"), allow_pickle=False) as stored:
        return tuple(str(label) for label in stored["labels"])


def mismatched_topics(topics: Iterable[str]) -> tuple[list[str], list[str]]:
    """The topics that the shipped model has not learned, and the labels it knows that are no topics (any more)."""
    wanted, learned = list(topics), labels_of("topic")
    return [slug for slug in wanted if slug not in learned], [slug for slug in learned if slug not in wanted]


@cache
def blend(name: str) -> Blend:
    """The shipped model of that name: topic, tone, issue."""
    with np.load(checked(f"{name}.npz"), allow_pickle=False) as stored:
        weights = stored["ngrams"].astype(np.float32) * stored["scale"]
        return Blend(labels_of(name), weights.astype(np.float32), stored["dense"], stored["bias"])


@cache
def load_weights(name: str) -> tuple[tuple[str, ...], Floats]:
    """Load the names and weights of a shipped model that is one row of weights."""
    with np.load(checked(f"{name}.npz"), allow_pickle=False) as stored:
        return tuple(str(label) for label in stored["names"]), stored["weights"].astype(np.float32)


@cache
def rarity() -> Floats:
    """The inverse document frequency of each bucket of nlp/grouping/terms.py in a general Vietnamese corpus."""
    with np.load(checked("rarity.npz"), allow_pickle=False) as stored:
        weights: Floats = stored["rarity"].astype(np.float32)
        return weights
