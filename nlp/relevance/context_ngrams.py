"""The words around a province's names and in the headline, as hashed signs in which the names themselves are masked.

In: an article, the mentions that count, the other provinces named. Out: a `Sparse` vector that knows nothing of which province it
is: "quê ở ⟨ours⟩", "⟨ours⟩ - ⟨other⟩", "biển số ⟨ours⟩". What hand-made patterns (nlp/relevance/features.py) forget, these learn.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log1p

import numpy as np

from data.model import Article, Mention
from nlp.features.vectors import Sparse, bucket, syllable

OURS, OTHER = "⟨p⟩", "⟨o⟩"
WORD = re.compile(r"⟨[po]⟩|\w+|[^\w\s]")
REACH = 6  # words on each side of a name
RUN = 3  # the longest run of words right beside it
NAMES = 25  # names of ours looked at in the body: more of them say nothing new
HEAD = 120  # words of title and sapo together


def hash_context_ngrams(article: Article, real: Sequence[Mention], others: dict[str, list[tuple[str, int, int]]]) -> Sparse:
    """The signs of one article: log counts, the vector of length one."""
    counts: Counter[str] = Counter()
    head: list[str] = []
    for field in ("title", "summary", "body"):
        spans = [(m.start, m.end, OURS) for m in real if m.field == field]
        spans += [(start, end, OTHER) for _, start, end in others[field]]
        text = article.field(field)
        if field != "body":
            words = masked(text, spans)
            head += words
            counts.update(around(words))
        else:
            counts.update(around(near(text, spans)))
    head = head[:HEAD]
    counts.update(f"h {word}" for word in head)
    counts.update(f"h {left} {right}" for left, right in pairwise(head))
    total: dict[int, float] = {}
    for sign, times in counts.items():
        number = bucket(sign)
        total[number] = total.get(number, 0.0) + log1p(times)
    index = np.fromiter(sorted(total), dtype=np.int32, count=len(total))
    value = np.array([total[number] for number in index.tolist()], dtype=np.float32)
    size = float(np.sqrt((value * value).sum())) or 1.0
    return Sparse(index, (value / size).astype(np.float32))


def masked(text: str, spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """The words of a text, names masked; a capital marks a word that is written with one."""
    pieces: list[str] = []
    last = 0
    for start, end, mask in sorted(spans):
        if start >= last:
            pieces += [text[last:start], f" {mask} "]
            last = end
    pieces.append(text[last:])
    return [form(word) for word in WORD.findall(unicodedata.normalize("NFC", "".join(pieces)))]


def near(text: str, spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """As `masked`, of a long text only what stands near our first names."""
    words: list[str] = []
    ours = sorted(span for span in spans if span[2] == OURS)[:NAMES]
    free = 0
    for start, end, _ in ours:
        left, right = max(free, start - 70), min(len(text), end + 70)
        if start < free:
            continue
        inside = [(max(a, left) - left, b - left, mask) for a, b, mask in spans if b > left and a < right and b <= right]
        words += [*masked(text[left:right], inside), *["\n"] * REACH]
        free = right
    return words


def form(word: str) -> str:
    """One word as it is counted."""
    if word in (OURS, OTHER):
        return word
    return f"^{syllable(word)}" if word[:1].isupper() and len(word) > 1 else syllable(word)


def around(words: Sequence[str]) -> Iterator[str]:
    """The signs beside each of our names."""
    for at, word in enumerate(words):
        if word != OURS:
            continue
        left, right = words[max(0, at - REACH) : at], words[at + 1 : at + REACH]
        yield from (f"l {beside}" for beside in left)
        yield from (f"r {beside}" for beside in right)
        for run in range(1, RUN + 1):
            yield f"L{run} " + " ".join(left[-run:])
            yield f"R{run} " + " ".join(right[:run])
        yield f"B {' '.join(left[-1:])} {' '.join(right[:1])}"
