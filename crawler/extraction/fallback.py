"""What a page shows where no selector fits: the date beside the headline, the body, the signature below its text.

In: the parsed page, or the lines guessed from it. Out: strings in order of trust, lines without what is no article. These are
readers of last resort: a paper that nobody has looked at, or one that has changed its template, is still read to the minute.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from crawler.extraction.authors import LEAD, clean_names, looks_like_name
from crawler.extraction.body import is_notice, text_of
from crawler.extraction.lead import without_prefix
from crawler.outlet import OutletFacts
from data.text.normal import compare_key

DAY = r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?20\d{2}|20\d{2}-\d{2}-\d{2}|\d{1,2} tháng \d{1,2}(?:,| năm)? 20\d{2})"
HOUR = r"\d{1,2}\s?(?::|h|giờ)\s?\d{2}"
MOMENT = re.compile(rf"{HOUR}\D{{0,24}}{DAY}(?!\d)|{DAY}[^\d]{{0,24}}{HOUR}", re.I)
LONGEST_DATE = 100  # characters of a date line with what stands beside it
HEADS = frozenset(("div", "h2", "h3", "p", "span"))  # what holds a headline where there is no h1 (Báo Đầu tư)
AFTER, BEFORE = 80, 25  # elements between headline and date
SIGNED = 45  # characters of a signature
NAMES_MOST = 6  # words
FRAME = re.compile(r"(?:^|[\s_-])(?:footer|aside|nav|form|comments?|popup|modal|cookie|copyright)(?:$|[\s_-])", re.I)
RUN = 40  # characters: a shorter paragraph may be a menu
ENOUGH = 120  # characters of running text that make a body
NEIGHBOURS, SPLIT, PART = 3, 400, 0.35  # a body in parts (Báo Tin tức): how many, how long, how much of the longest
LINK = 15  # characters: a shorter link may be a whole line of an article


def dates_near_headline(tree: etree._Element, title: str) -> Iterator[str]:
    """Dates with a clock that stand near the headline: first those after it, then the nearest before it."""
    before: list[str] = []
    seen = -1  # elements since the headline, -1 before it
    key = "" if next(tree.iter("h1"), None) is not None else compare_key(title)
    for element in tree.iter(etree.Element):
        if element.tag == "h1" or (key and seen < 0 and element.tag in HEADS and compare_key(text_of(element)) == key):
            seen = 0
        elif seen >= 0:
            seen += 1
        if seen > AFTER:
            break
        moment = _moment_of(element)
        if moment and seen >= 0:
            yield moment
        elif seen < 0:
            before = [*before[1 - BEFORE :], moment]
    yield from (moment for moment in reversed(before if seen >= 0 else []) if moment)


def _moment_of(element: etree._Element) -> str:
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > LONGEST_DATE:
            return ""
    found = MOMENT.search(text_of(element)) if length > 11 else None
    return found[0] if found else ""


def likely_body(tree: etree._Element, sapo: str) -> etree._Element | None:
    """The element with most running text right inside it; the one above where the text is split among a few neighbours.

    On real pages with every class, id and data attribute renamed it holds the article to the word (F1 0.985 to 1.000 on
    ../shared/pages, trafilatura 0.67 to 1.00). None where there is too little text to be sure.
    """
    runs: Counter[etree._Element] = Counter()
    for element in tree.iter("p"):
        parent = element.getparent()
        if parent is not None and (length := _running(element)) and not (sapo and sapo in text_of(element)):
            runs[parent] += length
    for element in tree.iter("div", "article", "section", "td"):  # lines set apart by <br> alone
        pieces = [element.text, *(child.tail for child in element if child.tag not in ("p", "div"))]
        if (length := sum(len((piece or "").strip()) for piece in pieces)) >= RUN and element.find("br") is not None:
            runs[element] += length
    best, length = next(((node, length) for node, length in runs.most_common(8) if not _in_frame(node)), (None, 0))
    if best is None:
        return None
    above = best.getparent()
    near = [runs[child] for child in above if child in runs] if above is not None else []
    if length >= SPLIT and 1 < len(near) <= NEIGHBOURS and sorted(near)[-2] > length * PART:
        best, length = above, sum(near)
    return best if length >= ENOUGH else None


def _in_frame(element: etree._Element) -> bool:
    """True inside what stands on every page of a site, or below the article: foot, side column, comments."""
    for around in (element, *element.iterancestors()):
        marks = f"{around.tag} {around.get('class') or ''} {around.get('id') or ''}"
        if around.tag not in ("body", "html") and FRAME.search(marks):
            return True
    return False


def _running(element: etree._Element) -> int:
    """Characters of a paragraph of running text, 0 for a short one or one of links."""
    length = len("".join(element.itertext()).strip())
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return length if length >= RUN and linked * 2 < length else 0


def signed(lines: list[str], authors: tuple[str, ...], *, sure: bool) -> tuple[list[str], tuple[str, ...]]:
    """The lines without a signature at their end, and who wrote them: "Bài và ảnh: MINH NAM", "Trần Hưng".

    A bare name counts only at the end of a body that is `sure`: behind a guessed one stand tags, too.
    """
    if len(lines) < 2 or len(lines[-1]) > SIGNED:
        return lines, authors
    last = lines[-1]
    bare = LEAD.sub("", last)
    led = bare != last and not last.lower().startswith("theo ")
    named = looks_like_name(bare) and len(bare.split()) <= NAMES_MOST and not any(char.isdigit() for char in bare)
    if not named or last.lower().startswith("theo ") or (not led and (not sure or authors or len(bare.split()) < 2)):
        return lines, authors
    names = clean_names([bare])
    return (lines[:-1], authors or names) if names else (lines, authors)


def likely_lines(tree: etree._Element, lines: Iterable[str], told: Iterable[str], facts: type[OutletFacts] | None) -> list[str]:
    """Guessed lines without notices, links, what is told elsewhere, and other articles' sapos (the paper's sign leads them)."""
    known = {compare_key(text) for text in told if text}
    known |= {compare_key(text) for link in tree.iter("a") if len(text := text_of(link)) >= LINK}
    kept: list[str] = []
    for line in lines:
        own = without_prefix(line, facts)
        if (
            is_notice(line)
            or compare_key(line.removeprefix("- ")) in known
            or compare_key(own) in known
            or (kept and own != line)
        ):
            continue
        kept.append(line)
    return kept
