"""The bytes of an XML list made readable: unpacked, in UTF-8, without a document type.

In: bytes as a server sent them. Out: bytes, or a parsed root without entities and network. Nothing here grows beyond a limit.
"""

from __future__ import annotations

import codecs
import re
import zlib
from typing import Any

from lxml import etree

DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*", re.I)
INNER_END = re.compile(rb"\]\s*>")
DECLARED = re.compile(rb"^\s*(<\?xml[^>]{0,200}?)\s{1,20}encoding=([\"'])[^\"']*\2", re.I)
MAX_UNPACKED = 16 * 1024 * 1024  # bytes
STRAY = re.compile(rb"<(?![/?!A-Za-z_])|&(?!#?\w{1,10};)")
CDATA_START, CDATA_END = b"<![CDATA[", b"]]>"
GZIP = 31  # zlib's number for a gzip header
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def unpacked(body: bytes) -> bytes:
    """The document with gzip undone up to a limit, so that a small file cannot fill the memory; of a broken one what came."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(GZIP).decompress(body, MAX_UNPACKED)
    except zlib.error:
        return b""


def as_utf8(body: bytes) -> bytes:
    """The document in UTF-8 with a true declaration, where it is valid UTF-8 or UTF-16, whatever it claims to be."""
    text = _decoded(body)
    if text is None:
        return body
    return DECLARED.sub(rb'\1 encoding="utf-8"', text.encode("utf-8", "replace"), count=1)


def _decoded(body: bytes) -> str | None:
    for mark, encoding in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if body[:2] in (b"<\0", b"\0<"):  # UTF-16 without a mark
        return body.decode("utf-16-le" if body[:1] == b"<" else "utf-16-be", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def without_doctype(body: bytes) -> bytes:
    """The document without its document type, so that no entity of its own is ever expanded."""
    start = DOCTYPE.search(body)
    if start is None:
        return body
    end = INNER_END.search(body, start.end()) if body[start.end() : start.end() + 1] == b"[" else None
    rest = body[end.end() if end else start.end() + 1 :]
    return body[: start.start()] + rest


def mend_strays(body: bytes) -> bytes:
    """The document with each "<" and "&" that begins nothing as text; CDATA stays as it is."""
    pieces: list[bytes] = []
    position = 0
    while (start := body.find(CDATA_START, position)) >= 0:
        end = body.find(CDATA_END, start)
        end = len(body) if end < 0 else end + len(CDATA_END)
        pieces += [_mended(body[position:start]), body[start:end]]
        position = end
    return b"".join((*pieces, _mended(body[position:])))


def _mended(piece: bytes) -> bytes:
    return STRAY.sub(lambda sign: b"&lt;" if sign[0] == b"<" else b"&amp;", piece)


def parse_xml(body: bytes) -> Any:
    """The root element, or None. No entities, no network, no document type; damaged XML is read as far as it goes."""
    parser = etree.XMLParser(
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
    )
    try:
        return etree.fromstring(as_utf8(without_doctype(as_utf8(body))).lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(node: Any) -> str:
    """The name without its namespace; damaged XML has names like "x:title" that lxml's own QName refuses."""
    return re.split("[}:]", node.tag)[-1].lower() if isinstance(node.tag, str) else ""
