"""A list is read as what it is, whatever its address or the server calls it.

In: the bytes of one answer and where it came from. Out: its way (feed, sitemap, section) by what stands at its beginning, and its
`Listing`. Nothing here fetches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from crawler.discovery.feeds import read_feed
from crawler.discovery.links import Listing
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import read_sitemap
from crawler.discovery.xml_bytes import as_utf8, unpacked
from crawler.outlet import OutletFacts

HEAD = 8_000  # characters in which a list says what it is
ROOT = re.compile(r"<(?:[a-z][\w.-]{0,20}:)?(rss|feed|rdf|urlset|sitemapindex|html|body|head|channel)(?=[\s>])", re.I)
HTML_TYPE = re.compile(r"<!doctype\s+html", re.I)
ITEM = re.compile(r"<(?:item|entry)[\s>]", re.I)
LOCATION = re.compile(r"<(?:url|sitemap)>\s*<loc", re.I)
JSON_LIST = re.compile(r'^\s*(?:\{\s*"|\[\s*\{\s*")')
WEB_LINE = re.compile(r"https?://\S+$", re.I)
ROOTS = {"rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed", "urlset": "sitemap", "sitemapindex": "sitemap"}


@dataclass(frozen=True, kw_only=True)
class ListContext:
    """What the reading of a list needs beside its bytes. `fetched_at` is aware; earlier items decided `remembered_order`."""

    facts: type[OutletFacts]
    fetched_at: datetime
    max_age_days: int = 3
    remembered_order: str = ""


def way_of(body: bytes) -> str:
    """feed | sitemap | section, or "" for what is none of them."""
    text = _head(body)
    match = ROOT.search(text)
    if HTML_TYPE.search(text[:1_000]):
        return "section"
    if match is not None:
        return ROOTS.get(match[1].lower(), "section")
    if ITEM.search(text):
        return "feed"
    if LOCATION.search(text):
        return "sitemap"
    if JSON_LIST.match(text):
        return "feed"
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if lines and all(WEB_LINE.match(line) for line in (lines[:-1] or lines)):
        return "sitemap"
    return "section" if re.search(r"<(?:div|a|ul|p|table|article|main)[\s>]", text, re.I) else ""


def read_list(body: bytes, url: str, context: ListContext, *, text: str | None = None) -> Listing:
    """Reads a list as what it is. `text`: the page decoded by the caller who knows the server's word on its encoding."""
    way, facts, order = way_of(body), context.facts, context.remembered_order
    if way == "feed":
        return read_feed(body, url, facts, context.fetched_at, remembered_order=order)
    if way == "sitemap":
        return read_sitemap(body, url, facts, context.fetched_at, context.max_age_days, remembered_order=order)
    if way == "section":
        page = text if text is not None else as_utf8(unpacked(body)).decode("utf-8", "replace")
        return read_section(page, url, facts, context.fetched_at, remembered_order=order)
    return Listing()


def _head(body: bytes) -> str:
    """The beginning of a list as text; gzip and UTF-16 undone."""
    packed = body.startswith(b"\x1f\x8b")
    beginning = unpacked(body)[: 4 * HEAD] if packed else body[: 4 * HEAD]
    cut = beginning[: len(beginning) // 2 * 2]
    return as_utf8(cut).decode("utf-8", "replace").lstrip("\ufeff \r\n\t")[:HEAD]
