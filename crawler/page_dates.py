"""When an article was published and changed, and where the page says so.

In: the page's self-description, its visible dates, its address, and when it was fetched. Out: `PageDates`, moments in UTC.
Order: JSON-LD, meta, visible text, the stamp in the URL. Two sanity rules: a JSON-LD or meta time that lies exactly seven hours from
the visible clock is local time with a wrong label, so the visible one wins; and published wins over an earlier modified
(a scheduled article is last edited before it appears).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lxml import etree

from crawler.body import select, text_of
from crawler.structured import Structured
from data.text import read_date

META_PUBLISHED = (
    "article:published_time", "datepublished", "pubdate", "og:published_time", "article:published", "publishdate", "publish_date",
    "publish-date", "dc.date.issued", "dcterms.created", "og:article:published_time", "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip
META_MODIFIED = ("article:modified_time", "datemodified", "lastmod", "og:updated_time", "article:modified", "last-modified")
# Tuổi Trẻ, Dân trí, Báo Tin tức: the whole stamp; other VCCorp papers: three digits of the site, then YYMMDDHHMMSSmmm.
URL_STAMP = re.compile(r"-(?:v|n)?(20\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)\d{0,3}\.(?:htm|html|chn)$")
URL_SHORT_STAMP = re.compile(r"-\d{3}(\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)\d{0,3}\.(?:htm|chn)$")
SEVEN = timedelta(hours=7)
HAS_CLOCK = re.compile(r"\d\s?(?::|h|giờ)\s?\d|T\d{2}", re.I)


@dataclass(frozen=True, kw_only=True)
class PageDates:
    """Moments in UTC, the string the publication was read from, and its place: jsonld, meta, page, url or none."""

    published_at: datetime | None = None
    modified_at: datetime | None = None
    published_raw: str | None = None
    date_from: str = "none"


def find_dates(
    structured: Structured, tree: etree._Element, selectors: Iterable[str], url: str, *, fetched_at: datetime | None, use_url: bool = True
) -> PageDates:
    """The dates of one page. `use_url` allows the stamp in the URL (the moment of writing, near that of publication)."""
    found = dict(_readings(structured, tree, selectors, url, fetched_at, use_url))
    modified = _first_of(structured, ("dateModified",), META_MODIFIED, fetched_at)
    visible = found.get("page")
    for place in ("jsonld", "meta", "page", "url"):
        if place not in found:
            continue
        raw, moment = found[place]
        if visible and place in ("jsonld", "meta") and abs(abs(moment - visible[1]) - SEVEN) < timedelta(minutes=1):
            place, (raw, moment) = "page", visible
            modified = None if modified and modified < moment else modified
        if modified is not None and modified <= moment:
            modified = None  # not edited since it appeared
        return PageDates(published_at=moment, modified_at=modified, published_raw=raw, date_from=place)
    return PageDates(modified_at=modified)


def _readings(
    structured: Structured, tree: etree._Element, selectors: Iterable[str], url: str, fetched_at: datetime | None, use_url: bool
) -> Iterator[tuple[str, tuple[str, datetime]]]:
    """Each place's first string that can be read."""
    places = [
        ("jsonld", [structured.text("datePublished"), structured.text("uploadDate"), structured.text("dateCreated")]),
        ("meta", [structured.meta.get(name, "") for name in META_PUBLISHED]),
        ("page", _visible(tree, selectors)),
        ("url", _stamps(url) if use_url else ()),
    ]
    for place, strings in places:
        dayless: tuple[str, datetime] | None = None
        for raw in strings:
            moment = read_date(raw, near=fetched_at) if raw else None
            if moment is None:
                continue
            if place != "page" or HAS_CLOCK.search(raw):
                yield place, (raw, moment)
                break
            dayless = dayless or (raw, moment)
        else:
            if dayless is not None:
                yield place, dayless


def _first_of(structured: Structured, keys: Iterable[str], names: Iterable[str], fetched_at: datetime | None) -> datetime | None:
    strings = [structured.text(key) for key in keys] + [structured.meta.get(name, "") for name in names]
    return next((moment for raw in strings if raw and (moment := read_date(raw, near=fetched_at)) is not None), None)


def _visible(tree: etree._Element, selectors: Iterable[str]) -> Iterator[str]:
    """Dates that a reader of the page sees, most trusted selector first."""
    for count, element in enumerate(select(tree, selectors)):
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


def _stamps(url: str) -> Iterator[str]:
    path = urlsplit(url).path
    if long := URL_STAMP.search(path):
        yield long[1]
    elif short := URL_SHORT_STAMP.search(path):
        yield "20" + short[1]
