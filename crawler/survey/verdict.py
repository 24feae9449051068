"""From the evidence of a survey to its verdict: which lists work, in which order their dates are, what stands in the way.

In: `Evidence`: every list that was asked and how it was read, the shape of article addresses, the trial readings. Out:
`SurveyedList`s and the `Survey`. Nothing is asked here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.discovery import Link, read_sitemap
from crawler.discovery.shapes import AddressShape, host_of
from crawler.outlet import OutletFacts
from crawler.survey.addresses import has_date, rank_feed
from crawler.survey.home_page import HomePage
from crawler.survey.lists import DAYS, Candidate, ReadList, is_on_site
from crawler.survey.records import LIST_STATES, TROUBLES, Answer, Survey, SurveyedList, TrialReading
from data.text import local
from data.text.dates import read_date
from data.text.normal import format_number

STALE = timedelta(days=14)  # a list whose newest article is older does not follow the site
BEHIND = timedelta(days=2)  # a list of everything that is so far behind another list of the site stands still
FEWEST_IN_SECTION = 5  # article links of a page that lists articles
FEWEST_OF_HOST = 3  # articles that make a further host one of the site's
ORDERS = ("dmy", "mdy")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All that a survey has seen."""

    asked_home: str
    home: HomePage
    home_answer: Answer
    facts: type[OutletFacts]
    now: datetime
    candidates: tuple[Candidate, ...]
    shape: AddressShape | None
    readings: tuple[tuple[Link, TrialReading], ...]
    family: str
    requests: int


def judge_lists(evidence: Evidence) -> tuple[SurveyedList, ...]:
    """Every list that was named or works, the widest of each way first, without those that say the same as an earlier one."""
    newest = max((c.read.newest for c in evidence.candidates if c.read and c.read.newest), default=None)
    shown = {host_of(link.url) + urlsplit(link.url).path for link in evidence.home.links}
    rows: list[tuple[SurveyedList, frozenset[str]]] = []
    for candidate in evidence.candidates:
        listed = _judged(candidate, evidence, newest, shown)
        if listed.is_working or candidate.origin not in ("usual", "index"):
            urls = frozenset(link.url for link in candidate.read.links) if candidate.read else frozenset()
            rows.append((listed, urls))
    rows.sort(key=lambda row: _place(row[0], evidence))
    once: dict[object, SurveyedList] = {}
    for listed, urls in rows:
        once.setdefault((listed.way, urls) if urls and listed.way != "section" else (listed.way, listed.url), listed)
    by_address = {(listed.way, listed.url): listed for listed in reversed(once.values())}
    return tuple(reversed(by_address.values()))


def _place(listed: SurveyedList, evidence: Evidence) -> tuple[int, int, tuple[int, int] | int, int]:
    ways = ("feed", "sitemap", "section")
    if listed.way == "feed":
        wide, length = rank_feed(listed.url)
        return 0, not listed.is_working, (wide, -listed.items), length
    is_home = listed.url == evidence.home.url
    return ways.index(listed.way), not listed.is_working, int(is_home), 0 if listed.way == "section" else has_date(listed.url)


def _judged(candidate: Candidate, evidence: Evidence, newest: datetime | None, shown: set[str]) -> SurveyedList:
    answer, read = candidate.answer, candidate.read
    way = "section" if candidate.is_section else _way(answer.asked, read)
    address = answer.url if is_on_site(answer.url, evidence.facts) else answer.asked
    if read is None or (read.kind in ("page", "none", "index") and not candidate.is_section):
        state = answer.trouble or ("empty" if read is not None and read.kind == "index" else "no_list")
        return SurveyedList(way=way, url=address, origin=candidate.origin, state=state, detail=answer.detail)
    near = [link for link in read.links if is_on_site(link.url, evidence.facts)]
    articles = [link for link in near if evidence.shape is None or evidence.shape.fits(link.url)]
    listed = SurveyedList(
        way=way, url=_lasting(candidate, address, evidence), origin=candidate.origin, state="ok", items=len(read.links),
        articles=len(articles), newest=read.newest, date_order=read.date_order,
    )  # fmt: skip
    state, detail = _state(read, listed, len(near), evidence.now, newest)
    if state == "ok" and read.newest is None and way != "section" and shown and not _meets(articles, shown):
        state, detail = "stale", "không ghi ngày và không có bài nào đang ở trang chủ"
    return replace(listed, state=state, detail=detail or _describe(listed))


def _way(address: str, read: ReadList | None) -> str:
    if read is not None and read.kind in ("feed", "sitemap", "index"):
        return "feed" if read.kind == "feed" else "sitemap"
    return "sitemap" if "sitemap" in address.lower() else "feed"


def _meets(articles: Iterable[Link], shown: set[str]) -> bool:
    return any(host_of(link.url) + urlsplit(link.url).path in shown for link in articles)


def _state(read: ReadList, listed: SurveyedList, near: int, now: datetime, newest: datetime | None) -> tuple[str, str]:
    """The state of a list that could be read, and what is to be said of it."""
    if not read.links:
        return "empty", ""
    if 2 * near < len(read.links):
        others = Counter(host_of(link.url) for link in read.links)
        return "foreign", f"phần lớn bài ở {others.most_common(1)[0][0]}"
    if listed.way == "section" and listed.articles < FEWEST_IN_SECTION:
        return "empty", f"chỉ có {format_number(listed.articles)} bài"
    if listed.way == "sitemap" and 2 * listed.articles < near:
        return "empty", "phần lớn địa chỉ không phải bài"
    if not listed.articles:
        return "empty", "không địa chỉ nào có hình dạng của bài"
    if read.newest is None:
        return "ok", ""
    is_wide = listed.way == "feed" and rank_feed(listed.url)[0] == 0
    if read.newest < now - STALE or (is_wide and newest is not None and read.newest < min(newest, now) - BEHIND):
        return "stale", f"bài mới nhất từ {local(read.newest):%d/%m/%Y}"
    return "ok", ""


def _describe(listed: SurveyedList) -> str:
    newest = f", mới nhất {local(listed.newest):%H:%M %d/%m/%Y}" if listed.newest else ", không ghi giờ đăng"
    return f"{format_number(listed.articles)} bài{newest}"


def _lasting(candidate: Candidate, address: str, evidence: Evidence) -> str:
    """The address that will still be right next month: of a dated file its index, where a crawl of the index meets the file,
    else the file's name with the date left open."""
    if not has_date(address):
        return address
    if (index := candidate.index) is not None:
        parts = read_sitemap(index.body, index.url, evidence.facts, evidence.now, DAYS).sitemaps
        if candidate.answer.asked in parts:
            return index.asked
    return candidate.template or address


def survey_of(evidence: Evidence) -> Survey:
    """The whole verdict."""
    lists = judge_lists(evidence)
    trouble, detail = _trouble(evidence, lists)
    shape, home = evidence.shape, evidence.home
    return Survey(
        home=home.url,
        asked_home=evidence.asked_home,
        hosts=_hosts(evidence),
        label=home.label(),
        lang=home.lang(),
        family=evidence.family,
        article_pattern=shape.article_pattern if shape is not None else "",
        skip_pattern=shape.skip_pattern if shape is not None and shape.skip_pattern != r"(?!)" else "",
        feed_order=_order(evidence, [listed for listed in lists if listed.way != "section"]),
        list_order=_order(evidence, [listed for listed in lists if listed.way == "section"]),
        lists=lists,
        readings=tuple(reading for _, reading in evidence.readings),
        asked=evidence.requests,
        trouble=trouble,
        detail=detail,
    )


def _hosts(evidence: Evidence) -> tuple[str, ...]:
    """The home page's host first, then others of the same site that hold several articles."""
    main = urlsplit(evidence.home.url).hostname or ""
    counts: Counter[str] = Counter()
    for candidate in evidence.candidates:
        for link in candidate.read.links if candidate.read is not None else ():
            is_article = evidence.shape is not None and evidence.shape.fits(link.url)
            if is_article and is_on_site(link.url, evidence.facts) and host_of(link.url) != host_of(evidence.home.url):
                counts[host_of(link.url)] += 1
    return (main, *(host for host, count in sorted(counts.items()) if count >= FEWEST_OF_HOST))


def _order(evidence: Evidence, lists: Sequence[SurveyedList]) -> str:
    """The order of day and month of these lists: by their votes, else by the dates of the pages read on trial."""
    votes = Counter(listed.date_order for listed in lists if listed.is_working and listed.date_order in ORDERS)
    if votes:
        return votes.most_common(1)[0][0]
    hits: Counter[str] = Counter()
    for link, reading in evidence.readings:
        for order in ORDERS:
            moment = read_date(link.published_raw, order=order) if link.published_raw else None
            if moment is not None and reading.published_at is not None:
                hits[order] += abs(moment - reading.published_at) < timedelta(hours=20)
    return "mdy" if hits["mdy"] > hits["dmy"] else "dmy"


def _trouble(evidence: Evidence, lists: Sequence[SurveyedList]) -> tuple[str, str]:
    """Why the site cannot be collected, a key of TROUBLES and a detail; ("", "") where it can."""
    home = evidence.home_answer
    if not any(listed.is_working for listed in lists):
        if home.trouble:
            return home.trouble, home.detail
        if evidence.home.asks_for_consent:
            return "consent", ""
        states = Counter(listed.state for listed in lists if listed.state in TROUBLES)
        worst = states.most_common(1)[0][0] if states else "no_list"
        is_closed = worst in ("wall", "robots_closed", "blocked") and states[worst] >= len(lists) / 2
        return (worst, LIST_STATES[worst]) if is_closed else ("no_list", "")
    if evidence.shape is None:
        return "no_shape", ""
    if evidence.readings and not any(reading.title and not reading.trouble for _, reading in evidence.readings):
        troubles = Counter(reading.trouble for _, reading in evidence.readings)
        return "unread", troubles.most_common(1)[0][0]
    return "", ""
