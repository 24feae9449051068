"""HTML elements by how they cut text: blocks, cells, silent ones.

In: nothing. Out: closed sets of tag names, shared by the readers of a page and the prefilter.
"""

from __future__ import annotations

BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "section", "article",
    "header", "footer", "main", "aside", "figure", "figcaption", "table", "thead", "tbody", "tfoot", "tr", "address", "center",
    "hr", "br", "details", "summary",
))  # fmt: skip
CELLS = frozenset(("td", "th"))
SPACED = BLOCKS | CELLS
SILENT = frozenset(("script", "style", "noscript"))

GLUE = "\x1f"
GLUED = GLUE.encode()
