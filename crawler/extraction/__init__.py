"""One page, parsed once, one module per field.

In: the bytes of a page and the facts of its outlet. Out: `PageReading`. Modules in the door: `blocks` (HTML elements by how they
cut text), `encoding` (the text of a page's bytes), `saved_page` (a page in a file).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.extraction.body import remove
    from crawler.extraction.kind import is_complete, is_wall
    from crawler.extraction.page import PageReading, read_page
    from crawler.extraction.problems import Outcomes, problem_of
    from crawler.extraction.province_menus import in_menu
    from crawler.extraction.recognition import family_name

__all__ = [
    "Outcomes",
    "PageReading",
    "blocks",
    "encoding",
    "family_name",
    "in_menu",
    "is_complete",
    "is_wall",
    "problem_of",
    "read_page",
    "remove",
    "saved_page",
]
__getattr__ = door(
    __name__,
    {
        "remove": "body",
        "is_complete": "kind",
        "is_wall": "kind",
        "PageReading": "page",
        "read_page": "page",
        "Outcomes": "problems",
        "problem_of": "problems",
        "in_menu": "province_menus",
        "family_name": "recognition",
    },
)
