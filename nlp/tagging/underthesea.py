"""The one door to underthesea: sentences, words, tags.

In: plain Vietnamese text. Out: sentences as `underthesea.sent_tokenize` cuts them, and for each sentence the rows (word, part
of speech, chunk, entity) exactly as `underthesea.ner` gives them. Its tokenizer is used as it is; its four shipped models,
known by their SHA-256, are decoded by `nlp.tagging.segmenter` and `nlp.tagging.tagger`, all sentences of a text at once. What
is too close to tell there, and everything when a file is not the known one, goes to underthesea's own taggers. Nothing here
needs the network. The library is imported at the first call, since importing it takes a second.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nlp.tagging.crf import ModelDiffersError, checked, read_crf
from nlp.tagging.library_features import chunk_rows, entity_rows, part_rows
from nlp.tagging.segmenter import Segmenter
from nlp.tagging.tagger import Tagger

LOG = logging.getLogger(__name__)
Row = tuple[str, str, str, str]
KEPT = 60_000  # pieces of text remembered; then all are forgotten, so that memory stays level over years
WORD_MODEL = "word_tokenize/models/ws_crf_vlsp2013_20230727/"
TAG_MODELS = ("pos_tag/pos_crf_2017_10_11.bin", "chunking/chunk_crf_2017_10_12.bin", "ner/ner_crf_2017_10_12.bin")
SHA256 = {
    WORD_MODEL + "models.bin": "c3a64c64349f1d73304f89babacaa8f8cd6078b1ec1a1b2c104e9e411ac1d2c3",
    WORD_MODEL + "features.bin": "cf93263c7c7973bf50122b0be76a394443ff61be00c1368713dee1b7d5b8a435",
    WORD_MODEL + "dictionary.bin": "ec8c62b3881c6682c18959988e1fe08800cc835777778845bded470ca02745d9",
    TAG_MODELS[0]: "5b1606d0c3688cda7cc1e19b3789e1b98412eb94fc507219dc3bd19ef7ac7493",
    TAG_MODELS[1]: "ca0a4839eeb743c2db0b1fc654be10f9b8c8067b794ce291493c445fbb8acbde",
    TAG_MODELS[2]: "62e7435bb3af0baa9ba0fc2a2436a016c51f34b315cc02da6e45b50fa3a41cee",
}  # of underthesea 9.5, below its folder `pipeline`


def sentences(text: str) -> list[str]:
    """The sentences of a text, as `underthesea.sent_tokenize` cuts it; the text is not normalised."""
    from underthesea.pipeline.sent_tokenize import sent_tokenize

    return list(sent_tokenize(text))


def paragraph_sentences(text: str) -> list[str]:
    """The sentences of a text whose paragraphs are lines: no sentence runs over a line's end.

    What `sentences` parts at an abbreviation ("Co., a maker of …") is put together again: no sentence begins small.
    """
    return [sentence for line in text.split("\n") for sentence in join_small_beginnings(line, sentences(line))]


def join_small_beginnings(line: str, cut: Sequence[str]) -> list[str]:
    """The sentences of one line, of which one that begins with a small letter is joined to the one before it."""
    joined: list[str] = []
    start = end = 0
    for sentence in cut:
        begin = line.index(sentence, end)
        end = begin + len(sentence)
        if joined and start < begin and (sentence[0].islower() or sentence[0] in ",;)"):
            joined[-1] = line[start:end]
            continue
        start = begin
        joined.append(sentence)
    return joined


def words(sentence: str) -> list[str]:
    """The words of one sentence, as `underthesea.word_tokenize` cuts it."""
    return _words([sentence])[0]


def tag(sentence: str) -> list[Row]:
    """One sentence -> [(word, part of speech, chunk, entity)], equal to `underthesea.ner(sentence)`, in linear time."""
    return tag_sentences([sentence])[0]


def tag_text(text: str) -> list[list[Row]]:
    """Every sentence of a text, tagged."""
    return tag_sentences(sentences(text))


def tag_sentences(texts: Sequence[str]) -> list[list[Row]]:
    """Sentences, tagged; many at once cost less than one by one. A blank sentence has no rows."""
    cut = _words(texts)
    some = [number for number, row in enumerate(cut) if row]
    rows: list[list[Row]] = [[] for _ in texts]
    models = _models()
    if not some:
        return rows
    if models is None:
        for number in some:
            rows[number] = _tagged_by_library(cut[number])
        return rows
    tags, close = models.tagger.tags([cut[number] for number in some])
    for place, number in enumerate(some):
        row = _tagged_by_library(cut[number]) if place in close else list(zip(cut[number], *tags[place], strict=True))
        rows[number] = row
    return rows


def library_tags(sentence: str) -> list[Row]:
    """`underthesea.ner(sentence)` itself: what `tag` must equal, and the peer of the bench."""
    from underthesea import ner

    return list(ner(sentence))


@dataclass(frozen=True)
class _Models:
    """What is made ready once in a process."""

    segmenter: Segmenter
    tagger: Tagger


class _Pieces(dict[str, list[str]]):
    """A piece of text without blanks, a blank behind it -> its tokens, as underthesea's tokenizer cuts and mends them.

    None of its patterns looks beyond a blank, so that a piece is cut alike wherever it stands. Only at the end of the text two of
    them cut otherwise; `tokens` sees to that.
    """

    def __init__(self) -> None:
        super().__init__()
        from underthesea.pipeline.text_normalize import token_normalize
        from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
        from underthesea.pipeline.word_tokenize.regex_tokenize import patterns

        self._normal, self._characters, self._patterns = token_normalize, normalize_characters_in_text, patterns

    def __missing__(self, piece: str) -> list[str]:
        if len(self) >= KEPT:
            self.clear()
        self[piece] = tokens = self._cut(piece + " ")
        return tokens

    def _cut(self, text: str) -> list[str]:
        return [self._normal(match.group()) for match in self._patterns.finditer(text)]

    def tokens(self, sentence: str) -> list[str]:
        """The tokens of a sentence, as underthesea's `tokenize` gives them."""
        text = self._characters(sentence)
        pieces = text.split()
        if not pieces:
            return []
        last = text.rindex(pieces.pop())
        return [token for piece in pieces for token in self[piece]] + self._cut(text[last:])


@cache
def _pieces() -> _Pieces:
    return _Pieces()


def _words(texts: Sequence[str]) -> list[list[str]]:
    """The words of some sentences."""
    models = _models()
    if models is None:
        return [_words_by_library(sentence) for sentence in texts]
    pieces = _pieces()
    tokens = [pieces.tokens(sentence) for sentence in texts]
    some = [number for number, row in enumerate(tokens) if row]
    if some:
        cut, close = models.segmenter.words([tokens[number] for number in some])
        for place, number in enumerate(some):
            tokens[number] = _words_by_library(texts[number]) if place in close else cut[place]
    return tokens


@cache
def _models() -> _Models | None:
    """underthesea's models for our own decoder; None when a file is not the one that the decoder was made for."""
    from underthesea.models.fast_crf_sequence_tagger import CRFFeaturizer, joblib

    try:
        files = {name: checked(_folder() / name, sha256) for name, sha256 in SHA256.items()}
        dictionary = joblib.load(io.BytesIO(files[WORD_MODEL + "dictionary.bin"]))
        featurizer = CRFFeaturizer(["T[0].lower", "T[0].isdigit", "T[0].istitle", "T[0].is_in_dict"], dictionary)

        def traits(token: str) -> list[str]:
            return [feature.partition("=")[2] for feature in featurizer.process([[[token]]])[0][0]]

        return _Models(
            Segmenter(read_crf(files[WORD_MODEL + "models.bin"]), dictionary, traits),
            Tagger(*(read_crf(files[name]) for name in TAG_MODELS)),
        )
    except (ModelDiffersError, OSError) as error:
        LOG.warning("underthesea's models are not those of 9.5; its own taggers are used, which is slower: %s", error)
        return None


def _folder() -> Path:
    import underthesea.pipeline

    return Path(underthesea.pipeline.__file__).parent


def _words_by_library(sentence: str) -> list[str]:
    from underthesea.pipeline.word_tokenize import word_tokenize

    return list(word_tokenize(sentence))


def _tagged_by_library(words_: list[str]) -> list[Row]:
    """The rows of a sentence's words by underthesea's own taggers."""
    if not words_:
        return []
    part_model, chunk_model, entity_model = _taggers()
    parts = part_model.tag(part_rows(words_))
    chunks, entities = chunk_model.tag(chunk_rows(words_, parts)), entity_model.tag(entity_rows(words_, parts))
    return list(zip(words_, parts, chunks, entities, strict=True))


@cache
def _taggers() -> tuple[Any, Any, Any]:
    """underthesea's part-of-speech, chunk and entity taggers, loaded when first needed (read only)."""
    from underthesea.pipeline.chunking.model_crf import CRFChunkingPredictor
    from underthesea.pipeline.ner.model_crf import CRFNERPredictor
    from underthesea.pipeline.pos_tag.model_crf import CRFPOSTagPredictor

    return (
        CRFPOSTagPredictor.Instance().model,
        CRFChunkingPredictor.Instance().model,
        CRFNERPredictor.Instance().model,
    )
