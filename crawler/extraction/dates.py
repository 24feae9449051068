"""When an article was published and changed, and where the page says so.

In: the page's self-description, its visible dates, its address, and when it was fetched. Out: `PageDates`, moments in UTC.
Order: JSON-LD, meta, visible text, the stamp in the URL. Two sanity rules: a JSON-LD or meta time that lies exactly seven hours
from the visible clock is local time with a wrong label, so the visible one wins; and published wins over an earlier modified (a
scheduled article is last edited before it appears).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.extraction.body import text_of
from crawler.extraction.fallback import dates_near_headline
from crawler.extraction.metadata import Structured
from crawler.extraction.selectors import Marked
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
HAS_CLOCK = re.compile(r"\d\s?(?::|h|giờ)\s?\d|T\d{2}", re.I)


@dataclass(frozen=True, kw_only=True)
class PageDates:
    """Moments in UTC, the string the publication was read from, and its source: jsonld, meta, page, url or none."""

    published_at: datetime | None = None
    modified_at: datetime | None = None
    published_raw: str | None = None
    date_from: str = "none"


@dataclass(frozen=True)
class Clock:
    """What helps to read a doubtful date: the time of fetching, the stamp in the URL, the outlet's order of day and month."""

    fetched_at: datetime | None = None
    stamp: datetime | None = None
    order: str = "dmy"

    def read(self, raw: str) -> datetime | None:
        """The moment `raw` means. "6/1/2020 10:40:00 AM" is US order where the outlet or the URL's stamp says so."""
        order = self.order if US_FORM.fullmatch(raw.strip()) else "dmy"
        moment = read_date(raw, order=order, near=self.fetched_at)
        if moment is None or self.stamp is None or abs(moment - self.stamp) <= NEAR:
            return moment
        other = read_date(raw, order="mdy" if order == "dmy" else "dmy", near=self.fetched_at)
        return other if other is not None and abs(other - self.stamp) <= NEAR else moment


def find_dates(structured: Structured, page: Marked, selectors: Iterable[str], url: str, clock: Clock) -> PageDates:
    """The dates of one page."""
    readings = dict(_readings(structured, page, selectors, url, clock))
    strings = [structured.text("dateModified"), *(structured.meta.get(name, "") for name in META_MODIFIED)]
    modified = next((moment for raw in strings if raw and (moment := clock.read(raw)) is not None), None)
    if not readings or set(readings) == {"url"}:
        near = (
            (raw, moment)
            for raw in dates_near_headline(page.tree, structured.meta.get("og:title"))
            if (moment := clock.read(raw)) is not None
        )
        if (shown := next(near, None)) is not None:
            readings["page"] = shown
    visible = readings.get("page")
    source = next((name for name in SOURCES if name in readings), None)
    if source is None:
        return PageDates(modified_at=modified)
    if visible and source != "page" and abs(abs(readings[source][1] - visible[1]) - SEVEN) < timedelta(minutes=1):
        source = "page"
    raw, moment = readings[source]
    if modified is not None and modified <= moment:
        modified = None  # not edited since it appeared
    return PageDates(published_at=moment, modified_at=modified, published_raw=raw, date_from=source)


def _readings(
    structured: Structured, page: Marked, selectors: Iterable[str], url: str, clock: Clock
) -> Iterator[tuple[str, tuple[str, datetime]]]:
    """Each source's first string that can be read; the URL's stamp only where the outlet's form is known."""
    offers = [
        ("jsonld", [structured.text("datePublished"), structured.text("uploadDate"), structured.text("dateCreated")]),
        ("meta", [structured.meta.get(name, "") for name in META_PUBLISHED]),
        ("page", _visible(page, selectors)),
        ("url", _stamps(url) if clock.stamp else ()),
    ]
    for source, strings in offers:
        dayless: tuple[str, datetime] | None = None
        for raw in strings:
            moment = clock.read(raw) if raw else None
            if moment is None:
                continue
            if source != "page" or HAS_CLOCK.search(raw):
                yield source, (raw, moment)
                break
            dayless = dayless or (raw, moment)
        else:
            if dayless is not None:
                yield source, dayless


def _visible(page: Marked, selectors: Iterable[str]) -> Iterator[str]:
    """Dates that a reader of the page sees, most trusted selector first."""
    for count, element in enumerate(page.select(selectors)):
        if count > 40:
            return
        for name in ("datetime", "content", "data-update-time", "data-time", "title"):
            value = (element.get(name) or "").strip()
            if value and any(char.isdigit() for char in value):
                yield value
        text = text_of(element)
        if 6 <= len(text) <= 120:
            yield text
            yield re.sub(r"^[^\d]{0,40}(?=\d)", "", text)


def url_stamp(url: str) -> datetime | None:
    """The moment that stands in an article's address, None where there is none."""
    return next((moment for raw in _stamps(url) if (moment := read_date(raw)) is not None), None)


def _stamps(url: str) -> Iterator[str]:
    path = urlsplit(url).path
    if long := URL_STAMP.search(path):
        yield long[1]
    elif short := URL_SHORT_STAMP.search(path):
        yield "20" + short[1]
