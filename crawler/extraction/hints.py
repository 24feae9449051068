"""What class names hint at where no selector fits: a byline and a sapo near the headline or below the text.

In: the parsed page, its body. Out: strings, nearest first. "v2-article-author" is no class that anybody knows, yet it says what
it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.extraction.authors import LEAD, looks_like_name
from crawler.extraction.body import text_of
from crawler.extraction.lead import without_prefix
from crawler.outlet import OutletFacts
from data.text.normal import compare_key

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
