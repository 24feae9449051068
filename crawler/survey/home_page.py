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
from data.text import slug, tidy

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
PAPER = re.compile(r"(?:báo(?!o)|tạp chí|đài|thời báo|tuần báo|cổng thông tin|trang thông tin điện tử)\s", re.I)
CONSENT = re.compile(r"cookie|đồng ý|chấp thuận|quyền riêng tư|consent|privacy", re.I)
GENERIC = re.compile(
    r"(?:trang chủ|home\b|homepage|tin\b|đọc\b|thông tin|cập nhật|chuyên trang|kênh|news\b|báo mới|chính sách)", re.I
)
DOMAIN = re.compile(r"\.(?:com|net|org|gov|edu|vn|info|tv)(?:\.vn)?$", re.I)
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

    @property
    def asks_for_consent(self) -> bool:
        """True for a page that shows nothing but the question whether the reader agrees to cookies."""
        few = sum(shapes.is_headline(link.text) for link in self.links) < 3
        text = " ".join(self.tree.itertext())[:5000] if self.tree is not None and few else ""
        return bool(CONSENT.search(text))

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
        """The outlet's name: of og:site_name, the parts of the title and the link to the home page, what fits the host best."""
        stated = [tidy(meta.get("content") or "") for meta in self._metas("og:site_name", "application-name")]
        titles = ["".join(title.itertext()) for title in (self.tree.iter("title") if self.tree is not None else ())]
        titles += [meta.get("content") or "" for meta in self._metas("og:title")]
        titles += [link.text for link in self.links if urlsplit(link.url).path in ("", "/") and self._is_near(link.url)]
        parts = [part for title in titles for part in CUTS.split(tidy(title))]
        names = [DOMAIN.sub("", name) for name in (*stated, *parts)]
        names = [name for name in names if 2 <= len(name) <= 60 and "." not in name]
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        best = max(names, key=lambda name: _name_score(name, host, is_stated=name in stated), default="")
        return best if best and _name_score(best, host, is_stated=best in stated) > 0 else host

    def lang(self) -> str:
        """The language of its headlines: "vi" by their letters, else what the page claims."""
        lines = [link.text for link in self.links if shapes.is_headline(link.text)][:200]
        stated = tidy(self.tree.get("lang") or "")[:2].lower() if self.tree is not None else ""
        if len(lines) < 3:
            return stated or "vi"
        accented = sum(VIETNAMESE.search(line) is not None for line in lines)
        if accented > (0.05 if stated == "vi" else 0.3) * len(lines):  # descriptions of pictures often have lost their accents
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


def _name_score(name: str, host: str, *, is_stated: bool) -> float:
    """How well a text names the outlet: it is spelled in the host, says "báo", was stated, has its accents."""
    squeezed, stem = slug(name).replace("-", ""), slug(shapes.site_of(host).partition(".")[0]).replace("-", "")
    near = len(squeezed) >= 3 and len(stem) >= 3 and (squeezed in stem or stem in squeezed)
    fits = 3 - 0.03 * abs(len(squeezed) - len(stem)) if near else 0.0
    return fits + 2 * bool(PAPER.match(name)) + is_stated + 0.5 * bool(VIETNAMESE.search(name)) - 3 * bool(GENERIC.match(name))


def _once(addresses: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(addresses))
