"""The lines of a fragment of HTML: escaped markup, open elements, bare text, an image in front.

In: a string out of a feed or of an embedded state. Out: tidy lines.
"""

from __future__ import annotations

from bs4 import BeautifulSoup

from crawler.extraction.encoding import unescape
from data.text import tidy

BREAKS = ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4"]


def fragment_lines(fragment: str) -> list[str]:
    """The lines of a fragment of HTML, however broken."""
    if "<" not in fragment:
        fragment = unescape(fragment)
    if "<" not in fragment:
        return [line for piece in fragment.splitlines() if (line := tidy(piece))]
    soup = BeautifulSoup(fragment, "html.parser")
    for element in soup(["script", "style", "img", "iframe", "noscript", "figure"]):
        element.decompose()
    for element in soup.find_all(BREAKS):
        element.insert_before("\n")
        element.append("\n")
    return [line for line in (tidy(unescape(piece)) for piece in soup.get_text().split("\n")) if line]
