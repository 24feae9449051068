"""Two flags: "báo nêu" (the press raises something an authority should answer) and "tin nhanh" (leaders should know now).

In: a `Document`. Out: yes or no, with the sentence that shows it. Báo nêu is a model over the text; tin nhanh is rules.
"""

from __future__ import annotations

import re

from nlp.classification.tone import Tone, find_evidence
from nlp.document import Document, lead
from nlp.features import cue_words
from nlp.features import weights as models
from nlp.lexicons import load_lexicon

ISSUE_GROUPS = ("complaint", "wrongdoing", "official")
ISSUE, ISSUE_NOT_NEGATIVE = 0.5, 0.7  # an issue is nearly always negative news: elsewhere the model must be surer
LEAD_CHARACTERS = 400  # of the body that stand for a missing sapo
TOLL_CHARACTERS = 1500  # of the body in which the dead of a mishap are counted
_WORDS = load_lexicon("urgent")
# What happened and is not told as news of today: trials, drills, remembrance, prevention.
NOT_NOW = _WORDS["not_now"].pattern()
DEATHS = _WORDS["deaths"].pattern()
FIRE = _WORDS["fire"].pattern()
DISASTER = _WORDS["disaster"].pattern()
MISHAP = _WORDS["mishap"].pattern()
TOLL = re.compile(  # "ba công nhân ở xưởng chết": how many of whom, and within three words that they died
    rf"(?<!\w)(?:{_WORDS['toll_number'].alternatives}) (?:{_WORDS['toll_who'].alternatives})"
    rf"(?: \w+){{0,3}} (?:{_WORDS['toll_died'].alternatives})(?!\w)"
)
UNREST = _WORDS["unrest"].pattern()
ARREST = _WORDS["arrest"].pattern()
OFFICIAL = _WORDS["official"].pattern()
EVENTS = (
    (FIRE, "cháy, nổ"),
    (DEATHS, "có người chết, mất tích"),
    (DISASTER, "thiên tai, sự cố"),
    (UNREST, "an ninh, trật tự"),
)


def judge_issue(document: Document, tone: Tone) -> tuple[bool, str]:
    """Say whether the press raises an issue, with the sentence that shows it; empty when it does not."""
    is_negative = tone.label == "negative"
    raised = predict_issue(document) >= (ISSUE if is_negative else ISSUE_NOT_NEGATIVE) and (is_negative or _names_wrong(document))
    return raised, find_evidence(document, ISSUE_GROUPS) if raised else ""


def predict_issue(document: Document) -> float:
    """Give the chance, 0..1, that the press raises an issue here."""
    return models.blend("issue").chances(document.features, document.meaning)["yes"]


def _names_wrong(document: Document) -> bool:
    """True when headline or lead names a complaint or a wrong: what is not negative news and names none raises nothing."""
    counts = cue_words.tally(f"{document.plain.title}. {lead(document.plain, LEAD_CHARACTERS)}", "sign")
    return any(counts[group] for group in ("complaint", "wrongdoing"))


def judge_urgent(document: Document) -> tuple[bool, str]:
    """Say whether leaders should know at once, and why in Vietnamese; empty when they need not.

    Deaths, fire or explosion, disaster, unrest, or officials arrested, told in the headline or the lead as happening now; also a
    mishap there whose dead the body counts.
    """
    title, opening = document.plain.title, lead(document.plain, LEAD_CHARACTERS)
    if NOT_NOW.search(title):
        return False, ""
    is_past = NOT_NOW.search(opening) is not None
    for pattern, label in EVENTS:
        hit = pattern.search(title) or (None if is_past else pattern.search(opening))
        if hit:
            return True, f"{label}: “{hit.group()}”"
    toll = None if is_past or not MISHAP.search(f"{title}. {opening}") else TOLL.search(document.plain.body[:TOLL_CHARACTERS])
    if toll:  # the event told from its edge: a witness, a hospital, the rescue
        return True, f"{EVENTS[1][1]}: “{toll.group()}”"
    for text in (title, opening):
        arrest, official = ARREST.search(text), OFFICIAL.search(text)
        if arrest and official:
            return True, f"cán bộ bị bắt, khởi tố: “{official.group()}”, “{arrest.group()}”"
    return False, ""
