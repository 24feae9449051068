"""When an article was published and changed, and where the page says so.

In: the page's self-description, its visible dates, its address, and when it was fetched. Out: `PageDates`, moments in UTC.
Order: JSON-LD, meta, visible text, the stamp in the URL. Two sanity rules: a JSON-LD or meta time that lies exactly seven hours
from the visible clock is local time with a wrong label, so the visible one wins; and published wins over an earlier modified (a
scheduled article is last edited before it appears).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lxml import etree

from crawler.extraction.body import text_of
from crawler.extraction.fallback import dates_near_headline
from crawler.extraction.metadata import Structured
from crawler.extraction.selectors import Marked
from crawler.extraction.unmarked.cards import is_below, leads_elsewhere
from crawler.extraction.unmarked.shown_dates import (
    MOMENT,
    is_caption,
    is_in_sentence,
    is_page_clock,
    is_update,
    publication_beside,
    publication_in,
)
from data.text import local
from data.text.dates import read_date

META_PUBLISHED = (
    "article:published_time", "datepublished", "pubdate", "og:published_time", "article:published", "publishdate", "publish_date",
    "publish-date", "dc.date.issued", "dcterms.created", "og:article:published_time", "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip
META_MODIFIED = ("article:modified_time", "datemodified", "lastmod", "og:updated_time", "article:modified", "last-modified")
# Tuổi Trẻ, Dân trí, Báo Tin tức: the whole stamp; other VCCorp papers: three digits of the site, then YYMMDDHHMMSSmmm.
URL_STAMP = re.compile(r"-(?:v|n)?(20\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)\d{0,3}\.(?:htm|html|chn)$")
URL_SHORT_STAMP = re.compile(r"-\d{3}(\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)\d{0,3}\.(?:htm|chn)$")
SEVEN = timedelta(hours=7)
SOURCES = ("jsonld", "meta", "page", "url")  # in order of trust
NEAR = timedelta(days=2)
US_FORM = re.compile(r"\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d{2}(?::\d{2})? [AP]M", re.I)
HAS_CLOCK = re.compile(r"\d\s?(?::|h|giờ)\s?\d|T\d{2}|^\d{12,14}$|^\d{10}(?:\d{3})?$|\bgiờ\b", re.I)
MIDNIGHT = re.compile(
    r"(?<![\d:+-])00:00(?::00(?:\.0+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2}))?$"
)  # what a date without a clock becomes in many CMSs
LOCAL_MIDNIGHT = re.compile(r"(?<!\d)17:00(?::00(?:\.0+)?)?\s?(?:Z|\+00:?00)$")  # the same, in Vietnam's time, written in UTC
LABELLED_UTC = re.compile(r"(?:Z|\+00:?00|GMT|UTC)$", re.I)
A_DAY = timedelta(days=1)
NEARLY = timedelta(minutes=30)  # between an article's making, which its address says, and its publication


@dataclass(frozen=True, kw_only=True)
class PageDates:
    """Moments in UTC, the string the publication was read from, and its source: jsonld, meta, page, url or none."""

    published_at: datetime | None = None
    modified_at: datetime | None = None
    published_raw: str | None = None
    date_from: str = "none"


@dataclass(frozen=True)
class Landmarks:
    """What is the article's own on its page: its headline, and the elements that hold headline and body."""

    title: str = ""
    ground: frozenset[etree._Element] = frozenset()
    has_body: bool = False


@dataclass(frozen=True)
class Clock:
    """What helps to read a doubtful date: the time of fetching, the stamp in the URL, the outlet's order of day and month."""

    fetched_at: datetime | None = None
    stamp: datetime | None = None
    order: str = "dmy"
    _moments: dict[str, datetime | None] = field(default_factory=dict, compare=False)  # a page says one moment in many places

    def read(self, raw: str) -> datetime | None:
        """The moment `raw` means. "6/1/2020 10:40:00 AM" is US order where the outlet or the URL's stamp says so."""
        if raw not in self._moments:
            self._moments[raw] = self._moment(raw)
        return self._moments[raw]

    def _moment(self, raw: str) -> datetime | None:
        order = self.order if US_FORM.fullmatch(raw.strip()) else "dmy"
        moment = read_date(raw, order=order, near=self.fetched_at)
        if moment is None or self.stamp is None or abs(moment - self.stamp) <= NEAR:
            return moment
        other = read_date(raw, order="mdy" if order == "dmy" else "dmy", near=self.fetched_at)
        return other if other is not None and abs(other - self.stamp) <= NEAR else moment

    def is_past(self, moment: datetime) -> bool:
        """False for a day that lies ahead of the fetching: no article of that day can have been read."""
        return self.fetched_at is None or moment <= self.fetched_at + A_DAY


def find_dates(
    structured: Structured, page: Marked, selectors: Iterable[str], url: str, clock: Clock, landmarks: Landmarks | None = None
) -> PageDates:
    """The dates of one page."""
    landmarks = landmarks or Landmarks()
    readings = dict(_readings(structured, _visible(page, selectors, landmarks.ground, has_body=landmarks.has_body), url, clock))
    strings = [structured.text("dateModified"), *(structured.meta.get(name, "") for name in META_MODIFIED)]
    modified = next((moment for raw in strings if raw and (moment := clock.read(raw)) is not None), None)
    best = next((readings[name] for name in SOURCES if name in readings), None)
    if best is None or set(readings) == {"url"} or ("page" not in readings and not has_clock(best[0])):
        near = (
            (raw, moment)
            for raw in dates_near_headline(page.tree, landmarks.title or structured.meta.get("og:title"))
            if (moment := clock.read(raw)) is not None and clock.is_past(moment)
        )
        if (shown := next(near, None)) is not None:
            readings["page"] = shown
    source = next((name for name in SOURCES if name in readings), None)
    if source is None:
        return PageDates(modified_at=modified)
    source = _better_clock(readings, source)
    raw, moment = readings[source]
    if source in ("jsonld", "meta") and clock.stamp is not None:
        shift = _wrong_label(raw, moment, clock.stamp)
        moment, modified = moment + shift, modified + shift if modified is not None else None
    if modified is not None and modified <= moment:
        modified = None  # not edited since it appeared
    return PageDates(published_at=moment, modified_at=modified, published_raw=raw, date_from=source)


def _better_clock(readings: dict[str, tuple[str, datetime]], source: str) -> str:
    """The source to take: the visible clock where the stated time is seven hours off or has no clock of its own."""
    raw, moment = readings[source]
    visible = readings.get("page")
    if visible and source != "page" and abs(abs(moment - visible[1]) - SEVEN) < timedelta(minutes=1):
        return "page"
    if not has_clock(raw):
        for name in ("jsonld", "meta", "page", "url"):
            if name in readings and name != source and has_clock(readings[name][0]) and _same_day(raw, moment, readings[name][1]):
                return name
    return source


def has_clock(raw: str) -> bool:
    """True for a string with a time of day; midnight to the second, in Vietnam's time or as written, is none."""
    line = raw.strip()
    return HAS_CLOCK.search(raw) is not None and MIDNIGHT.search(line) is None and LOCAL_MIDNIGHT.search(line) is None


def _same_day(raw: str, dayless: datetime, moment: datetime) -> bool:
    """Whether a moment lies on the day that was written, in Vietnam's time or the one it was labelled with."""
    line = raw.strip()
    written = dayless if LABELLED_UTC.search(line) and not LOCAL_MIDNIGHT.search(line) else local(dayless)
    return written.date() == local(moment).date()


def _wrong_label(raw: str, moment: datetime, stamp: datetime) -> timedelta:
    """Seven hours where the stamp in the address shows that a local clock was labelled UTC, or the other way round."""
    if LABELLED_UTC.search(raw.strip()) and abs(moment - SEVEN - stamp) <= NEARLY:
        return -SEVEN
    if raw.strip().endswith(("+07:00", "+0700")) and abs(moment + SEVEN - stamp) <= NEARLY:
        return SEVEN  # published hours before it was made
    return timedelta()


def _readings(
    structured: Structured, visible: Iterable[str], url: str, clock: Clock
) -> Iterator[tuple[str, tuple[str, datetime]]]:
    """Each source's first string that can be read; the URL's stamp only where the outlet's form is known."""
    offers = [
        ("jsonld", [structured.text("datePublished"), structured.text("uploadDate"), structured.text("dateCreated")]),
        ("meta", [structured.meta.get(name, "") for name in META_PUBLISHED]),
        ("page", visible),
        ("url", _stamps(url) if clock.stamp else ()),
    ]
    for source, strings in offers:
        dayless: tuple[str, datetime] | None = None
        for raw in strings:
            moment = clock.read(raw) if raw else None
            if moment is None or (source == "page" and not clock.is_past(moment)):
                continue
            if has_clock(raw) and (source == "page" or dayless is None or _same_day(*dayless, moment)):
                yield source, (raw, moment)
                break
            dayless = dayless or (raw, moment)
        else:
            if dayless is not None:
                yield source, dayless


def _visible(
    page: Marked, selectors: Iterable[str], ground: frozenset[etree._Element] = frozenset(), *, has_body: bool = False
) -> Iterator[str]:
    """Dates that a reader of the page sees, most trusted selector first; never those on the cards of other stories."""
    for count, element in enumerate(page.select(selectors)):
        if count > 40:
            return
        if leads_elsewhere(element, ground) or (has_body and is_below(element, ground)) or _is_not_own(element, ground):
            continue
        if is_update(element):
            yield from publication_beside(element)
        for name in ("datetime", "content", "data-update-time", "data-time", "title"):
            value = (element.get(name) or "").strip()
            if value and any(char.isdigit() for char in value):
                yield value
        text = text_of(element)
        if 6 <= len(text) <= 120:
            if (first := MOMENT.search(text)) and first[0] != (moment := publication_in(text)):
                yield moment
            yield text
            yield re.sub(r"^[^\d]{0,40}(?=\d)", "", text)


def _is_not_own(element: etree._Element, ground: frozenset[etree._Element]) -> bool:
    """True for the page's clock, and for a date that a sentence or a caption speaks of."""
    return is_page_clock(element, ground) or is_caption(element) or is_in_sentence(element)


def url_stamp(url: str) -> datetime | None:
    """The moment that stands in an article's address, None where there is none."""
    return next((moment for raw in _stamps(url) if (moment := read_date(raw)) is not None), None)


def _stamps(url: str) -> Iterator[str]:
    path = urlsplit(url).path
    if long := URL_STAMP.search(path):
        yield long[1]
    elif short := URL_SHORT_STAMP.search(path):
        yield "20" + short[1]
