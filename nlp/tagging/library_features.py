"""The features of underthesea's taggers as it writes them, each column built once and shifted.

In: the words of a sentence (and their parts of speech). Out: for every word the feature strings that underthesea itself would
hand to its models, in the order of its templates, in linear time. Used for the sentences that `nlp.tagging.tagger` leaves to the
library.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nlp.tagging.tagger import is_title

Column = list[str]

_BEGIN, _END = "BOS", "EOS"


def part_rows(tokens: Column) -> list[list[str]]:
    """The features for the part-of-speech model."""
    unknown = ["X"] * len(tokens)
    columns = _word_columns(tokens, *_looks(tokens))
    columns += [_shift(unknown, by, f"T[{by}][1]=") for by in (-3, -2, -1)]
    return _rows([*columns, *(_pair(unknown, by, f"T[{by},{by + 1}][1]=") for by in (-3, -2))])


def chunk_rows(tokens: Column, parts: Column) -> list[list[str]]:
    """The features for the chunk model."""
    return _rows([*_word_columns(tokens, *_looks(tokens)), *_part_columns(parts), *_blank_columns(len(tokens), 2)])


def entity_rows(tokens: Column, parts: Column) -> list[list[str]]:
    """The features for the entity model."""
    lower, title = _looks(tokens)
    shared = _word_columns(tokens, lower, title)
    wide = [_shift(title, -2, "T[-2].istitle="), _shift(title, 2, "T[2].istitle=")]
    return _rows([*shared[:8], *wide, *shared[8:], *_part_columns(parts), *_blank_columns(len(tokens), 3)])


def _looks(tokens: Column) -> tuple[Column, Column]:
    return [token.lower() for token in tokens], [str(is_title(token)) for token in tokens]


def _shift(values: Column, by: int, prefix: str) -> Column:
    """The column of the neighbour `by` places away, BOS before the sentence and EOS after it, with the feature's name."""
    size = len(values)
    if by < 0:
        head = min(-by, size)
        return [prefix + _BEGIN] * head + [prefix + value for value in values[: size - head]]
    return [prefix + value for value in values[by:]] + [prefix + _END] * min(by, size)


def _pair(values: Column, first: int, prefix: str) -> Column:
    """The column of two neighbours joined by a blank: those at `first` and `first + 1`."""
    size = len(values)
    joined = [f"{prefix}{left} {right}" for left, right in pairwise(values)]
    if first < 0:
        head = min(-first, size)
        body = joined[: max(size - head, 0)]
        return [prefix + _BEGIN] * head + body + [prefix + _END] * (size - head - len(body))
    body = joined[first:]
    return body + [prefix + _END] * (size - len(body))


def _word_columns(tokens: Column, lower: Column, title: Column) -> list[Column]:
    """The columns that all three models share, in the order of their templates."""
    columns = [_shift(lower, by, f"T[{by}].lower=") for by in (-2, -1, 0, 1, 2)]
    columns += [_shift(title, by, f"T[{by}].istitle=") for by in (0, -1, 1)]
    columns += [_shift(tokens, by, f"T[{by}]=") for by in (-2, -1, 0, 1, 2)]
    columns += [_pair(tokens, by, f"T[{by},{by + 1}]=") for by in (-2, -1, 0, 1)]
    return columns


def _part_columns(parts: Column) -> list[Column]:
    columns = [_shift(parts, by, f"T[{by}][1]=") for by in (-2, -1, 0, 1, 2)]
    return columns + [_pair(parts, by, f"T[{by},{by + 1}][1]=") for by in (-2, -1, 0, 1)]


def _blank_columns(size: int, column: int) -> list[Column]:
    """The tag's own earlier columns: underthesea always fills them with "X" when it predicts."""
    unknown = ["X"] * size
    return [_shift(unknown, by, f"T[{by}][{column}]=") for by in (-3, -2, -1)]


def _rows(columns: Sequence[Column]) -> list[list[str]]:
    return [list(row) for row in zip(*columns, strict=True)]
