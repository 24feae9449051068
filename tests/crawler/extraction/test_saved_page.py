"""Saved pages: what a person is told, which are articles, how test cases are named, which files are refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction.page import PageReading
from crawler.extraction.saved_page import BadFile, SavedPage, _free_name, no_fields, read_saved_page, record_page
from crawler.register import spider_class

TUOITRE = spider_class("tuoitre")
PAGE = b"<html><body><h1 data-role=title>Tin c&#7911;a b&#224;i</h1><h2 class=sapo>Sapo c&#7911;a b&#224;i.</h2></body></html>"
URL = "https://tuoitre.vn/nuoc-ve-dong-20200601081500123.htm"


def saved(**fields: Any) -> SavedPage:
    return SavedPage(reading=PageReading(url=URL, **fields), outlet=None)


@pytest.mark.parametrize(
    ("fields", "is_article", "remarks"),
    [
        ({}, True, ()),
        ({"kind": "listing", "problems": ("no_date",)}, False, ("đây là trang danh sách, không phải một tin, bài",)),
        ({"problems": ("no_date",)}, True, ("không đọc được giờ đăng",)),
        ({"problems": ("no_body",)}, False, ("không tìm thấy toàn văn",)),
        ({"problems": ("no_body",), "summary": "Sapo."}, True, ("không tìm thấy toàn văn",)),
        ({"problems": ("no_title",)}, False, ("không tìm thấy tiêu đề",)),
        ({"problems": ("empty",)}, False, ("tệp không chứa nội dung trang",)),
        ({"problems": ("no_title", "no_date")}, False, ("không tìm thấy tiêu đề", "không đọc được giờ đăng")),
    ],
)
def test_what_is_said_of_a_page(fields: dict[str, Any], is_article: bool, remarks: tuple[str, ...]) -> None:
    assert (saved(**fields).is_article, saved(**fields).remarks) == (is_article, remarks)


def test_fields_for_people() -> None:
    fields = saved(title="Tin", authors=("Hà Thu",), published_at=datetime(2020, 6, 1, 1, 15, tzinfo=UTC)).fields
    assert (fields["title"], fields["authors"], fields["outlet"], fields["body"]) == ("Tin", ["Hà Thu"], None, None)
    assert (fields["published_at"], fields["modified_at"]) == ("2020-06-01T08:15:00+07:00", None)
    assert no_fields(URL, "tuoitre") == dict.fromkeys(fields) | {"url": URL, "outlet": "tuoitre", "authors": []}


def test_a_page_becomes_a_test_case(tmp_path: Path) -> None:
    folder = tmp_path / "tuoitre"
    first = record_page(folder, TUOITRE, URL, PAGE)
    assert (first.name, first.read_bytes()) == ("nuoc-ve-dong-20200601081500123.html", PAGE)
    record_page(folder, TUOITRE, f"{URL}?a=1", b"<html></html>")
    again = record_page(folder, TUOITRE, URL, PAGE)
    cases = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert again == first
    assert {name: (case["url"], case["status"]) for name, case in cases.items()} == {
        "nuoc-ve-dong-20200601081500123": (URL, 0),
        "nuoc-ve-dong-20200601081500123-2": (f"{URL}?a=1", 1),
    }
    assert cases["nuoc-ve-dong-20200601081500123"]["fields"]["title"] == "Tin của bài"
    assert sorted(path.name for path in folder.iterdir()) == [
        "expected.json", "nuoc-ve-dong-20200601081500123-2.html", "nuoc-ve-dong-20200601081500123.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (f"https://tuoitre.vn/x/{'a' * 61}.htm", "a" * 60),
        (f"https://tuoitre.vn/{'a' * 59}-b.htm", "a" * 59),
        ("https://tuoitre.vn/chuyen-muc/", "chuyen-muc"),
        ("https://tuoitre.vn/---.htm", "trang"),
    ],
)
def test_names_of_test_cases(url: str, name: str, tmp_path: Path) -> None:
    assert record_page(tmp_path, TUOITRE, url, PAGE).stem == name


@pytest.mark.parametrize(
    ("stem", "names", "free"),
    [("a", (), "a"), ("a", ("a",), "a-2"), ("a", ("a", "a-2"), "a-3"), ("", (), "trang"), ("", ("trang",), "trang-2")],
)
def test_free_names(stem: str, names: tuple[str, ...], free: str) -> None:
    assert _free_name(stem, dict.fromkeys(names)) == free


def test_files_that_are_no_pages(tmp_path: Path) -> None:
    huge = tmp_path / "huge.html"
    for size in (50_000_000, 50_000_001):
        with huge.open("wb") as stream:
            stream.truncate(size)
        if size == 50_000_000:
            assert read_saved_page(huge, URL, TUOITRE).reading.problems == ("empty",)
        else:
            with pytest.raises(BadFile, match="quá lớn"):
                read_saved_page(huge, URL, TUOITRE)
    with pytest.raises(BadFile, match="Không có tệp") as missing:
        read_saved_page(tmp_path / "none.html", URL, TUOITRE)
    assert missing.value.exit_status == 1
    with pytest.raises(BadFile, match="thư mục"):
        read_saved_page(tmp_path, URL, TUOITRE)


def test_the_outlet_is_named_where_it_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE)
    assert read_saved_page(path, URL, TUOITRE).outlet == "tuoitre"
    assert read_saved_page(path, "https://vi-du.vn/a", None).outlet is None
