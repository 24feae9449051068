"""The words by which a press officer recognises a field, a tone, an issue or an urgent matter.

In: nothing. Out: `Cues`, groups of Vietnamese phrases, and a matcher that finds them in a text with their places.
The groups seed the training of the linear models (nlp/training/train.py), are features of them, and are what a reason quotes.
The words of the fields stand in data/model/topics.toml, those of the signs in nlp/lexicons/tone_cues.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick

from data.model.topics import shipped_topics
from nlp.lexicons import load_lexicon

SIGNS = (
    "death", "hurt", "fire", "disaster", "crime", "accident", "wrongdoing", "complaint", "disease", "loss", "praise", "kindness",
    "plan", "official", "unrest", "mended", "curious", "routine", "sport", "visit", "arrest",
)  # fmt: skip
# Group -> its phrases. The order of the groups is the order of the models' inputs.
TOPIC_CUES: dict[str, tuple[str, ...]] = {slug: topic.cues for slug, topic in shipped_topics().items()}
SIGN_CUES: dict[str, tuple[str, ...]] = {group: load_lexicon("tone_cues")[group].plain() for group in SIGNS}


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue found in a text: its group, its words, and where (code points)."""

    group: str
    text: str
    start: int
    end: int


@cache
def _automaton(kind: str) -> ahocorasick.Automaton:
    """All phrases of a kind; each leads to its length and to the places of its groups."""
    offsets: dict[str, list[int]] = {}
    for place, phrases in enumerate(groups_of(kind).values()):
        for phrase in set(phrases):
            offsets.setdefault(phrase, []).append(place)
    automaton = ahocorasick.Automaton()
    for phrase, places in offsets.items():
        automaton.add_word(phrase, (len(phrase), tuple(places)))
    automaton.make_automaton()
    return automaton


def groups_of(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The groups of kind "topic" or "sign", each with its phrases."""
    return TOPIC_CUES if kind == "topic" else SIGN_CUES


def _spans(text: str, kind: str) -> list[list[tuple[int, int]]]:
    """For each group where its phrases stand: whole words, from left to right, the longest first, none in another."""
    spans_by_group: list[list[tuple[int, int]]] = [[] for _ in groups_of(kind)]
    last = len(text) - 1
    for at, (length, places) in _automaton(kind).iter(text):
        start = at - length + 1
        if (start and _in_word(text[start - 1])) or (at < last and _in_word(text[at + 1])):
            continue
        for place in places:
            spans_by_group[place].append((start, -at - 1))
    return [_apart(spans) if len(spans) > 1 else [(start, -end) for start, end in spans] for spans in spans_by_group]


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    reached = 0
    for start, end in sorted(spans):
        if start >= reached:
            reached = -end
            kept.append((start, reached))
    return kept


def _in_word(char: str) -> bool:
    """As a regular expression's \\w."""
    return char.isalnum() or char == "_"


def cues(text: str, kind: str) -> Iterator[Cue]:
    """The cues of kind "topic" or "sign" in a text that is NFC, modern tone and lower case."""
    for group, spans in zip(groups_of(kind), _spans(text, kind), strict=True):
        for start, end in spans:
            yield Cue(group, text[start:end], start, end)


def tally(text: str, kind: str) -> dict[str, int]:
    """How often each group occurs in a text (NFC, modern tone, lower case)."""
    return dict(zip(groups_of(kind), map(len, _spans(text, kind)), strict=True))
