"""The tone of an article toward the province, with the sentence that shows it.

In: a `Document`. Out: `Tone`: positive, neutral or negative, the chances, and the evidence sentence.
Crime, accident, disaster, disease and complaints located in the province are negative even when its police did well; notices,
plans and appointments are neutral; achievements, investment and good deeds are positive (the labelling guide's rule).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.phrases import compile_words
from nlp.classification import english
from nlp.document import Document, lead
from nlp.features import cue_words
from nlp.features import weights as models
from nlp.lexicons import load_lexicon

BAD = ("death", "hurt", "fire", "disaster", "crime", "accident", "wrongdoing", "complaint", "disease", "loss", "unrest", "arrest")
GRAVE = ("death", "hurt", "fire", "crime", "accident", "wrongdoing", "complaint", "unrest", "arrest")
GOOD = ("praise", "kindness")
TONE_GROUPS = {"negative": BAD, "positive": GOOD, "neutral": ("plan",)}
# Where the headline speaks plainly for one side the model, which has seen few examples of it, is helped by this much.
# Less than what served a model with coarser features: no worse on the gold pairs, best on the written cases it has not seen.
PLAIN_HEADLINE = 0.5
DONE_HEADLINE = 2.25  # what was promised is done, and no cue of anything bad
NEUTRAL_LEAD = 0.3  # taken from "negative" where headline and lead name nothing bad
NOTICE_HEADLINE = 1.5  # a notice or a plan, and no cue of either side
ENGLISH_SAYS, ENGLISH_NOTICE = 4.0, 2.0
_WORDS = load_lexicon("tone_cues")
NOTICE = _WORDS["notice_headline"].pattern()
DONE = _WORDS["done_headline"].pattern()
# Headline words that only look like a cue: powers are handed over, work begins, completion is still to come.
FALSE_CUES = compile_words(
    rf"{_WORDS['false_cues'].alternatives}|(?:{_WORDS['still_to_come'].alternatives})"
    r"(?=[^.;:]{0,60} (?:trước (?:ngày|tháng|quý|năm|\d)|vào (?:quý|năm|cuối)))"
)
LEAD_CHARACTERS = 300  # of the body that stand for a missing sapo
EVIDENCE_CHARACTERS, EVIDENCE_SENTENCES = 2500, 12  # of the body in which the evidence is looked for, beside headline and sapo


@dataclass(frozen=True, slots=True)
class Tone:
    """The tone of one article: its label, the chance of each label (0..1), the article's own sentence that shows it."""

    label: str
    chances: Mapping[str, float]
    evidence: str  # empty when the article has no text


def judge_tone(document: Document) -> Tone:
    """Give the likeliest tone, with the sentence that shows it."""
    chances = predict_tone(document)
    label = max(chances, key=lambda name: (chances[name], name))
    return Tone(label, chances, find_evidence(document, TONE_GROUPS[label], naming_province=True))


def predict_tone(document: Document) -> dict[str, float]:
    """Give the chance of each tone, 0..1."""
    model = models.blend("tone")
    scores = model.scores(document.features, document.meaning).copy()
    scores *= english.GLOSSED if document.is_english else 1.0
    for label, bonus in score_bonus(document).items():
        scores[model.labels.index(label)] += bonus
    return model.chances_from(scores)


def score_bonus(document: Document) -> dict[str, float]:
    """Give what headline and lead add to the score of each tone; to be added to the scores of `Blend`."""
    if document.is_english:  # the model sees only a gloss of it
        label = english.read_tone(document)
        return {label: ENGLISH_SAYS} if label else {"neutral": ENGLISH_NOTICE}
    title = FALSE_CUES.sub(" ", document.plain.title)
    counts = cue_words.tally(title, "sign")
    label = read_headline_tone(counts)
    bonus = {label: PLAIN_HEADLINE} if label else {}
    is_bad = any(counts[group] for group in BAD)
    if DONE.search(title) and not is_bad:
        bonus["positive"] = DONE_HEADLINE
    if NOTICE.search(title) and not is_bad and not any(counts[group] for group in GOOD):
        bonus["neutral"] = NOTICE_HEADLINE
    if not is_bad and is_neutral_lead(document):
        bonus["negative"] = bonus.get("negative", 0.0) - NEUTRAL_LEAD
    return bonus


def is_neutral_lead(document: Document) -> bool:
    """True when the lead names nothing grave."""
    counts = cue_words.tally(lead(document.plain, LEAD_CHARACTERS), "sign")
    return not any(counts[group] for group in GRAVE)


def read_headline_tone(counts: Mapping[str, int]) -> str | None:
    """Give the tone that the cues of a headline plainly speak for, when they speak for one only. In: cues by group."""
    bad = sum(counts[group] for group in BAD)
    good = sum(counts[group] for group in GOOD)
    if bad and not good:
        is_plain = any(counts[group] for group in ("crime", "death", "fire", "accident", "complaint"))
        return "negative" if is_plain else None
    if good and not bad:
        return "positive" if good > counts["plan"] else None
    return "neutral" if counts["plan"] and not bad and not good else None


def find_evidence(document: Document, groups: Sequence[str], *, naming_province: bool = False) -> str:
    """Give the sentence with most cues of these groups, the first of equal ones.

    With `naming_province` a name of the province counts as half a cue.
    """
    surfaces: set[str] = set()
    if naming_province:
        surfaces = {document.plain_sentence(mention.surface) for mention in document.mentions if mention.kind != "namesake"}
    best, best_score = "", -1.0
    for index, sentence in enumerate(_first_sentences(document)):
        text = document.plain_sentence(sentence)
        counts = cue_words.tally(text, "sign")
        score = min(sum(counts[group] for group in groups), 3) * 1.0
        score += 0.5 * any(surface in text for surface in surfaces) - 0.05 * index
        if score > best_score:
            best, best_score = sentence, score
    return best


def _first_sentences(document: Document) -> list[str]:
    title, summary, body = document.given
    sentences = [title] if title else []
    sentences += document.paragraph_sentences(summary)
    return sentences + document.paragraph_sentences(body[:EVIDENCE_CHARACTERS], EVIDENCE_SENTENCES)
