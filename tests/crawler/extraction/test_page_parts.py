"""The parts of a page's reading one by one: headline, sapo, body node, lines, authors, addresses, language, problems."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.extraction.metadata import read_structured
from crawler.extraction.page import _Page, _site, parse, read_page
from crawler.register import by_url, spider_class

BARE = "https://vi-du.vn/tin/a-1.html"  # of no outlet that is known
RUNNING = "Nước mương chảy qua cánh đồng thôn Đông đổi sang màu nâu đen và bốc mùi hắc từ đầu tháng năm."


def page_of(markup: str, url: str = BARE, facts: Any = None, head: str = "") -> _Page:
    """A page on its way to a reading."""
    tree = parse(f"<html><head>{head}</head><body>{markup}</body></html>".encode())
    assert tree is not None
    return _Page(tree, read_structured(tree), url, facts)


@pytest.mark.parametrize(
    ("source", "empty"),
    [(b"", True), (b"<html></html>", True), (b"<!-- x -->", True), (b"<p>x", False), (b"chu", False),
     (b"<html><head></head></html>", False)],
)  # fmt: skip
def test_what_can_be_parsed(source: bytes, empty: bool) -> None:
    assert (parse(source) is None) is empty


def test_only_the_beginning_of_an_endless_page_is_read() -> None:
    head, tail = b"<html><body><p>x</p>", b"<h1>Tin sau"
    filler = b" " * (5_000_000 - len(head) - len(tail))
    assert read_page(head + filler + tail, BARE).title == "Tin sau"
    assert read_page(head + filler + b" " + tail, BARE).title == "Tin sa"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<h1>Tin khác</h1>", "Tin khác"),
        ("<h1>Bốn</h1>", "Tin của bài"),  # three letters are no headline
        ("<h1>Bốn chữ</h1>", "Bốn chữ"),
        ("<h1>Sáu1</h1>", "Sáu1"),
        ("<h1>Báo Ong</h1>", "Tin của bài"),  # the site's own name
        ("<h1 class=title>Báo Ong</h1>", "Tin của bài"),
        ("<h1 class=title-detail>Báo Ong</h1>", "Báo Ong"),
        ("<p>x</p>", "Tin của bài"),
    ],
)
def test_the_visible_headline(markup: str, title: str) -> None:
    nodes = '[{"@type":"NewsArticle","headline":"Tin của bài"},{"@type":"Organization","name":"Báo Ong"}]'
    head = f'<script type="application/ld+json">{nodes}</script>'
    assert page_of(markup, head=head)._title() == title
    if title == "Báo Ong" or "khác" in title:
        assert page_of(markup)._title() == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Tin ngoài | vi-du.vn"><title>Tên trang</title>', "Tin ngoài"),
        ("<title>Tên trang - vi-du.vn</title>", "Tên trang"),
        ('<script type="application/ld+json">{"@type":"Article","name":"Tên bài"}</script><title>x</title>', "Tên bài"),
        ("", ""),
    ],
)
def test_headlines_that_are_not_shown(head: str, title: str) -> None:
    assert page_of("<p>x</p>", head=head)._title() == title


@pytest.mark.parametrize(
    ("markup", "names", "summary"),
    [
        ('<p class="sapo"></p><p class="sapo">Sapo hiện.</p>', ("a", "og:description", "description"), "Sapo hiện."),
        ("", ("a", "og:description", "description"), "Sapo a."),
        ("", ("og:description", "description"), "Sapo og:description."),
        ("", ("description",), "Sapo description."),
        ("", (), ""),
    ],
)
def test_where_the_sapo_is_taken_from(markup: str, names: tuple[str, ...], summary: str) -> None:
    head = "".join(f'<meta name="{name}" content="TTO - Sapo {name}.">' for name in names if name != "a")
    if "a" in names:
        head += '<script type="application/ld+json">{"@type":"Article","description":"Sapo a."}</script>'
    page = page_of(markup, head=head)
    assert page._summary() == summary
    assert page.sapo == ("Sapo hiện." if markup else "")


@pytest.mark.parametrize(
    ("markup", "chosen", "guessed"),
    [
        (f'<div class="post-content" id="a">x</div><div class="post-content" id="b">{"x" * 80}</div>', "b", False),
        (f'<div class="post-content" id="a">x</div><div class="post-content" id="b">{"x" * 79}</div>', "a", False),
        ('<div class="post-content" id="a">x</div><div class="post-content" id="b">y</div>', "a", False),
        (f'<div id="c"><p>{RUNNING}</p><p>{RUNNING}</p></div>', "c", True),
        ('<div id="c"><p>x</p></div>', None, True),
    ],
)
def test_the_body_node(markup: str, chosen: str | None, guessed: bool) -> None:
    page = page_of(markup)
    node = page._body_node("", "")
    assert (None if node is None else node.get("id"), page.guessed) == (chosen, guessed)


def test_a_body_that_is_known_makes_an_article_of_less_text() -> None:
    text = f"<p>{'x' * 200}</p><p>{'y' * 200}</p>"
    kinds = [
        read_page(f"<html><body><h1>Tin của bài</h1><div {mark}>{text}</div></body></html>", BARE).kind
        for mark in ('class="post-content"', 'class="z"')
    ]
    assert kinds == ["article", "listing"]


def lines_of(page: _Page, *elsewhere: str) -> list[str]:
    page._body_node("", "")
    return page._lines(elsewhere)


def test_a_stated_body_comes_before_a_guess_of_something_else() -> None:
    stated = "Ba mươi hai học viên đan cói ngồi kín nhà văn hóa thôn Đông suốt ba buổi tối mỗi tuần. " * 2
    head = f'<script type="application/ld+json">{{"@type":"Article","articleBody":"{stated.strip()}"}}</script>'
    page = page_of(f'<div id="c"><p>{RUNNING}</p><p>{RUNNING}</p></div>', head=head)
    assert lines_of(page) == [stated.strip()]
    assert page.guessed is True


def test_lines_of_a_body_and_of_the_last_resort() -> None:
    page = page_of(f'<div class="post-content"><p>(TTO) - {RUNNING}</p><p>Sapo.</p><p>(TTO) - Hai.</p></div>')
    assert lines_of(page, "Sapo.") == [RUNNING, "(TTO) - Hai."]
    assert page.guessed is False
    page = page_of(f"<div><p>{RUNNING}</p></div>")
    assert lines_of(page) == [RUNNING]
    assert page.guessed is True
    page = page_of(f'<div class="post-content"></div><div><p>{RUNNING}</p></div>')
    assert lines_of(page) == [RUNNING]
    clip = '<script type="application/ld+json">{"@type":"VideoObject","name":"Clip"}</script>'
    page = page_of(f'<div class="post-content"></div><div><p>{RUNNING}</p></div>', head=clip)
    assert lines_of(page) == []
    assert page.guessed is False


@pytest.mark.parametrize(
    ("markup", "authors", "signature"),
    [
        ('<p class="author">Hà Thu</p><div class="b"><p align="right">Lan Chi</p></div>', ("Hà Thu",), "Lan Chi"),
        ('<div class="b"><p align="right">Lan Chi</p></div>', ("Lan Chi",), "Lan Chi"),
        ('<h1>Tin</h1><p class="x-byline">Minh Nam</p><div class="b"><p>x</p></div>', ("Minh Nam",), ""),
        ('<div class="b"><p>x</p></div>', (), ""),
    ],
)
def test_who_wrote_it(markup: str, authors: tuple[str, ...], signature: str) -> None:
    page = page_of(markup)
    assert page._authors(page.tree.xpath("//div[@class='b']")[0]) == (authors, signature)
    assert page._authors(None)[1] == ""


@pytest.mark.parametrize(
    ("head", "canonical", "aliases"),
    [
        ("", BARE, ()),
        ('<link rel="Canonical" href="/tin/b-1.html">', "https://vi-du.vn/tin/b-1.html", (BARE,)),
        ('<meta property="og:url" content="https://vi-du.vn/tin/b-1.html">', "https://vi-du.vn/tin/b-1.html", (BARE,)),
        ('<link rel="canonical" href="/"><meta property="og:url" content="/tin/b-1.html">', "https://vi-du.vn/tin/b-1.html",
         (BARE,)),
        ('<link rel="shortlink" href="/tin/b-1.html">', BARE, ()),
        ('<link rel="canonical" href="">', BARE, ()),
        ('<link rel="canonical" href="https://khac.vn/tin/b-1.html">', BARE, ()),
        ('<link rel="amphtml" href="https://sub.vi-du.vn/tin/c-1.html">', BARE, ("https://sub.vi-du.vn/tin/c-1.html",)),
        ('<link rel="alternate" media="x" href="https://sub.vi-du.vn/c.html">', BARE, ("https://sub.vi-du.vn/c.html",)),
        ('<link rel="alternate" href="https://sub.vi-du.vn/c.html">', BARE, ()),
        ('<link rel="amphtml" href="https://khac.vn/c.html">', BARE, ()),
        ('<link rel="amphtml" href="http://[::1">', BARE, ()),
        (f'<link rel="canonical" href="{BARE}">', BARE, ()),
    ],
)  # fmt: skip
def test_addresses_of_one_article(head: str, canonical: str, aliases: tuple[str, ...]) -> None:
    assert page_of("<p>x</p>", head=head)._addresses() == (canonical, aliases)


def test_the_home_page_is_the_same_page_only_as_itself() -> None:
    assert page_of("<p>x</p>", url="https://vi-du.vn/")._same_page("https://vi-du.vn/")
    assert not page_of("<p>x</p>")._same_page("https://vi-du.vn/")
    page = page_of("<p>x</p>", url="https://tuoitre.vn/a-20200601081500123.htm", facts=spider_class("tuoitre"))
    assert page._same_page("https://tuoitre.vn/b-20200601081500123.htm")
    assert page._same_page("https://m.tuoitre.vn/khong-so.htm")
    assert not page._same_page("https://tuoitre.vn/b-20200601081500124.htm")
    assert not page._same_page("https://khac.vn/b-20200601081500123.htm")
    numberless = page_of("<p>x</p>", url="https://tuoitre.vn/khong-so.htm", facts=spider_class("tuoitre"))
    assert numberless._same_page("https://tuoitre.vn/b-20200601081500124.htm")


@pytest.mark.parametrize(
    ("host", "site"),
    [("www.bao.vn", "bao.vn"), ("bao.com.vn", "bao.com.vn"), ("m.bao.com.vn", "bao.com.vn"), ("com.vn", "com.vn"),
     ("bao.vn", "bao.vn"), ("A.Tin.Bao.VN", "bao.vn"), ("x.y.gov.vn", "y.gov.vn"), ("bao", "bao"), ("", ""), (None, "")],
)  # fmt: skip
def test_the_site_of_a_host(host: str | None, site: str) -> None:
    assert _site(host) == site


@pytest.mark.parametrize(
    ("text", "attribute", "lang"),
    [
        ("x" * 39, "en", "vi"),  # too few letters to judge
        ("x" * 40, "en", "en"),
        ("x" * 40, "fr-FR", "fr"),
        ("x" * 40, "vi", "en"),
        ("x" * 40, "", "en"),
        ("x" * 48 + "ộề", "en", "en"),  # two of fifty
        ("x" * 47 + "ộềữ", "en", "vi"),
        ("1" * 99 + "x" * 39, "en", "vi"),
    ],
)
def test_the_language_by_its_letters(text: str, attribute: str, lang: str) -> None:
    tree = parse(f'<html lang="{attribute}"><body><p>x</p></body></html>'.encode())
    assert tree is not None
    assert _Page(tree, read_structured(tree), BARE, None)._lang(text) == lang


def test_own_names_and_usual_languages() -> None:
    assert page_of("<p>x</p>")._own_names() == ("vi-du.vn",)
    assert page_of("<p>x</p>", facts=spider_class("tuoitre"))._own_names()[0] == "tuoitre"
    assert read_page(b"", BARE).lang == "vi"
    english = "https://en.vietnamplus.vn/a-post123456.vnp"
    assert read_page(b"", english, facts=by_url(english)).lang == "en"


@pytest.mark.parametrize(
    ("markup", "url", "problems"),
    [
        (f'<h1>Tin của bài</h1><div class="post-content"><p>{RUNNING}</p></div>{"<p>" + "x" * 900 + "</p>"}', BARE, ("no_date",)),
        (f"<h1>Tin của bài</h1><i>01/06/2020 08:15</i><div><p>{RUNNING * 9}</p></div>", BARE, ()),
        ("<h1>Tin của bài</h1>", "https://tuoitre.vn/video/a-20200601081500123.htm", ()),
        ("<p>xy</p>", "https://tuoitre.vn/a-20200601081500123.htm", ("no_title", "body_guessed")),
    ],
)
def test_problems_of_a_page(markup: str, url: str, problems: tuple[str, ...]) -> None:
    assert read_page(f"<html><body>{markup}</body></html>", url, facts=by_url(url)).problems == problems


def test_what_cannot_be_read_names_the_address_and_why() -> None:
    wall = '<script>document.cookie="a=b";location.reload();</script>'
    for source, problem in ((wall, "wall"), ("", "empty")):
        reading = read_page(source, f"{BARE}?utm_source=x")
        assert (reading.url, reading.problems, reading.title, reading.kind) == (BARE, (problem,), None, "article")


def test_a_list_has_a_name_and_an_address_only() -> None:
    head = '<meta property="og:title" content="Chuyên mục"><link rel="canonical" href="/tin/">'
    reading = read_page(f"<html><head>{head}</head><body><p>x</p></body></html>", BARE)
    assert (reading.kind, reading.title, reading.url, reading.aliases) == (
        "listing",
        "Chuyên mục",
        "https://vi-du.vn/tin/",
        (BARE,),
    )
    assert read_page("<html><body><p>x</p></body></html>", BARE).title is None
