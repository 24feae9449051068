"""Which CMS family made this page, by the marks that its pages carry.

In: the bytes of an article page. Out: a key of `FAMILIES`.
"""

from __future__ import annotations

from crawler.extraction.cms_families import MARKS
from crawler.extraction.encoding import lean_page
from crawler.extraction.page import LARGEST, parse
from crawler.extraction.selectors import select


def family_name(body: bytes, encoding: str | None = None) -> str:
    """The family whose marks the page shows, "own" where it shows none. Never raises for what the page holds."""
    tree = parse(lean_page(body[:LARGEST], encoding))
    if tree is None:
        return "own"
    return next((name for name, marks in MARKS if next(select(tree, (marks,)), None) is not None), "own")
