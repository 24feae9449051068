"""What an outlet announces: a feed, a news sitemap or a section page becomes a list of links.

In: the bytes of one answer, where it came from, the outlet's facts, the time of fetching. Out: `Listing`: links, items that were
broken (each with what was wrong), further sitemaps of an index. One broken item never loses the others. Nothing here fetches.
"""

from __future__ import annotations

import gzip
import html
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree
from parsel import Selector

from crawler.discovery.shapes import pattern_or_shape
from crawler.outlet import OutletFacts
from data.text import tidy
from data.text.dates import read_date

ITEM = re.compile(rb"<(item|entry)\b.*?(?:</\1\s*>|(?=<(?:item|entry)\b)|\Z)", re.S | re.I)
ADDRESS = re.compile(r"https?://|/")
TITLE = re.compile(rb"<title[^>]*>([^<]*)", re.I)
DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
DECLARED = re.compile(rb"^\s*(<\?xml[^>]*?)\s+encoding=([\"'])[^\"']*\2", re.I)
MAX_SITEMAP = 16 * 1024 * 1024  # bytes after unpacking
MAX_SUB_SITEMAPS = 4  # of one index: the newest
CARD_LEVELS = 4  # how far above a headline's link its date may stand
HEADLINES = ".//h2//a/@href | .//h3//a/@href"
DATE_MARKS = ".//@data-publishtime | .//time/@datetime | .//*[contains(@class, 'time')]/@*[name()='datetime' or name()='title']"
DATE_TEXTS = "(.//time | .//*[contains(@class, 'time') or contains(@class, 'date')])//text()"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One announced article. Times are UTC; `title` and `summary` are tidy plain text, empty where the way gives none."""

    url: str  # absolute, as announced
    title: str = ""
    published_at: datetime | None = None
    published_raw: str = ""
    lastmod: str = ""  # as written; only compared, never read
    summary: str = ""
    found_in: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BadItem:
    """An announcement that cannot be followed: its address or its title, and what is wrong with it (Vietnamese)."""

    key: str
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """All that one answer announced."""

    links: tuple[Link, ...] = ()
    bad: tuple[BadItem, ...] = ()
    sitemaps: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True when it announced nothing at all, so that the next way should be tried."""
        return not (self.links or self.sitemaps)


def plain(fragment: str) -> str:
    """Tidy text of an HTML fragment; entities are undone twice because some sites escape twice."""
    text = html.unescape(re.sub(r"<[^>]*>", " ", fragment))
    return tidy(re.sub(r"</?[a-zA-Z][^>]*>", " ", html.unescape(text)))


def too_old(published_at: datetime | None, now: datetime, days: int) -> bool:
    """True when the publication time is known and more than `days` days before `now`."""
    return published_at is not None and published_at < now - timedelta(days=days)


def read_feed(body: bytes, url: str, facts: type[OutletFacts], fetched_at: datetime) -> Listing:
    """RSS or Atom, well formed or not. A broken document is taken apart and read item by item."""
    body = _utf8(DOCTYPE.sub(b"", body))
    parsed = _parse(body)
    harmless = feedparser.exceptions.ThingsNobodyCaresAboutButMe
    broken = bool(parsed.get("bozo")) and not isinstance(parsed.get("bozo_exception"), harmless)
    fragments = [match[0] for match in ITEM.finditer(body)]
    entries: list[dict[str, Any]] = list(parsed.entries)
    if broken or len(entries) < len(fragments):
        entries = [_entry_alone(fragment) for fragment in fragments]
    links: list[Link] = []
    bad: list[BadItem] = []
    for number, entry in enumerate(entries, 1):
        made = _feed_link(entry, number, url, facts, fetched_at)
        if isinstance(made, Link):
            links.append(made)
        else:
            bad.append(made)
    return Listing(links=tuple(links), bad=tuple(bad))


def _parse(body: bytes) -> Any:
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def _utf8(body: bytes) -> bytes:
    """The document with a true encoding declaration when it is valid UTF-8, whatever it claims to be."""
    try:
        body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body
    return DECLARED.sub(rb'\1 encoding="utf-8"', body.removeprefix(b"\xef\xbb\xbf"), count=1)


def _entry_alone(fragment: bytes) -> dict[str, Any]:
    """One item read by itself, so that its damage stays its own; empty when nothing can be read from it."""
    tag = b"item" if fragment[1:5].lower() == b"item" else b"entry"
    if not re.search(rb"</" + tag + rb"\s*>\s*\Z", fragment, re.I):
        fragment += b"</" + tag + b">"
    whole = (b"<rss><channel>" + fragment + b"</channel></rss>") if tag == b"item" else (b"<feed>" + fragment + b"</feed>")
    entries = _parse(b'<?xml version="1.0" encoding="utf-8"?>' + whole).entries
    entry: dict[str, Any] = entries[0] if len(entries) == 1 else {}
    if not entry.get("title") and (title := TITLE.search(fragment)):
        entry["title"] = title[1].decode("utf-8", "replace")
    return entry


def _feed_link(entry: dict[str, Any], number: int, url: str, facts: type[OutletFacts], fetched_at: datetime) -> Link | BadItem:
    title = plain(entry.get("title") or "")
    announced = str(entry.get("link") or entry.get("id") or "").strip()
    address = _joined(url, announced) if ADDRESS.match(announced) else None
    if address is None:
        key = title or f"{url}#{number}"
        return BadItem(key=key, detail=f"mục thứ {number} của nguồn tin không có địa chỉ bài; tiêu đề: {title or 'không có'}")
    updated = tidy(str(dict.get(entry, "updated") or ""))  # feedparser's own get() would answer with "published" and a warning
    raw = tidy(str(entry.get("published") or "")) or updated
    return Link(
        url=address,
        title=title,
        published_at=read_date(raw, order=facts.feed_order, near=fetched_at) if raw else None,
        published_raw=raw,
        lastmod=updated,
        summary=plain(entry.get("summary") or ""),
        found_in=url,
    )


def read_sitemap(body: bytes, url: str, facts: type[OutletFacts], fetched_at: datetime, max_age_days: int) -> Listing:
    """A news sitemap, a plain sitemap or a sitemap index (the newest parts of it that can hold recent articles); gzip too."""
    root = _xml(_unpacked(body))
    if root is None:
        return Listing()
    if _local(root) == "sitemapindex":
        return Listing(sitemaps=_parts(root, url, fetched_at, max_age_days))
    links: list[Link] = []
    bad: list[BadItem] = []
    for number, node in enumerate((child for child in root if _local(child) == "url"), 1):
        fields = {_local(inner): tidy("".join(inner.xpath("text()"))) for inner in node.iter("*")}
        address = _joined(url, fields["loc"]) if ADDRESS.match(fields.get("loc", "")) else None
        if address is None:
            detail = f"mục thứ {number} của sơ đồ trang không có địa chỉ"
            bad.append(BadItem(key=fields.get("title") or f"{url}#{number}", detail=detail))
            continue
        raw = fields.get("publication_date", "")
        published = read_date(raw, order=facts.feed_order, near=fetched_at) if raw else None
        links.append(
            Link(url=address, title=plain(fields.get("title", "")), published_at=published, published_raw=raw,
                 lastmod=fields.get("lastmod", ""), found_in=url)
        )  # fmt: skip
    return Listing(links=tuple(links), bad=tuple(bad))


def _parts(root: Any, url: str, fetched_at: datetime, max_age_days: int) -> tuple[str, ...]:
    """Addresses of an index's sitemaps, newest first; those last changed before the period of interest are left out."""
    parts: list[tuple[datetime, str]] = []
    for node in root:
        fields = {_local(inner): tidy(inner.text or "") for inner in node}
        changed = read_date(fields.get("lastmod", ""), near=fetched_at) if fields.get("lastmod") else None
        address = _joined(url, fields.get("loc", ""))
        if address and fields.get("loc") and not too_old(changed, fetched_at, max_age_days + 1):  # often a day without a time
            parts.append((changed or fetched_at, address))
    parts.sort(key=lambda part: part[0], reverse=True)
    return tuple(address for _, address in parts[:MAX_SUB_SITEMAPS])


def _unpacked(body: bytes) -> bytes:
    """The sitemap's XML; gzip undone up to a limit, so that a small file cannot fill the memory."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as packed:
            return packed.read(MAX_SITEMAP)
    except (OSError, EOFError):
        return b""


def _xml(body: bytes) -> Any:
    """The root element, or None. No entities, no network, no document type; damaged XML is read as far as it goes."""
    parser = etree.XMLParser(
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
    )
    try:
        return etree.fromstring(_utf8(DOCTYPE.sub(b"", body)).lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(node: Any) -> str:
    """The name without its namespace; damaged XML has names like "x:title" that lxml's own QName refuses."""
    return re.split("[}:]", node.tag)[-1].lower() if isinstance(node.tag, str) else ""


def read_section(text: str, url: str, facts: type[OutletFacts], fetched_at: datetime) -> Listing:
    """The articles that a list page links to, in its order, each once, with its longest link text as title."""
    base = Selector(text=text or "<html/>", type="html")
    start = _joined(url, base.xpath("//base/@href").get() or "") or url
    is_article = pattern_or_shape(base.root, url, facts)
    titles: dict[str, str] = {}
    cards: dict[str, Selector] = {}
    for anchor in base.xpath("//a[@href]"):
        address = _joined(start, anchor.root.get("href"))  # parsel's attrib fails on a damaged attribute beside it
        if address is None or not is_article(address):
            continue
        title = max(_anchor_titles(anchor), key=len)
        if address not in titles or len(title) > len(titles[address]):
            titles[address], cards[address] = title, anchor
    links = []
    for address, title in titles.items():
        raw, published = _card_date(cards[address], facts, fetched_at)
        links.append(Link(url=address, title=title, published_at=published, published_raw=raw, found_in=url))
    return Listing(links=tuple(links))


def _joined(start: str, href: str) -> str | None:
    try:
        return urljoin(start, href.strip()).partition("#")[0]
    except ValueError:
        return None


def _anchor_titles(anchor: Selector) -> Iterable[str]:
    """What the link says: its text, else its title attribute, else its picture's description."""
    yield ""
    text = tidy(" ".join(anchor.xpath(".//text()").getall()))
    yield text or tidy(anchor.root.get("title") or anchor.xpath(".//img/@alt").get() or "")


def _card_date(anchor: Selector, facts: type[OutletFacts], fetched_at: datetime) -> tuple[str, datetime | None]:
    """The date standing in the same card as the link: text and moment, or ("", None)."""
    for raw in _card_dates(anchor):
        moment = read_date(raw, order=facts.list_order, near=fetched_at)
        if moment is not None:
            return raw, moment
    return "", None


def _card_dates(anchor: Selector) -> Iterator[str]:
    """Date strings of the smallest blocks around the link that hold no other article's headline."""
    for card in list(anchor.xpath("ancestor::*"))[: -CARD_LEVELS - 1 : -1]:
        if card.root.tag in ("body", "main", "ul", "section") or len(set(card.xpath(HEADLINES).getall())) > 1:
            return
        yield from (tidy(mark) for mark in card.xpath(DATE_MARKS).getall())
        yield from (tidy(text) for text in card.xpath(DATE_TEXTS).getall())
