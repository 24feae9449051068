"""What an outlet's facts should be by a survey: an entry for a new outlet, differences for one that the register has.

In: a `Survey`, the facts and names that exist. Out: facts by the names that `OutletFacts` gives them; `Difference`s.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawler.local_facts import FACTS, OutletEntry
from crawler.outlet import OutletFacts
from crawler.survey.records import Survey, SurveyedList
from data.text import local
from data.text.normal import format_number

MOST = {"feed": 10, "sitemap": 3, "section": 5}  # lists of one way in an entry
WAY_FACTS = {"feed": "feeds", "sitemap": "news_sitemaps", "section": "sections"}
FITS = 0.95  # share of the announced articles that a pattern must accept
FEWEST_READ = 5  # trial readings that prove how pages are read


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One fact of the register that the survey contradicts."""

    fact: str  # a key of `crawler.local_facts.FACTS`
    value: object  # what the register says
    proposed: object  # what the survey saw
    reason: str  # Vietnamese

    @property
    def label(self) -> str:
        """The fact in words."""
        return FACTS[self.fact].label


def outlet_name(host: str, taken: Collection[str]) -> str:
    """A name for a new outlet, from its host: "www.bao-go-noi.com.vn" -> "bao-go-noi"; a number behind it where that is taken."""
    labels = [label for label in host.lower().split(".") if label not in ("www", "m", "amp")]
    endings = ("vn", "com", "net", "org", "gov", "edu", "info", "tv")
    while len(labels) > 1 and labels[-1] in endings:
        labels.pop()
    name = re.sub(r"[^a-z0-9-]+", "-", "-".join(reversed(labels))).strip("-") or "nguon"
    numbers = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(candidate for candidate in numbers if candidate not in taken)


def proposed_entry(survey: Survey, name: str, now: datetime) -> OutletEntry:
    """The entry of a new outlet: every fact marked as seen by a survey on this day."""
    facts = proposed_facts(survey, now)
    return OutletEntry(name=name, facts=facts, found_on=dict.fromkeys(facts, local(now).date()))


def proposed_facts(survey: Survey, now: datetime) -> dict[str, Any]:
    """The facts of a new outlet by the names that `OutletFacts` gives them, only those that differ from its defaults."""
    lists = {WAY_FACTS[way]: tuple(listed.url for listed in best_lists(survey, way)) for way in MOST}
    facts: dict[str, Any] = {
        "label": survey.label,
        "home": survey.home,
        "hosts": survey.hosts,
        **lists,
        "family": survey.family,
        "article_pattern": survey.article_pattern,
        "feed_order": survey.feed_order,
        "list_order": survey.list_order,
        "lang": survey.lang,
        "confidence": confidence(survey),
        "checked": f"{local(now):%m/%Y}",
        "note": note(survey, now),
    }
    facts |= {"skip_pattern": survey.skip_pattern} if survey.skip_pattern else {}
    return {name: value for name, value in facts.items() if value != getattr(OutletFacts, name)}


def best_lists(survey: Survey, way: str) -> tuple[SurveyedList, ...]:
    """The working lists of one way that an entry names; the home page as a section only where there is no other list."""
    working = survey.working(way)
    if way == "section":
        others = tuple(listed for listed in working if listed.url != survey.home)
        working = others or working
    return working[: MOST[way]]


def confidence(survey: Survey) -> Mapping[str, str]:
    """How sure each fact is: "A" seen on the site itself, "C" unproved."""
    read = [reading for reading in survey.readings if reading.is_read]
    guessed = sum(reading.is_guessed for reading in read)
    facts = {WAY_FACTS[way]: "A" for way in WAY_FACTS if survey.working(way)}
    facts["article_pattern"] = "A" if len(read) >= min(FEWEST_READ, len(survey.readings) or 1) else "C"
    return facts | {"family": "A" if len(read) >= FEWEST_READ and 2 * guessed < len(read) else "C"}


def note(survey: Survey, now: datetime) -> str:
    """One sentence for the operator."""
    read = sum(reading.is_read for reading in survey.readings)
    return (
        f"Tự tìm từ trang chủ ngày {local(now):%d/%m/%Y}; đọc thử đủ tiêu đề, toàn văn, giờ đăng "
        f"{format_number(read)}/{format_number(len(survey.readings))} bài."
    )


def differences(survey: Survey, facts: type[OutletFacts]) -> tuple[Difference, ...]:
    """What of the register's facts the survey contradicts; nothing where the survey could not see."""
    rows: list[Difference] = []
    home = urlsplit(survey.home)
    if not facts.has_host(home.hostname or ""):
        rows.append(_row(facts, "home", survey.home, f"trang chủ nay ở {home.hostname}"))
        rows.append(_row(facts, "hosts", (*survey.hosts, *facts.hosts), "bài nay ở máy chủ khác"))
    for way, fact in WAY_FACTS.items():
        rows += _lists_of(survey, facts, way, fact)
    articles = [reading.url for reading in survey.readings if not reading.trouble]
    refused = [url for url in articles if not re.search(facts.article_pattern, urlsplit(url).path)]
    if survey.article_pattern and len(refused) > (1 - FITS) * len(articles):
        reason = f"{format_number(len(refused))}/{format_number(len(articles))} bài đọc thử không khớp mẫu, như {refused[0]}"
        rows.append(_row(facts, "article_pattern", survey.article_pattern, reason))
    if survey.family not in ("own", facts.family):
        rows.append(_row(facts, "family", survey.family, "nhận ra qua dấu hiệu trên trang bài"))
    for fact, orders in (("feed_order", ("feed", "sitemap")), ("list_order", ("section",))):
        votes = {listed.date_order for way in orders for listed in survey.working(way)} & {"dmy", "mdy"}
        if len(votes) == 1 and getattr(facts, fact) not in votes:
            rows.append(_row(facts, fact, votes.pop(), "theo ngày giờ của các mục trong danh sách"))
    return tuple(rows)


def _lists_of(survey: Survey, facts: type[OutletFacts], way: str, fact: str) -> list[Difference]:
    """A difference where a list of the register does not work, and others do or nothing was registered."""
    registered: tuple[str, ...] = getattr(facts, fact)
    working = [listed.url for listed in best_lists(survey, way)]
    asked = {listed.url: listed for listed in survey.lists if listed.way == way and listed.origin == "register"}
    dead = [url for url in registered if url in asked and not asked[url].is_working]
    if way == "section" and not dead:
        return []
    if dead:
        alive = [url for url in registered if url not in dead]
        first = asked[dead[0]]
        reason = f"{format_number(len(dead))} địa chỉ không dùng được, như {dead[0]} ({first.detail or first.state})"
        return [_row(facts, fact, tuple(dict.fromkeys((*alive, *working))), reason)]
    if not registered and working:
        return [_row(facts, fact, tuple(working), "danh mục chưa có")]
    return []


def _row(facts: type[OutletFacts], fact: str, proposed: object, reason: str) -> Difference:
    return Difference(fact=fact, value=getattr(facts, fact), proposed=proposed, reason=reason)
