"""What a page says about itself: broken JSON, nested nodes, the best article node, breadcrumbs, meta elements."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html

from crawler.extraction.metadata import (
    MetaValues,
    Structured,
    _crumb_names,
    _is_home,
    _publisher_names,
    _richness,
    _types,
    _walk,
    parse_json,
    read_structured,
)

TYPED = {"@type": "NewsArticle"}


def nested(value: Any, depth: int) -> Any:
    """The value inside so many lists."""
    for _ in range(depth):
        value = [value]
    return value


def test_meta_values_are_tidied_when_asked() -> None:
    values = MetaValues({"a": " Ti&amp;#7871;n  độ ", "b": ""})
    assert (values["a"], values.get("a"), values.get("c"), values.get("c", "x"), values.get("b", "x")) == (
        "Tiến độ", "Tiến độ", "", "x", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"), [(" một  hai ", "một hai"), (["một", "hai"], "một"), ([["một"]], "một"), ([], ""), (5, ""), (None, ""),
                        ("&amp;agrave;", "à")]
)  # fmt: skip
def test_one_string_of_the_article(value: Any, text: str) -> None:
    assert Structured(article={"headline": value}).text("headline") == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        ('<!-- {"a": 1} -->', {"a": 1}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ('{"a": 1};', {"a": 1}),
        ('{"a": [1, 2,], }', {"a": [1, 2]}),
        ('{"a": "có "ma" thế", "b": 1}', {"a": 'có "ma" thế', "b": 1}),
        ('{"a": "x"\n"b": "y"}', {"a": "x", "b": "y"}),
        ('{"a": "x \\d"}', {"a": "x \\d"}),
        ('{"a": "x \\"y\\" z",}', {"a": 'x "y" z'}),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1}, {"b": 2} hỏng', [{"a": 1}, {"b": 2}]),
        ("hỏng", []),
        ("", []),
    ],
)
def test_json_is_repaired(text: str, value: Any) -> None:
    assert parse_json(text) == value


def test_a_stray_quotation_mark_is_judged_by_what_follows_it_closely() -> None:
    far = '{"a": "x"' + " " * 300 + ', "b": "y",}'
    assert parse_json(far) == {"a": "x", "b": "y"}


@pytest.mark.parametrize(("depth", "count"), [(0, 1), (12, 1), (13, 0)])
def test_how_deep_nodes_are_looked_for(depth: int, count: int) -> None:
    graph: Any = TYPED
    for _ in range(depth):
        graph = {"@graph": graph}
    crumb = nested({"name": "Đời sống"}, depth)
    assert list(_walk(nested(TYPED, depth), 0)) == [TYPED] * count
    assert list(_walk(graph, 0)) == [TYPED] * count
    assert list(_crumb_names(crumb, 0)) == ["Đời sống"] * count


def test_only_typed_nodes_and_those_of_certain_keys() -> None:
    value = {
        "name": "x",
        "mainEntity": TYPED,
        "author": {"@type": "Person"},
        "video": [{"@type": "VideoObject"}],
        "breadcrumb": 5,
    }
    assert list(_walk(value, 0)) == [TYPED, {"@type": "VideoObject"}]


@pytest.mark.parametrize(
    ("kinds", "types"),
    [("Article", {"Article"}), ("http://schema.org/Article", {"Article"}), (["Article", "Report"], {"Article", "Report"}),
     (None, set()), ([], set()), (["", "Report"], {"Report"})],
)  # fmt: skip
def test_types_of_a_node(kinds: Any, types: set[str]) -> None:
    assert _types({"@type": kinds}) == types


def test_the_article_that_says_most_is_taken() -> None:
    assert _richness({"headline": "a", "author": "", "description": "b", "other": "c"}) == 2
    poor, rich = TYPED | {"headline": "a"}, {"@type": "Report", "headline": "b", "datePublished": "c"}
    assert structured(poor, rich).text("headline") == "b"
    assert structured(rich, poor).types == {"Report"}


def structured(*nodes: Any, meta: str = "", kind: str = "application/ld+json") -> Structured:
    scripts = "".join(f'<script type="{kind}">{json.dumps(node)}</script>' for node in nodes)
    return read_structured(html.fromstring(f"<html><head>{meta}{scripts}</head><body><p>x</p></body></html>"))


def test_videos_and_scripts_of_other_types() -> None:
    video = {"@type": "VideoObject", "name": "Clip"}
    assert structured(video).article == video
    assert structured(video).video is True
    assert structured(TYPED | {"headline": "a"}, video).text("headline") == "a"
    assert structured(TYPED).video is False
    assert structured(TYPED, kind="text/javascript").article == {}
    assert structured(TYPED, kind="Application/LD+JSON").article == TYPED


def crumbs(*names: str) -> dict[str, Any]:
    return {"@type": "BreadcrumbList", "itemListElement": [{"name": name} for name in names]}


def test_the_longest_breadcrumb_without_the_home_page() -> None:
    assert structured(crumbs("Trang chủ", "Đời sống"), crumbs("Thời sự", "Giáo dục"), crumbs("a")).breadcrumb == (
        "Thời sự", "Giáo dục",
    )  # fmt: skip
    assert structured({"@type": "ItemList", "itemListElement": [{"name": "a"}]}).breadcrumb == ()


@pytest.mark.parametrize(
    ("crumb", "names"),
    [
        ({"name": " Đời  sống "}, ["Đời sống"]),
        ({"item": {"name": "Đời sống"}}, ["Đời sống"]),
        ({"name": "Thời sự", "item": {"name": "Đời sống"}}, ["Thời sự"]),
        ({"item": "https://bao.example/doi-song"}, []),
        ({"name": " "}, []),
        ({"name": 5}, []),
        ({"name": "Tin tức", "position": 1, "item": "https://bao.example/"}, []),
        ("Đời sống", []),
    ],
)
def test_names_of_a_breadcrumb(crumb: Any, names: list[str]) -> None:
    assert list(_crumb_names(crumb, 0)) == names


@pytest.mark.parametrize(
    ("position", "inner", "home"),
    [
        (1, "https://bao.example/", True),
        ("1", "https://bao.example", True),
        (2, "https://bao.example/", False),
        (1, "https://bao.example/tin", False),
        (1, "https://bao.example/?c=2", False),
        (1, "/", False),
        (1, {"@id": "https://bao.example/"}, True),
        (1, {"url": "https://bao.example/"}, True),
        (1, {"@id": "https://bao.example/tin", "url": "https://bao.example/"}, False),
        (1, {}, False),
        (1, None, False),
    ],
)
def test_the_first_crumb_may_be_the_home_page(position: Any, inner: Any, home: bool) -> None:
    assert _is_home({"position": position}, inner) is home


@pytest.mark.parametrize(
    ("node", "names"),
    [
        ({"@type": "Organization", "name": "Mực  Tím", "legalName": "Nhà In"}, ["Mực Tím", "Nhà In"]),
        ({"@type": "WebSite", "name": "Mực Tím"}, ["Mực Tím"]),
        ({"@type": "Person", "name": "Hà Thu"}, []),
        ({"@type": "NewsArticle", "name": "Tin", "publisher": {"name": "Mực Tím"}}, ["Mực Tím"]),
        ({"@type": "NewsArticle", "publisher": "Mực Tím"}, []),
        ({"@type": "Organization", "name": " ", "legalName": 5}, []),
    ],
)
def test_names_of_publishers(node: dict[str, Any], names: list[str]) -> None:
    assert list(_publisher_names(node)) == names
    assert structured(node, node).publishers == tuple(names)


def test_the_first_meta_value_that_is_not_empty() -> None:
    meta = (
        '<meta name="Author" content=" "><meta name="author"><meta name="AUTHOR " content="Hà Thu">'
        '<meta name="author" content="b">'
        '<meta property="og:title" itemprop="headline" content="Tin"><meta content="không tên"><meta http-equiv="x" content="y">'
    )
    assert dict(structured(meta=meta).meta) == {"author": "Hà Thu", "og:title": "Tin", "headline": "Tin", "x": "y"}
