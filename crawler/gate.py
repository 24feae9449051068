"""Can this page name a watched province at all? Asked of the raw bytes, before the page is parsed.

In: every surface form of every watched province, and a page's bytes. Out: yes or no. "No" is certain: whatever the full matcher
would find in the parsed text, the gate finds too, because it compares only folded letters and digits, with tags, blanks,
punctuation, entities, escapes and Unicode forms undone. "Yes" may be too generous (a menu, another word): the parse decides.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

import ahocorasick

from crawler.charset import decode

NOT_A_LETTER = re.compile(r"[\W_]+")
TAG = re.compile(r"<[^<>]*>")
ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4})\}?")
D_LIKE = str.maketrans("đðɖ", "ddd")  # Unicode does not decompose đ; ð and ɖ are seen in its place
UNESCAPES = 3  # headlines are seen escaped twice


def squeeze(text: str) -> str:
    """Folded letters and digits of `text`, nothing else: "Hải Dương" -> "haiduong". Combining marks go with the punctuation."""
    return NOT_A_LETTER.sub("", unicodedata.normalize("NFKD", text.lower().translate(D_LIKE)).translate(D_LIKE))


class Gate:
    """Knows the names of all watched provinces."""

    def __init__(self, surfaces: Iterable[str]) -> None:
        self._names = ahocorasick.Automaton()
        for name in {squeeze(surface) for surface in surfaces} - {""}:
            self._names.add_word(name, name)
        if not len(self._names):
            raise ValueError("the gate needs at least one name to look for")
        self._names.make_automaton()

    def passes(self, page: bytes, charset: str | None = None) -> bool:
        """True when the page may name a watched province. `charset` is its HTTP header's; decoding is the page reader's own."""
        return self.passes_text(decode(page, charset))

    def passes_text(self, text: str) -> bool:
        """The same for decoded text: once with what stands inside tags (attributes), once with the tags taken out."""
        text = _unescaped(text)
        return self._names_in(text) or ("<" in text and self._names_in(TAG.sub("", text)))

    def _names_in(self, text: str) -> bool:
        return next(self._names.iter(squeeze(text)), None) is not None


def _unescaped(text: str) -> str:
    """Entities undone as often as it takes, JSON escapes (\\u1ea3) and entities inside them too."""
    if "\\u" in text:
        text = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    for _ in range(UNESCAPES):
        if "&" not in text:
            break
        undone = html.unescape(text)
        if undone == text:
            break
        text = undone
    return text
