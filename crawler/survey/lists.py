"""One answer judged as a list: is it a feed, a sitemap or a page of links, what does it announce, in which order are its dates?

In: an `Answer` and provisional facts of the site. Out: `ReadList`. Lists are read by `crawler.discovery`, as a crawl reads them.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from crawler.discovery import Link, read_feed, read_section, read_sitemap
from crawler.discovery.shapes import PageLink, host_of, joined, site_of
from crawler.extraction.encoding import charset_of, decode
from crawler.outlet import OutletFacts
from crawler.survey.records import Answer
from data.text.dates import read_date

FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.I)
SITEMAP_ROOT = re.compile(r"<(?:\w{1,20}:)?(urlset|sitemapindex)[\s>]", re.I)
JSON_FEED = re.compile(r'^\s*\{.{0,2000}"(?:version"\s*:\s*"https?://(?:www\.)?jsonfeed|items"\s*:\s*\[)', re.S)
HTML_ROOT = re.compile(r"<(?:html|body|head|!doctype html)[\s>]", re.I)
PART = re.compile(r"<(?:\w{1,20}:)?sitemap[\s>]", re.I)
FIELD = re.compile(r"<(?:\w{1,20}:)?(loc|lastmod)(?:\s[^>]{0,200})?>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,2000})", re.I)
MOST_UNPACKED = 16 * 1024 * 1024  # bytes
MOST_PARTS = 500  # of one sitemap index, from each of its ends
PART_CHARACTERS = 3000  # of one part, its address and date among them
DAYS = 40  # a sitemap's items are looked at so far back


@dataclass(frozen=True, kw_only=True)
class ReadList:
    """What one answer is. `kind`: feed | index | sitemap | page | none."""

    kind: str
    url: str
    links: tuple[Link, ...] = ()
    parts: tuple[tuple[str, datetime | None], ...] = field(default=())  # of an index: address, last change
    date_order: str = ""

    @cached_property
    def newest(self) -> datetime | None:
        """The newest publication time, or last change where none is stated; UTC."""
        dates = [link.published_at for link in self.links if link.published_at is not None]
        if not dates:
            dates = [moment for link in self.links if link.lastmod and (moment := read_date(link.lastmod)) is not None]
        return max(dates, default=None)

    def page_links(self) -> list[PageLink]:
        """Its links as evidence for the shape of addresses; those of feeds and news sitemaps are articles."""
        is_told = self.kind == "feed" or (self.kind == "sitemap" and any(link.published_raw for link in self.links))
        return [PageLink(url=link.url, text=link.title, is_announced=is_told) for link in self.links]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One list that was asked: how it was found, what came, what it is. `read` is None where nothing readable came."""

    origin: str  # a key of ORIGINS
    answer: Answer
    read: ReadList | None = None
    template: str = ""
    index: Answer | None = None  # the sitemap index that names it
    is_section: bool = False


def unpacked(body: bytes) -> bytes:
    """A body with gzip undone, up to a limit."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(31).decompress(body, MOST_UNPACKED)
    except zlib.error:
        return b""


def kind_of(body: bytes) -> str:
    """feed | index | sitemap | page | none, by what stands at its beginning, whatever the server calls it."""
    head = decode(unpacked(body[:200_000])[:6000] if body.startswith(b"\x1f\x8b") else body[:6000]).lstrip("\ufeff \r\n\t")
    if HTML_ROOT.search(head[:1500]):
        return "page"
    if FEED_ROOT.search(head) or JSON_FEED.search(head):
        return "feed"
    if match := SITEMAP_ROOT.search(head):
        return "index" if match[1].lower() == "sitemapindex" else "sitemap"
    lines = head.split()[:3]
    if lines and all(re.match(r"https?://\S+$", line) for line in lines):
        return "sitemap"
    return "page" if re.search(r"<[a-z]{1,10}[\s>]", head, re.I) else "none"


def read_list(answer: Answer, facts: type[OutletFacts], now: datetime, order: str = "") -> ReadList:
    """Reads the answer as what it is. `order`: of day and month where it is remembered, else the list votes."""
    kind = kind_of(answer.body)
    if kind == "feed":
        listing = read_feed(answer.body, answer.url, facts, now, remembered_order=order)
    elif kind == "sitemap":
        listing = read_sitemap(answer.body, answer.url, facts, now, DAYS, remembered_order=order)
    else:
        return ReadList(kind=kind, url=answer.url, parts=parts_of(answer) if kind == "index" else ())
    return ReadList(kind=kind, url=answer.url, links=listing.links, date_order=listing.date_order)


def read_page_list(answer: Answer, facts: type[OutletFacts], now: datetime) -> ReadList:
    """Reads a page as a section's list of articles."""
    text = decode(answer.body, charset_of(answer.headers.get("content-type", "").encode()))
    listing = read_section(text, answer.url, facts, now)
    return ReadList(kind="page", url=answer.url, links=listing.links, date_order=listing.date_order)


def parts_of(answer: Answer) -> tuple[tuple[str, datetime | None], ...]:
    """The sitemaps that an index names, with their last change; all of them, since the index may have no order."""
    text = decode(unpacked(answer.body))
    rows: list[tuple[str, datetime | None]] = []
    blocks = PART.split(text)[1:]
    for block in (*blocks[:MOST_PARTS], *blocks[MOST_PARTS:][-MOST_PARTS:]):
        fields = {name.lower(): value.strip() for name, value in reversed(FIELD.findall(block[:PART_CHARACTERS]))}
        address = joined(answer.url, fields.get("loc", "").replace("&amp;", "&"))
        if fields.get("loc") and address and address.startswith("http"):
            rows.append((address, read_date(fields.get("lastmod"))))
    return tuple(dict.fromkeys(rows))


def is_on_site(url: str, facts: type[OutletFacts]) -> bool:
    """True for the hosts of the facts and for other hosts of the same registered name."""
    host = host_of(url)
    return facts.has_host(host) or site_of(host) in {site_of(known_host) for known_host in facts.hosts}
