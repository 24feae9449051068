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
from pathlib import Path
from typing import Any, TextIO

from data.benchmark import Race, peak_mb, tell
from data.model import Article
from data.paths import ROOT
from data.text import fold
from nlp.bench.edited_copies import edited_copies
from nlp.bench.names_judge import ARTICLES, rows_of_corpus, turns
from nlp.grouping.reprints import RepeatIndex
from nlp.jsonl import article_of

EVENTS = ROOT.parent / "shared" / "gold" / "stories.dev.jsonl.gz"
PEER, PERMUTATIONS, SHINGLE = "datasketch MinHashLSH", 128, 5
THRESHOLD = 0.4  # the peer's, of Jaccard: higher loses the texts cut by half, lower calls ever more that is no copy
BLOCK = 200  # articles between turns
NATURAL = 0.5  # containment
LABELS = {
    "articles": "Số bài", "copies": "Số bản chép lại", "precision": "Độ chính xác", "recall": "Độ phủ",
    "peer_precision": "Độ chính xác của công cụ so sánh", "peer_recall": "Độ phủ của công cụ so sánh",
    "natural": "Cặp trùng sẵn có, không tính",
}  # fmt: skip
Found = dict[str, list[str]]  # article -> those it is said to repeat


def bench_repeats(corpus: Path | None, out: TextIO, *, as_json: bool, count: int, copies: int, seed: int) -> int:
    """`diembao bench repeats`: 2 when there is nothing to read or no peer."""
    try:
        import datasketch  # noqa: F401
    except ImportError:
        out.write("Chưa có công cụ so sánh datasketch. Cách xử lý: pip install 'diembao[bench]'.\n")
        return 2
    rows = rows_of_corpus(corpus, ARTICLES, count, out)
    if not rows:
        return 2
    events = rows_of_corpus(EVENTS, (), count, out) if corpus is None and EVENTS.exists() else []
    result = repeats_race(rows, events, copies=copies, seed=seed)
    tell(result, out, as_json=as_json, heading="Nhận ra bài đăng lại", labels=LABELS)
    return 0


def repeats_race(rows: Sequence[dict[str, Any]], events: Iterable[dict[str, Any]], *, copies: int, seed: int) -> Race:
    """Copies are made of some rows and stand anywhere behind their originals; events stand anywhere."""
    made = edited_copies(rows, copies, seed)
    right = {copy["id"]: original for copy, original in made}
    stream = [(article_of(row), row) for row in _mixed([*rows, *events], made, random.Random(seed))]  # noqa: S311
    articles = [article for article, _ in stream]
    texts = {article.id: f"{article.summary or ''}\n{article.body or ''}" for article in articles}
    ours, peer = _Ours(), _Peer()
    words = {name: folded_words(text) for name, text in texts.items()}  # the peer is spared this work
    mine = theirs = 0.0
    for number, start in enumerate(range(0, len(articles), BLOCK)):
        block = articles[start : start + BLOCK]
        (seconds, _), (peer_seconds, _) = turns(number, partial(ours.take, block), partial(peer.take, block, words))
        mine, theirs = mine + seconds, theirs + peer_seconds
    precision, recall, natural = _scored(ours.found, right, words)
    peer_precision, peer_recall, _ = _scored(peer.found, right, words)
    more: dict[str, object] = {
        "articles": len(articles), "copies": len(made), "precision": round(precision, 4), "recall": round(recall, 4),
        "peer_precision": round(peer_precision, 4), "peer_recall": round(peer_recall, 4), "natural": natural,
    }  # fmt: skip
    count = len(articles)
    return Race(ours=count / mine, peer=count / theirs, peer_name=PEER, unit="bài/giây", peak_mb=peak_mb(), more=more)


class _Ours:
    """The index as `diembao group` uses it."""

    def __init__(self) -> None:
        self.found: Found = {}
        self._index = RepeatIndex()

    def take(self, articles: Sequence[Article]) -> None:
        for article in articles:
            hit = self._index.find(article)
            self._index.add(article, hit[0] if hit else None)
            if hit:
                self.found[article.id] = [hit[0]]


class _Peer:
    """MinHash LSH as its documentation shows it: query, then insert."""

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH

        self.found: Found = {}
        self._new = partial(MinHash, num_perm=PERMUTATIONS)
        self._index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def take(self, articles: Sequence[Article], words: dict[str, str]) -> None:
        for article in articles:
            mine = words[article.id].split()
            sketch = self._new()
            sketch.update_batch([" ".join(mine[at : at + SHINGLE]).encode() for at in range(len(mine) - SHINGLE + 1)])
            if hits := self._index.query(sketch):
                self.found[article.id] = hits
            self._index.insert(article.id, sketch)


def _mixed(
    rows: Sequence[dict[str, Any]], made: Sequence[tuple[dict[str, Any], str]], chance: random.Random
) -> list[dict[str, Any]]:
    """All in one stream, without times: in any order, but each copy behind its original."""
    keys = {str(row["id"]): chance.random() for row in rows}
    stream = [(keys[str(row["id"])], 0, row) for row in rows]
    stream += [(chance.uniform(keys[original], 1.0), 1, copy) for copy, original in made]
    return [row | {"published_at": None, "found_at": None} for _, _, row in sorted(stream, key=lambda item: item[:2])]


def _scored(found: Found, right: dict[str, str], words: dict[str, str]) -> tuple[float, float, int]:
    """(precision, recall, natural repeats left out). A copy found as the copy of its original's own repeat is found."""
    hit = wrong = natural = 0
    for name, others in found.items():
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
    one, other = (
        {tuple(split[at : at + SHINGLE]) for at in range(len(split) - SHINGLE + 1)}
        for split in (words[left].split(), words[right].split())
    )
    return len(one & other) >= NATURAL * max(min(len(one), len(other)), 1)


def folded_words(text: str) -> str:
    """The words without accents and case, one blank between them."""
    return " ".join(re.findall(r"\w+", fold(text)))
