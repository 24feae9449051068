"""Walls, whole pages, lists and kinds at the limits of their rules: lengths, numbers of links, names in address and class."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.extraction.kind import (
    NoArticle,
    Signs,
    _links,
    _running_text,
    _says_it_is_home,
    is_complete,
    is_wall,
    kind_of,
    listing_signs,
)
from crawler.extraction.metadata import MetaValues, Structured
from crawler.extraction.page import parse

COOKIE = '<script>document.cookie="a=b";location.reload();</script>'
CHALLENGE = "Just a moment..."


def text(length: int) -> str:
    """Letters without a blank, as many as asked."""
    return ("chữ" * 600)[:length]


def tree_of(markup: str, attributes: str = "") -> Any:
    tree = parse(f"<html><body {attributes}>{markup}</body></html>".encode())
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("page", "wall"),
    [
        (COOKIE.ljust(6000), True),
        (COOKIE.ljust(6001), False),
        (COOKIE + "<p>", False),
        ("<p>document.cookie</p>", False),
        (CHALLENGE.ljust(30_000), True),
        (CHALLENGE.rjust(6000), True),
        (CHALLENGE.rjust(6001), False),  # cut by the limit
        (CHALLENGE.rjust(9000), False),
        ("", False),
    ],
)
def test_a_wall_is_a_short_page_or_a_challenge_at_its_beginning(page: str, wall: bool) -> None:
    assert is_wall(page) is wall
    assert is_wall(page.encode()) is wall


def test_a_wall_is_measured_in_characters() -> None:
    assert is_wall((COOKIE + "ữ" * (6000 - len(COOKIE))).encode())
    assert not is_wall((COOKIE + "ữ" * (6001 - len(COOKIE))).encode())
    assert not is_wall(COOKIE.ljust(24_001).encode())


@pytest.mark.parametrize(
    ("page", "complete"),
    [
        (b"</html>", True),
        (b"</BODY>", True),
        (b"<html><body>", False),
        (b"</body".ljust(20_000), True),
        (b"</body".ljust(20_001), False),
        (b"", False),
    ],
)
def test_a_page_that_breaks_off(page: bytes, complete: bool) -> None:
    assert is_complete(page) is complete


ARTICLE = {"@type": "NewsArticle", "headline": "Tin"}
HOME = '<link rel="Canonical" href="https://bao.example/">'
MANY, FEW = "<a href='/thoi-su/tin-12345.html'>x</a>" * 61, "<a href='/thoi-su/tin-12345.html'>x</a>" * 60


def is_list(
    markup: str = "",
    path: str = "/tin-1.html",
    article: dict[str, Any] | None = None,
    meta: dict[str, str] | None = None,
    **signs: Any,
) -> bool:
    """Whether a page with these signs is a list."""
    structured = Structured(article=article or {}, meta=MetaValues(meta or {}))
    standard: dict[str, Any] = {"is_address": False, "body": False, "date_from": "none"}
    try:
        listing_signs(Signs(structured, tree_of(markup), f"https://bao.example{path}", **(standard | signs)))
    except NoArticle:
        return True
    return False


@pytest.mark.parametrize(
    ("case", "listing"),
    [
        ({"article": ARTICLE}, False),
        ({"article": ARTICLE, "path": "/"}, True),
        ({"article": ARTICLE, "path": ""}, True),
        ({"article": {"@type": "NewsArticle"}}, True),
        ({"article": {"@type": "WebPage", "headline": "Tin"}}, True),
        ({"date_from": "meta"}, False),
        ({"date_from": "jsonld"}, False),
        ({"date_from": "page"}, True),
        ({"date_from": "page", "body": True}, True),
        ({"date_from": "meta", "body": True, "markup": HOME}, False),
        ({"date_from": "meta", "markup": HOME}, True),  # "no such article"
        ({"is_address": True}, False),
        ({"is_address": True, "markup": HOME}, True),
        ({"is_address": True, "markup": HOME, "body": True}, False),
        ({"is_address": True, "markup": MANY}, True),
        ({"is_address": True, "markup": FEW}, False),
        ({"is_address": True, "markup": MANY, "body": True}, False),
        ({"is_address": True, "markup": MANY, "date_from": "meta"}, False),
        ({"is_address": True, "markup": f"{MANY}<p>{text(399)}</p>"}, True),
        ({"is_address": True, "markup": f"{MANY}<p>{text(400)}</p>"}, False),
        ({"markup": f"<h1>Tin</h1><p>{text(399)}</p>", "body": True}, True),
        ({"markup": f"<h1>Tin</h1><p>{text(400)}</p>", "body": True}, False),
        ({"markup": f"<h1>Tin</h1><p>{text(799)}</p>"}, True),
        ({"markup": f"<h1>Tin</h1><p>{text(800)}</p>"}, False),
        ({"markup": f"<p>{text(800)}</p>"}, True),
        ({"markup": f"<p>{text(800)}</p>", "meta": {"og:type": "article"}}, False),
        ({"markup": f"<h1>Tin</h1><p>{text(800)}</p>", "meta": {"og:type": "website"}}, True),
        ({"date_from": "meta", "meta": {"og:type": "website"}}, False),
    ],
)
def test_lists_and_articles(case: dict[str, Any], listing: bool) -> None:
    assert is_list(**case) is listing


def kind(
    path: str = "/tin-1.html", title: str = "Tin", section: str = "", length: int = 2000, attributes: str = "", markup: str = "",
    **facts: Any,
) -> str:  # fmt: skip
    return kind_of(Structured(**facts), tree_of(markup, attributes), f"https://bao.example{path}", title, section, length)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, "article"),
        ({"article": {"@type": "LiveBlogPosting"}}, "live"),
        ({"path": "/tin-truc-tiep.htm"}, "live"),
        ({"path": "/live/tin-1.html"}, "live"),
        ({"title": "Trực tiếp: bão vào bờ"}, "live"),
        ({"title": "Trực tiếp bão vào bờ"}, "live"),
        ({"title": "Bão vào bờ, trực tiếp: xem"}, "article"),
        ({"path": "/video/tin-1.html"}, "video"),
        ({"title": "[Video] Bão vào bờ"}, "video"),
        ({"title": "Video: bão vào bờ"}, "video"),
        ({"section": "Clip"}, "video"),
        ({"section": "Thời sự"}, "article"),
        ({"attributes": 'class="x detail-video"'}, "video"),
        ({"meta": MetaValues({"og:type": "video.other"})}, "video"),
        ({"meta": MetaValues({"og:type": "article"})}, "article"),
        ({"video": True, "length": 1199}, "video"),
        ({"video": True, "length": 1200}, "article"),
        ({"video": False, "length": 10}, "article"),
        ({"path": "/anh/tin-1.html"}, "photo"),
        ({"title": "Ảnh: bão vào bờ"}, "photo"),
        ({"attributes": 'class="page-photo"'}, "photo"),
        ({"markup": '<article class="fck_detail_photo"></article>'}, "photo"),
        ({"markup": "<article></article>", "attributes": 'class="page-photo"'}, "photo"),
        ({"markup": '<article class="x"></article>'}, "article"),
    ],
)
def test_kinds_by_their_signs(case: dict[str, Any], expected: str) -> None:
    assert kind(**case) == expected


@pytest.mark.parametrize(
    ("links", "home"),
    [
        ("", False),
        (HOME, True),
        ('<link rel="canonical" href=" https://bao.example ">', True),
        ('<link rel="canonical" href="https://bao.example/tin-1.html">', False),
        (f'{HOME}<link rel="canonical" href="https://bao.example/tin-1.html">', False),
        ('<link rel="alternate" href="https://bao.example/">', False),
        ('<link href="https://bao.example/">', False),
        ('<link rel="canonical">', True),
    ],
)
def test_a_page_that_names_the_home_page_as_itself(links: str, home: bool) -> None:
    assert _says_it_is_home(tree_of(links)) is home


def test_links_to_articles_are_long() -> None:
    assert _links(tree_of(f"<a href='/{'a' * 20}'></a><a href='/{'a' * 19}'></a><a></a><a href='/{'a' * 30}'></a>")) == 2


@pytest.mark.parametrize(
    ("markup", "length"),
    [
        (f"<p>{text(80)}</p>", 80),
        (f"<p>{text(79)}</p>", 0),
        (f"<p>{text(80)}</p><p>{text(90)}</p>", 170),
        (f"<div><p>{text(80)}</p></div><div><p>{text(90)}</p><p>{text(81)}</p></div>", 171),
        (f"<p><a>{text(40)}</a>{text(40)}</p>", 0),
        (f"<p><a>{text(40)}</a>{text(41)}</p>", 81),
        (f"<p><a></a>{text(80)}</p>", 80),
        ("", 0),
    ],
)
def test_the_longest_run_of_paragraphs(markup: str, length: int) -> None:
    assert _running_text(tree_of(markup)) == length
