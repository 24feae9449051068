"""What we know about one outlet: the plain base class behind every spider.

In: class attributes that a file in `crawler/spiders/` states. Out: answers about URLs (is this an article of ours? which number?)
and the `Outlet` record for the archive. No Scrapy here: `diembao read` uses these facts without a reactor;
`crawler.engine.spider.NewsSpider` joins them with `scrapy.Spider`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import urlsplit

from data.errors import OperatorError
from data.model import OWNER_TYPES, Outlet
from data.text import local

ALTERNATE_PREFIXES = ("www.", "m.", "mobile.", "amp.")
ACCESS = MappingProxyType({
    "": "", "wall": "phải mở bằng trình duyệt", "robots": "trang không cho thu thập",
    "paywall": "phần lớn bài chỉ dành cho người đăng ký", "login": "phải đăng nhập",
})  # fmt: skip
CLOSED = ("wall", "login")  # off unless an office switches them on: a crawler would read nothing there
FAMILIES = ("vccorp", "epi", "vnexpress", "mastercms", "baotintuc", "yonhap", "own")  # of crawler.extraction, compared by a test
SELECTED_FIELDS = ("title", "summary", "body", "authors", "section", "date", "drop")
NOTHING: Mapping[str, str] = MappingProxyType({})


def stated(facts: Mapping[str, str] | None = None, **more: str) -> Mapping[str, str]:
    """Facts by name, fixed: `selectors = stated(title="h1.title")`. Names that are no identifiers come as a mapping."""
    return MappingProxyType({**(facts or {}), **more})


class UnknownOutlet(OperatorError):
    """No outlet of that name or address; the message is for the operator."""


class OutletFacts:
    """Facts of one outlet as class attributes; a spider file overrides what differs and nothing else."""

    name: str = ""  # unique, ASCII: "tuoitre"; used in office settings and in article ids. No ClassVar: scrapy.Spider has none
    label: ClassVar[str] = ""  # "Báo Tuổi Trẻ"
    full_label: ClassVar[str] = ""  # "Báo Tuổi Trẻ (Thành phố Hồ Chí Minh)"; empty = as label
    short: ClassVar[str] = ""  # "Tuổi Trẻ"
    owner_type: ClassVar[str] = ""  # a key of data.model.article.OWNER_TYPES
    home: ClassVar[str] = ""  # "https://tuoitre.vn/"
    lang: ClassVar[str] = "vi"  # the language it usually writes
    country: ClassVar[str] = ""  # for foreign press: "Hàn Quốc"
    province: ClassVar[str] = ""  # slug of the province whose paper or station it is
    predecessors: ClassVar[tuple[str, ...]] = ()  # labels of papers merged into it
    access: ClassVar[str] = ""  # a key of ACCESS: what is known to stand in a crawler's way; it is reported, never passed
    hosts: ClassVar[tuple[str, ...]] = ()  # first the main host, then others of the same site ("en.vietnamplus.vn")
    host_langs: ClassVar[Mapping[str, str]] = NOTHING  # hosts that write another language: {"en.vietnamplus.vn": "en"}
    feeds: ClassVar[tuple[str, ...]] = ()  # RSS or Atom addresses, the widest first
    news_sitemaps: ClassVar[tuple[str, ...]] = ()  # Google-News sitemaps, files of a month or day: "…/news-{Y}-{M}.xml"
    sections: ClassVar[tuple[str, ...]] = ()  # list pages, read when there is neither feed nor sitemap
    feed_order: ClassVar[str] = "dmy"  # order of day and month in the feed's numeric dates: "dmy" or "mdy"
    list_order: ClassVar[str] = "dmy"  # the same for dates on list pages (Báo Chính phủ: "mdy")
    family: ClassVar[str] = "own"  # a key of crawler.extraction.cms_families.FAMILIES
    article_pattern: ClassVar[str] = r"(?!)"  # searched in the URL's path; group "number" = the site's article number
    further_patterns: ClassVar[tuple[str, ...]] = ()  # other shapes, learned by a survey; the same group
    skip_pattern: ClassVar[str] = r"(?!)"  # regex searched in the URL's path: never an article (topic pages, podcasts …)
    selectors: ClassVar[Mapping[str, str]] = NOTHING  # CSS before the family's: title summary body authors section date drop
    summary_prefix: ClassVar[str] = ""  # regex taken off the front of the sapo, beside the general ones
    cookies: ClassVar[bool] = False  # True: its server answers only who brings its cookie back; kept for one run, in memory
    confidence: ClassVar[Mapping[str, str]] = NOTHING  # per fact: "A" seen on a saved page, "B" a scraper that ran, "C" unproved
    sources: ClassVar[Mapping[str, str]] = NOTHING  # where facts were seen: {"owner/repository, 08/2026": "feeds home"}
    checked: ClassVar[str] = "11/2026"  # month in which the facts were gathered
    successor: ClassVar[str] = ""  # name of the outlet it was merged into; from `retired_on` that one is crawled in its place
    retired_on: ClassVar[date | None] = None  # local day
    enabled: ClassVar[bool | None] = None  # an office's own word; None: on, unless the outlet is closed to a crawler
    note: ClassVar[str] = ""  # Vietnamese, one sentence, for the operator

    @classmethod
    def article_number(cls, url: str) -> str | None:
        """The site's own number of the article at `url`, None where its address carries none."""
        match = cls._match(urlsplit(url).path)
        return match.groupdict().get("number") if match else None

    @classmethod
    def _match(cls, path: str) -> re.Match[str] | None:
        """The first shape of article addresses that fits."""
        matches = (re.search(pattern, path) for pattern in (cls.article_pattern, *cls.further_patterns))
        return next((match for match in matches if match is not None), None)

    @classmethod
    def is_article(cls, url: str) -> bool:
        """True when `url` is on this site and looks like one of its articles."""
        parts = urlsplit(url)
        if not cls.has_host(parts.hostname or "") or re.search(cls.skip_pattern, parts.path):
            return False
        return cls._match(parts.path) is not None

    @classmethod
    def has_host(cls, host: str) -> bool:
        """True for the site's hosts and their www., m. and amp. forms."""
        host = host.lower().rstrip(".")
        return host in cls.hosts or main_host(host) in {main_host(listed) for listed in cls.hosts}

    @classmethod
    def lang_of(cls, url: str) -> str:
        """The language usually written at the host of `url`."""
        return cls.host_langs.get((urlsplit(url).hostname or "").lower(), cls.lang)

    @classmethod
    def is_enabled(cls) -> bool:
        """False for an outlet that is not crawled unless somebody names it."""
        return cls.access not in CLOSED if cls.enabled is None else cls.enabled

    @classmethod
    def is_retired(cls, day: date) -> bool:
        """True from the local day on which the outlet went over into another."""
        return bool(cls.successor) and cls.retired_on is not None and day >= cls.retired_on

    @classmethod
    def outlet(cls) -> Outlet:
        """The record of this outlet that the archive keeps."""
        return Outlet(
            name=cls.name,
            label=cls.label,
            full_label=cls.full_label or cls.label,
            short=cls.short or cls.label,
            owner_type=cls.owner_type,
            home=cls.home,
            lang=cls.lang,
            country=cls.country,
            province=cls.province,
        )


def main_host(host: str) -> str:
    """`host` without one www., m. or amp. prefix."""
    for prefix in ALTERNATE_PREFIXES:
        if host.startswith(prefix):
            return host.removeprefix(prefix)
    return host


LOOK_BACK = 3  # days: in the first days of a month the file of the month before still announces articles


def dated_addresses(addresses: tuple[str, ...], now: datetime) -> tuple[str, ...]:
    """Addresses with {Y} 2026, {M} 7, {MM} 07, {D} 5, {DD} 05 filled in, by Vietnam's calendar: today's first, then those of the
    days before; an address without a date stays."""
    days = [local(now) - timedelta(days=back) for back in range(LOOK_BACK + 1)]
    return tuple(dict.fromkeys(_dated(address, day) for address in addresses for day in days))


def _dated(address: str, day: datetime) -> str:
    values = {"{Y}": f"{day:%Y}", "{MM}": f"{day:%m}", "{M}": str(day.month), "{DD}": f"{day:%d}", "{D}": str(day.day)}
    for name, value in values.items():
        address = address.replace(name, value)
    return address


WAYS = (("feeds", "nguồn tin RSS"), ("news_sitemaps", "sơ đồ tin"), ("sections", "trang chuyên mục"))


def owner_word(outlet: Outlet) -> str:
    """The owner type in words: "Bộ, ngành"."""
    return OWNER_TYPES[outlet.owner_type]


def ways_of(facts: type[OutletFacts]) -> str:
    """How the outlet's articles are found, first way first: "11 nguồn tin RSS, 1 sơ đồ tin", and what stands in the way."""
    ways = ", ".join(f"{len(getattr(facts, name))} {label}" for name, label in WAYS if getattr(facts, name))
    return f"{ways} ({ACCESS[facts.access]})" if facts.access else ways


CONFIDENCE_SOURCES = {"A": "saved page", "B": "public repository", "C": "no source"}


def source_of(facts: type[OutletFacts], fact: str) -> tuple[str, str]:
    """Where one fact was seen, and when: ("owner/repository; recorded article", "08/2026; 10/2026")."""
    rows = [text.rpartition(", ") for text, names in facts.sources.items() if fact in names.split()]
    if rows:
        return "; ".join(place for place, _, _ in rows), "; ".join(dict.fromkeys(month for _, _, month in rows))
    return CONFIDENCE_SOURCES[facts.confidence[fact]] if fact in facts.confidence else "not recorded", facts.checked


def confidence_of(facts: type[OutletFacts]) -> tuple[str, str]:
    """How sure its facts are, A to C: the way of finding articles, the reading of pages."""
    return facts.confidence.get("feeds", "C"), facts.confidence.get("selectors") or facts.confidence.get("family", "C")
