"""Syllables to words: the decisions of underthesea's word segmentation model, for all sentences of a text together.

In: the tokens of each sentence (a token holds no blank). Out: the words of each sentence, a word's syllables joined by blanks,
and the sentences that were too close to tell. A token either begins a word or goes on with one, so that one number for each
attribute says all: how much more it speaks for going on than for beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, pairwise

import numpy as np

from nlp.tagging.crf import CLOSE, Blocks, Crf, Floats, ModelDiffersError, Numbers, ends_of, rows_of

BEGIN, END = "\n", "\r"  # what stands before and after a sentence; no token holds a blank
KEPT = 60_000  # tokens remembered; then all are forgotten, so that memory stays level over years

# The templates of the model (its features.bin): what is looked at -> from which places, seen from the token.
SINGLE = {"": (-2, -1, 0, 1, 2), ".lower": (-2, -1, 0, 1, 2), ".isdigit": (-1, 0, 1), ".istitle": (-2, -1, 0, 1, 2),
          ".is_in_dict": (-2, -1, 0, 1, 2)}  # fmt: skip
PAIRS = ((-2, -1), (-1, 0), (0, 1), (1, 2))
TRIPLES = ((-2, 0), (-1, 1), (0, 2))
UNKNOWN, BEFORE, AFTER, WORD = range(4)  # rows for joined tokens: of no weight, at the ends of a sentence, only in the dictionary
Score = Callable[[str], float]
Traits = Callable[[str], Sequence[str]]  # token -> its lower case, isdigit, istitle, is_in_dict, as underthesea writes them


class _Tokens(dict[str, int]):
    """token -> the number of its block (place, then weight and whether it is a title). A new token is looked up and kept."""

    def __init__(self, attributes: Iterable[str], score: Score, traits: Traits) -> None:
        super().__init__()
        self._traits = traits
        self._said: dict[str, dict[str, Floats]] = {kind: {} for kind in SINGLE}
        wanted = {f"T[{place}]{kind}": (kind, place + 2) for kind, places in SINGLE.items() for place in places}
        for attribute in attributes:
            name, _, value = attribute.partition("=")
            if name in wanted:
                kind, row = wanted[name]
                self._said[kind].setdefault(value, np.zeros(5))[row] = score(attribute)
        self.lower: dict[str, str] = {}
        self.blocks = Blocks(5, 2)

    def __missing__(self, token: str) -> int:
        if token in (BEGIN, END):
            values = dict.fromkeys(SINGLE, "BOS" if token == BEGIN else "EOS")
        else:
            values = dict(zip(SINGLE, (token, *self._traits(token)), strict=True))
        self.lower[token] = values[".lower"] if token not in (BEGIN, END) else token
        block = np.zeros((5, 2))
        for kind, value in values.items():
            if value in self._said[kind]:
                block[:, 0] += self._said[kind][value]
        block[:, 1] = values[".istitle"] == "True"
        self[token] = number = self.blocks.number(block)
        return number

    def forget(self) -> None:
        """Between texts: starts anew when too much is remembered."""
        if len(self) >= KEPT:
            self.clear()
            self.lower.clear()


class _Joined:
    """Neighbouring tokens joined by blanks -> the row of their weights for each span of places."""

    def __init__(
        self, spans: Sequence[tuple[int, int]], kinds: Sequence[str], crf: Crf, score: Score, dictionary: set[str]
    ) -> None:
        names = [f"T[{first},{last}]" for first, last in spans]
        tokens = spans[0][1] - spans[0][0]
        listed = {word for word in dictionary if word.count(" ") == tokens} if ".is_in_dict" in kinds else set()
        wanted = {name + kind for name in names for kind in kinds}
        values = {value for name, _, value in (attribute.partition("=") for attribute in crf.attributes) if name in wanted}
        values -= {"BOS", "EOS", "True", "False"}

        def row(value: str, in_dictionary: str) -> list[float]:
            each = {kind: in_dictionary if kind == ".is_in_dict" else value for kind in kinds}
            return [sum(score(f"{name}{kind}={each[kind]}") for kind in kinds) for name in names]

        special = [row("", "False"), row("BOS", "BOS"), row("EOS", "EOS"), row("", "True")]
        self._rows = dict.fromkeys(listed, WORD) | {value: number for number, value in enumerate(sorted(values), len(special))}
        rows = [*special, *(row(value, str(value in listed)) for value in sorted(values))]
        self.table = np.ascontiguousarray(np.array(rows).T)

    def rows(self, joined: Sequence[str]) -> Numbers:
        return rows_of(joined, self._rows, UNKNOWN)


class Segmenter:
    """The model made ready; `words` is all that is asked of it."""

    def __init__(self, crf: Crf, dictionary: set[str], traits: Traits) -> None:
        if crf.labels != ("B-W", "I-W"):
            raise ModelDiffersError(f"labels of the word model: {crf.labels}")
        favour = (crf.weights[:, 1] - crf.weights[:, 0]).tolist()
        rows = crf.attributes

        def score(attribute: str) -> float:
            row = rows.get(attribute)
            return 0.0 if row is None else float(favour[row])

        self._tokens = _Tokens(rows, score, traits)
        self._pairs = _Joined(PAIRS, ("",), crf, score, dictionary)
        self._lower_pairs = _Joined(PAIRS, (".lower", ".is_in_dict"), crf, score, dictionary)
        self._triples = _Joined(TRIPLES, ("",), crf, score, dictionary)
        self._lower_triples = _Joined(TRIPLES, (".is_in_dict",), crf, score, dictionary)
        self._titles = np.array(
            [[score(f"T[0,{last}].istitle={value}") for value in ("False", "True", "EOS")] for last in (1, 2)]
        )
        self._steps = crf.transitions.tolist()

    def words(self, sentences: Sequence[Sequence[str]]) -> tuple[list[list[str]], set[int]]:
        """The words of each sentence, and the numbers of the sentences whose cut was too close to tell."""
        scores = self._scores(sentences).tolist()
        cut: list[list[str]] = []
        close: set[int] = set()
        start = 2
        for number, tokens in enumerate(sentences):
            goes_on, near = self._decide(scores[start - 2 : start - 2 + len(tokens)])
            if near:
                close.add(number)
            words: list[str] = []
            for token, joins in zip(tokens, goes_on, strict=True):
                if joins and words:
                    words[-1] += " " + token
                else:
                    words.append(token)
            cut.append(words)
            start += len(tokens) + 4
        return cut, close

    def _scores(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """For each token, how much it speaks for going on; two tokens BEGIN before and two END after every sentence."""
        self._tokens.forget()
        flat = [token for tokens in sentences for token in (BEGIN, BEGIN, *tokens, END, END)]
        numbers = rows_of(flat, self._tokens)
        size = len(flat) - 4
        before, after = ends_of([len(tokens) for tokens in sentences])
        single, title = self._tokens.blocks.table[:, :, 0], self._tokens.blocks.table[0, :, 1].take(numbers) > 0
        scores = np.zeros(size)
        for place in range(5):
            scores += single[place].take(numbers[place : place + size])
        lower = list(map(self._tokens.lower.__getitem__, flat))
        for tokens, pairs, triples in ((flat, self._pairs, self._triples), (lower, self._lower_pairs, self._lower_triples)):
            two = [f"{left} {right}" for left, right in pairwise(tokens)]
            three = [f"{left} {right}" for left, right in zip(two, islice(tokens, 2, None), strict=False)]
            for joined, joints in ((two, pairs), (three, triples)):
                reach = len(flat) - len(joined)
                rows = joints.rows(joined)
                rows[after[reach:]] = AFTER
                rows[before[:-reach]] = BEFORE
                for place, weights in enumerate(joints.table):
                    scores += weights.take(rows[place : place + size])
        titles = title[2 : size + 2]
        for reach, weights in zip((1, 2), self._titles, strict=True):
            titles = titles & title[2 + reach : size + 2 + reach]
            scores += weights.take(np.where(after[2 + reach : size + 2 + reach], 2, titles))
        return scores

    def _decide(self, scores: Sequence[float]) -> tuple[list[bool], bool]:
        """Which tokens of a sentence go on with a word (Viterbi over two labels), and whether it was too close to tell."""
        (stay, to_on), (to_begin, on) = self._steps
        begin_edge, on_edge = stay - to_begin, to_on - on
        lead = scores[0] if scores else 0.0  # how far the best path to "goes on" is ahead of the best one to "begins"
        back: list[tuple[bool, bool]] = []
        near = False
        for score in scores[1:]:
            from_on = (lead > begin_edge, lead > on_edge)
            near |= abs(lead - begin_edge) < CLOSE or abs(lead - on_edge) < CLOSE
            back.append(from_on)
            lead = (lead + on if from_on[1] else to_on) - (lead + to_begin if from_on[0] else stay) + score
        near |= abs(lead) < CLOSE
        label = lead > 0
        labels = [label]
        for from_on in reversed(back):
            label = from_on[label]
            labels.append(label)
        return labels[::-1], near
