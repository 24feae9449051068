"""A section page becomes links: each article once, in the page's order, with its headline, and sapo and date where it shows them.

In: a page as text, where it came from, the outlet's facts, the time of fetching. Out: `Listing`. The same article is often linked
three times, from its picture, its headline and its sapo: a headline stands in a heading or says the link's title; a picture's
description and a sapo are headlines only where nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from parsel import Selector

from crawler.discovery.links import Link, Listing, dated, join_address
from crawler.discovery.shapes import pattern_or_shape
from crawler.outlet import OutletFacts, main_host
from data.text import tidy
from data.text.dates import parse_date
from data.text.urls import canonical_url

CARD_LEVELS = 4  # how far above a headline's link its date may stand
HEADLINES = ".//h2//a/@href | .//h3//a/@href"
DATE_MARKS = ".//@data-publishtime | .//time/@datetime | .//*[contains(@class, 'time')]/@*[name()='datetime' or name()='title']"
DATE_TEXTS = "(.//time | .//*[contains(@class, 'time') or contains(@class, 'date')])//text()"
WHOLE_LISTS = frozenset(("body", "main", "ul", "section"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
TITLE_MARK = re.compile(r"title|headline|tieu-?de|(?:^|[\s_-])(?:tit|name)(?:$|[\s_-])", re.I)
SAPO_MARK = re.compile(r"sapo|summary|desc|lead|excerpt|intro|trich|content|text-muted", re.I)
ARROW = re.compile(r"^[>»►▶→\s]+")
MARK_LEVELS = 2  # how far above a link the class that says "title" or "sapo" may stand
SHORTEST, LONGEST = 15, 160  # characters of a headline; a longer text is a sapo, a shorter one a button or a clock
BADGE_WORDS = 3
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
UNSEEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|screen-reader-text|visually-?hidden)(?:$|\s)", re.I)
BUTTON = re.compile(
    r"^(?:xem|đọc) (?:thêm|tiếp|chi tiết)|^chi tiết|^bình luận|^\d+ (?:bình luận|lượt)|^(?:read|view) more|^[\d\s:/.,-]+$", re.I
)


def read_section(text: str, url: str, facts: type[OutletFacts], fetched_at: datetime, *, remembered_order: str = "") -> Listing:
    """The articles that a list page links to, in its order, each once, with its headline."""
    page = Selector(text=text or "<html/>", type="html")
    start = join_address(url, page.xpath("//base/@href").get() or "") or url
    is_article = pattern_or_shape(page.root, url, facts)
    texts: dict[str, list[_LinkText]] = {}
    for anchor in page.xpath("//a[@href]"):
        address = join_address(start, anchor.root.get("href"))  # parsel's attrib fails on a damaged attribute beside it
        if address is not None and is_article(address):
            offer = _LinkText(anchor, address)
            texts.setdefault(_identity(address, facts), []).append(offer)
    links, cards = [], _Cards(fetched_at)
    for offers in texts.values():
        address = min((offer.address for offer in offers), key=lambda each: _plainness(each, facts))
        headline = max(offers, key=lambda offer: offer.rank)
        sapo = next((offer.text for offer in offers if offer.is_sapo and offer is not headline), "")
        raw = cards.date_of(headline.anchor)
        links.append(Link(url=address, title=headline.text, summary=sapo, published_raw=raw, found_in=url))
    return dated(links, (), fetched_at, stated=facts.list_order, remembered=remembered_order)


def _identity(address: str, facts: type[OutletFacts]) -> str:
    """What all links to one article share: the site's number where its path carries one, else the address without trackers."""
    parts = urlsplit(address)
    if facts.article_number(address):
        return main_host(parts.hostname or "") + parts.path
    try:
        return canonical_url(address)
    except ValueError:
        return address


def _plainness(address: str, facts: type[OutletFacts]) -> tuple[bool, bool, bool, int]:
    """Of several addresses of one article the least is asked: of the main host, without a query, by https, the shortest."""
    parts = urlsplit(address)
    return parts.hostname not in facts.hosts, bool(parts.query), parts.scheme != "https", len(address)


class _LinkText:
    """What one link to an article says, and how much that looks like its headline."""

    def __init__(self, anchor: Selector, address: str) -> None:
        self.anchor, self.address = anchor, address
        node = anchor.root
        shown = tidy(" ".join(_shown_texts(node)))
        label = tidy(node.get("title") or "")
        is_related = bool(ARROW.match(shown))  # ">> Headline": another article's, inside a sapo
        shown = ARROW.sub("", shown)
        if label and shown != label and _is_label_with_badge(shown, label):
            shown = label
        self.text = shown or label or tidy(anchor.xpath(".//img/@alt").get() or "")
        marks = " ".join(str(inner.get("class") or "") for inner in _around(node))
        is_inside = any(inner.tag in HEADINGS for inner in node.iterancestors())
        in_heading = is_inside or any(inner.tag in HEADINGS for inner in node.iter("*"))
        is_button = bool(BUTTON.search(shown))
        has_title_mark, has_sapo_mark = bool(TITLE_MARK.search(marks)), bool(SAPO_MARK.search(marks))
        is_long = len(shown) > LONGEST
        self.is_sapo = (
            bool(shown)
            and not is_related
            and not in_heading
            and not has_title_mark
            and (has_sapo_mark or is_long)
            and not is_button
        )
        if not shown or is_button:
            kind = 1 if self.text and not is_button else 0
        elif is_related:
            kind = 2
        elif in_heading:
            kind = 6
        elif label and label == shown:
            kind = 5
        elif has_title_mark and not has_sapo_mark:
            kind = 4
        else:
            kind = 2 if self.is_sapo else 3
        fits = SHORTEST <= len(shown) <= LONGEST
        self.rank = (kind, fits, 0 if fits else len(self.text) if not is_long else -len(self.text))


def _shown_texts(node: Any) -> list[str]:
    """The texts of a link that a reader sees; all of them where none is seen."""
    shown, unseen = [], None
    for event, inner in etree.iterwalk(node, events=("start", "end")):
        if event == "start":
            if unseen is None and inner is not node and _is_unseen(inner):
                unseen = inner
            elif unseen is None and isinstance(inner.tag, str):
                shown.append(inner.text or "")
            continue
        if unseen is inner:
            unseen = None
        if unseen is None and inner is not node:
            shown.append(inner.tail or "")
    return shown if any(text.strip() for text in shown) else list(node.itertext())


def _is_unseen(node: Any) -> bool:
    if not isinstance(node.tag, str):
        return True
    return (
        node.tag in ("script", "style", "template", "noscript", "svg")
        or node.get("hidden") is not None
        or bool(UNSEEN.search(node.get("style") or ""))
        or bool(UNSEEN_CLASS.search(node.get("class") or ""))
    )


def _is_label_with_badge(shown: str, label: str) -> bool:
    """Whether a link shows its title with a word or two beside it: "Video", "12 bình luận"."""
    rest = shown.removeprefix(label) if shown.startswith(label) else shown.removesuffix(label)
    return (
        len(label) >= SHORTEST
        and rest != shown
        and len(rest.split()) <= BADGE_WORDS
        and not rest.lstrip().startswith((":", "-", ","))
    )


def _around(node: Any) -> Iterator[Any]:
    """The link and the blocks just around it."""
    yield node
    for level, outer in enumerate(node.iterancestors(), 1):
        if level > MARK_LEVELS or outer.tag in ("article", "li", "section", "body", "ul"):
            return
        yield outer


class _Cards:
    """The dates of the blocks around links. Each block is looked through once, however many links it holds."""

    def __init__(self, fetched_at: datetime) -> None:
        self.fetched_at = fetched_at
        self._dates: dict[Any, str | None] = {}

    def date_of(self, anchor: Selector) -> str:
        """The date in the smallest blocks around the link that hold no other article's headline, as written; "" where none is."""
        for level, outer in enumerate(anchor.root.iterancestors(), 1):
            if level > CARD_LEVELS or outer.tag in WHOLE_LISTS:
                return ""
            if outer not in self._dates:
                self._dates[outer] = self._date_in(Selector(root=outer, type="html"))
            date = self._dates[outer]
            if date is None or date:
                return date or ""
        return ""

    def _date_in(self, card: Selector) -> str | None:
        """The first date in a block that can be read, "" where it has none, None where the block holds several articles."""
        if len(set(card.xpath(HEADLINES).getall())) > 1:
            return None
        texts = [*card.xpath(DATE_MARKS).getall(), *card.xpath(DATE_TEXTS).getall()]
        readable = (raw for raw in map(tidy, texts) if raw and parse_date(raw, near=self.fetched_at) is not None)
        return next(readable, "")
