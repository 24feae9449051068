"""HTML fragments where leniency matters more than speed (bs4), and the readers of last resort.

In: a feed's description, or a page that no selector fits. Out: tidy lines of text.
"""

from __future__ import annotations

from bs4 import BeautifulSoup
from lxml import etree

from crawler.extraction.encoding import unescape
from data.text.normal import tidy

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
