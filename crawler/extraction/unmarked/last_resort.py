"""The text of a page by trafilatura, else every long paragraph that bs4 finds.

In: a parsed page and its address. Out: lines. Slow, so asked only where our own reading is not sure.
"""

from __future__ import annotations

from bs4 import BeautifulSoup
from lxml import etree

from data.text import tidy

LEAST_LINE = 60  # characters: a shorter block of an unknown page is a menu or a caption as often as text
LEAST_TEXT = 200  # characters: below, the long paragraphs are asked, too


def last_resort_lines(tree: etree._Element, url: str) -> list[str]:
    """Paragraphs of a page that no family fits: trafilatura's, else every long block that bs4 finds."""
    lines = trafilatura_lines(tree, url)
    return (
        lines
        if sum(map(len, lines)) >= LEAST_TEXT
        else _long_blocks(etree.tostring(tree, encoding="unicode", method="html")) or lines
    )


def trafilatura_lines(tree: etree._Element, url: str, *, precise: bool = True) -> list[str]:
    """Paragraphs as trafilatura sees them, empty where it sees none. `precise`: rather too little than too much."""
    from trafilatura import extract  # slow to import, seldom needed

    source = etree.tostring(tree, encoding="unicode", method="html")
    try:
        text = extract(source, url=url, include_comments=False, include_tables=False, favor_precision=precise, deduplicate=False)
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
