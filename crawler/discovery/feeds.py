"""Feeds (RSS, Atom, RDF, JSON Feed) become links, well formed or not.

In: the bytes of one answer, where it came from, the outlet's facts, the time of fetching. Out: `Listing`. One broken item never
loses the others: a broken document is taken apart and read item by item. Nothing here fetches."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import feedparser

from crawler.discovery.links import BadItem, Link, Listing, dated, join_address
from crawler.discovery.summaries import CDATA, plain_summary, plain_title, without_headlines
from crawler.discovery.xml_bytes import as_utf8, mend_strays, unpacked, without_doctype
from crawler.outlet import OutletFacts
from data.text import tidy

ITEM = re.compile(rb"<(item|entry)\b.*?(?:</\1\s*>|(?=<(?:item|entry)\b)|\Z)", re.S | re.I)
ADDRESS = re.compile(r"https?://|/", re.I)
RELATIVE = re.compile(r"\?\S+|[^\s:/?]+/\S+|[^\s:]+\.[a-z]{2,5}", re.I)
WEB_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+/\S", re.I)
TITLE = re.compile(rb"<title[^>]*>([^<]*(?:<(?!/title)[^<]{0,200}){0,20})</title", re.I)
OPEN_TITLE = re.compile(rb"<title[^>]*>([^<]*)", re.I)
REDIRECTS = frozenset(
    ("url", "u", "link", "target", "dest", "destination", "redirect", "redirect_url", "to", "goto", "out", "r", "q")
)
TRACKER = re.compile(
    r"https?://(?:feeds?\d?\.|feedproxy\.|[^/]*\.?(?:feedburner|feedsportal|bit|pheedo|news\.google)\.[a-z]+/|t\.co/|rss\.)", re.I
)
JSON_LISTS = ("items", "articles", "posts", "data")
# Texts of an item's pictures, which feedparser would take for the item's own; a longer one is left.
MEDIA_TEXT = re.compile(rb"<media:(title|description|text|credit)\b[^>]{0,500}>.{0,4000}?</media:\1\s*>", re.S | re.I)


def read_feed(body: bytes, url: str, facts: type[OutletFacts], fetched_at: datetime, *, remembered_order: str = "") -> Listing:
    """RSS, Atom or JSON Feed. `remembered_order`: the order of day and month that this feed's earlier items decided."""
    body = as_utf8(without_doctype(as_utf8(unpacked(body)))).lstrip()
    entries, home = _json_entries(body) if body[:1] in (b"{", b"[") else _xml_entries(body)
    start = _start(url, home, facts)
    links: list[Link] = []
    bad: list[BadItem] = []
    for number, entry in enumerate(entries, 1):
        made = _link(entry, number, (url, start), facts)
        if isinstance(made, Link):
            links.append(made)
        else:
            bad.append(made)
    summaries = without_headlines([link.summary for link in links])
    links = [replace(link, summary=summary) for link, summary in zip(links, summaries, strict=True)]
    return dated(links, bad, fetched_at, stated=facts.feed_order, remembered=remembered_order)


def _start(url: str, home: str, facts: type[OutletFacts]) -> str:
    """Where relative links start: the site that the feed says it is of, when that is the outlet's, else the feed's host."""
    address = join_address(url, home) or url
    if ADDRESS.match(home) and (facts.has_host(urlsplit(address).hostname or "") or not facts.hosts):
        return address
    return join_address(url, "/") or url


def _xml_entries(body: bytes) -> tuple[list[dict[str, Any]], str]:
    body = MEDIA_TEXT.sub(b"", body)
    parsed = _parse(body)
    if _is_broken(parsed) and (mended := mend_strays(body)) != body:
        again = _parse(mended)
        parsed, body = (parsed, body) if _is_broken(again) else (again, mended)
    fragments = [match[0] for match in ITEM.finditer(body)]
    entries: list[dict[str, Any]] = list(parsed.entries)
    if _is_broken(parsed) or len(entries) < len(fragments):
        entries = [_entry_alone(fragment) for fragment in fragments]
    return entries, str(parsed.feed.get("link") or "").strip()


def _is_broken(parsed: Any) -> bool:
    harmless = feedparser.exceptions.ThingsNobodyCaresAboutButMe
    return bool(parsed.get("bozo")) and not isinstance(parsed.get("bozo_exception"), harmless)


def _parse(body: bytes) -> Any:
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def _entry_alone(fragment: bytes) -> dict[str, Any]:
    """One item read by itself, so that its damage stays its own; empty when nothing can be read from it."""
    tag = b"item" if fragment[1:5].lower() == b"item" else b"entry"
    if not re.search(rb"</" + tag + rb"\s*>\s*\Z", fragment[-40:], re.I):
        fragment += b"</" + tag + b">"
    entry = _single_entry(mend_strays(fragment), tag)
    if not entry.get("title") and (title := TITLE.search(fragment) or OPEN_TITLE.search(fragment)):
        entry["title"] = title[1].decode("utf-8", "replace")
    return entry


def _single_entry(fragment: bytes, tag: bytes) -> dict[str, Any]:
    whole = (b"<rss><channel>" + fragment + b"</channel></rss>") if tag == b"item" else (b"<feed>" + fragment + b"</feed>")
    entries = _parse(b'<?xml version="1.0" encoding="utf-8"?>' + whole).entries
    return entries[0] if len(entries) == 1 else {}


def _json_entries(body: bytes) -> tuple[list[dict[str, Any]], str]:
    """The items of a JSON Feed (jsonfeed.org), or of the list of posts that WordPress gives, as entries of a feed."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return [], ""
    top = document if isinstance(document, dict) else {"items": document}
    items: list[Any] = next((top[name] for name in JSON_LISTS if isinstance(top.get(name), list)), [])
    return [_json_entry(item) for item in items if isinstance(item, dict)], str(top.get("home_page_url") or "")


def _json_entry(item: dict[str, Any]) -> dict[str, Any]:
    def text(*names: str) -> str:
        for name in names:
            value = item.get(name)
            value = value.get("rendered") if isinstance(value, dict) else value
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                return str(value)
        return ""

    published = text("date_gmt")
    return {
        "title": text("title", "headline", "name"),
        "link": text("url", "link", "external_url", "permalink"),
        "id": text("id"),
        "published": (published + "Z") if published else text("date_published", "published_at", "pubDate", "published", "date"),
        "updated": text("date_modified", "updated_at", "modified"),
        "summary": text("summary", "excerpt", "description", "content_html", "content_text"),
    }


def _link(entry: dict[str, Any], number: int, origin: tuple[str, str], facts: type[OutletFacts]) -> Link | BadItem:
    url, start = origin
    title = plain_title(str(entry.get("title") or ""))
    address = _address(entry, start, facts)
    if address is None:
        key = title or f"{url}#{number}"
        return BadItem(key=key, detail=f"mục thứ {number} của nguồn tin không có địa chỉ bài; tiêu đề: {title or 'không có'}")
    updated = tidy(str(dict.get(entry, "updated") or ""))  # feedparser's own get() would answer with "published" and a warning
    return Link(
        url=address,
        title=title,
        published_raw=tidy(str(entry.get("published") or "")) or updated,
        lastmod=updated,
        summary=plain_summary(_description(entry)),
        found_in=url,
    )


def _description(entry: dict[str, Any]) -> str:
    summary = entry.get("summary")
    if summary:
        return str(summary)
    content = entry.get("content")
    return str(content[0].get("value") or "") if isinstance(content, list) and content else ""


def _address(entry: dict[str, Any], start: str, facts: type[OutletFacts]) -> str | None:
    """The article's own address: of a tracker's link the original that stands beside or inside it."""
    addresses = list(dict.fromkeys(address for address in _addresses(entry, start) if address))
    if not facts.name:  # a site nobody registered: any address that is no tracker's
        return next((address for address in addresses if not TRACKER.match(address)), addresses[0] if addresses else None)
    for is_wanted in (facts.is_article, lambda address: facts.has_host(urlsplit(address).hostname or "")):
        for address in addresses:
            if is_wanted(address):
                return address
    return addresses[0] if addresses else None


def _addresses(entry: dict[str, Any], start: str) -> Iterator[str | None]:
    """Every address of an item, absolute: the original that a tracker kept, the link, what its query names, the permanent id."""
    original = str(entry.get("feedburner_origlink") or entry.get("pheedo_origlink") or entry.get("origlink") or "").strip()
    if WEB_ADDRESS.match(original):
        yield join_address(start, original)
    announced = CDATA.sub("", str(entry.get("link") or "")).strip()
    if ADDRESS.match(announced) or RELATIVE.fullmatch(announced):
        yield from _joined_on_web(start, announced)
    identity = CDATA.sub("", str(entry.get("id") or "")).strip()
    if ADDRESS.match(identity):
        yield from _joined_on_web(start, identity)
    for link in _other_links(entry):
        yield from _joined_on_web(start, link)


def _other_links(entry: dict[str, Any]) -> Iterable[str]:
    links = entry.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel", "alternate") == "alternate":
            href = str(link.get("href") or "").strip()
            if ADDRESS.match(href) or RELATIVE.fullmatch(href):
                yield href


def _joined_on_web(start: str, href: str) -> Iterator[str | None]:
    """An absolute address, and in front of it the one that its query leads on to."""
    address = join_address(start, href)
    if address is None:
        return
    try:
        query = parse_qsl(urlsplit(address).query, max_num_fields=50)
    except ValueError:
        query = []
    for name, value in query:
        if name.lower() in REDIRECTS and WEB_ADDRESS.match(value):
            yield join_address(start, value)
    yield address
