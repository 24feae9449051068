"""How well and how fast repeats are found, beside MinHash LSH of datasketch, on a corpus with edited copies among it.

In: a file of articles, JSONL or JSONL.gz; with it, other reports of the same events (they must not be called repeats). Out: a
`Race` for `diembao bench repeats`. Both take the same articles in the same order, block by block in turns, each its own index;
the peer is spared the normalising of the texts. What is found beside the copies is compared word for word: a pair that shares
half of its shorter text is a natural repeat and is left out of the count.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from data.benchmark import Race, peak_mb
from data.text import fold
from nlp.bench.corpus import ARTICLES, SHARED, BenchError, Row, read_rows, take_turns
from nlp.bench.edited_copies import make_edited_copies
from nlp.document import Document
from nlp.grouping import RepeatIndex
from nlp.streams import article_of

EVENTS = SHARED / "gold" / "stories.dev.jsonl.gz"
PEER, PERMUTATIONS, SHINGLE = "datasketch MinHashLSH", 128, 5
THRESHOLD = 0.4  # the peer's, of Jaccard: higher loses the texts cut by half, lower calls ever more that is no copy
BLOCK = 200  # articles between turns
NATURAL = 0.5  # containment
Matches = dict[str, list[str]]  # article -> those it is said to repeat


def race_repeats(corpus: Path | None, *, count: int, copies: int, seed: int) -> Race:
    """Race over a corpus; where none is named, over the usual one and other reports of the same events.

    Raises BenchError when there is nothing to read or no peer.
    """
    if find_spec("datasketch") is None:
        raise BenchError("Chưa có công cụ so sánh datasketch. Cách xử lý: pip install 'diembao[bench]'.")
    rows = read_rows(corpus, ARTICLES, count)
    events = read_rows(EVENTS, (), count) if corpus is None and EVENTS.exists() else []
    return race_rows(rows, events, copies=copies, seed=seed)


def race_rows(rows: Sequence[Row], events: Iterable[Row], *, copies: int, seed: int) -> Race:
    """Make copies of some rows and put them anywhere behind their originals; events stand anywhere. Race over all."""
    pairs = make_edited_copies(rows, copies, seed)
    originals = {copy["id"]: original for copy, original in pairs}
    documents = [Document(article_of(row)) for row in _mixed([*rows, *events], pairs, random.Random(seed))]  # noqa: S311
    texts = {document.article.id: "\n".join((document.given.summary, document.given.body)) for document in documents}
    ours, peer = _Ours(), _Peer()
    words = {name: folded_words(text) for name, text in texts.items()}  # the peer is spared this work
    our_seconds = peer_seconds = 0.0
    for number, start in enumerate(range(0, len(documents), BLOCK)):
        block = documents[start : start + BLOCK]
        (seconds, _), (others, _) = take_turns(number, partial(ours.take, block), partial(peer.take, block, words))
        our_seconds, peer_seconds = our_seconds + seconds, peer_seconds + others
    precision, recall, natural = _scored(ours.matches, originals, words)
    peer_precision, peer_recall, _ = _scored(peer.matches, originals, words)
    more: dict[str, object] = {
        "articles": len(documents), "copies": len(pairs), "precision": round(precision, 4), "recall": round(recall, 4),
        "peer_precision": round(peer_precision, 4), "peer_recall": round(peer_recall, 4), "natural": natural,
    }  # fmt: skip
    return Race(
        ours=len(documents) / our_seconds, peer=len(documents) / peer_seconds, peer_name=PEER, unit="bài/giây",
        peak_mb=peak_mb(), more=more,
    )  # fmt: skip


class _Ours:
    """The index as `diembao group` uses it."""

    def __init__(self) -> None:
        self.matches: Matches = {}
        self._index = RepeatIndex()

    def take(self, documents: Sequence[Document]) -> None:
        for document in documents:
            hit = self._index.find(document)
            self._index.add(document, hit[0] if hit else None)
            if hit:
                self.matches[document.article.id] = [hit[0]]


class _Peer:
    """MinHash LSH as its documentation shows it: query, then insert."""

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH

        self.matches: Matches = {}
        self._new = partial(MinHash, num_perm=PERMUTATIONS)
        self._index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def take(self, documents: Sequence[Document], words: dict[str, str]) -> None:
        for document in documents:
            name = document.article.id
            mine = words[name].split()
            sketch = self._new()
            sketch.update_batch([" ".join(mine[at : at + SHINGLE]).encode() for at in range(len(mine) - SHINGLE + 1)])
            if hits := self._index.query(sketch):
                self.matches[name] = hits
            self._index.insert(name, sketch)


def _mixed(rows: Sequence[Row], pairs: Sequence[tuple[Row, str]], chance: random.Random) -> list[Row]:
    """All in one stream, without times: in any order, but each copy behind its original."""
    keys = {str(row["id"]): chance.random() for row in rows}
    stream = [(keys[str(row["id"])], 0, row) for row in rows]
    stream += [(chance.uniform(keys[original], 1.0), 1, copy) for copy, original in pairs]
    return [row | {"published_at": None, "found_at": None} for _, _, row in sorted(stream, key=lambda item: item[:2])]


def _scored(matches: Matches, right: dict[str, str], words: dict[str, str]) -> tuple[float, float, int]:
    """(precision, recall, natural repeats left out). A copy found as the copy of its original's own repeat is found."""
    hit = wrong = natural = 0
    for name, others in matches.items():
        original = right.get(name)
        families = {right.get(other, other) for other in others}
        if original is not None and (original in families or any(map(partial(_natural, words, original), families))):
            hit += 1
        for other in others:
            if original is not None and right.get(other, other) == original:
                continue
            if _natural(words, name, other):
                natural += 1
            else:
                wrong += 1
    return hit / max(hit + wrong, 1), hit / max(len(right), 1), natural


def _natural(words: dict[str, str], left: str, right: str) -> bool:
    """Half of the shorter text's shingles are in the longer one."""
    shorter, longer = (
        {tuple(split[at : at + SHINGLE]) for at in range(len(split) - SHINGLE + 1)}
        for split in (words[left].split(), words[right].split())
    )
    return len(shorter & longer) >= NATURAL * max(min(len(shorter), len(longer)), 1)


def folded_words(text: str) -> str:
    """The words without accents and case, one blank between them."""
    return " ".join(re.findall(r"\w+", fold(text)))
