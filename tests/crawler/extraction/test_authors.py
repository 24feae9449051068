"""Names out of bylines at the limits of their rules: lengths, words, brackets, the house's own names."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from crawler.extraction.authors import (
    _is_masthead,
    _persons,
    _shown,
    clean_names,
    find_authors,
    looks_like_name,
    own_keys,
    tail_author,
)
from crawler.extraction.metadata import MetaValues, Structured
from crawler.extraction.selectors import Marked


def page_of(markup: str) -> Marked:
    return Marked(html.fromstring(f"<html><body>{markup}</body></html>"), frozenset({"by", "name"}))


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("H" + "à" * 59, ("H" + "à" * 59,)),
        ("H" + "à" * 60, ()),
        ("Hà Thu)", ("Hà Thu",)),
        ("(Hà Thu", ("Hà Thu",)),
        ("Hà Thu (tổng hợp)", ("Hà Thu (tổng hợp)",)),
        ("Hà Thu (Mực Tím Online)", ("Hà Thu",)),
        ("Hà Thu (mực tím)", ("Hà Thu",)),  # the house, in the remark
        ("Mực Tím", ()),
        ("Báo Mực Tím", ()),
        ("MT-Tây Bắc", ()),
        ("MT8", ()),
        ("MTX", ("MTX",)),
        ("Bài: Hà Thu;", ("Hà Thu",)),
        ("Hà Thu - Mực Tím, Lan Chi", ("Hà Thu", "Lan Chi")),
        ("Hà Thu, hà thu", ("Hà Thu",)),
        ("-", ()),
    ],
)
def test_single_names_without_the_house(value: str, names: tuple[str, ...]) -> None:
    assert clean_names([value], {"muc tim", "mt"}) == names


def test_a_line_that_is_the_house_is_left_out_whole() -> None:
    assert clean_names(["Tổ ong - Lan Chi", "Hà Thu"], {"to ong lan chi"}) == ("Hà Thu",)
    assert clean_names(["Tổ ong - Lan Chi"]) == ("Tổ ong", "Lan Chi")


@pytest.mark.parametrize(
    ("name", "masthead"),
    [("Mực Tím", True), ("Tạp chí Mực Tím", True), ("Mực Tím VN", True), ("Hà Thu", False), ("...", True), ("MT-Huế", True),
     ("ABC-Huế", False), ("Truyền thông Online", True)],
)  # fmt: skip
def test_mastheads(name: str, masthead: bool) -> None:
    assert _is_masthead(name, {"muc tim", "mt"}) is masthead


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Hà Thu", ["Hà Thu"]),
        ({"@type": "Person", "name": "Hà Thu"}, ["Hà Thu"]),
        ({"name": ["Hà Thu", {"name": "Lan Chi"}]}, ["Hà Thu", "Lan Chi"]),
        ([{"name": "Hà Thu"}, "Lan Chi"], ["Hà Thu", "Lan Chi"]),
        ({"@type": "Organization", "name": "Mực Tím"}, []),
        ({"@type": "NewsMediaOrganization", "name": "Mực Tím"}, []),
        (None, []),
        (5, []),
    ],
)
def test_authors_of_json_ld(value: Any, names: list[str]) -> None:
    assert _persons(value) == names


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("A B C D E F G H", True),
        ("A B C D E F G H I", False),
        ("A B C D E F G H (tổng hợp)", True),
        ("Hà và Thu", True),
        ("Hà & Thu / Chi", True),
        ("Hà thu", False),
        ("Hà-Thu,Chi;An", True),
        ("Hà Thu.", False),
        ("Hà Thu?", False),
        ("Hà Thu:", False),
        ("(tổng hợp)", False),
    ],
)
def test_names_are_a_few_capitalised_words(text: str, is_name: bool) -> None:
    assert looks_like_name(text) is is_name


RIGHT = '<p style="Text-Align: right">{}</p>'


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (RIGHT.format("Hà Thu"), "Hà Thu"),
        ('<p align="right">Hà Thu</p>', "Hà Thu"),
        ('<p class="x-Author">Hà Thu</p>', "Hà Thu"),
        ('<p align="left" class="x">Hà Thu</p>', ""),
        (RIGHT.format("Hà Thu") + "<p>x</p>" * 11, "Hà Thu"),
        (RIGHT.format("Hà Thu") + "<p>x</p>" * 12, ""),
        (RIGHT.format("Hà Thu") + RIGHT.format("Lan Chi"), "Lan Chi"),
        (RIGHT.format("Hà Thu") + RIGHT.format("đã có tin"), "Hà Thu"),
        (RIGHT.format("TP"), "TP"),
        (RIGHT.format("T"), ""),
        (RIGHT.format("H" + "à" * 59), "H" + "à" * 59),
        (RIGHT.format("H" + "à" * 60), ""),
        ("", ""),
    ],
)
def test_the_signature_at_the_end_of_a_body(markup: str, name: str) -> None:
    assert tail_author(html.fromstring(f"<div>{markup}</div>")) == name


def test_the_first_byline_selector_that_shows_a_name() -> None:
    page = page_of('<p class="by">đã có tin</p><p class="name">Hà Thu</p><p class="name">Lan Chi</p>')
    assert _shown(page, (".by", ".name")) == ["Hà Thu", "Lan Chi"]
    assert _shown(page, (".by",)) == []
    many = page_of("".join(f'<p class="by">Hà {letter}</p>' for letter in "ABCDEGHIK"))
    assert _shown(many, (".by",)) == [f"Hà {letter}" for letter in "ABCDEGHI"]  # eight of nine
    lengths = page_of("".join(f'<p class="by">{"H" * length}</p>' for length in (1, 2, 120, 121)))
    assert [len(name) for name in _shown(lengths, (".by",))] == [2, 120]


@pytest.mark.parametrize(
    ("stated", "meta", "shown", "authors"),
    [
        ("Hà Thu", {}, "", ("Hà Thu",)),
        ("Hà Thu", {"author": "Lan Chi"}, "Minh Nam", ("Hà Thu",)),
        ("Hà Thu", {"author": "Lan Chi, Hà Thu"}, "", ("Lan Chi", "Hà Thu")),  # says more
        ("Hà Thu", {"author": "HÀ THU"}, "", ("Hà Thu",)),
        ("", {"dable:author": "Lan Chi", "author": "Minh Nam"}, "", ("Lan Chi",)),
        ("", {"article:author": "Lan Chi"}, "", ("Lan Chi",)),
        ("", {}, "Minh Nam", ("Minh Nam",)),
        ("Mực Tím", {"og:site_name": "Mực Tím"}, "Minh Nam", ("Minh Nam",)),
        ("Nhà In", {}, "", ()),
        ("Ong Mật", {}, "", ()),
        ("", {}, "", ()),
    ],
)
def test_offers_in_order_of_trust(stated: str, meta: dict[str, str], shown: str, authors: tuple[str, ...]) -> None:
    structured = Structured(article={"author": stated}, meta=MetaValues(meta), publishers=("Ong Mật",))
    assert find_authors(structured, page_of(f'<p class="by">{shown}</p>'), (".by",), ("Nhà In", "")) == authors


def test_the_names_of_the_house() -> None:
    structured = Structured(meta=MetaValues({"og:site_name": "Mực Tím", "author": "Hà Thu"}), publishers=("Ong Mật",))
    assert own_keys(structured, ("Nhà In", "")) == {"muc tim", "ong mat", "nha in"}
