"""Text turned into numbers, the same way for every model: hashed n-grams, their meaning, and counts of cue words.

In: the title, sapo and body of an article. Out: `Features`: a sparse vector of hashed syllable n-grams, and a dense one of
cue counts, of event cues and of the n-grams' place in a small space of meaning (latent semantic analysis). A syllable is compared
with its tone mark moved to its end, so "hoà" and "hòa", composed or not, are one feature. Only numpy is needed to run;
scikit-learn trains the weights (nlp/training/train.py).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from data.text import nfc
from data.text.normal import modern_tone
from nlp.features import cue_words, event_cues
from nlp.features.texts import Texts, lead

BUCKETS = 1 << 17
BODY_SYLLABLES = 700  # what decides field and tone stands in the first 700 syllables; long reports would drown it
PLAIN_CHARACTERS = 3000  # of the body whose cue words are counted; field, tone and flags read no further
TOPIC_CHARACTERS = 2500  # of the body, for the cues of fields
EVENTS_CHARACTERS = 700  # of the body: further down other events are told
LEAD_CHARACTERS = 400  # of the body that stand for the lead where the sapo is short
SAPO_SUFFICES = 80  # characters
_WORD = re.compile(r"\w+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sparse:
    """One text as bucket numbers (sorted, each once) and their values."""

    index: Ints
    value: Floats


@lru_cache(maxsize=1 << 16)
def syllable(form: str) -> str:
    """One syllable in a form that does not depend on case, tone placement or Unicode composition; digits become 0."""
    if form.isascii():
        return "0" if form.isdigit() else form.lower()
    letters = unicodedata.normalize("NFD", form.lower())
    tones = "".join(mark for mark in letters if mark in _TONES)
    return "".join(mark for mark in letters if mark not in _TONES) + tones


def syllables(text: str) -> list[str]:
    """The syllables of a text, normalised for comparison."""
    return [syllable(form) for form in _WORD.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=1 << 17)
def bucket(feature: str) -> int:
    """The bucket of one feature: stable over machines and Python versions."""
    return zlib.crc32(feature.encode()) & (BUCKETS - 1)


def count(parts: Sequence[tuple[str, float, Sequence[str]]]) -> Sparse:
    """Hashed unigrams and bigrams of several parts, each (prefix, weight, syllables); the vector has length one.

    A part with a prefix is counted twice: under its own name and in the common pool.
    """
    total: dict[int, float] = {}
    for prefix, weight, forms in parts:
        grams = [*forms, *(f"{left} {right}" for left, right in pairwise(forms))]
        for gram in grams:
            place = bucket(gram)
            total[place] = total.get(place, 0.0) + weight
            if prefix:
                place = bucket(f"{prefix}|{gram}")
                total[place] = total.get(place, 0.0) + weight
    index = np.fromiter(sorted(total), dtype=np.int32, count=len(total))
    value = np.log1p(np.array([total[place] for place in index.tolist()], dtype=np.float32))
    size = float(np.sqrt((value * value).sum())) or 1.0
    return Sparse(index, (value / size).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Features:
    """What the models see of one article."""

    ngrams: Sparse
    signs: Floats  # log counts of the sign cues in the title, the lead and the body, one after another
    topics: Floats  # weighted counts of the topic cues
    events: Floats  # log counts of the event cues in the title, the lead and the body's beginning

    def dense(self, meaning: Floats) -> Floats:
        """One vector: cue counts, event cues and the place in the space of meaning."""
        return np.concatenate([self.signs, np.log1p(self.topics), self.events, meaning]).astype(np.float32)


def plain(text: str | None) -> str:
    """A text as the cues of nlp/features/cue_words.py are written: NFC, modern tone placement, lower case."""
    return modern_tone(nfc(text or "")).lower()


def extract_features(composed: Texts, plain_texts: Texts) -> Features:
    """Count the n-grams of the NFC texts, and the cues of the `plain` ones."""
    ngrams = count(
        [
            ("t", 2.0, syllables(composed.title)),
            ("", 1.5, syllables(composed.summary)),
            ("", 1.0, syllables(composed.body[: BODY_SYLLABLES * 8])[:BODY_SYLLABLES]),
        ]
    )
    headline, sapo, text = plain_texts.title, plain_texts.summary, plain_texts.body[:PLAIN_CHARACTERS]
    opening = lead(plain_texts, LEAD_CHARACTERS, sapo_suffices=SAPO_SUFFICES)
    signs = [float(n) for part in (headline, opening, text) for n in cue_words.tally(part, "sign").values()]
    topics = np.zeros(len(cue_words.TOPIC_CUES), dtype=np.float32)
    for weight, part in ((4.0, headline), (2.0, sapo), (0.5, text[:TOPIC_CHARACTERS])):
        topics += weight * np.minimum(np.array(list(cue_words.tally(part, "topic").values()), dtype=np.float32), 4.0)
    events = [n for part in (headline, opening, text[:EVENTS_CHARACTERS]) for n in event_cues.tally(part)]
    signs_, events_ = (np.log1p(np.array(counts, dtype=np.float32)) for counts in (signs, events))
    return Features(ngrams, signs_, topics, events_)
