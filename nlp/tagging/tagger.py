"""Words to tags: part of speech, chunk and entity, by underthesea's three models, for all sentences of a text together.

In: the words of each sentence. Out: the tags of each sentence, and the sentences that were too close to tell. The three models
look at the same words, so their weights lie side by side in one table: one look-up of a word and one of each pair serve all
three.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from nlp.tagging.crf import Blocks, Crf, Decoder, Flags, Floats, Numbers, ends_of, rows_of
from nlp.tagging.segmenter import BEGIN, END

KEPT = 60_000  # words remembered; then all are forgotten, so that memory stays level over years
PLACES = (-2, -1, 0, 1, 2)
PAIRS = ((-2, -1), (-1, 0), (0, 1), (1, 2))
# underthesea writes X for every tag that is not known yet, so these columns say only how far the sentence's beginning is.
EARLIER = (("T[-3][1]", "T[-2][1]", "T[-1][1]", "T[-3,-2][1]", "T[-2,-1][1]"), ("T[-3][2]", "T[-2][2]", "T[-1][2]"),
           ("T[-3][3]", "T[-2][3]", "T[-1][3]"))  # fmt: skip
UNKNOWN, BEFORE, AFTER = range(3)
Tags = tuple[list[str], list[str], list[str]]


def is_title(word: str) -> bool:
    """underthesea's `text_istitle`: every blank-separated piece starts with a capital; a doubled blank says no."""
    pieces = word.split(" ")
    return bool(word) and all(piece and piece[0].istitle() for piece in pieces)


class _Words(dict[str, int]):
    """word -> the number of its block of weights (place × labels of all models). A new word is looked up and kept."""

    def __init__(self, models: Sequence[Crf], labels: int) -> None:
        super().__init__()
        self.blocks = Blocks(len(PLACES), labels)
        self._said: dict[str, dict[str, list[tuple[int, slice, Floats]]]] = {"": {}, ".lower": {}, ".istitle": {}}
        wanted = {f"T[{place}]{kind}": (kind, place - PLACES[0]) for kind in self._said for place in PLACES}
        start = 0
        for model in models:
            columns = slice(start, start + len(model.labels))
            start = columns.stop
            for attribute, number in model.attributes.items():
                name, _, value = attribute.partition("=")
                if name in wanted:
                    kind, row = wanted[name]
                    self._said[kind].setdefault(value, []).append((row, columns, model.weights[number]))

    def __missing__(self, word: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        end = {BEGIN: "BOS", END: "EOS"}.get(word)
        raw, lower, title = (end, end, end) if end else (word, word.lower(), str(is_title(word)))
        block = np.zeros(self.blocks.table[:, 0].shape)
        for kind, value in (("", raw), (".lower", lower), (".istitle", title)):
            for row, columns, weights in self._said[kind].get(value, ()):
                block[row, columns] += weights
        self[word] = number = self.blocks.number(block)
        return number


def _beside(models: Sequence[Crf], attributes: Sequence[str]) -> Floats:
    """The weights of an attribute in each model, side by side; one row for each attribute."""
    return np.array([np.concatenate([np.zeros(len(model.labels)) + model.of(name) for model in models]) for name in attributes])


class Tagger:
    """The three models made ready; `tags` is all that is asked of it."""

    def __init__(self, part: Crf, chunk: Crf, entity: Crf) -> None:
        models = (part, chunk, entity)
        self._labels = [model.labels for model in models]
        self._words = _Words(models, sum(map(len, self._labels)))
        self._decoders = [Decoder(model.transitions) for model in models]
        names = [f"T[{first},{last}]=" for first, last in PAIRS]
        listed = {value for model in models for name, _, value in (attribute.partition("=") for attribute in model.attributes)
                 if name + "=" in names and value not in ("BOS", "EOS")}  # fmt: skip
        values = ["", "BOS", "EOS", *sorted(listed)]  # no attribute has an empty value: a row of zeros
        self._pairs = {value: row for row, value in enumerate(values) if row > AFTER}
        self._pair_weights = np.array([_beside(models, [name + value for value in values]) for name in names])
        self._earlier = self._earlier_weights(models)
        self._part_singles, self._part_pairs = _part_weights((chunk, entity), part.labels)

    @staticmethod
    def _earlier_weights(models: Sequence[Crf]) -> Floats:
        """Row n: what the tag's own earlier columns say of the n-th token (from the fourth token on always the same)."""
        rows: list[Floats] = []
        for number in range(4):
            parts: list[Floats] = []
            for model, names in zip(models, EARLIER, strict=True):
                total = np.zeros(len(model.labels))
                for name in names:
                    reach = -int(name[2:4])
                    unknown = "X X" if "," in name else "X"
                    total += model.of(f"{name}={unknown if number >= reach else 'BOS'}")
                parts.append(total)
            rows.append(np.concatenate(parts))
        return np.array(rows)

    def tags(self, sentences: Sequence[Sequence[str]]) -> tuple[list[Tags], set[int]]:
        """Part of speech, chunk and entity of each word of each sentence (none empty); which sentences were too close to tell."""
        lengths = [len(words) for words in sentences]
        before, after = ends_of(lengths)
        tokens = np.flatnonzero(~(before | after))
        scores = self._word_scores(sentences, before, after)[tokens - 2]
        ends = np.cumsum(lengths)
        within = np.arange(len(tokens)) - np.repeat(ends - lengths, lengths)
        scores += self._earlier.take(np.minimum(within, 3), axis=0)
        width = len(self._labels[0])
        parts, close = self._decoders[0].labels(scores[:, :width], lengths)
        rest = scores[:, width:]
        rest += self._part_scores(parts, tokens, before)
        width = len(self._labels[1])
        chunks, close_chunks = self._decoders[1].labels(rest[:, :width], lengths)
        entities, close_entities = self._decoders[2].labels(rest[:, width:], lengths)
        doubtful = np.searchsorted(ends, [*close, *close_chunks, *close_entities], side="right").tolist()
        columns = [list(map(names.__getitem__, numbers.tolist())) for names, numbers in
                   zip(self._labels, (parts, chunks, entities), strict=True)]  # fmt: skip
        tagged: list[Tags] = [
            (columns[0][end - size : end], columns[1][end - size : end], columns[2][end - size : end])
            for end, size in zip(ends.tolist(), lengths, strict=True)
        ]
        return tagged, set(doubtful)

    def _word_scores(self, sentences: Sequence[Sequence[str]], before: Flags, after: Flags) -> Floats:
        flat = [word for words in sentences for word in (BEGIN, BEGIN, *words, END, END)]
        numbers = rows_of(flat, self._words)
        size = len(flat) - 4
        scores = np.zeros((size, self._earlier.shape[1]))
        for place, weights in enumerate(self._words.blocks.table):
            scores += weights.take(numbers[place : place + size], axis=0)
        rows = rows_of([f"{left} {right}" for left, right in pairwise(flat)], self._pairs, UNKNOWN)
        rows[after[1:]] = AFTER
        rows[before[:-1]] = BEFORE
        for place, weights in enumerate(self._pair_weights):
            scores += weights.take(rows[place : place + size], axis=0)
        return scores

    def _part_scores(self, parts: Numbers, tokens: Numbers, before: Flags) -> Floats:
        """What the parts of speech around each token say to chunk and entity."""
        kinds = len(self._labels[0]) + 2
        wide = np.where(before, kinds - 2, kinds - 1)
        wide[tokens] = parts
        pairs = wide[:-1] * kinds + wide[1:]
        scores = np.zeros((len(parts), self._part_singles.shape[2]))
        for place, weights in enumerate(self._part_singles):
            scores += weights.take(wide[tokens - 2 + place], axis=0)
        for place, weights in enumerate(self._part_pairs):
            scores += weights.take(pairs[tokens - 2 + place], axis=0)
        return scores


def _part_weights(models: Sequence[Crf], parts: Sequence[str]) -> tuple[Floats, Floats]:
    """For each place the weights of a part of speech; for each pair of places those of two (number of one × kinds + other)."""
    values = [*parts, "BOS", "EOS"]
    ends = ("BOS", "EOS")
    joined = [
        left if left in ends else "EOS" if right in ends else f"{left} {right}"
        for left in values
        for right in values
    ]  # fmt: skip
    singles = [_beside(models, [f"T[{place}][1]={left}" for left in values]) for place in PLACES]
    pairs = [_beside(models, [f"T[{first},{last}][1]={left}" for left in joined]) for first, last in PAIRS]
    return np.array(singles), np.array(pairs)
