"""Linear-chain CRF models in the file format of CRFsuite: reading them, and the best labels of many sentences at once.

In: a model file and the SHA-256 it must have; scores of every token for every label. Out: for every token the number of its
label, and where it was so close to a tie that rounding could decide (such sentences are for the library that shipped the
model).
Format: http://www.chokkan.org/software/crfsuite/ (lCRF, version 100: FEAT chunk, labels and attributes as CQDB).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

LOWEST = float("-inf")
ROUNDS = 3  # of striking out labels; more find little more
CLOSE = 1e-6  # scores nearer than this may be told apart only by the order of the library's additions
FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
TRANSITION = 1  # of the kinds of feature; 0 is an attribute's


class ModelDiffersError(ValueError):
    """A shipped file is not the one that this decoder was made for."""


@dataclass(frozen=True)
class Crf:
    """One model: `weights[attributes[name]]` is what an attribute gives each label, `transitions[from, to]` what a step gives."""

    labels: tuple[str, ...]
    attributes: dict[str, int]
    weights: Floats
    transitions: Floats

    def of(self, attribute: str) -> Floats | float:
        """The weights of an attribute for each label; 0 for one that the model does not know."""
        row = self.attributes.get(attribute)
        return 0.0 if row is None else self.weights[row]


def checked(path: Path, sha256: str) -> bytes:
    """The bytes of a shipped file. Raises ModelDiffersError."""
    source = path.read_bytes()
    if hashlib.sha256(source).hexdigest() != sha256:
        raise ModelDiffersError(str(path))
    return source


def read_crf(source: bytes) -> Crf:
    """Reads a CRFsuite model. Raises ModelDiffersError where it is none."""
    magic, _, kind, _, _, _, _, features, labels, attributes = struct.unpack_from("<4sI4s7I", source)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise ModelDiffersError("not a first-order CRFsuite model")
    names, attribute_names = _strings(source, labels), _strings(source, attributes)
    count = struct.unpack_from("<I", source, features + 8)[0]
    table = np.frombuffer(source, FEATURE, count=count, offset=features + 12)
    steps = table["kind"] == TRANSITION
    transitions, weights = np.zeros((len(names), len(names))), np.zeros((len(attribute_names), len(names)))
    for array, chosen in ((transitions, table[steps]), (weights, table[~steps])):
        array[chosen["source"], chosen["target"]] = chosen["weight"]
    return Crf(tuple(names), {name: row for row, name in enumerate(attribute_names)}, weights, transitions)


def _strings(source: bytes, start: int) -> list[str]:
    """The strings of a CQDB in order of their numbers."""
    size, backward = struct.unpack_from("<II", source, start + 16)
    strings: list[str] = []
    for offset in np.frombuffer(source, "<u4", count=size, offset=start + backward).tolist():
        begin = start + offset
        length = struct.unpack_from("<I", source, begin + 4)[0]
        strings.append(source[begin + 8 : begin + 7 + length].decode())
    return strings


class Blocks:
    """Different blocks of weights (places × labels), numbered as they come; `table[place]` has a row for each number."""

    def __init__(self, places: int, labels: int) -> None:
        self._numbers: dict[bytes, int] = {}
        self.table = np.zeros((places, 256, labels))

    def number(self, block: Floats) -> int:
        """The number of a block; an equal one that came before is used again."""
        number = self._numbers.setdefault(block.tobytes(), len(self._numbers))
        if number >= self.table.shape[1]:
            self.table = np.concatenate((self.table, np.zeros_like(self.table)), axis=1)
        self.table[:, number] = block
        return number


class Decoder:
    """The best path through scores and transitions (Viterbi), for all sentences of a text together.

    Each token has a label chosen by its own score. An upper bound tells how far a path that goes on from another label could
    get ahead of one that goes on from the chosen label. Where one path is left and no other label can win after it, the next
    label is known without a step; only the stretches between are walked, with the few labels left. The result is that of the
    full algorithm.
    """

    def __init__(self, transitions: Floats) -> None:
        self._transitions = transitions
        # What label m could gain over label k by the step out of it, wherever it goes, and by the step into it: [k, m].
        self._gain = (transitions[None, :, :] - transitions[:, None, :]).max(axis=2)
        self._gain_before = (transitions.T[None, :, :] - transitions.T[:, None, :]).max(axis=2)
        self._steps: list[list[float]] = [*transitions.tolist(), [0.0] * len(transitions)]  # the last: a sentence begins

    def labels(self, scores: Floats, lengths: Sequence[int]) -> tuple[Numbers, list[int]]:
        """The label of each token, and the tokens where it was too close to tell."""
        ends = np.cumsum(lengths)
        last, first = ends - 1, ends - lengths
        tokens = np.arange(len(scores))
        chosen = scores.argmax(axis=1)
        behind = scores - scores[tokens, chosen][:, None]
        onward = self._onward(behind, chosen, last)
        possible = onward + self._gain_before[chosen] >= -CLOSE
        possible[first] = onward[first] >= -CLOSE
        steps = np.empty_like(scores)
        steps[1:] = self._transitions[chosen[:-1]]
        steps[first] = 0.0
        # Which labels can win where the chosen label of the token before is the only one left.
        steps -= steps[tokens, chosen][:, None]
        open_ = np.count_nonzero(onward + steps >= -CLOSE, axis=1) > 1
        return self._walk(scores, onward - behind, chosen, possible, open_.nonzero()[0], ends)

    def _onward(self, behind: Floats, chosen: Numbers, last: Numbers) -> Floats:
        """For each token and label: how far, at most, the best path from this label on is ahead of that from the chosen one."""
        bound = behind + self._gain[chosen]
        bound[last] = behind[last]
        inner = np.ones(len(chosen), bool)
        inner[last] = False
        steps = self._transitions[chosen[:-1], chosen[1:]]
        for _ in range(ROUNDS):
            open_ = (inner & (np.count_nonzero(bound >= -CLOSE, axis=1) > 1)).nonzero()[0]
            if not len(open_):
                break
            least = behind[open_] - steps[open_][:, None]
            bound[open_] = np.minimum(bound[open_], least + (bound[open_ + 1][:, None, :] + self._transitions).max(axis=2))
        return np.asarray(bound)

    def _walk(
        self, scores: Floats, slack: Floats, chosen: Numbers, possible: Flags, starts: Numbers, ends_of_sentences: Numbers
    ) -> tuple[Numbers, list[int]]:
        """Walks the stretches where more than one label is open, and writes the best labels into `chosen`."""
        close: list[int] = []
        ends = ends_of_sentences.tolist()
        begins, lasts, settled = {0, *ends}, {end - 1 for end in ends}, chosen.tolist()
        labels = possible.nonzero()[1].tolist()
        spans = [0, *np.count_nonzero(possible, axis=1).cumsum().tolist()]
        done = -1
        for start in starts.tolist():
            if start <= done:
                continue
            path = [(-1 if start in begins else settled[start - 1], 0.0)]
            back: list[dict[int, tuple[int, bool]]] = []
            token = start
            while True:
                options = labels[spans[token] : spans[token + 1]]
                path, came = self._step(path, options, scores[token].tolist(), slack[token].tolist(), settled[token])
                back.append(came)
                if len(path) == 1 or token in lasts:
                    break
                token += 1
            done = token
            path.sort(key=lambda item: -item[1])
            label = path[0][0]
            doubtful = len(path) > 1 and path[0][1] - path[1][1] < CLOSE
            for index in range(token, start - 1, -1):
                chosen[index] = label
                label, near = back[index - start][label]
                doubtful |= near
            if doubtful:
                close.append(start)
        return chosen, close

    def _step(
        self, path: list[tuple[int, float]], options: list[int], scores: list[float], slack: list[float], chosen: int
    ) -> tuple[list[tuple[int, float]], dict[int, tuple[int, bool]]]:
        """One token further: the paths that can still win, and for each label where it came from and whether that was close."""
        reached: list[tuple[int, float]] = []
        came: dict[int, tuple[int, bool]] = {}
        ways = [(previous, so_far, self._steps[previous]) for previous, so_far in path]
        least = max([so_far + step[chosen] for _, so_far, step in ways]) + scores[chosen] - CLOSE
        for label in options:
            best, second, source = LOWEST, LOWEST, -1
            for previous, so_far, step in ways:
                reached_by = so_far + step[label]
                if reached_by > best:
                    best, second, source = reached_by, best, previous
                elif reached_by > second:
                    second = reached_by
            total = best + scores[label]
            if total + slack[label] >= least or label == chosen:
                reached.append((label, total))
                came[label] = (source, best - second < CLOSE)
        return reached, came


def rows_of(items: Sequence[str], numbers: Mapping[str, int], missing: int | None = None) -> Numbers:
    """The number of each item; with `missing` for those that are not known."""
    if missing is None:
        return np.fromiter(map(numbers.__getitem__, items), np.intp, len(items))
    return np.fromiter(map(numbers.get, items, repeat(missing)), np.intp, len(items))


def ends_of(lengths: Sequence[int]) -> tuple[Flags, Flags]:
    """Of sentences laid one after the other, each with two places before and two after: which places are before, which after."""
    ends = np.cumsum(np.asarray(lengths) + 4)
    before, after = np.zeros(ends[-1], bool), np.zeros(ends[-1], bool)
    starts = ends - np.asarray(lengths) - 4
    before[starts] = before[starts + 1] = True
    after[ends - 1] = after[ends - 2] = True
    return before, after
