"""Reading pages: every saved page of tests/pages field by field, the real pages of ../shared where present, and hostile input."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.page import PageReading, read_page
from crawler.extraction.saved_page import KEYS
from crawler.register import by_url, spider_class
from data.paths import ROOT, TEST_PAGES
from data.text import local
from diembao.cli.read import read_file

PAGES = TEST_PAGES
SHARED = ROOT.parent / "shared" / "pages"
LOCALLY = "../shared/pages không có ở đây (chỉ có trên máy phát triển)"


def saved_pages() -> list[tuple[str, dict[str, Any]]]:
    """(page, what is right) of every page of our own."""
    found = []
    for expected in sorted(PAGES.glob("*/expected.json")):
        for name, case in json.loads(expected.read_text(encoding="utf-8")).items():
            found.append((f"{expected.parent.name}/{name}", case))
    return found


def shared_cases() -> list[dict[str, Any]]:
    """The rows of the shared pages' own expectations, none where they are absent."""
    path = SHARED / "expected.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


@pytest.mark.parametrize("field", KEYS)
@pytest.mark.parametrize(("page", "case"), saved_pages(), ids=[name for name, _ in saved_pages()])
def test_every_field_of_every_saved_page(page: str, case: dict[str, Any], field: str, capsys: pytest.CaptureFixture[str]) -> None:
    fields, status = read_file(PAGES / f"{page}.html", case["url"])
    assert list(fields) == list(KEYS)
    assert fields[field] == case["fields"][field]
    assert status == case["status"]
    assert bool(capsys.readouterr().err) == bool(status or fields["published_at"] is None)


def test_every_page_of_tests_has_its_expectation() -> None:
    assert {name for name, _ in saved_pages()} == {f"{p.parent.name}/{p.stem}" for p in PAGES.glob("*/*.html")}


@pytest.mark.skipif(not SHARED.exists(), reason=LOCALLY)
@pytest.mark.parametrize("case", shared_cases(), ids=[case["file"] for case in shared_cases()])
def test_real_articles(case: dict[str, Any]) -> None:
    fields, status = read_file(SHARED / case["file"], case["url"])
    assert status == 0
    assert fields["kind"] == "article"
    assert fields["title"].startswith(case.get("title") or case["title_prefix"])
    assert fields["title"] == case.get("title", fields["title"])
    assert fields["published_at"][:16] == case["published"][:16]
    assert fields["section"] == case.get("section", fields["section"])
    assert fields["modified_at"] == case.get("modified", fields["modified_at"])
    if "author" in case:
        assert "; ".join(fields["authors"]) == case["author"]
    for text in case.get("must_contain", []):
        assert text in f"{fields['summary']}\n{fields['body']}"


@pytest.mark.skipif(not SHARED.exists(), reason=LOCALLY)
def test_real_lists_are_no_articles(capsys: pytest.CaptureFixture[str]) -> None:
    lists = [p for p in sorted(SHARED.glob("*.html")) if "_list" in p.name or "_home" in p.name]
    assert len(lists) > 8
    for path in lists:
        fields, status = read_file(path, f"https://{path.name.split('_')[0]}.vn/chuyen-muc")
        assert (path.name, fields["kind"], status) == (path.name, "listing", 1)
        assert "danh sách" in capsys.readouterr().err


@pytest.mark.skipif(not SHARED.exists(), reason=LOCALLY)
def test_an_article_of_2015_in_the_old_template() -> None:
    url = "http://tuoitre.vn/tin/chinh-tri-xa-hoi/20150323/chat-cay-xanh-ha-noi/724115.html"
    page = read_page((SHARED / "tuoitre_article.2015.naustudio.html").read_bytes(), url, facts=by_url(url))
    assert page.published_at == datetime(2015, 3, 23, 1, 6, tzinfo=UTC)
    assert page.date_from == "meta"
    assert page.authors == ("XUÂN LONG",)
    assert page.body is not None
    assert "Từ khóa" not in page.body


def article(
    body: str = "", head: str = "", url: str = "https://tuoitre.vn/bai-20200601081500123.htm", **kwargs: Any
) -> PageReading:
    """A Tuổi Trẻ page around a few lines of markup."""
    page = f'<html><head><meta charset="utf-8">{head}</head><body><h1 data-role="title">Tiêu đề của bài</h1>{body}</body></html>'
    return read_page(page.encode(), url, facts=by_url(url), **kwargs)


def dated(stamp: str, **kwargs: Any) -> PageReading:
    """A page whose only date is the JSON-LD's."""
    ld = json.dumps({"@type": "NewsArticle", "headline": "Tiêu đề", "datePublished": stamp})
    return article(head=f'<script type="application/ld+json">{ld}</script>', **kwargs)


@pytest.mark.parametrize(
    ("stamp", "told"),
    [
        ("2020-06-01T08:15:00+07:00", "2020-06-01 08:15"),
        ("2020-06-01T08:15:11.000 +07:00", "2020-06-01 08:15"),
        ("2020-06-01T08:15:00", "2020-06-01 08:15"),
        ("2020-06-01 08:15", "2020-06-01 08:15"),
        ("2020-06-01T01:15:00Z", "2020-06-01 08:15"),
        ("01/06/2020 08:15 GMT+7", "2020-06-01 08:15"),
        ("01-06-2020 - 00:01 AM", "2020-06-01 00:01"),
        ("Thứ hai, 1/6/2020, 08:15 (GMT+7)", "2020-06-01 08:15"),
        ("6/1/2020 8:15:00 AM", "2020-06-01 08:15"),  # US order: the stamp in the address says which
    ],
)
def test_every_way_to_write_a_date(stamp: str, told: str) -> None:
    page = dated(stamp)
    assert page.published_at is not None
    assert f"{local(page.published_at):%Y-%m-%d %H:%M}" == told
    assert page.published_raw == stamp
    assert page.published_at.tzinfo == UTC


def test_local_time_labelled_utc_gives_way_to_the_visible_clock() -> None:
    body = '<div data-role="publishdate">01/06/2020 08:15 GMT+7</div>'
    page = dated("2020-06-01T08:15:00Z", body=body)
    assert page.published_at == datetime(2020, 6, 1, 1, 15, tzinfo=UTC)
    assert page.date_from == "page"


def test_the_address_is_the_last_resort_for_a_date() -> None:
    page = article("<p>Không có giờ ở đâu cả.</p>")
    assert (page.date_from, page.published_raw) == ("url", "20200601081500")
    assert page.published_at == datetime(2020, 6, 1, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize("header", ["utf-8", "windows-1258", "iso-8859-1", "no-such-charset", None])
def test_valid_utf8_is_utf8_whatever_the_header_says(header: str | None) -> None:
    assert article("<p>x</p>", encoding=header).title == "Tiêu đề của bài"


def windows_1258(text: str) -> bytes:
    """Text in the Vietnamese Windows charset: tones stand behind their vowel."""
    pieces = []
    for char in text:
        marks = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in marks if mark in "\u0300\u0309\u0303\u0301\u0323"), "")
        pieces.append(unicodedata.normalize("NFC", marks.replace(tone, "")) + tone if tone else char)
    return "".join(pieces).encode("cp1258")


def test_other_charsets_are_read_by_their_declaration() -> None:
    title = "Đường sắt Hà Nội mở bán vé tàu hè, giá giảm sâu"
    page = f'<html><head><meta charset="windows-1258"></head><body><h1>{title}</h1></body></html>'
    assert read_page(windows_1258(page), "https://vi-du.vn/a", encoding="utf-8").title == title


@pytest.mark.parametrize("misread", ["latin-1", "cp1252"])
def test_double_encoded_text_is_undone(misread: str) -> None:
    title = "Hải Dương: Mương nước ở Kim Thành đổi màu, người dân lo cho vụ lúa"
    page = f"<html><body><h1 data-role=title>{title}</h1></body></html>".encode()
    twice = "".join(bytes([byte]).decode(misread, "ignore") or chr(byte) for byte in page).encode()
    assert read_page(twice, "https://vi-du.vn/a-1.html").title == title


def test_decomposed_text_becomes_nfc() -> None:
    page = unicodedata.normalize("NFD", "<html><body><h1 data-role=title>Đường đê Nam Sách</h1></body></html>")
    assert read_page(page.encode(), "https://vi-du.vn/a-1.html").title == "Đường đê Nam Sách"


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type":"NewsArticle","headline":"Tiêu đề JSON","datePublished":"2020-06-01T08:15:00+07:00",}',
        '{"@type":"NewsArticle","headline":"Tiêu đề\nJSON","datePublished":"2020-06-01T08:15:00+07:00"}',
        '<!-- {"@type":"NewsArticle","headline":"Tiêu đề JSON","datePublished":"2020-06-01T08:15:00+07:00"} -->',
        '{"@type":"NewsArticle","headline":"Tiêu đề JSON"\n"datePublished":"2020-06-01T08:15:00+07:00"}',
        '{"@graph":[{"@type":["Article","NewsArticle"],"headline":"Tiêu đề JSON","datePublished":"2020-06-01T08:15:00+07:00"}]}',
        '[[{"@type":"NewsArticle","headline":"Tiêu đề JSON","datePublished":"2020-06-01T08:15:00+07:00"}]]',
        '{"@type":"NewsArticle","headline":"Tiêu đề JSON","name":"có "ma", thế","datePublished":"2020-06-01T08:15:00+07:00"}',
        '{"@type":"NewsArticle","headline":"Tiêu đề JSON","datePublished":"2020-06-01T08:15:00+07:00"};',
        '{"@type":"WebSite"}{"@type":"NewsArticle","headline":"Tiêu đề JSON","datePublished":"2020-06-01T08:15:00+07:00"}',
    ],
)
def test_broken_json_is_repaired(broken: str) -> None:
    page = f'<html><head><script type="application/ld+json">{broken}</script></head><body><p>x</p></body></html>'
    reading = read_page(page, "https://vi-du.vn/a")
    assert reading.title == "Tiêu đề JSON"
    assert reading.published_at == datetime(2020, 6, 1, 1, 15, tzinfo=UTC)


def test_what_a_page_lacks_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = "https://kinhtedothi.vn/bai-421234.html"
    cases = {
        "<h1 class='article-title'>Có tiêu đề</h1><h2 class='article-sapo'>Có sapo.</h2>": (("no_body", "no_date"), 0),
        "<h1 class='article-title'>Có tiêu đề</h1>": (("no_body", "no_date"), 1),
        "<div class='content-ktdt-article'><p>Có chữ mà không có tiêu đề.</p></div>": (("no_title", "no_date"), 1),
    }
    for number, (markup, (problems, status)) in enumerate(cases.items()):
        path = tmp_path / f"{number}.html"
        path.write_text(f"<html><body>{markup}</body></html>", encoding="utf-8")
        assert read_page(path.read_bytes(), url, facts=by_url(url)).problems == problems
        assert read_file(path, url)[1] == status
        assert "giờ đăng" in capsys.readouterr().err


def test_a_body_found_without_its_selector_says_so() -> None:
    url = "https://kinhtedothi.vn/pho-di-bo-thu-nghiem-o-thanh-pho-hai-duong-421234.html"
    page = read_page((PAGES / "kinhtedothi" / "giao-dien-moi.html").read_bytes(), url, facts=by_url(url))
    assert page.problems == ("no_date", "body_guessed")


def test_an_article_that_is_gone_is_no_article() -> None:
    url = "https://vnexpress.net/bai-da-go-5117107.html"
    two = '{"@type":"Organization","name":"VnExpress"}{"@type":"WebPage","headline":"VnExpress","dateCreated":"2017-02-26"}'
    head = f'<link rel="canonical" href="https://vnexpress.net"><script type="application/ld+json">{two}</script>'
    page = (
        f"<html><head>{head}<title>VnExpress</title></head><body><p>Trang bạn tìm không có, mời đọc tin khác.</p></body></html>"
    )
    assert read_page(page, url, facts=by_url(url)).problems == ("gone",)


def test_a_caption_story_keeps_its_captions() -> None:
    caption = "Bờ mương dài gần ba cây số chạy qua cánh đồng thôn Đông, nước sẫm màu suốt cả tuần. Ảnh: M.K"
    body = f'<div class="afcbc-body" data-role="content"><figure><figcaption>{caption}</figcaption></figure></div>'
    assert article(body).body == caption


@pytest.mark.parametrize(
    "junk", [b"", b"   ", b"\x00\x00", b"<", b"%PDF-1.4 \xff\xfe", b"<html></html>", b"{}", b"\xff\xfe<\x00h\x00"]
)
def test_junk_is_told_as_a_problem(junk: bytes) -> None:
    page = read_page(junk, "https://tuoitre.vn/bai-20200601081500123.htm", facts=spider_class("tuoitre"))
    assert page.problems
    assert page.title is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(junk: bytes) -> None:
    page = read_page(b"<html><body><div class='afcbc-body'>" + junk, "https://vi-du.vn/a-1.htm")
    assert isinstance(page, PageReading)


def test_deep_nesting_does_not_break_the_reader() -> None:
    page = article("<div>" * 20_000 + "<p>" + "chữ " * 50 + "</p>")
    assert page.title == "Tiêu đề của bài"


def test_canonical_addresses_must_be_believable() -> None:
    def canonical(href: str) -> str:
        return article(head=f'<link rel="canonical" href="{href}">', body="<p>x</p>").url

    own = "https://tuoitre.vn/bai-20200601081500123.htm"
    assert canonical("https://tuoitre.vn/bai-doi-ten-20200601081500123.htm?utm_source=x").endswith(
        "/bai-doi-ten-20200601081500123.htm"
    )
    assert canonical("https://tuoitre.vn/") == own
    assert canonical("https://tuoitre.vn/bai-khac-20200601099999999.htm") == own
    assert canonical("https://ke-xau.example/bai-20200601081500123.htm") == own
    assert canonical("javascript:alert(1)") == own


def test_the_mobile_address_is_an_alias() -> None:
    url = "https://cafef.vn/khong-188200601000100142.chn"
    name = "doanh-nghiep-bao-bi-mo-them-day-chuyen-188200601000100142.chn"
    page = read_page((PAGES / "cafef" / "khong-mui-gio.html").read_bytes(), url, facts=spider_class("cafef"))
    assert page.url == f"https://cafef.vn/{name}"
    assert page.aliases == (url,)


def test_messages_of_unusable_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields, status = read_file(tmp_path / "khong-co.html", "https://tuoitre.vn/a.htm")
    assert (status, set(fields)) == (1, set(KEYS))
    assert "Không có tệp" in capsys.readouterr().err
    assert read_file(tmp_path, "https://tuoitre.vn/a.htm")[1] == 1
    assert "thư mục" in capsys.readouterr().err
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>x</p></body></html>", encoding="utf-8")
    assert read_file(page, "khong-phai-url")[1] == 2
    assert "không phải địa chỉ trang web" in capsys.readouterr().err
    assert read_file(page, "https://tuoitre.vn/a.htm", "bao-la")[1] == 2
    assert "Không có nguồn tên “bao-la”" in capsys.readouterr().err
