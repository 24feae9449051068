"""What a home page says of its outlet: the name, the language, where its feeds and sections are."""

from __future__ import annotations

import pytest

from crawler.survey.home_page import HomePage


def page(head: str = "", body: str = "", url: str = "https://www.baogonoi.vn/") -> HomePage:
    return HomePage(url, f'<html lang="vi"><head>{head}</head><body>{body}</body></html>'.encode())


@pytest.mark.parametrize(
    ("head", "body", "label"),
    [
        ('<meta property="og:site_name" content="Báo Gò Nổi"><title>Tin mới, đọc báo</title>', "", "Báo Gò Nổi"),
        (
            '<meta property="og:site_name" content="baogonoi.vn"><title>Tin tức 24h - Báo Gò Nổi Online</title>',
            "",
            "Báo Gò Nổi Online",
        ),
        ("<title>Tin nhanh trong ngày</title>", '<a href="/">Báo Gò Nổi - Tiếng nói của vùng bãi</a>', "Báo Gò Nổi"),
        ("<title>Trang chủ</title>", "", "baogonoi.vn"),
        ('<meta property="og:site_name" content="Baogonoi.vn">', "", "Baogonoi"),
    ],
)
def test_the_outlet_is_called_by_its_name_not_by_a_slogan(head: str, body: str, label: str) -> None:
    assert page(head, body).label() == label


def test_pictures_without_accents_do_not_make_a_page_english() -> None:
    plain = "".join(f'<a href="/{n}"><img alt="Nong dan xa ben bai thu hoach lua dong xuan {n}"></a>' for n in range(12))
    some = "".join(f'<a href="/x{n}">Nông dân xã bên bãi thu hoạch lúa đông xuân</a>' for n in range(2))
    assert page(body=plain + some).lang() == "vi"


def test_an_english_page_is_english_whatever_it_claims() -> None:
    lines = "".join(f'<a href="/{n}">Farmers along the river bring in their rice before the rain {n}</a>' for n in range(12))
    assert page(body=lines).lang() == "en"


def test_feeds_of_the_head_of_links_and_of_the_text_are_told_apart() -> None:
    home = page(
        '<link rel="alternate" type="application/rss+xml" href="/rss/home.rss"><link rel="alternate" hreflang="en" href="/en">',
        '<a href="/rssMain.html">Kênh</a><a href="https://bao-khac.vn/rss">RSS</a><p>https://www.baogonoi.vn/rss/xa-hoi.rss </p>',
    )
    assert home.declared_feeds() == ["https://www.baogonoi.vn/rss/home.rss"]
    assert home.linked_feeds() == ["https://www.baogonoi.vn/rssMain.html"]
    assert "https://www.baogonoi.vn/rss/xa-hoi.rss" in home.written_feeds()


def test_sections_are_short_names_near_the_root_those_an_office_reads_first() -> None:
    home = page(
        body='<a href="/the-thao">Thể thao</a><a href="/thoi-su">Thời sự</a><a href="/lien-he">Liên hệ</a>'
        '<a href="/video">Video</a><a href="/thoi-su?page=2">Trang sau</a><a href="https://bao-khac.vn/kinh-te">Kinh tế</a>'
    )
    assert home.sections(None) == ["https://www.baogonoi.vn/thoi-su", "https://www.baogonoi.vn/the-thao"]


@pytest.mark.parametrize(
    "head",
    ['<meta http-equiv="refresh" content="0;url=/trang-chu.html">', '<script>window.location.href = "/trang-chu.html"</script>'],
)
def test_a_page_that_only_sends_its_reader_on_says_where(head: str) -> None:
    assert page(head).moves_to == "https://www.baogonoi.vn/trang-chu.html"


def test_a_page_that_reloads_itself_stays() -> None:
    assert page('<meta http-equiv="refresh" content="1800">').moves_to == ""


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe", b"<", b"plain text", "<html>".encode("utf-16")])
def test_damaged_pages_are_read_as_far_as_they_go(body: bytes) -> None:
    home = HomePage("https://www.baogonoi.vn/", body)
    assert (home.links, home.declared_feeds(), home.sections(None), home.label()) == ([], [], [], "baogonoi.vn")
