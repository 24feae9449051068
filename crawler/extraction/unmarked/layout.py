"""Where running text stands on a page, and what stands around it.

In: a parsed page and its headline. Out: `Layout`: the elements that hold running text with its length, and the places of the
headline, of another article's headline, and of the headings of comments and of other stories.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from crawler.extraction.blocks import BLOCKS
from crawler.extraction.encoding import unescape
from crawler.extraction.unmarked.furniture import HEADING, heads_comments, heads_related, is_furniture
from data.text import compare_key, tidy

RUN = 40  # characters: a shorter paragraph may be a menu
ENOUGH = 120  # characters of running text that make a body
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HEADS = frozenset((*HEADINGS[:3], "div", "p", "span", "strong"))  # what holds a headline where there is no h1 (Báo Đầu tư)
MARKERS = frozenset((*HEADINGS, "p", "div", "span", "strong", "b", "a"))  # what heads comments and lists of other stories
HOLDERS = ("div", "article", "section", "td", "main", "center", "span", "blockquote")
LEAVES = frozenset(("div", "section", "article"))
HARD = BLOCKS - {"br", "hr"}  # a block inside makes its holder no paragraph
FURNISHED = 3  # part of a holder's text that shows what the holder is: the foot, a dialogue
LEAST_TITLE = 4  # characters: a logo has none
WORD = re.compile(r"\w+")
LONGEST_TITLE = 300  # characters
FRAME = re.compile(
    r"(?:^|[\s_-])(?:footer\w*|aside|nav|navbar|comments?|commentary|popup|modal|cookies?|consent|onetrust|gdpr|ccpa|copyright"
    r"|y-?kien|ds-ykien|box-ykien|binh-?luan|phan-?hoi|chan-?trang|foot|disqus|ot-pc|cmp)(?:$|[\s_-])",
    re.I,
)
ASIDE = re.compile(
    r"(?:^|[\s_-])(?:form|dialog|privacy|newsletters?|subscri(?:be|ption)|offscreen|sidebar|relate[ds]?|lien-?quan"
    r"|recommend\w*|most-?(?:read|popular)|trending|promo\w*|teasers?"
    r"|next-?(?:story|article)|more-?(?:news|stories)"
    r"|doc-?nhieu|tin-?khac|tin-?moi|cung-?chuyen-?muc|card|widget|latest)(?:$|[\s_-])",
    re.I,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}", re.I)


@dataclass
class Layout:
    """The running text of one page. Places count elements in the order of the page."""

    runs: Counter[etree._Element] = field(default_factory=Counter)  # holder -> characters of running text right inside it
    places: dict[etree._Element, int] = field(default_factory=dict)  # holder -> place of its first text
    headline: int = -1  # -1 where the page shows none
    around_headline: frozenset[etree._Element] = frozenset()  # what holds the headline frames nothing else
    next_headline: int | None = None  # another article begins here
    comments: int | None = None  # readers' comments begin here
    related: list[int] = field(default_factory=list)  # headings of other stories
    furniture: Counter[etree._Element] = field(default_factory=Counter)  # holder -> characters that are none of an article
    total: int = 0  # characters of all running text that is no furniture

    def weight(self, holder: etree._Element) -> float:
        """How much of a holder's text may be the article's: 0 in a frame, little behind what ends an article."""
        place = self.places[holder]
        if is_framed(holder, self.around_headline):
            return 0.0
        weight = 0.1 if self.furniture[holder] * FURNISHED >= self.runs[holder] else 1.0
        if self.next_headline is not None and place > self.next_headline:
            return 0.05
        if self.comments is not None and place > self.comments:
            return 0.05
        if place < self.headline:
            weight *= 0.3
        if is_aside(holder, self.around_headline):
            weight *= 0.3
        return weight


def lay_out(tree: etree._Element, title: str, skip: str = "") -> Layout:
    """The layout of a page. `skip` is a text told elsewhere, the sapo: it is no running text."""
    layout = Layout()
    key = compare_key(title)
    headed = _headed(tree, key)
    for place, element in enumerate(tree.iter(etree.Element)):
        if element is headed or element.tag in HEADINGS or (headed is None and layout.headline < 0 and element.tag in HEADS):
            _note_heading(layout, element, place, headed, key)
        if element.tag in MARKERS and len(element) < 3:
            _note_mark(layout, element, place)
        if element.tag == "p":
            _note_paragraph(layout, element, place, skip)
        elif element.tag in HOLDERS:
            _note_holder(layout, element, place, skip)
    return layout


def _headed(tree: etree._Element, key: str) -> etree._Element | None:
    """The h1 that shows the headline; the first that shows anything where none agrees and nothing else does."""
    headings = [h1 for h1 in tree.iter("h1") if len(text_of(h1)) >= LEAST_TITLE]
    agreeing = next((h1 for h1 in headings if key and compare_key(text_of(h1)) == key), None)
    if agreeing is not None or not headings or not key:
        return agreeing if agreeing is not None else next(iter(headings), None)
    words = set(WORD.findall(key))
    shared = len(words & set(WORD.findall(compare_key(text_of(headings[0])))))
    if shared * 2 >= len(words):
        return headings[0]
    others = tree.iter("h2", "h3", "div", "p", "span", "strong")
    return next((other for other in others if _short(other) and compare_key(text_of(other)) == key), headings[0])


def _note_heading(layout: Layout, element: etree._Element, place: int, headed: etree._Element | None, key: str) -> None:
    if layout.headline < 0:
        if element is headed or (headed is None and key and _short(element) and compare_key(text_of(element)) == key):
            layout.headline, layout.around_headline = place, frozenset(element.iterancestors())
        return
    if element.tag == "h1" and layout.next_headline is None and layout.total and len(text := text_of(element)) >= RUN // 2:
        if compare_key(text) != key and not is_framed(element, layout.around_headline):
            layout.next_headline = place
    elif element.tag in HEADINGS and layout.next_headline is None and layout.total and _opens_article(element, key):
        layout.next_headline = place


def _opens_article(element: etree._Element, key: str) -> bool:
    """True for the first heading of a further <article> that is no card: its headline is as large as ours."""
    if element.tag not in ("h1", "h2"):
        return False
    above = element.getparent()
    for _ in range(4):
        if above is None:
            return False
        if above.tag == "article":
            break
        above = above.getparent()
    else:
        return False
    if above is None or any(around.tag == "article" for around in above.iterancestors()):
        return False
    first = next(iter(above.iter(*HEADINGS)), None)
    linked = next(element.iter("a"), None) is not None or any(around.tag == "a" for around in element.iterancestors())
    return first is element and not linked and compare_key(text_of(element)) != key


def text_of(element: etree._Element) -> str:
    """The text of an element on one line."""
    return tidy(unescape(" ".join(element.itertext())))


def _short(element: etree._Element) -> bool:
    length = 0
    for piece in element.itertext():
        length += len(piece)
        if length > LONGEST_TITLE * 2:
            return False
    return length >= RUN // 4


def _note_mark(layout: Layout, element: etree._Element, place: int) -> None:
    if layout.headline < 0 and layout.total == 0:
        return
    if not 5 <= len(line := (text_of(element) if _brief(element) else "")) <= HEADING:
        return
    if layout.comments is None and layout.total >= ENOUGH and element.tag != "a" and heads_comments(line):
        layout.comments = place
    elif heads_related(line):
        layout.related.append(place)


def _brief(element: etree._Element) -> bool:
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > HEADING:
            return False
    return True


def _note_paragraph(layout: Layout, element: etree._Element, place: int, skip: str) -> None:
    parent = element.getparent()
    if parent is not None and (length := running(element)):
        _add(layout, parent, element, length, place, skip)


def _note_holder(layout: Layout, element: etree._Element, place: int, skip: str) -> None:
    """Text of a holder: one paragraph of what is above it where no block stands inside, else what stands right in it."""
    parent = element.getparent()
    if element.tag in LEAVES and parent is not None and not _has_block(element):
        if length := running(element):
            several = (
                sum(len(piece.strip()) >= RUN for piece in element.itertext()) > 1 and next(element.iter("br"), None) is not None
            )
            _add(layout, element if several else parent, element, length, place, skip)
        return
    if element.tag == "span" and not _has_block(element):
        return  # a part of the paragraph around it
    pieces = [element.text, *(child.tail for child in element if child.tag not in ("p", "div"))]
    direct = sum(len((piece or "").strip()) for piece in pieces)
    if direct < RUN or _is_hidden(element):
        return
    if element.find("br") is not None or any(child.tag in HARD for child in element):
        _add(layout, element, element, direct, place, skip)


def _has_block(element: etree._Element) -> bool:
    return any(inner.tag in HARD for inner in element.iterdescendants())


def _add(layout: Layout, holder: etree._Element, element: etree._Element, length: int, place: int, skip: str) -> None:
    text = text_of(element)
    if is_furniture(text):
        layout.furniture[holder] += length
        return
    if skip and len(skip) >= RUN and skip in text and len(text) < 2 * len(skip):
        return
    layout.runs[holder] += length
    layout.places.setdefault(holder, place)
    layout.total += length


def running(element: etree._Element) -> int:
    """Characters of a paragraph of running text, 0 for a short one, a hidden one or one of links."""
    if _is_hidden(element):
        return 0
    length = len("".join(element.itertext()).strip())
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return length if length >= RUN and linked * 2 < length else 0


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and HIDDEN.search(style) is not None)


def is_framed(element: etree._Element, headed: frozenset[etree._Element] = frozenset()) -> bool:
    """True inside what stands on every page of a site, or below the article: foot, side column, comments, dialogues."""
    return any(FRAME.search(_marks(around)) is not None or _is_hidden(around) for around in _around(element, headed))


def is_aside(element: etree._Element, headed: frozenset[etree._Element] = frozenset()) -> bool:
    """True inside what calls itself related stories or a card of them."""
    return any(ASIDE.search(_marks(around)) is not None for around in _around(element, headed))


def _around(element: etree._Element, headed: frozenset[etree._Element]) -> Iterator[etree._Element]:
    """The element and those around it, up to what holds the headline, too."""
    for around in (element, *element.iterancestors()):
        if around in headed or around.tag in ("body", "html"):
            return
        yield around


def _marks(element: etree._Element) -> str:
    return f"{element.tag!s} {element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
