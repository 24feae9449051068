"""Two flags: "báo nêu" (the press raises something an authority should answer) and "tin nhanh" (leaders should know now).

In: an `Article`. Out: yes or no, with the sentence that shows it. Báo nêu is a model over the text; tin nhanh is rules.
"""

from __future__ import annotations

import re

from data.model import Article
from nlp.classification.tone import evidence, tone_chances
from nlp.features import cue_words as lexicon
from nlp.features import weights as models
from nlp.features.concepts import features_of
from nlp.features.vectors import plain
from nlp.lexicons import load_lexicon

ISSUE_GROUPS = ("complaint", "wrongdoing", "official")
ISSUE, ISSUE_NOT_NEGATIVE = 0.5, 0.7  # an issue is nearly always negative news: elsewhere the model must be surer
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
HAPPENINGS = (
    (FIRE, "cháy, nổ"),
    (DEATHS, "có người chết, mất tích"),
    (DISASTER, "thiên tai, sự cố"),
    (UNREST, "an ninh, trật tự"),
)


def issue(article: Article) -> tuple[bool, str]:
    """(whether the press raises an issue, the sentence that shows it; empty when it does not)."""
    chances = tone_chances(article)
    negative = max(chances, key=lambda name: (chances[name], name)) == "negative"
    found = issue_chance(article) >= (ISSUE if negative else ISSUE_NOT_NEGATIVE) and (negative or _raised(article))
    return found, evidence(article, ISSUE_GROUPS) if found else ""


def issue_chance(article: Article) -> float:
    """The chance, 0 to 1, that the press raises an issue here."""
    model = models.blend("issue")
    chances = model.chances(features_of(article), models.meaning())
    return chances["yes"]


def _raised(article: Article) -> bool:
    """True when headline or lead names a complaint or a wrong: what is not negative news and names none raises nothing."""
    lead = plain(article.summary) or plain(article.body)[:400]
    count = lexicon.tally(f"{plain(article.title)}. {lead}", "sign")
    return any(count[group] for group in ("complaint", "wrongdoing"))


def urgent(article: Article) -> tuple[bool, str]:
    """(whether leaders should know at once, why in Vietnamese; empty when they need not).

    Deaths, fire or explosion, disaster, unrest, or officials arrested, told in the headline or the lead as happening now; also a
    mishap there whose dead the body counts.
    """
    title = plain(article.title)
    lead = plain(article.summary) or plain(article.body)[:400]
    if NOT_NOW.search(title):
        return False, ""
    for pattern, label in HAPPENINGS:
        hit = pattern.search(title) or (None if NOT_NOW.search(lead) else pattern.search(lead))
        if hit:
            return True, f"{label}: “{hit.group()}”"
    grave = MISHAP.search(f"{title}. {lead}") and not NOT_NOW.search(lead) and TOLL.search(plain(article.body)[:1500])
    if grave:  # the event told from its edge: a witness, a hospital, the rescue
        return True, f"{HAPPENINGS[1][1]}: “{grave.group()}”"
    for text in (title, lead):
        caught, official = ARREST.search(text), OFFICIAL.search(text)
        if caught and official:
            return True, f"cán bộ bị bắt, khởi tố: “{official.group()}”, “{caught.group()}”"
    return False, ""
