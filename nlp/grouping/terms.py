"""What an article is compared by when the same event is looked for: weighted terms, names, and concepts for English.

In: a `Document`. Out: `Terms`: a unit vector of hashed terms (names and numbers count more, common words of the language and
of the province little or nothing), the folded names it holds, and the language-neutral concepts of its headline and lead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.text import fold
from nlp.document import Document, lead
from nlp.features import weights as models
from nlp.features.concepts import find_concepts
from nlp.features.vectors import bucket, plain, syllable, syllables

TITLE, SUMMARY, LEAD, REST = 3.0, 2.0, 2.0, 1.0
LEAD_CHARACTERS, BODY_CHARACTERS = 500, 4000
SAPO_SUFFICES = 60  # characters
NAME_WEIGHT = 1.5
KNOWN_NAME, RARE_NAME = 3.3, 5.3  # rarity (natural log) of a name that tells nothing, and of one that tells all
RARE_WORD = 6.0  # … of a single word that tells all
MAX_TERMS = 160  # the heaviest; the long tail changes no decision and costs time
_CLAUSE = re.compile(r"[\n\r.;:!?()\"“”]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Terms:
    """One article as the grouper sees it."""

    vector: Mapping[int, float]  # bucket -> weight; length one
    names: Mapping[str, float]  # folded, two syllables or more, common ones left out -> how telling, 0..1
    concepts: frozenset[str]
    english: bool


def weigh_terms(document: Document, common: frozenset[str] = frozenset()) -> Terms:
    """Weigh the terms of an article; `common` holds folded words and phrases (province, neighbours) that identify nothing."""
    texts = document.composed
    opening = lead(texts, LEAD_CHARACTERS, sapo_suffices=SAPO_SUFFICES, joint=". ")
    names = _names(f"{texts.title}. {texts.summary}. {texts.body}", common)
    # A judged article knows its own districts, communes and landmarks: they tell most of all, in either language.
    for mention in document.mentions:
        if mention.kind not in ("province", "namesake"):
            names[f"@{mention.place}"] = 1.0
    concepts = find_concepts(plain(f"{texts.title}. {opening}"), document.is_english)
    return Terms(_weigh(count_terms(document), common), names, concepts, document.is_english)


def _names(text: str, common: frozenset[str]) -> dict[str, float]:
    """Runs of two or more capitalised words, folded, with how telling each is: "xã Tân Lộ" tells much, "Việt Nam" nothing."""
    runs: set[tuple[str, ...]] = set()
    run: list[str] = []
    end = -1
    for match in _WORD.finditer(text):
        if run and (text[end : match.start()] not in (" ", "-") or not match.group()[0].isupper()):
            runs.add(tuple(run))
            run = []
        if match.group()[0].isupper():
            run.append(match.group())
        end = match.end()
    runs.add(tuple(run))
    named = {fold(" ".join(words)): _telling(words) for words in runs if 2 <= len(words) <= 6}
    named |= {fold(word): 1.0 for words in runs for word in words if _foreign(word)}
    return {name: weight for name, weight in named.items() if weight > 0 and name not in common}


def _foreign(word: str) -> bool:
    """A single word that is no Vietnamese syllable: a brand ("GoldStar"), a firm, a foreign name."""
    return len(word) >= 5 and word.isascii() and float(models.rarity()[bucket(syllable(word))]) >= RARE_WORD


def _telling(words: tuple[str, ...]) -> float:
    """0 for a name that general news is full of, 1 for one that it hardly ever has."""
    forms = [syllable(word) for word in words]
    rarest = max(float(models.rarity()[bucket(f"{left} {right}")]) for left, right in pairwise(forms))
    return min(max((rarest - KNOWN_NAME) / (RARE_NAME - KNOWN_NAME), 0.0), 1.0)


def count_terms(document: Document) -> dict[str, float]:
    """Count each term of an article, weighted by where it stands."""
    title, summary, body = document.composed
    counts: dict[str, float] = {}
    _count(title, TITLE, counts)
    _count(summary, SUMMARY, counts)
    _count(body[:LEAD_CHARACTERS], LEAD, counts)
    _count(body[LEAD_CHARACTERS:BODY_CHARACTERS], REST, counts)
    return counts


def common_words(phrases: Sequence[str]) -> frozenset[str]:
    """Folded phrases with their single words and pairs of words, for `terms`."""
    common: set[str] = set()
    for phrase in phrases:
        parts = fold(phrase).split()
        common.update(parts)
        common.add(" ".join(parts))
        common.update(f"{left} {right}" for left, right in pairwise(parts))
    return frozenset(common)


def _count(text: str, weight: float, counts: dict[str, float]) -> None:
    """Adds the weighted syllables and pairs of syllables of a text; numbers keep their value, names weigh more."""
    for clause in _CLAUSE.split(text):
        raw = _WORD.findall(clause)
        forms = syllables(clause)
        capital = [form[0].isupper() for form in raw]
        for index, form in enumerate(forms):
            key = "#" + raw[index] if raw[index].isdigit() else form
            share = NAME_WEIGHT if capital[index] and index else 1.0
            counts[key] = counts.get(key, 0.0) + weight * share
            if index + 1 < len(forms):
                pair = f"{form} {forms[index + 1]}"
                share = NAME_WEIGHT if capital[index] and capital[index + 1] else 1.0
                counts[pair] = counts.get(pair, 0.0) + weight * share


def cosine(left: Terms, right: Terms) -> float:
    """How alike the terms of two articles are, 0 to 1."""
    other = right.vector
    return sum(left.vector[bucket_] * other[bucket_] for bucket_ in left.vector.keys() & other.keys())


def _weigh(counts: Mapping[str, float], common: frozenset[str]) -> dict[int, float]:
    """log(1 + count) × rarity in the language, the heaviest terms only, as a vector of length one."""
    rarity = models.rarity()
    weights: dict[int, float] = {}
    for term, amount in counts.items():
        if common and fold(term) in common:
            continue
        bucket_ = bucket(term)
        weights[bucket_] = weights.get(bucket_, 0.0) + math.log1p(amount) * float(rarity[bucket_])
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MAX_TERMS]
    size = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return {bucket_: weight / size for bucket_, weight in heaviest}
