"""What an article is compared by when the same event is looked for: weighted terms, names, and notions for English.

In: an `Article`. Out: `Terms`: a unit vector of hashed terms (names and numbers count more, common words of the language and
of the province little or nothing), the folded names it holds, and the language-neutral notions of its headline and lead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.model import Article
from data.text import fold, nfc
from nlp.features import weights as models
from nlp.features.concepts import notions
from nlp.features.vectors import bucket, plain, syllable, syllables

TITLE, SUMMARY, LEAD, REST = 3.0, 2.0, 2.0, 1.0
LEAD_CHARACTERS, BODY_CHARACTERS = 500, 4000
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
    notions: frozenset[str]
    english: bool


def terms(article: Article, common: frozenset[str] = frozenset()) -> Terms:
    """The terms of an article; `common` holds the folded words and phrases (province, neighbours) that identify nothing."""
    title, summary, body = (nfc(article.field(name)) for name in ("title", "summary", "body"))
    counts = count_terms(article)
    lead = f"{title}. {summary}" if len(summary) >= 60 else f"{title}. {summary}. {body[:LEAD_CHARACTERS]}"
    english = (article.lang or "vi").startswith("en")
    names = _names(f"{title}. {summary}. {body}", common)
    # A judged article knows its own districts, communes and landmarks: they tell most of all, in either language.
    for mention in article.mentions:
        if mention.kind not in ("province", "namesake"):
            names[f"@{mention.place}"] = 1.0
    return Terms(_weigh(counts, common), names, notions(plain(lead), english), english)


def _names(text: str, common: frozenset[str]) -> dict[str, float]:
    """Runs of two or more capitalised words, folded, with how telling each is: "xã Tân Lộ" tells much, "Việt Nam" nothing."""
    found: set[tuple[str, ...]] = set()
    run: list[str] = []
    end = -1
    for match in _WORD.finditer(text):
        if run and (text[end : match.start()] not in (" ", "-") or not match.group()[0].isupper()):
            found.add(tuple(run))
            run = []
        if match.group()[0].isupper():
            run.append(match.group())
        end = match.end()
    found.add(tuple(run))
    named = {fold(" ".join(words)): _telling(words) for words in found if 2 <= len(words) <= 6}
    named |= {fold(word): 1.0 for words in found for word in words if _foreign(word)}
    return {name: weight for name, weight in named.items() if weight > 0 and name not in common}


def _foreign(word: str) -> bool:
    """A single word that is no Vietnamese syllable: a brand ("GoldStar"), a firm, a foreign name."""
    return len(word) >= 5 and word.isascii() and float(models.rarity()[bucket(syllable(word))]) >= RARE_WORD


def _telling(words: tuple[str, ...]) -> float:
    """0 for a name that general news is full of, 1 for one that it hardly ever has."""
    forms = [syllable(word) for word in words]
    rarest = max(float(models.rarity()[bucket(f"{left} {right}")]) for left, right in pairwise(forms))
    return min(max((rarest - KNOWN_NAME) / (RARE_NAME - KNOWN_NAME), 0.0), 1.0)


def count_terms(article: Article) -> dict[str, float]:
    """The weighted count of each term of an article."""
    body = nfc(article.field("body"))[:BODY_CHARACTERS]
    counts: dict[str, float] = {}
    _count(nfc(article.field("title")), TITLE, counts)
    _count(nfc(article.field("summary")), SUMMARY, counts)
    _count(body[:LEAD_CHARACTERS], LEAD, counts)
    _count(body[LEAD_CHARACTERS:], REST, counts)
    return counts


def common_words(phrases: Sequence[str]) -> frozenset[str]:
    """Folded phrases with their single words and pairs of words, for `terms`."""
    found: set[str] = set()
    for phrase in phrases:
        parts = fold(phrase).split()
        found.update(parts)
        found.add(" ".join(parts))
        found.update(f"{left} {right}" for left, right in pairwise(parts))
    return frozenset(found)


def _count(text: str, weight: float, counts: dict[str, float]) -> None:
    """Adds the weighted syllables and pairs of syllables of a text; numbers keep their value, names weigh more."""
    for clause in _CLAUSE.split(text):
        raw = _WORD.findall(clause)
        forms = syllables(clause)
        capital = [form[0].isupper() for form in raw]
        for place, form in enumerate(forms):
            key = "#" + raw[place] if raw[place].isdigit() else form
            share = NAME_WEIGHT if capital[place] and place else 1.0
            counts[key] = counts.get(key, 0.0) + weight * share
            if place + 1 < len(forms):
                pair = f"{form} {forms[place + 1]}"
                share = NAME_WEIGHT if capital[place] and capital[place + 1] else 1.0
                counts[pair] = counts.get(pair, 0.0) + weight * share


def cosine(left: Terms, right: Terms) -> float:
    """How alike the terms of two articles are, 0 to 1."""
    other = right.vector
    return sum(left.vector[place] * other[place] for place in left.vector.keys() & other.keys())


def _weigh(counts: Mapping[str, float], common: frozenset[str]) -> dict[int, float]:
    """log(1 + count) × rarity in the language, the heaviest terms only, as a vector of length one."""
    rarity = models.rarity()
    found: dict[int, float] = {}
    for term, amount in counts.items():
        if common and fold(term) in common:
            continue
        place = bucket(term)
        found[place] = found.get(place, 0.0) + math.log1p(amount) * float(rarity[place])
    heaviest = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MAX_TERMS]
    size = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return {place: weight / size for place, weight in heaviest}
