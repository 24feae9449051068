"""Bytes to text at the limits: how many broken letters are still UTF-8, how many doubled ones are a doubling."""

from __future__ import annotations

import codecs

import pytest

from crawler.extraction.encoding import _undouble, charset_of, decode, lean_page, unescape

LETTER = "é".encode("latin-1")  # no UTF-8 by itself


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        (b"a " + LETTER + b" b " + LETTER, "latin-1", "a \ufffd b \ufffd"),  # two broken letters: cut UTF-8
        (LETTER + b" " + LETTER + b" " + LETTER, "latin-1", "é é é"),
        ((LETTER + b" ") * 3 + b"x" * 5993, "latin-1", "é é é " + "x" * 5993),  # 5999 bytes
        ((LETTER + b" ") * 3 + b"x" * 5994, "latin-1", "\ufffd \ufffd \ufffd " + "x" * 5994),
        ((LETTER + b" ") * 4 + b"x" * 5994, "latin-1", "é é é é " + "x" * 5994),
        (b"\xd2 \xd2 \xd2", None, "\u0309 \u0309 \u0309"),  # Windows-1258 where nothing is declared
        (b"\xd2 \xd2 \xd2", "utf-8", "\u0309 \u0309 \u0309"),
        (b"\xd2 \xd2 \xd2", "khong-co", "\u0309 \u0309 \u0309"),
        (b"\xd2 \xd2 \xd2 charset=latin-1", None, "Ò Ò Ò charset=latin-1"),
        (b"\xd2 \xd2 \xd2 charset=latin-1", "cp1258", "\u0309 \u0309 \u0309 charset=latin-1"),
        (b"\xd2 \xd2 \xd2 " + b"x" * 4075 + b"charset=latin-1", None, "Ò Ò Ò " + "x" * 4075 + "charset=latin-1"),
        (b"\xd2 \xd2 \xd2 " + b"x" * 4083 + b"charset=latin-1", None, "\u0309 \u0309 \u0309 " + "x" * 4083 + "charset=latin-1"),
        (b"\x8d \x8d \x8d", None, "\ufffd \ufffd \ufffd"),  # no letter of Windows-1258 either
        ("Huế\x00".encode(), "latin-1", "Huế"),
        ("Huế\x00", None, "Huế"),
        (codecs.BOM_UTF16_LE + "Huế\x00".encode("utf-16-le"), None, "Huế"),
        (codecs.BOM_UTF8 + "Huế".encode(), None, "Huế"),
        (b"", None, ""),
    ],
)
def test_bytes_to_text(body: bytes | str, header: str | None, text: str) -> None:
    assert decode(body, header) == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Háº£i " * 5, "Hải " * 5),
        ("Háº£i " * 4, "Háº£i " * 4),
        ("bá»™ " * 5, "bộ " * 5),
        ("bá»™ " * 4 + "Háº£i", "bộ " * 4 + "Hải"),
        ("Ã¡ " * 9, "Ã¡ " * 9),  # French may be written so
        ("Háº£i " * 5 + "\u4e2d", "Háº£i " * 5 + "\u4e2d"),  # a letter that no byte stands for
        ("Hải " * 9, "Hải " * 9),
    ],
)
def test_text_encoded_twice(text: str, meant: str) -> None:
    assert _undouble(text) == meant
    assert decode(text) == meant
    assert decode(text.encode()) == meant
    assert lean_page(text) == meant.encode()
    assert lean_page(text.encode()) == meant.encode()


@pytest.mark.parametrize(
    ("page", "lean"),
    [
        (b"a<script>x()</script>b<!-- c -->d<style>p{}</style>e", b"abde"),
        (b'a<script type="application/ld+json">{}</script>b', b'a<script type="application/ld+json">{}</script>b'),
        (codecs.BOM_UTF8 + b"a\x00b", b"ab"),
        (codecs.BOM_UTF16_LE + "Huế".encode("utf-16-le"), "Huế".encode()),
        (b"\xd2 \xd2 \xd2", "\u0309 \u0309 \u0309".encode()),
        ("Huế", "Huế".encode()),
    ],
)
def test_a_page_without_what_nobody_reads(page: bytes | str, lean: bytes) -> None:
    assert lean_page(page) == lean


def test_the_header_is_asked_where_a_page_is_no_utf8() -> None:
    assert lean_page(b"\xd2 \xd2 \xd2", "latin-1") == "Ò Ò Ò".encode()


@pytest.mark.parametrize(
    ("raw", "text"),
    [("&agrave;", "à"), ("&amp;agrave;", "à"), ("A &amp; B", "A & B"), ("&amp;amp;lt;", "&lt;"), ("A &amp;b c", "A &b c")],
)
def test_entities_are_undone_twice(raw: str, text: str) -> None:
    assert unescape(raw) == text


def test_the_charset_of_a_header() -> None:
    assert charset_of(b"text/html; Charset = 'windows-1258'") == "windows-1258"
    assert charset_of(b"text/html") is None
    assert charset_of(None) is None
