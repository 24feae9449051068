"""The texts that a raw page may show to its reader, taken from it without parsing: what the prefilter searches.

In: a page's bytes. Out: a few texts which together hold every passage that the page reader could make of it: visible text, meta
elements, JSON-LD, and other scripts with escaped letters. Program code, style sheets, comments and attributes are most of a
page's bytes and no text of an article; where one looks odd (a "<" in a style sheet, a comment without an end) it is searched all
the same. A tag that parts blocks is a blank; any other is `GLUE`, which may part two words or stand within one ("H<b>ải</b>").
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from functools import lru_cache

from crawler.extraction.blocks import BLOCKS, CELLS, GLUE, GLUED
from crawler.extraction.encoding import DOUBLED_LEAD, UTF_16, lean_page

SPECIAL = re.compile(rb"<(!--|(?:script|style)(?=[\s/>]))", re.IGNORECASE)
TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
ENDS = {b"script": (b"</script", b"</SCRIPT"), b"style": (b"</style", b"</STYLE")}
HEAD = 6  # bytes behind the "<" by which a tag is known
NAME = re.compile(rb"(?=[a-zA-Z/!?])/?([a-zA-Z0-9]*)")
BLOCK_HEADS = frozenset(name.encode() for name in BLOCKS | CELLS)
LONG_HEADS = frozenset(name[:length] for name in BLOCK_HEADS for length in (HEAD - 1, HEAD) if len(name) > length)
# "ả" as a script writes it, in a string or in a string within a string: \u1ea3, \\u1ea3; \n is a blank, \" a quotation mark.
ESCAPE = re.compile(r"\\+(?:u\{?([0-9a-fA-F]{4})\}?|([nrtbf])|(?=[\"'/]))")
ESCAPED = re.compile(rb"\\u(?:1[eE]|0[13]|00[c-fC-F])")  # a letter with an accent
REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")  # as html.unescape finds them
ENTITY = re.compile(r"&(?:#|[a-zA-Z]{2,8};)")
UNESCAPES = 3  # headlines are seen escaped twice


def visible_texts(page: bytes, charset: str | None = None) -> Iterator[str]:
    """The texts, the likeliest first. `charset` is the HTTP header's. Linear in the page's length."""
    markup, scripts = _decoded(page, charset)
    text = _unescaped(markup)
    yield text
    if "</" in text:  # markup that was escaped
        yield TAG.sub(GLUE, text)
    texts = [_unescaped(_without_escapes(script)) for script in scripts]
    if texts:
        yield "\n".join(texts)
    if odd := [text for text in texts if "</" in text and not text.isascii()]:
        yield TAG.sub(GLUE, "\n".join(odd))


def _decoded(page: bytes, charset: str | None) -> tuple[str, list[str]]:
    """The page's text without tags, and its scripts. Bytes that are no UTF-8 are decoded as the page reader does it."""
    if not page.startswith(UTF_16):
        markup, scripts = _texts(page.removeprefix(codecs.BOM_UTF8))
        if DOUBLED_LEAD not in markup and not any(DOUBLED_LEAD in script for script in scripts):
            try:
                return markup.decode("utf-8"), [script.decode("utf-8") for script in scripts]
            except UnicodeDecodeError:
                pass
    markup, scripts = _texts(lean_page(page, charset))
    return markup.decode("utf-8"), [script.decode("utf-8") for script in scripts]


def _texts(page: bytes) -> tuple[bytes, list[bytes]]:
    markup, scripts = _parted(page.replace(b"\x00", b""))
    return _without_tags(markup), scripts


def _without_tags(markup: bytes) -> bytes:
    """What stands between the tags and in meta elements, a blank for what parts blocks. A "<" that begins no tag is text."""
    pieces = markup.split(b"<")
    kept = pieces[:1]
    kinds: dict[bytes, bytes] = {}
    apart = False  # a block or a blank stood since the last text
    for piece in pieces[1:]:
        tag, end, text = piece.partition(b">")
        head = tag[:HEAD]
        kind = kinds.get(head)
        if kind is None:
            kind = kinds[head] = _kind(head)
        if not end or kind == b"text":
            kept.append(b"<" + piece)
            apart = False
            continue
        if kind != b"inline":
            apart = True
            if kind == b"meta":
                kept.append(b" " + tag)
        if text and not text.isspace():
            kept.append(b" " if apart else GLUED)
            kept.append(text)
            apart = False
        elif text:
            apart = True
    return b"".join(kept)


def _kind(head: bytes) -> bytes:
    """What begins so: a tag ("block", "inline" or "meta"), or no tag ("text")."""
    name = NAME.match(head)
    if name is None:
        return b"text"
    if name[1].lower() == b"meta" and not head.startswith(b"/"):
        return b"meta"
    return b"block" if name[1].lower() in BLOCK_HEADS or (name.end() == HEAD and name[1].lower() in LONG_HEADS) else b"inline"


def _parted(page: bytes) -> tuple[bytes, list[bytes]]:
    """The page without scripts, style sheets and comments; and its scripts."""
    kept: list[bytes] = []
    scripts: list[bytes] = []
    index = 0
    open_ended = set()  # what has no end any more: not looked for again
    while match := SPECIAL.search(page, index):
        kind, start, inside = match[1].lower(), match.start(), match.end()
        kept.append(page[index:start])
        end = -1 if kind in open_ended else _end(page, kind, inside)
        index = inside if end < 0 else page.find(b">", end) + 1 if kind == b"!--" else end
        if end < 0:
            open_ended.add(kind)
        else:
            kept.append(GLUED)
            if _may_be_read(kind, page[inside:end]):
                scripts.append(page[inside:end])
    kept.append(page[index:])
    return b"".join(kept), scripts


def _may_be_read(kind: bytes, inside: bytes) -> bool:
    """False for style sheets, plain comments and program code: nothing of these is ever shown."""
    if kind != b"script":
        return b"<" in inside
    if b"ld+json" in inside[:200].lower() or ESCAPED.search(inside):
        return True
    return b"</" in inside and not inside.isascii()  # a script's tag in an attribute, and the page behind it?


def _end(page: bytes, kind: bytes, inside: int) -> int:
    """Where the text of such an element ends, -1 when it does not."""
    if kind == b"!--":
        end = page.find(b"--", inside - 2)
        while end >= 0 and page[end + 2 : end + 3] != b">" and page[end + 2 : end + 4] != b"!>":
            end = page.find(b"--", end + 1)
        return end
    lower, upper = ENDS[kind]
    end = page.find(lower, inside)
    return end if end >= 0 else page.find(upper, inside)


def _without_escapes(text: str) -> str:
    """Scripts with their \\u1ea3 and \\n undone."""
    if "\\" not in text:
        return text
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else " " if match[2] else "", text)


def _unescaped(text: str) -> str:
    """Entities undone as often as it takes."""
    text = text.replace("&nbsp;", " ")
    for _ in range(UNESCAPES):
        if ENTITY.search(text) is None:
            break
        text = REFERENCE.sub(_meant, text)
    return text


def _meant(match: re.Match[str]) -> str:
    return _character(match[0])


@lru_cache(maxsize=4096)
def _character(reference: str) -> str:
    """What one entity stands for; a page has few, many times each."""
    return html.unescape(reference)
