"""A home page as a survey reads it: the outlet's name and language, links to feeds and RSS pages, section pages, moves.

In: the bytes of the page and its address. Out: `HomePage`. Any other page of links (an RSS page) is read the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from lxml import etree

from crawler.discovery import shapes
from crawler.discovery.shapes import AddressShape, PageLink
from crawler.extraction.encoding import lean_page
from crawler.survey.addresses import IS_FEED, is_feed_link, may_be_section, rank_section
from data.text import tidy

FEED_TYPES = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json\+feed|text/rss", re.I)
# RSS addresses that stand in a text field or a script of an RSS page.
WRITTEN_FEED = re.compile(
    r"""["'>\s](https?://[^\s"'<>]{4,200}?(?:\.rss|/rss/[^\s"'<>]{1,100}|/feed/?)|/[^\s"'<>]{1,150}\.rss)(?=["'<\s])"""
)
MOVES = re.compile(
    r"""<meta[^>]{0,80}http-equiv=["']?refresh["']?[^>]{0,80}content=["'][^"'>]{0,20}url=([^"'>\s]{1,300})"""
    r"""|<script[^>]{0,60}>\s{0,20}(?:window\.|document\.|self\.|top\.)?location(?:\.href)?\s?=\s?["']([^"']{1,300})["']""",
    re.I,
)
CUTS = re.compile(r"\s+[|–—:»•-]\s+|\s*[|»•]\s*|,\s+|\s+::\s+")
GENERIC = re.compile(r"^(?:trang chủ|home|homepage|tin tức.*|tin mới.*|đọc báo.*|.*24/?7.*|.*online$|news)$", re.I)
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
MOST_WRITTEN = 60
SHORT_PAGE = 5000  # bytes: a page that only sends the reader on is short


@dataclass(frozen=True)
class HomePage:
    """One parsed page of links."""

    url: str
    body: bytes

    @cached_property
    def tree(self) -> etree._Element | None:
        """The parsed page, None when there is nothing to parse."""
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
        try:
            root = etree.fromstring(lean_page(self.body), parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return None
        return root if root is not None and len(root) else None

    @cached_property
    def links(self) -> list[PageLink]:
        """Its links, each once."""
        return shapes.page_links(self.tree, self.url) if self.tree is not None else []

    @property
    def moves_to(self) -> str:
        """The address that a meta refresh or a lone script sends the reader to, "" where the page stays."""
        if len(self.body) > SHORT_PAGE:
            return ""
        match = MOVES.search(self.body.decode("utf-8", "replace"))
        return self._absolute(match[1] or match[2]) if match else ""

    def declared_feeds(self) -> list[str]:
        """The feeds of its head: link rel=alternate."""
        if self.tree is None:
            return []
        rows = [link for link in self.tree.iter("link") if "alternate" in (link.get("rel") or "").lower().split()]
        typed = (link for link in rows if FEED_TYPES.search(link.get("type") or "") or IS_FEED.search(link.get("href") or ""))
        feeds = (self._absolute(link.get("href") or "") for link in typed)
        return _once(feed for feed in feeds if feed and "comments/feed" not in feed)

    def linked_feeds(self) -> list[str]:
        """Addresses of feeds or RSS pages that it links to."""
        return _once(link.url for link in self.links if is_feed_link(link.url, link.text) and self._is_near(link.url))

    def written_feeds(self) -> list[str]:
        """Feed addresses that stand in its text, its fields and its scripts, without being links."""
        text = self.body[:2_000_000].decode("utf-8", "replace")
        matches = (match[1] for match, _ in zip(WRITTEN_FEED.finditer(text), range(MOST_WRITTEN), strict=False))
        addresses = (self._absolute(match) for match in matches)
        return _once(address for address in addresses if address and self._is_near(address))

    def sections(self, shape: AddressShape | None) -> list[str]:
        """Pages that list articles, the most useful first: short names, near the root, not articles themselves."""
        home = urlsplit(self.url)
        rows: list[tuple[int, int, str]] = []
        for position, link in enumerate(self.links):
            parts = urlsplit(link.url)
            depth = len([segment for segment in parts.path.split("/") if segment])
            same = shapes.host_of(link.url) == shapes.host_of(self.url) and parts.path != home.path and not parts.query
            if not same or not 1 <= depth <= 2 or not 2 <= len(link.text) <= 40 or shapes.is_headline(link.text):
                continue
            if may_be_section(link.url) and not (shape is not None and shape.fits(link.url)):
                rows.append((rank_section(link.url) + 20 * (depth - 1), position, link.url))
        return _once(url for _, _, url in sorted(rows))

    def label(self) -> str:
        """The outlet's name: og:site_name, else the part of the title that is no slogan, else the host."""
        stated = [tidy(meta.get("content") or "") for meta in self._metas("og:site_name", "application-name")]
        titles = ["".join(title.itertext()) for title in (self.tree.iter("title") if self.tree is not None else ())]
        titles += [meta.get("content") or "" for meta in self._metas("og:title")]
        parts = [part for title in titles for part in CUTS.split(tidy(title)) if part]
        names = [name for name in (*stated, *parts) if 2 <= len(name) <= 60 and not GENERIC.match(name) and "." not in name]
        papers = [name for name in names if re.match(r"(?:báo|tạp chí|đài|thời báo|cổng|trang)\s", name, re.I)]
        fallback = urlsplit(self.url).hostname or ""
        if stated and stated[0] in names:
            return stated[0] if not papers or papers[0] == stated[0] or VIETNAMESE.search(stated[0]) else papers[0]
        return next(iter(papers), "") or next(iter(names), "") or fallback

    def lang(self) -> str:
        """The language of its headlines: "vi" by the letters, else what the page claims."""
        text = " ".join(link.text for link in self.links if shapes.is_headline(link.text))[:5000]
        letters = sum(char.isalpha() for char in text)
        stated = tidy(self.tree.get("lang") or "")[:2].lower() if self.tree is not None else ""
        if letters < 40:
            return stated or "vi"
        if len(VIETNAMESE.findall(text)) > 0.04 * letters:
            return "vi"
        return stated if stated not in ("", "vi") else "en"

    def _metas(self, *names: str) -> Iterator[etree._Element]:
        for meta in self.tree.iter("meta") if self.tree is not None else ():
            if (meta.get("property") or meta.get("name") or "").lower() in names:
                yield meta

    def _absolute(self, href: str) -> str:
        address = shapes.joined(self.url, href) if href else None
        return address if address and address.startswith(("http://", "https://")) else ""

    def _is_near(self, address: str) -> bool:
        """On the same site; feeds of other sites are other outlets'."""
        return shapes.site_of(urlsplit(address).hostname or "") == shapes.site_of(urlsplit(self.url).hostname or "")


def _once(addresses: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(addresses))
