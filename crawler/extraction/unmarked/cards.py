"""Dates and names that stand on the cards of other stories.

In: an element of a parsed page. Out: whether it belongs to another story than the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

CARD_TAGS = frozenset(("div", "li", "section", "article", "table", "aside"))
CARD_TITLE, CARD_LONGEST, CARD_SHARE = 20, 700, 8  # characters of a headline, of a card, times the headline at most
OTHER_WORDS = 10  # characters beside a date that make its box more than a date
CARD_LEVELS = 4  # elements around a date or a name that may make the card of another story
STORY = re.compile(r"(?:\d{4}[\w-]*+|\w-(?:\w++-){3}\w++)(?:\.\w++)?/?(?:[?#]|$)")
PERSON = re.compile(r"tac-?gia|author|profile|nha-bao|phong-vien|byline|/by/|staff|contributor|writer|mailto:", re.I)
NOT_OWN = re.compile(
    r"(?:^|[\s_-])(?:relate[ds]?|lien-?quan|sidebar|cot-?phai|right-?col|col-?right|footer|comments?|binh-?luan|widget"
    r"|most-?read|recommend\w*)(?:$|[\s_-])",
    re.I,
)


def ground_of(landmarks: Iterable[etree._Element | None]) -> frozenset[etree._Element]:
    """What holds the page's own headline or body: nothing in it is a card for holding them."""
    ground: set[etree._Element] = set()
    for landmark in landmarks:
        if landmark is not None:
            ground.update((landmark, *landmark.iterancestors()))
    return frozenset(ground)


def leads_elsewhere(element: etree._Element, ground: frozenset[etree._Element]) -> bool:
    """True for what stands in a card, a link or a row with another story's link: its date and names are that story's."""
    around: etree._Element | None = element
    for _ in range(CARD_LEVELS):
        if around is None or around in ground or around.tag in ("body", "html", "main"):
            return False
        if around.tag in ("aside", "footer") or NOT_OWN.search(f"{around.get('class') or ''} {around.get('id') or ''}"):
            return True
        if around.tag == "a" and STORY.search(around.get("href") or "") and not _is_person(around):
            return True
        if any(STORY.search(link.get("href") or "") and not _is_person(link) for link in around.iter("a")):
            return True
        around = around.getparent()
    return False


def is_below(element: etree._Element, ground: frozenset[etree._Element]) -> bool:
    """True for what stands with other words in a box behind everything that holds headline and body: comments, other stories."""
    box: etree._Element | None = element
    while box is not None and box.getparent() is not None and box.getparent() not in ground:
        box = box.getparent()
    if box is None or box is element or box.getparent() is None:
        return False
    if any(behind in ground for behind in box.itersiblings()) or not any(
        before in ground for before in box.itersiblings(preceding=True)
    ):
        return False
    length = len("".join(element.itertext()).strip())
    return len(" ".join("".join(box.itertext()).split())) > length + OTHER_WORDS


def drop_cards(node: etree._Element) -> None:
    """Takes other stories with their leads out of a body: boxes with a headline that leads to a story, and little more."""
    for card in cards_in(node, frozenset((node,))):
        parent = card.getparent()
        if parent is not None:
            _append_text(card, card.tail)
            card.tail = None
            parent.remove(card)


def cards_in(node: etree._Element, ground: frozenset[etree._Element]) -> Iterator[etree._Element]:
    """The cards of other stories in an element, none of them in `ground`, what holds the page's own headline and text."""
    for link in list(node.iter("a")):
        if not _stands_alone(link) or not STORY.search(link.get("href") or "") or link in ground:
            continue
        title = len(" ".join("".join(link.itertext()).split()))
        card = _card_of(link, ground, title) if title >= CARD_TITLE else None
        if card is None and len(link) and title <= CARD_LONGEST:
            card = next((link for block in link.iter("p", "div", "h2", "h3", "h4") if block is not link), None)
        if card is not None:
            yield card


def _card_of(link: etree._Element, ground: frozenset[etree._Element], title: int) -> etree._Element | None:
    """The largest box around a headline's link that holds little more."""
    card, around = None, link.getparent()
    longest = min(CARD_LONGEST, title * CARD_SHARE)
    while around is not None and around not in ground and not _is_longer(around, longest):
        card = around if around.tag in CARD_TAGS else card
        around = around.getparent()
    return card


def _is_longer(element: etree._Element, longest: int) -> bool:
    """Whether an element's text, blanks aside, has more characters; reads no more of it than that takes."""
    length, is_apart = -1, True
    for piece in element.itertext():
        words = piece.split()
        if words:
            length += len(" ".join(words)) + (is_apart or piece[0].isspace())
            is_apart = piece[-1].isspace()
            if length > longest:
                return True
        elif piece:
            is_apart = True
    return False


def part_spans(node: etree._Element) -> None:
    """Makes paragraphs of spans that stand one behind the other with nothing between: text blocks of some editors."""
    for element in node.iter("div", "section", "article"):
        spans = list(element)
        if len(spans) > 1 and all(span.tag == "span" and not (span.tail or "").strip() for span in spans):
            lengths = [len("".join(span.itertext()).strip()) for span in spans]
            if not (element.text or "").strip() and min(lengths) >= CARD_TITLE:
                for span in spans:
                    span.tag = "p"


def _stands_alone(link: etree._Element) -> bool:
    """True for a link that is a line of its own: no words run on before or behind it."""
    around, before = link.getparent(), link.getprevious()
    if (link.tail or "").strip() or around is None:
        return False
    return not ((around.text if before is None else before.tail) or "").strip()


def _append_text(element: etree._Element, tail: str | None) -> None:
    """Leaves the text behind an element where it was."""
    if not tail:
        return
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + tail
    elif parent is not None:
        parent.text = (parent.text or "") + tail


def _is_person(link: etree._Element) -> bool:
    """True for a link to an author's own page."""
    return PERSON.search(f"{link.get('href') or ''} {link.get('class') or ''} {link.get('rel') or ''}") is not None
