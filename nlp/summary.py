"""The extract: two or three whole sentences of the article itself: its sapo whole where that is short enough, then what an office
says of it; without such a sapo, sentences chosen for who, what and where about the province.

In: a `Document`. Out: sentences, unchanged but for the blanks at their ends, in the order of
the article. Nothing is invented and nothing is cut mid-sentence; captions, credits and appeals to the reader are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.document import Document
from nlp.features.vectors import syllables
from nlp.lexicons import load_lexicon

LIMIT = 420  # characters of the whole extract, when two sentences fit into that
MOST, LEAST = 3, 2
BODY_SENTENCES = 14  # news says what matters first
SHORTEST = 35  # characters: shorter sentences are captions, cries, headings
ALIKE = 0.55  # share of a sentence's words already told: then it says nothing new
_WORDS = load_lexicon("summary")
BOILERPLATE = re.compile(
    rf"(?<!\w)(?:{_WORDS['boilerplate'].alternatives})\s*(?::|\.|{_WORDS['boilerplate_after'].alternatives}|$)|"
    rf"^(?:{_WORDS['caption'].alternatives})(?!\w)"
)
LEAD_IN = re.compile(rf"^\s*\(?(?:{_WORDS['signature'].alternatives})\)?\s*[-–—:]\s*")
CRY = "“\"'-–"  # a sentence that begins so is somebody's words
FIGURE = re.compile(r"\d")
AUTHORITY = _WORDS["authority"].pattern()
OFFICIAL = re.compile(
    rf"(?<!\w)(?:{_WORDS['spokesman'].alternatives})(?!\w).{{0,80}}(?<!\w)(?:{_WORDS['says'].alternatives})(?!\w)"
)
FIRST_PERSON = _WORDS["first_person"].pattern()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that could be told."""

    text: str
    plain: str  # as `Document.plain`
    index: int  # order in the article
    score: float


def summarise(document: Document) -> tuple[str, ...]:
    """Give two or three sentences of the article (fewer when it has no more), at most about 420 characters when possible."""
    sapo_sentences = document.paragraph_sentences(LEAD_IN.sub("", document.given.summary))
    candidates = _candidates(document, sapo_sentences)
    if sapo := _whole_sapo(document, sapo_sentences):
        room = LIMIT - sum(map(len, sapo)) if len(sapo) < MOST else 0
        texts = [
            candidate.text
            for candidate in candidates
            if candidate.text not in sapo and len(candidate.text) < room and OFFICIAL.search(candidate.plain)
        ]
        return (*sapo, *[text for text in texts if not any(_is_repeated(text, sentence) for sentence in sapo)][:1])
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: (-candidate.score, candidate.index)):
        if len(chosen) == MOST:
            break
        length = sum(len(earlier.text) + 1 for earlier in chosen) + len(candidate.text)
        if length > LIMIT and len(chosen) >= LEAST - (len(candidate.text) > LIMIT):
            continue
        if not any(_is_repeated(candidate.text, earlier.text) for earlier in chosen):
            chosen.append(candidate)
    return tuple(candidate.text for candidate in sorted(chosen, key=lambda candidate: candidate.index))


def _whole_sapo(document: Document, sapo_sentences: list[str]) -> tuple[str, ...]:
    """The paper's own summary, when it is two or three whole sentences that fit; else nothing."""
    sentences = tuple(sentence.strip() for sentence in sapo_sentences)
    if not LEAST <= len(sentences) <= MOST or sum(map(len, sentences)) > LIMIT:
        return ()
    return () if any(_is_scrap(sentence, document.plain_sentence(sentence)) for sentence in sentences) else sentences


def _candidates(document: Document, sapo_sentences: list[str]) -> list[Candidate]:
    body = document.paragraph_sentences(LEAD_IN.sub("", document.given.body), BODY_SENTENCES)
    title = set(syllables(document.composed.title))
    surfaces = {document.plain_sentence(mention.surface) for mention in document.mentions if mention.kind != "namesake"}
    candidates: list[Candidate] = []
    for index, sentence in enumerate([*sapo_sentences, *body]):
        text = sentence.strip()
        low = document.plain_sentence(text)
        if _is_open(text) or len(text) < SHORTEST or _is_scrap(text, low):
            continue
        candidates.append(Candidate(text, low, index, _score(low, index, index < len(sapo_sentences), surfaces, title)))
    return candidates


def _is_scrap(text: str, low: str) -> bool:
    """True for a caption, a credit, an appeal to the reader, a question, somebody's words."""
    return text[:1] in CRY or text.endswith((":", "?")) or BOILERPLATE.search(low) is not None


def _is_open(text: str) -> bool:
    """True for a sentence cut out of a longer quotation: a mark opens that does not close."""
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def _score(low: str, index: int, in_sapo: bool, surfaces: set[str], title: set[str]) -> float:
    """The sapo and the lead first; then the province named, figures, an authority speaking, the headline's words."""
    words = syllables(low)
    score = (1.6 if in_sapo else 0.8) - 0.12 * index
    score += 1.0 * any(surface in low for surface in surfaces)
    score += 0.5 * bool(FIGURE.search(low)) + 0.5 * bool(AUTHORITY.search(low))
    score += 1.5 * len(title & set(words)) / max(len(title), 1)
    score -= 1.0 * bool(FIRST_PERSON.search(low)) + 0.6 * (len(low) > 260) + 0.4 * (len(words) < 10)
    return score


def _is_repeated(sentence: str, other: str) -> bool:
    """True where most of what a sentence says is in the other one already."""
    mine, theirs = set(syllables(sentence)), set(syllables(other))
    return len(mine & theirs) / max(min(len(mine), len(theirs)), 1) >= ALIKE
