"""What a page shows where no selector fits: the date beside the headline, the body, the signature below its text.

In: the parsed page, or the lines guessed from it. Out: strings in order of trust, lines without what is no article. These are
readers of last resort: a paper that nobody has looked at, or one that has changed its template, is still read to the minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from crawler.extraction.authors import LEAD, bare_name, clean_names, is_credit, looks_like_name
from crawler.extraction.body import is_notice, text_of
from crawler.extraction.lead import share_words, without_prefix
from crawler.extraction.unmarked.cards import ground_of, leads_elsewhere
from crawler.extraction.unmarked.furniture import heads_comments, heads_related, is_furniture
from crawler.extraction.unmarked.shown_dates import is_page_clock, is_update, moment_of
from crawler.outlet import OutletFacts
from data.text import compare_key

HEADS = frozenset(("div", "h2", "h3", "p", "span"))  # what holds a headline where there is no h1 (Báo Đầu tư)
BODY_BEGINS, SAPO_PARAGRAPHS = 500, 2  # characters and paragraphs of running text behind a headline: sapo and first paragraph
PARAGRAPH = 80  # characters: a shorter one is a caption or a menu
CRUMBS = 4  # links of a breadcrumb: a navigation with more is the site's menu
AFTER, BEFORE = 80, 25  # elements between headline and date
SIGNED = 45  # characters of a signature
NAMES_MOST, NAMES_EACH = 6, 5  # words of a signature, of one of two names in it
ENOUGH = 120  # characters of an article before its comments
ADDRESS_LINE = re.compile(
    r"(?:link(?: bài)?(?: gốc)?|url|source|nguồn)?\s*:?\s*https?://\S+|www\.\S+", re.I
)  # the page's own address
LINK = 15  # characters: a shorter link may be a whole line of an article


def dates_near_headline(tree: etree._Element, title: str) -> Iterator[str]:
    """Dates with a clock that stand near the headline: first those after it, then the nearest before it.

    Those after it end where the text begins to run: below it stand other stories, comments and the licence in the foot. The time
    of an update stands behind any other; a date before the site's menu is the clock of the page.
    """
    before: list[str] = []
    updates: list[str] = []
    seen, text, paragraphs = -1, 0, 0  # elements since the headline (-1 before it), running text since then
    headline = headline_of(tree, title)
    ground = ground_of((headline,))
    for element in tree.iter(etree.Element):
        if element is headline:
            seen = 0
        elif seen >= 0:
            seen += 1
            length = running_text(element)
            text, paragraphs = text + length, paragraphs + (length > 0)
        if seen > AFTER or text > BODY_BEGINS or paragraphs > SAPO_PARAGRAPHS:
            break
        moment = moment_of(element)
        if moment and (leads_elsewhere(element, ground) or is_page_clock(element, ground)):
            moment = ""
        if seen < 0:
            before = [] if element.tag == "nav" and sum(1 for _ in element.iter("a")) > CRUMBS else before
            before = [*before[1 - BEFORE :], moment]
        elif moment and is_update(element):
            updates.append(moment)
        elif moment:
            yield moment
    yield from updates
    yield from (moment for moment in reversed(before if seen >= 0 else []) if moment)


def headline_of(tree: etree._Element, title: str) -> etree._Element | None:
    """The element that shows the headline: the h1 that does, else the first; where there is none, another heading that does."""
    key = compare_key(title)
    headings = [h1 for h1 in tree.iter("h1") if text_of(h1)]
    for element in headings:
        if key and compare_key(text_of(element)) == key:
            return element
    if headings and (not key or share_words(text_of(headings[0]), title)):
        return headings[0]
    others = (e for e in tree.iter(*HEADS) if key and not _is_longer(e, len(key) * 2 + 20) and compare_key(text_of(e)) == key)
    return next(others, headings[0] if headings else None)


def _is_longer(element: etree._Element, most: int) -> bool:
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > most:
            return True
    return False


def running_text(element: etree._Element) -> int:
    """Characters of an element that is one paragraph of running text; 0 for any other."""
    if element.tag not in ("p", "div") or any(child.tag in ("p", "div", "ul", "table") for child in element):
        return 0
    length = len("".join(element.itertext()).strip())
    return length if length >= PARAGRAPH else 0


def signed(lines: list[str], authors: tuple[str, ...], *, sure: bool) -> tuple[list[str], tuple[str, ...]]:
    """The lines without a signature at their end, and who wrote them: "Bài và ảnh: MINH NAM", "Trần Hưng".

    A bare name counts only at the end of a body that is `sure`: behind a guessed one stand tags, too.
    """
    if len(lines) < 2 or len(lines[-1]) > SIGNED:
        return lines, authors
    last = lines[-1]
    bare = LEAD.sub("", last)
    led = bare != last and not last.lower().startswith("theo ")
    named = (
        looks_like_name(bare) and (len(bare.split()) <= NAMES_MOST or _is_pair(bare)) and not any(char.isdigit() for char in bare)
    )
    if (
        not named
        or last.lower().startswith("theo ")
        or (not led and (not (sure or _is_pair(bare)) or authors or len(bare.split()) < 2))
    ):
        return lines, authors
    names = clean_names([bare])
    return (lines[:-1], authors or names) if names else (lines, authors)


def _is_pair(line: str) -> bool:
    """True for two names of two words and more each: "Hà Thu - Minh Nam"."""
    parts = re.split(r"\s+[-–—]\s+", line)
    return len(parts) == 2 and all(2 <= len(part.split()) <= NAMES_EACH and looks_like_name(part) for part in parts)


# "07/03/2026 - 00:01 | Thị trường" above a text: date, clock, section, no sentence; "Địa chỉ: tầng 3 …" below: the seat
DATE_LINE = re.compile(r"\W{0,3}\d{1,2}[-/.]\d{1,2}[-/.]\d{4}[\s,|–-]{1,5}\d{1,2}[:hg]\d{2}[^.!?]{0,80}")
SEAT = re.compile(r"(?:Địa chỉ|Trụ sở|Tòa soạn)\s?: .{0,200}$")


def likely_lines(
    tree: etree._Element, lines: Iterable[str], elsewhere: Iterable[str], facts: type[OutletFacts] | None
) -> list[str]:
    """Guessed lines without notices, links, furniture, what is told elsewhere, others' sapos (the paper's sign leads them).

    What follows the heading of readers' comments is theirs; headings of other stories at the end head nothing.
    """
    keys = {compare_key(text) for text in elsewhere if text}
    keys |= {compare_key(text) for link in tree.iter("a") if len(text := text_of(link)) >= LINK}
    kept: list[str] = []
    for line in lines:
        if not kept and DATE_LINE.fullmatch(line):
            continue
        if kept and heads_comments(line) and sum(map(len, kept)) >= ENOUGH:
            break
        bare = without_prefix(line, facts)
        if (
            is_notice(line)
            or is_furniture(line)
            or compare_key(line.removeprefix("- ")) in keys
            or compare_key(bare) in keys
            or (kept and bare != line)
        ):
            continue
        kept.append(line)
    while kept and (heads_related(kept[-1]) or ADDRESS_LINE.fullmatch(kept[-1]) or SEAT.match(kept[-1])):
        kept.pop()
    return kept


AUTHOR = re.compile(r"author|tac-?_?gia|byline|writer|reporter|journalist", re.I)
SAPO = re.compile(r"sapo|lead|summary|chapeau|desc(?:ription)?(?:$|[\s_-])", re.I)
NOT = re.compile(r"relate|lien-?quan|comment|sidebar|other|list|item|card|box-news|avatar|image|img|icon|caption|leader", re.I)
PICTURED = re.compile(r"(?:ảnh|photo|clip|video|đồ họa)\s*:", re.I)  # whose picture it is
NAME_LONGEST = 60  # characters of a name with its remark
SAPO_SHORTEST, SAPO_LONGEST = 30, 900
SAME = 40  # letters in which a sapo and its beginning agree
NEAR_HEADLINE, BELOW_BODY = 60, 25  # elements


def near_names(tree: etree._Element, body: etree._Element | None) -> list[str]:
    """The first element near headline or end of text that calls itself an author and holds a name."""
    ground = ground_of((next(tree.iter("h1"), None), body))
    for element in (*_after_headline(tree, body), *_below(body)):
        if element.tag in ("meta", "img", "script") or not _says(element, AUTHOR) or leads_elsewhere(element, ground):
            continue
        text = text_of(element)
        if is_credit(element) or PICTURED.match(text):
            continue
        bare = bare_name(text) if 2 <= len(text) <= NAME_LONGEST else ""
        if bare and not any(char.isdigit() for char in bare) and looks_like_name(bare):
            return [text]
    return []


def whole_sapo(tree: etree._Element, body: etree._Element | None, meta: str, facts: type[OutletFacts] | None) -> str:
    """The first element between headline and text that calls itself a sapo: where meta has none, or has cut this one short."""
    for element in _after_headline(tree, body):
        if _says(element, SAPO) and SAPO_SHORTEST <= len(text := without_prefix(text_of(element), facts)) <= SAPO_LONGEST:
            same = compare_key(text)[:SAME] == compare_key(meta)[:SAME]
            return text if not meta or (same and len(text) > len(meta)) else ""
    return ""


def _says(element: etree._Element, pattern: re.Pattern[str]) -> bool:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return pattern.search(marks) is not None and NOT.search(marks) is None


def _after_headline(tree: etree._Element, body: etree._Element | None) -> Iterator[etree._Element]:
    """Elements behind the first h1, up to the body."""
    seen = -1
    for element in tree.iter(etree.Element):
        if element is body or seen > NEAR_HEADLINE:
            return
        if seen >= 0:
            seen += 1
            yield element
        elif element.tag == "h1":
            seen = 0


def _below(body: etree._Element | None) -> Iterator[etree._Element]:
    """The last elements of the body and those that follow it, a few levels up."""
    count = 0
    yield from list(body.iter(etree.Element))[-BELOW_BODY:] if body is not None else ()
    while body is not None and count < BELOW_BODY:
        for sibling in body.itersiblings(etree.Element):
            for element in sibling.iter(etree.Element):
                count += 1
                if count > BELOW_BODY:
                    return
                yield element
        body = body.getparent()
