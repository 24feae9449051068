"""The field of an article: one of the digest's twelve, and the others it also touches.

In: an `Article` with title, sapo, body and, where the page gave it, the outlet's own section. Out: (main slug, all slugs).
A linear model over the text gives each field's chance; the outlet's section is one more vote; building fires are public order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from data.model import Article
from data.model.topics import section_patterns, shipped_topics
from data.text import fold
from nlp.classification import english
from nlp.features import weights as models
from nlp.features.concepts import features_of
from nlp.features.vectors import plain
from nlp.lexicons import load_lexicon

# The outlets' section names, folded; a name that covers many fields ("thoi su", "xa hoi") says nothing and is not there.
SECTIONS: Mapping[str, str] = section_patterns(shipped_topics())
SECTION_VOTE = 1.2  # in units of the model's score, where 2 is one spread of the scores: strong, but the text can outvote it
BROAD_VOTE, BROAD = 0.5, frozenset({"kinh-te", "an-sinh"})  # "Kinh doanh" and "Đời sống" print news of every field
ENGLISH_VOTE = 8.0  # an English article: its own words decide, its gloss only helps
SECOND_CHANCE = 0.25  # a second field is named when its chance is at least this
BUILDING_FIRE = re.compile(
    r"(?:cháy|hỏa hoạn)[^.!?]{0,60}(?<!\w)(?:kho|xưởng|nhà|chợ|quán|cơ sở|công ty|phòng trọ|chung cư|siêu thị)(?!\w)|"
    r"(?<!\w)(?:kho|xưởng|nhà|chợ|quán|cơ sở|công ty|chung cư|siêu thị)(?!\w)[^.!?]{0,60}(?:bốc cháy|hỏa hoạn|đám cháy)|"
    r"(?:khói|lửa) [^.!?]{0,25}(?:bao trùm|bao phủ|thiêu rụi) [^.!?]{0,12}(?:kho|xưởng|nhà|chợ)(?!\w)"
)
NOT_BUILDING = load_lexicon("urgent")["not_a_building"].pattern()
FIRE_REPORT = re.compile(load_lexicon("urgent")["fire_report"].alternatives)


def topic(article: Article) -> tuple[str, tuple[str, ...]]:
    """The main field, and all fields that the article clearly touches (the main one first, at most three)."""
    chances = topic_chances(article)
    order = sorted(chances, key=lambda slug: (-chances[slug], slug))
    main = "phap-luat" if building_fire(article) else order[0]
    others = [slug for slug in order[:3] if slug != main and chances[slug] >= SECOND_CHANCE]
    return main, (main, *others[:2])


def topic_chances(article: Article) -> dict[str, float]:
    """The chance of each of the twelve fields, the outlet's section included as a vote."""
    model = models.blend("topic")
    scores = model.scores(features_of(article), models.meaning())
    if english.is_english(article):
        scores = scores * english.GLOSSED
        for slug, share in english.fields(article).items():
            scores[model.labels.index(slug)] += ENGLISH_VOTE * share
    voted = section_topic(article.section)
    if voted:
        scores = scores.copy()
        scores[model.labels.index(voted)] += BROAD_VOTE if voted in BROAD else SECTION_VOTE
    return model.chances_from(scores)


def section_topic(section: str | None) -> str | None:
    """The field that the outlet's section names, or None when it names several or none."""
    if not section:
        return None
    name = fold(section)
    hit = [slug for slug, pattern in SECTIONS.items() if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", name)]
    return hit[0] if len(hit) == 1 else None


def building_fire(article: Article) -> bool:
    """A fire in a building, which the digest lists under public order (a burning vehicle is traffic, a forest environment)."""
    title = plain(article.title)
    if NOT_BUILDING.search(title):
        return False
    lead = f"{plain(article.summary)} {plain(article.body)[:500]}"
    if BUILDING_FIRE.search(title):
        return bool(FIRE_REPORT.search(f"{title}. {lead}"))
    return "cháy" in title and bool(BUILDING_FIRE.search(lead)) and not NOT_BUILDING.search(lead)
