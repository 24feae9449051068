"""Which field and which tone an English article speaks for, by its own words: the models have learned from Vietnamese only.

In: an article. Out: shares by field, and a tone or None. Own compilation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.model import Article

TITLE, LEAD, BODY = 4.0, 2.0, 0.5
GLOSSED = 0.3  # how much a model's answer counts that saw only the Vietnamese gloss of an English article
LEAD_CHARACTERS, BODY_CHARACTERS = 400, 2500
FIELDS: Mapping[str, str] = {
    "chinh-tri": (
        r"party|secretary|ministers?|people's (?:council|committee)|elections?|diplomatic|ambassadors?|"
        r"delegations?|congress"
    ),
    "kinh-te": (
        r"invest\w*|plants?|factor(?:y|ies)|firms?|compan(?:y|ies)|shares?|industrial|economic|economy|business\w*|trade|"
        r"manufactur\w+|production|suppliers?|revenue|sales|million (?:usd|dollars)|us\$|parts maker|power plant|hydropower"
    ),
    "nong-nghiep": (
        r"farm\w*|growers?|lychees?|rice|crops?|harvest\w*|fruits?|agricultur\w+|livestock|fishermen|"
        r"aquacultur\w+|orchards?"
    ),
    "dat-dai-do-thi": r"urban|housing|real estate|land (?:use|clearance|plots?)|planning|apartments?|resettlement",
    "moi-truong-thien-tai": (
        r"floods?|flooding|storms?|typhoons?|landslides?|pollut\w+|wastewater|wildlife|forest fires?|drought|"
        r"species|climate"
    ),
    "y-te": r"hospitals?|doctors?|patients?|covid(?:-19)?|vaccin\w+|outbreak|disease|surger\w+|health",
    "giao-duc": r"schools?|students?|pupils?|teachers?|universit(?:y|ies)|exams?|education|scholarships?|research\w*",
    "van-hoa-du-lich": (
        r"touris\w+|visitors?|travel\w*|homestays?|festivals?|heritage|temples?|pagodas?|culture|cultural|stilt houses?|relics?|"
        r"scenic|waterfalls?|beach\w*|archaeolog\w+|citadel"
    ),
    "the-thao": r"football|soccer|match|marathon|athletes?|coach|tournament|stadium|v\.league",
    "phap-luat": (
        r"police|arrest\w*|court|sentenced|drugs?|heroin|murder\w*|fraud|smuggl\w+|trial|theft|robber\w*|"
        r"warehouse fire|fire"
    ),
    "giao-thong": (
        r"crash\w*|collision|collided?|accidents?|highway|expressways?|bus|truck|traffic|drown\w*|airport|"
        r"railway|overturn\w*"
    ),
    "an-sinh": r"charit\w+|donat\w+|poor households|martyrs|social insurance|wages|workers' rights|unemployment",
}
BAD = (
    r"killed|dead|deaths?|dies|died|injur\w+|fire|blaze|crash\w*|collision|accident|flood\w*|storm|"
    r"landslides?|pollut\w+|arrest\w*|"
    r"fraud|drugs?|murder\w*|corrupt\w*|protest\w*|outbreak|missing|collapse\w*|complain\w*|"
    r"violations?|drown\w*|smuggl\w+|delay\w*"
)
GOOD = (
    r"invest\w*|expand\w*|expansion|export\w*|welcom\w+|award\w*|growth|grow|record high|highest|"
    r"first (?:shipment|batch)|inaugurat\w+|"
    r"open(?:s|ed)?|launch\w*|success\w*|praise\w*|honou?r\w*|attract\w*|booming|recover\w*|fully booked|filling up|heritage|"
    r"cleared for|good harvest|happy|to build|build|donat\w+|celebrat\w+"
)


def is_english(article: Article) -> bool:
    """True when the article is written in English."""
    return (article.lang or "vi").startswith("en")


def fields(article: Article) -> dict[str, float]:
    """The share of each field among the cues of an English article; empty when it has none."""
    found = {slug: _weighed(article, pattern) for slug, pattern in FIELDS.items()}
    total = sum(found.values())
    return {slug: count / total for slug, count in found.items() if count} if total else {}


def tone(article: Article) -> str | None:
    """The tone that headline and lead plainly speak for; None when they speak for none or for both."""
    text = f"{article.field('title')}. {article.field('summary') or article.field('body')[:LEAD_CHARACTERS]}".lower()
    bad, good = len(_pattern(BAD).findall(text)), len(_pattern(GOOD).findall(text))
    if bad and bad >= good:
        return "negative"
    return "positive" if good and not bad else None


def _weighed(article: Article, pattern: str) -> float:
    cue = _pattern(pattern)
    parts = ((TITLE, article.field("title")), (LEAD, article.field("summary")), (BODY, article.field("body")[:BODY_CHARACTERS]))
    return sum(weight * len(cue.findall(text.lower())) for weight, text in parts)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
