"""The section an article stands in.

In: what the page says about itself, its index, the selectors asked. Out: one name, empty when the page tells none. Order: the
last of the breadcrumb in JSON-LD, the page's marks, the last named in JSON-LD, the first in meta, any element that calls itself
a breadcrumb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from crawler.extraction.body import text_of
from crawler.extraction.metadata import HOME_NAMES, Structured
from crawler.extraction.selectors import Marked
from data.text import compare_key

CRUMBS = re.compile(r"bread-?_?crumb|breakcrum", re.I)


def find_section(structured: Structured, page: Marked, selectors: Iterable[str], title: str) -> str:
    """The section of the article called `title`."""
    none = {*HOME_NAMES, compare_key(title)}
    if crumbs := [name for name in structured.breadcrumb if compare_key(name) not in none]:
        return crumbs[-1]
    for selector in selectors:
        names = [text for element in page.select((selector,)) if 2 <= len(text := text_of(element)) <= 60]
        if names := [name for name in names if compare_key(name) not in none]:
            return names[-1]
    if stated := structured.text("articleSection"):
        return stated.split(",")[-1].strip()
    if stated := structured.meta.get("article:section") or structured.meta.get("articlesection"):
        return stated.split(",")[0].strip()
    return next((name for name in reversed(_named_so(page.tree)) if compare_key(name) not in none), "")


def _named_so(tree: etree._Element) -> list[str]:
    """The links of the first element that calls itself a breadcrumb."""
    for element in tree.iter("ul", "ol", "nav", "div", "p"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('aria-label') or ''}"
        if CRUMBS.search(marks):
            names = [name for link in element.iter("a") if 2 <= len(name := text_of(link)) <= 60]
            if names:
                return names
    return []
