"""What a page shows where no selector fits: the date beside the headline, the body, the signature below its text.

In: the parsed page, or the lines guessed from it. Out: strings in order of trust, lines without what is no article. These are
readers of last resort: a paper that nobody has looked at, or one that has changed its template, is still read to the minute.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup
from lxml import etree

from crawler.extraction.authors import LEAD, clean_names, looks_like_name
from crawler.extraction.body import is_notice, text_of
from crawler.extraction.encoding import unescape
from crawler.extraction.lead import without_prefix
from crawler.outlet import OutletFacts
from data.text import compare_key, tidy

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
    match = MOMENT.search(text_of(element)) if length > 11 else None
    return match[0] if match else ""


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
        marks = f"{around.tag!s} {around.get('class') or ''} {around.get('id') or ''}"
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


def likely_lines(
    tree: etree._Element, lines: Iterable[str], elsewhere: Iterable[str], facts: type[OutletFacts] | None
) -> list[str]:
    """Guessed lines without notices, links, what is told elsewhere, and other articles' sapos (the paper's sign leads them)."""
    keys = {compare_key(text) for text in elsewhere if text}
    keys |= {compare_key(text) for link in tree.iter("a") if len(text := text_of(link)) >= LINK}
    kept: list[str] = []
    for line in lines:
        bare = without_prefix(line, facts)
        if (
            is_notice(line)
            or compare_key(line.removeprefix("- ")) in keys
            or compare_key(bare) in keys
            or (kept and bare != line)
        ):
            continue
        kept.append(line)
    return kept


AUTHOR = re.compile(r"author|tac-?_?gia|byline|writer|reporter|journalist", re.I)
SAPO = re.compile(r"sapo|lead|summary|chapeau|desc(?:ription)?(?:$|[\s_-])", re.I)
NOT = re.compile(r"relate|lien-?quan|comment|sidebar|other|list|item|card|box-news|avatar|image|img|icon|caption|leader", re.I)
NAME_LONGEST = 60  # characters of a name with its remark
SAPO_SHORTEST, SAPO_LONGEST = 30, 900
SAME = 40  # letters in which a sapo and its beginning agree
NEAR_HEADLINE, BELOW_BODY = 60, 25  # elements


def near_names(tree: etree._Element, body: etree._Element | None) -> list[str]:
    """The first element near headline or end of text that calls itself an author and holds a name."""
    for element in (*_after_headline(tree, body), *_below(body)):
        if element.tag in ("meta", "img", "script") or not _says(element, AUTHOR):
            continue
        text = text_of(element)
        if 2 <= len(text) <= NAME_LONGEST and not any(char.isdigit() for char in text) and looks_like_name(LEAD.sub("", text)):
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


LEAST_LINE = 60  # characters: a shorter block of an unknown page is a menu or a caption as often as text


def fragment_lines(fragment: str) -> list[str]:
    """The lines of a fragment of HTML, however broken: escaped markup, open elements, bare text, an image in front."""
    if "<" not in fragment:
        fragment = unescape(fragment)
    if "<" not in fragment:
        return [line] if (line := tidy(fragment)) else []
    soup = BeautifulSoup(fragment, "html.parser")
    for element in soup(["script", "style", "img", "iframe", "noscript"]):
        element.decompose()
    for element in soup.find_all(["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4"]):
        element.insert_before("\n")
        element.append("\n")
    return [line for line in (tidy(unescape(piece)) for piece in soup.get_text().split("\n")) if line]


def fragment_text(fragment: str) -> str:
    """The same on one line: a feed's description as a sapo."""
    return " ".join(fragment_lines(fragment))


def last_resort_lines(tree: etree._Element, url: str) -> list[str]:
    """Paragraphs of a page that no family fits: trafilatura's, else every long block that bs4 finds."""
    source = etree.tostring(tree, encoding="unicode", method="html")
    lines = _trafilatura(source, url)
    return lines if sum(map(len, lines)) >= 200 else _long_blocks(source) or lines


def _trafilatura(source: str, url: str) -> list[str]:
    from trafilatura import extract  # slow to import, seldom needed

    try:
        text = extract(source, url=url, include_comments=False, include_tables=False, favor_precision=True, deduplicate=False)
    except (ValueError, TypeError, AttributeError, etree.LxmlError):  # what it raises on odd trees
        return []
    return [line for line in map(tidy, (text or "").split("\n")) if line]


def _long_blocks(source: str) -> list[str]:
    soup = BeautifulSoup(source, "html.parser")
    lines = []
    for element in soup.find_all("p"):
        linked = sum(len(link.get_text()) for link in element.find_all("a"))
        line = tidy(element.get_text(" "))
        if len(line) >= LEAST_LINE and linked * 2 < len(line):
            lines.append(line)
    return lines
