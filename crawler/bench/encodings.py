"""One text as pages write it, six ways: what the prefilter is measured and tested with.

In: title, summary, body. Out: the bytes of a page that shows this text: with entities, with \\uXXXX in JSON-LD or another script,
decomposed (NFD), with no-break blanks, with tags inside and between words, or escaped twice.
"""

from __future__ import annotations

import html
import html.entities
import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

CAPITALISED = re.compile(r"\b([^\W\d_])(\w+)")
TAGS = ("<b>", "</b>", '<span class="x">', "</span>", "<i>", "</i>", '<a href="/hai-phong.htm" title="Tin">', "</a>")


class Text(NamedTuple):
    """The fields of an article that are matched."""

    title: str
    summary: str
    body: str  # paragraphs, one a line


def build_page(text: Text, inner: Callable[[str], str]) -> bytes:
    """A page whose title, sapo and paragraphs are written by `inner`, which makes HTML of plain text."""
    paragraphs = "".join(f"<p>{inner(line)}</p>" for line in text.body.split("\n"))
    head = f"<head><meta charset=utf-8><style>p {{margin: 0}}</style><title>{inner(text.title)}</title></head>"
    return (
        f"<!DOCTYPE html><html>{head}<body><h1>{inner(text.title)}</h1><h2>{inner(text.summary)}</h2>"
        f"<article>{paragraphs}</article></body></html>"
    ).encode("utf-8", "replace")


def with_entities(text: Text) -> bytes:
    """&#7843; and &#x1EA3; in turns, named entities where there are some."""
    return build_page(text, _entities)


def in_scripts(text: Text) -> bytes:
    """\\u1ea3: in JSON-LD, and for every other text with accents in a string within a script."""
    described = json.dumps(
        {"@type": "NewsArticle", "headline": text.title, "description": text.summary, "articleBody": text.body}
    )
    if len(text.body) % 2 and not text.body.isascii():
        scripts = f"<script>window.__STATE__ = JSON.parse({json.dumps(described)});</script>"
    else:
        scripts = f'<script type="application/ld+json">{described}</script>'
    return f"<html><head>{scripts}</head><body><div id=root></div></body></html>".encode()


def decomposed(text: Text) -> bytes:
    """NFD: each accent a character of its own."""
    return build_page(text, lambda line: html.escape(unicodedata.normalize("NFD", line)))


def with_hard_blanks(text: Text) -> bytes:
    """&nbsp; and U+00A0 for blanks, with a soft hyphen and a zero-width blank here and there."""
    blanks = itertools.cycle(("&nbsp;", "\u00a0", " \u200b", "\n  ", "&#160;", "&shy; "))
    return build_page(text, lambda line: re.sub(" ", lambda _: next(blanks), html.escape(line, quote=False)))


def with_tags(text: Text) -> bytes:
    """Tags between words, and within every capitalised one: "H<b>ải</b> <i>D</i>ương"."""
    marks = itertools.cycle(zip(TAGS[::2], TAGS[1::2], strict=True))

    def split(match: re.Match[str]) -> str:
        if not match[1].isupper():
            return match[0]
        start, end = next(marks)
        return f"{start}{match[1]}{end}{match[2]}" if len(match[2]) % 2 else f"{match[1]}<!-- x -->{start}{match[2]}{end}"

    return build_page(text, lambda line: CAPITALISED.sub(split, line.replace("&", " ").replace("<", " ").replace(">", " ")))


def escaped_twice(text: Text) -> bytes:
    """&amp;#7843; as some feeds and templates write it."""
    return build_page(text, lambda line: html.escape(_entities(line)))


def _entities(line: str) -> str:
    """Every letter with an accent as an entity."""
    return "".join(_entity(char, index) if ord(char) > 126 else html.escape(char) for index, char in enumerate(line))


def _entity(char: str, index: int) -> str:
    name = html.entities.codepoint2name.get(ord(char))
    if name and index % 3 == 2:
        return f"&{name};"
    return f"&#x{ord(char):X};" if index % 2 else f"&#{ord(char)};"


WRAPPINGS: Mapping[str, Callable[[Text], bytes]] = {
    "entities": with_entities,
    "scripts": in_scripts,
    "nfd": decomposed,
    "nbsp": with_hard_blanks,
    "tags": with_tags,
    "escaped_twice": escaped_twice,
}
