"""One answer judged as a list: is it a feed, a sitemap or a page of links, what does it announce, in which order are its dates?

In: an `Answer` and provisional facts of the site. Out: `ReadList`. Lists are read by `crawler.discovery`, as a crawl reads them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlsplit

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
NUMERIC = re.compile(r"(?<![\d.:/-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
STAMP = re.compile(r"(?<!\d)(?:\d{2,4})?(20[2-9]\d|2[0-9])(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
MOST_UNPACKED = 16 * 1024 * 1024  # bytes
MOST_PARTS = 500  # of one sitemap index, from each of its ends
PART_CHARACTERS = 3000  # of one part, its address and date among them
DAYS = 40  # a sitemap's items are looked at so far back
AHEAD = timedelta(hours=1)  # a publisher's clock may run ahead of ours by so much


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
    """Reads the answer as what it is. `order`: of day and month where it is remembered, else it is voted on."""
    kind = kind_of(answer.body)
    if kind == "feed":
        links = read_feed(answer.body, answer.url, facts, now).links
        voted = order or order_of(links, now)
        if voted == "mdy" and facts.feed_order != "mdy":
            turned = type("Turned", (facts,), {"feed_order": "mdy"})
            links = read_feed(answer.body, answer.url, turned, now).links
        return ReadList(kind=kind, url=answer.url, links=links, date_order=voted)
    if kind == "index":
        return ReadList(kind=kind, url=answer.url, parts=parts_of(answer))
    if kind == "sitemap":
        links = read_sitemap(answer.body, answer.url, facts, now, DAYS).links
        return ReadList(kind=kind, url=answer.url, links=links, date_order=order_of(links, now))
    return ReadList(kind=kind, url=answer.url)


def read_page_list(answer: Answer, facts: type[OutletFacts], now: datetime) -> ReadList:
    """Reads a page as a section's list of articles."""
    text = decode(answer.body, charset_of(answer.headers.get("content-type", "").encode()))
    links = read_section(text, answer.url, facts, now).links
    return ReadList(kind="page", url=answer.url, links=links, date_order=order_of(links, now))


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


def order_of(links: Sequence[Link], now: datetime) -> str:
    """The order of day and month, voted by all items and by the stamps in their addresses: "dmy", "mdy", "iso" (no numeric dates)
    or "" where both orders fit alike."""
    votes = {"dmy": 0.0, "mdy": 0.0}
    spans: dict[str, list[datetime]] = {"dmy": [], "mdy": []}
    numeric = 0
    for link in links:
        match = NUMERIC.search(link.published_raw)
        if match is None:
            continue
        numeric += 1
        stamp = _stamped_day(link.url)
        moments = {order: read_date(link.published_raw, order=order) for order in votes}
        if moments["dmy"] == moments["mdy"]:
            continue
        for order, moment in moments.items():
            spans[order] += [moment] if moment is not None else []
            if moment is None or moment > now + AHEAD:
                votes[order] -= 1
            elif stamp is not None and stamp == (moment + timedelta(hours=7)).strftime("%y%m%d"):
                votes[order] += 3
            elif moment > now - timedelta(days=7):
                votes[order] += 0.5
    if not numeric:
        return "iso" if any(link.published_at for link in links) else ""
    if votes["dmy"] == votes["mdy"] and all(spans.values()):  # the items of a feed lie close together
        lengths = {order: max(moments) - min(moments) for order, moments in spans.items()}
        votes = {order: -length.total_seconds() for order, length in lengths.items()}
    if votes["dmy"] == votes["mdy"]:
        return ""
    return max(votes, key=lambda order: votes[order])


def _stamped_day(url: str) -> str | None:
    """The day of the stamp in an address, as YYMMDD."""
    match = STAMP.search(urlsplit(url).path)
    return match[1][-2:] + match[2] + match[3] if match else None


def is_on_site(url: str, facts: type[OutletFacts]) -> bool:
    """True for the hosts of the facts and for other hosts of the same registered name."""
    host = host_of(url)
    return facts.has_host(host) or site_of(host) in {site_of(known_host) for known_host in facts.hosts}
