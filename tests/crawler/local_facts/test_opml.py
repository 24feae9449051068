"""OPML: what we write we read again; what others write we read as far as it goes."""

from __future__ import annotations

import pytest

from crawler.local_facts import Subscription, as_opml, read_opml
from data.errors import OperatorError

ROWS = [
    Subscription(feed="https://a.vn/rss?x=1&y=2", label="Báo “A” & <B>", home="https://a.vn/", name="a", lang="vi"),
    Subscription(feed="https://b.vn/rss", label="b.vn"),
]


def test_what_is_written_is_read_again() -> None:
    assert read_opml(as_opml(ROWS, "Nguồn & báo").encode()) == ROWS


def test_groups_other_spellings_and_doubles_of_other_programs() -> None:
    raw = """<?xml version='1.0'?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <opml version="1.0"><body><outline text="Nhóm"><outline TEXT="Một" XMLURL="https://a.vn/rss"/>
    <outline text="&x;Hai" xmlUrl="https://a.vn/rss"/><outline text="Sai" xmlUrl="javascript:alert(1)"/>
    <outline xmlUrl="https://c.vn/feed" htmlUrl="khong"/></outline></body></opml>"""
    assert [(row.label, row.feed, row.home) for row in read_opml(raw.encode())] == [
        ("Một", "https://a.vn/rss", ""), ("c.vn", "https://c.vn/feed", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("raw", [b"", b"<html></html>", b"\xff\xfe", b"x" * 5_000_001], ids=["empty", "html", "bytes", "large"])
def test_what_is_no_opml_is_refused(raw: bytes) -> None:
    with pytest.raises(OperatorError, match="OPML"):
        read_opml(raw)
