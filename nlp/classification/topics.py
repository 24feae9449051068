"""The field of an article: one of the digest's twelve, and the others it also touches.

In: a `Document`; its article may carry the outlet's own section. Out: (main slug, all slugs).
A linear model over the text gives each field's chance; the outlet's section is one more vote; building fires are public order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from data.model.topics import section_patterns, shipped_topics
from data.text import fold
from nlp.classification import english
from nlp.document import Document, lead
from nlp.features import weights as models
from nlp.lexicons import load_lexicon

# The outlets' section names, folded; a name that covers many fields ("thoi su", "xa hoi") says nothing and is not there.
SECTIONS: Mapping[str, str] = section_patterns(shipped_topics())
SECTION_VOTE = 1.2  # in units of the model's score, where 2 is one spread of the scores: strong, but the text can outvote it
BROAD_VOTE, BROAD = 0.5, frozenset({"kinh-te", "an-sinh"})  # "Kinh doanh" and "Đời sống" print news of every field
ENGLISH_VOTE = 8.0  # an English article: its own words decide, its gloss only helps
LEAD_CHARACTERS = 500  # of the body, beside the sapo, in which a burning building is told
SECOND_CHANCE = 0.25  # a second field is named when its chance is at least this
BUILDING_FIRE = re.compile(
    r"(?:cháy|hỏa hoạn)[^.!?]{0,60}(?<!\w)(?:kho|xưởng|nhà|chợ|quán|cơ sở|công ty|phòng trọ|chung cư|siêu thị)(?!\w)|"
    r"(?<!\w)(?:kho|xưởng|nhà|chợ|quán|cơ sở|công ty|chung cư|siêu thị)(?!\w)[^.!?]{0,60}(?:bốc cháy|hỏa hoạn|đám cháy)|"
    r"(?:khói|lửa) [^.!?]{0,25}(?:bao trùm|bao phủ|thiêu rụi) [^.!?]{0,12}(?:kho|xưởng|nhà|chợ)(?!\w)"
)
NOT_BUILDING = load_lexicon("urgent")["not_a_building"].pattern()
FIRE_REPORT = re.compile(load_lexicon("urgent")["fire_report"].alternatives)


def judge_topic(document: Document) -> tuple[str, tuple[str, ...]]:
    """Give the main field, and all fields that the article clearly touches (the main one first, at most three)."""
    chances = predict_topics(document)
    order = sorted(chances, key=lambda slug: (-chances[slug], slug))
    main = "phap-luat" if is_building_fire(document) else order[0]
    others = [slug for slug in order[:3] if slug != main and chances[slug] >= SECOND_CHANCE]
    return main, (main, *others[:2])


def predict_topics(document: Document) -> dict[str, float]:
    """Give the chance of each of the twelve fields, 0..1, the outlet's section included as a vote."""
    model = models.blend("topic")
    scores = model.scores(document.features, document.meaning)
    if document.is_english:
        scores = scores * english.GLOSSED
        for slug, share in english.weigh_topics(document).items():
            scores[model.labels.index(slug)] += ENGLISH_VOTE * share
    voted = find_section_topic(document.article.section)
    if voted:
        scores = scores.copy()
        scores[model.labels.index(voted)] += BROAD_VOTE if voted in BROAD else SECTION_VOTE
    return model.chances_from(scores)


def find_section_topic(section: str | None) -> str | None:
    """Give the field that the outlet's section names, or None when it names several or none."""
    if not section:
        return None
    name = fold(section)
    hits = [slug for slug, pattern in SECTIONS.items() if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", name)]
    return hits[0] if len(hits) == 1 else None


def is_building_fire(document: Document) -> bool:
    """True for a fire in a building: public order in the digest, where a burning vehicle is traffic, a forest environment."""
    title = document.plain.title
    if NOT_BUILDING.search(title):
        return False
    opening = lead(document.plain, LEAD_CHARACTERS, sapo_suffices=None)
    if BUILDING_FIRE.search(title):
        return bool(FIRE_REPORT.search(f"{title}. {opening}"))
    return "cháy" in title and bool(BUILDING_FIRE.search(opening)) and not NOT_BUILDING.search(opening)
