"""MHTML (RFC 2557): a page and its resources in one file, as Chrome, Edge and Opera save them (.mhtml, .mht).

In: the file's bytes, taken as hostile. Out: `SavedMhtml` with its HTML parts, the page itself first. Only the outermost multipart
is read, since browsers nest none; parts are cut at the boundary, so the work is linear whatever the file says. The library's
parser (`email`) reads header lines only: its body parser walks every line through every open multipart.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

LARGEST_HEAD = 64 * 1024  # bytes of header lines
MOST_PARTS = 5_000
HTML = ("text/html", "application/xhtml+xml")
IN_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")


@dataclass(frozen=True, kw_only=True)
class HtmlPart:
    """One HTML part, its transfer encoding undone."""

    location: str  # Content-Location: the address it was loaded from; empty where none is named
    charset: str | None
    body: bytes


@dataclass(frozen=True, kw_only=True)
class SavedMhtml:
    """The HTML parts of an MHTML file, the page itself first, frames after it."""

    pages: tuple[HtmlPart, ...]
    location: str  # the address that the file was saved from; empty where none is named
    is_whole: bool  # False: the closing boundary is missing


def is_mhtml(body: bytes) -> bool:
    """True when the file begins with mail header lines that announce a multipart page."""
    head = body[:LARGEST_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    first = re.match(rb"[A-Za-z-]{2,40}:", head)
    return (
        first is not None and re.search(rb"(?im)^content-type:\s{0,9}multipart/(?:related|mixed|alternative)", head) is not None
    )


def read_mhtml(body: bytes) -> SavedMhtml:
    """The HTML parts. An empty `pages` where there are none."""
    head, content = _split(body.lstrip(b"\xef\xbb\xbf\r\n"))
    boundary = head.get_boundary()
    names = ("Snapshot-Content-Location", "X-Snapshot-Content-Location", "Content-Location")
    location = next((str(head[name]).strip() for name in names if head[name]), "")
    if not boundary:
        return SavedMhtml(pages=(), location=location, is_whole=False)
    mark = b"\n--" + boundary.encode("utf-8", "surrogateescape")
    pieces = (b"\n" + content).split(mark, MOST_PARTS)[1:]
    ends = [index for index, piece in enumerate(pieces) if piece.startswith(b"--")]
    parts = pieces[: ends[0]] if ends else pieces
    pages: list[HtmlPart] = []
    root = str(head.get_param("start") or "").strip()
    for piece in parts:
        fields, raw = _split(piece.lstrip(b"\r\n"))
        if fields.get_content_type() in HTML:
            page = _page(fields, raw)
            is_root = bool(root) and str(fields.get("Content-ID") or "").strip() == root
            pages.insert(0 if is_root or (page.location and page.location == location) else len(pages), page)
    return SavedMhtml(pages=tuple(pages), location=location, is_whole=bool(ends))


def _split(piece: bytes) -> tuple[Message, bytes]:
    """Header lines and what follows them."""
    end = re.search(rb"\r?\n\r?\n", piece[:LARGEST_HEAD])
    head, rest = (piece[: end.start()], piece[end.end() :]) if end else (piece[:LARGEST_HEAD], b"")
    return BytesHeaderParser().parsebytes(head), rest


def _page(fields: Message, raw: bytes) -> HtmlPart:
    encoding = str(fields.get("Content-Transfer-Encoding") or "").strip().lower()
    body = raw
    if encoding == "quoted-printable":
        body = binascii.a2b_qp(raw)
    elif encoding == "base64":
        clean = IN_BASE64.sub(b"", raw)
        try:
            body = binascii.a2b_base64(clean[: len(clean) // 4 * 4])
        except binascii.Error:
            body = b""
    location = str(fields.get("Content-Location") or "").strip()
    return HtmlPart(location=location, charset=fields.get_content_charset(), body=body)
