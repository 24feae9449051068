"""The one door to underthesea: sentences, words, tags.

In: plain Vietnamese text. Out: sentences as `underthesea.sent_tokenize` cuts them, and for each sentence the rows
(word, part of speech, chunk, entity) exactly as `underthesea.ner` gives them. underthesea rebuilds every column of the
sentence for every token and every feature, which is quadratic in the length; here each column is built once and shifted,
and the strings handed to underthesea's own shipped models are the same. The library is imported at the first call, since
importing it takes a second. Everything works offline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from data.article import Name

Row = tuple[str, str, str, str]
Column = list[str]

_BEGIN, _END = "BOS", "EOS"


def sentences(text: str) -> list[str]:
    """The sentences of a text, as `underthesea.sent_tokenize` cuts it; the text is not normalised."""
    from underthesea.pipeline.sent_tokenize import sent_tokenize

    return list(sent_tokenize(text))


def paragraph_sentences(text: str) -> list[str]:
    """The sentences of a text whose paragraphs are lines: no sentence runs over a line's end.

    What `sentences` parts at an abbreviation ("Co., a maker of …") is put together again: no sentence begins small.
    """
    found: list[str] = []
    for line in text.split("\n"):
        start, place = 0, 0
        for sentence in sentences(line):
            begin = line.index(sentence, place)
            place = begin + len(sentence)
            if start < begin and found and (sentence[0].islower() or sentence[0] in ",;)"):
                found[-1] = line[start:place]
                continue
            start = begin
            found.append(sentence)
    return found


def words(sentence: str) -> list[str]:
    """The words of one sentence, as `underthesea.word_tokenize` cuts it."""
    from underthesea.pipeline.word_tokenize import word_tokenize

    return list(word_tokenize(sentence))


def tag(sentence: str) -> list[Row]:
    """One sentence -> [(word, part of speech, chunk, entity)], equal to `underthesea.ner(sentence)`, in linear time."""
    tokens = words(sentence)
    if not tokens:
        return []
    pos_model, chunk_model, ner_model = _models()
    lower = [token.lower() for token in tokens]
    title = [str(_is_title(token)) for token in tokens]
    parts = pos_model.tag(_rows(_pos_columns(tokens, lower, title)))
    shared = [*_word_columns(tokens, lower, title), *_part_columns(parts)]
    free = len(tokens)
    chunks = chunk_model.tag(_rows([*shared, *_blank_columns(free, 2)]))
    wide = [_shift(title, -2, "T[-2].istitle="), _shift(title, 2, "T[2].istitle=")]
    entities = ner_model.tag(_rows([*shared[:8], *wide, *shared[8:], *_blank_columns(free, 3)]))
    return list(zip(tokens, parts, chunks, entities, strict=True))


def tag_text(text: str) -> list[list[Row]]:
    """Every sentence of a text, tagged."""
    return [tag(sentence) for sentence in sentences(text)]


def names(tagged: Iterable[Sequence[Row]]) -> list[Name]:
    """The joined and typed names of tagged sentences; the rules are in nlp/names.py."""
    from nlp.names import names as found

    return found(tagged)


@cache
def _models() -> tuple[Any, Any, Any]:
    """underthesea's part-of-speech, chunk and entity models, loaded once in a process (read only)."""
    from underthesea.pipeline.chunking.model_crf import CRFChunkingPredictor
    from underthesea.pipeline.ner.model_crf import CRFNERPredictor
    from underthesea.pipeline.pos_tag.model_crf import CRFPOSTagPredictor

    return (
        CRFPOSTagPredictor.Instance().model,
        CRFChunkingPredictor.Instance().model,
        CRFNERPredictor.Instance().model,
    )


def _is_title(word: str) -> bool:
    """underthesea's `text_istitle`: every blank-separated piece starts with a capital; a doubled blank says no."""
    pieces = word.split(" ")
    return bool(word) and all(piece and piece[0].istitle() for piece in pieces)


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


def _pos_columns(tokens: Column, lower: Column, title: Column) -> list[Column]:
    unknown = ["X"] * len(tokens)
    columns = _word_columns(tokens, lower, title)
    columns += [_shift(unknown, by, f"T[{by}][1]=") for by in (-3, -2, -1)]
    return columns + [_pair(unknown, by, f"T[{by},{by + 1}][1]=") for by in (-3, -2)]


def _rows(columns: Sequence[Column]) -> list[list[str]]:
    return [list(row) for row in zip(*columns, strict=True)]
