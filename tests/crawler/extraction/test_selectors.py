"""The index of a page's marks gives what lxml's own selectors give: the same elements, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler.extraction.cms_families import FAMILIES, FIELDS
from crawler.extraction.page import parse
from crawler.extraction.selectors import Marked, compounds, css, needs, possible, select
from crawler.register import spider_classes
from data.paths import TEST_PAGES

PAGES = sorted((TEST_PAGES).glob("*/*.html"))
NAMES = ("a", "b", "c")


@cache
def every_selector() -> tuple[str, ...]:
    own = (FAMILIES[facts.family].with_overrides(facts.selectors) for facts in spider_classes().values())
    families = [*FAMILIES.values(), *own]
    return tuple(dict.fromkeys(selector for family in families for name in FIELDS for selector in getattr(family, name)))


def marked(tree: etree._Element, selectors: tuple[str, ...]) -> Marked:
    return Marked(tree, frozenset().union(*(need for selector in selectors for need in needs(selector))))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_selector_on_every_page(page: Path) -> None:
    tree = parse(page.read_bytes())
    if tree is None:
        pytest.skip("the case is a page without any element")
    index = marked(tree, every_selector())
    for selector in every_selector():
        assert list(index.select([selector])) == list(css(selector)(tree)), selector


def test_most_selectors_are_of_the_simple_kind() -> None:
    simple = [selector for selector in every_selector() if compounds(selector) is not None]
    assert len(simple) > 0.9 * len(every_selector())


@st.composite
def markup(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(st.sampled_from(("div", "p", "span", "h1")))
    marks = draw(st.lists(st.sampled_from(NAMES), max_size=3))
    attributes = f' class="{" ".join(marks)}"' if marks else ""
    attributes += draw(st.sampled_from(("", ' id="a"', ' id="b"', ' rel="author"', ' rel=""', ' data-x="ab"')))
    inside = "".join(draw(st.lists(markup(depth + 1), max_size=3))) if depth < 4 else "x"
    return f"<{tag}{attributes}>{inside}</{tag}>"


def compound_selectors() -> Iterator[str]:
    singles = ("div", ".a", ".b.c", "span.a", "#a", "div#b", "[rel]", "[rel=author]", "[data-x^=a]", "[data-x*=b]", ".a[rel]")
    yield from singles
    for joint in (" ", " > "):
        for left in singles:
            for right in (".a", "p", "span.c", "[rel=author]", ".b > .c"):
                yield f"{left}{joint}{right}"
    yield from (":not(.a)", ".a:not(.b)", ".a, .b", ".a + .b", ".a ~ p", "p:nth-child(2)")


@settings(max_examples=40, deadline=None)
@given(markup())
def test_any_page_and_any_selector(page: str) -> None:
    tree = parse(f"<html><body>{page}</body></html>".encode())
    assert tree is not None
    selectors = tuple(compound_selectors())
    index = marked(tree, selectors)
    for selector in selectors:
        assert set(index.select([selector])) == set(css(selector)(tree)), selector
        assert len(list(index.select([selector]))) == len(list(css(selector)(tree))), selector


MARKUP = (
    '<div id="a" class="x y"><p class="a a">1</p><span><p class="b">2</p></span><b rel="">3</b></div>'
    '<div class="x"><p class="a c" id="p" data-x="abc">4</p><i>5<u>6</u></i></div><p class="a">7</p>'
)


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        (".a", ["1", "4", "7"]),
        (".a.c", ["4"]),
        ("p.b", ["2"]),
        ("b.b", []),
        ("#p", ["4"]),
        ("b#p", []),
        ("#p#q", []),
        (".x .a", ["1", "4"]),
        (".x > .a", ["1", "4"]),
        (".x > .b", []),
        (".x span > .b", ["2"]),
        (".x.y .a", ["1"]),
        ("#a p", ["1", "2"]),
        ("#a > p", ["1"]),
        (".x p", ["1", "2", "4"]),
        (".x u", ["6"]),
        (".x > p", ["1", "4"]),
        ("[rel]", ["3"]),
        ("[rel='']", ["3"]),
        ("[data-x=abc]", ["4"]),
        ("[data-x=ab]", []),
        ("[data-x^=ab]", ["4"]),
        ("[data-x^=bc]", []),
        ("[data-x*=bc]", ["4"]),
        ("[data-x^='']", []),
        ("[data-x$=bc]", ["4"]),
        (".a[data-x]", ["4"]),
        (".a[data-x=none]", []),
        ("[none]", []),
        ("i u", ["6"]),
        (".x i > u", ["6"]),
        (".x b, .x i u", ["3", "6"]),
        (".a:not(.c)", ["1", "7"]),
        (".none", []),
        (".x .none p", []),
    ],
)
def test_which_elements_a_selector_finds(selector: str, texts: list[str]) -> None:
    tree = parse(f"<html><body>{MARKUP}</body></html>".encode())
    assert tree is not None
    for asked in (frozenset().union(*needs(selector)), frozenset({"a", "b", "c", "x", "y", "#a", "#p"}), frozenset({"none"})):
        if asked != {"none"} or not frozenset().union(*needs(selector)) & {"a", "b", "c", "x", "y", "#a", "#p"}:
            found = Marked(tree, asked).select([selector])
            assert [element.text for element in found] == texts, asked


def test_the_index_holds_what_is_asked_once() -> None:
    tree = parse(f"<html><body>{MARKUP}</body></html>".encode())
    assert tree is not None
    assert Marked(tree, frozenset({"a", "#p", "#none", "z"})).marks == {"a", "#p"}
    assert Marked(tree, frozenset({"p", "#b"})).marks == frozenset()
    assert [element.text for element in Marked(tree, frozenset({"a", "c"})).select([".c", ".a"])] == ["4", "1", "4", "7"]
    assert [element.text for element in Marked(tree, frozenset({"b"})).select([".a", ".b"])] == ["1", "4", "7", "2"]  # not asked


@pytest.mark.parametrize(
    ("selector", "chain"),
    [
        ("P.a.b", [("p", {"a", "b"}, (), (), "")]),
        ("#x", [(None, set(), ("x",), (), "")]),
        ("*", [(None, set(), (), (), "")]),
        ("a[REL]", [("a", set(), (), (("rel", "", ""),), "")]),
        ("a[rel^=x]", [("a", set(), (), (("rel", "^=", "x"),), "")]),
        (".a > b", [(None, {"a"}, (), (), ""), ("b", set(), (), (), ">")]),
        (".a b i", [(None, {"a"}, (), (), ""), ("b", set(), (), (), " "), ("i", set(), (), (), " ")]),
        (".a + b", None),
        (".a, .b", None),
        ("a[rel$=x]", None),
        ("a:not(.b)", None),
        ("a:not(.b) > i", None),
        ("i > a:not(.b)", None),
        ("a::before", None),
        ("svg|a", None),
        ("a[xml|lang]", None),
    ],
)
def test_compounds_of_a_selector(selector: str, chain: list[tuple[object, ...]] | None) -> None:
    parts = compounds(selector)
    plain = None if parts is None else [(p.tag, set(p.classes), p.ids, p.attributes, p.combinator) for p in parts]
    assert plain == chain


@pytest.mark.parametrize(
    ("selector", "marks"),
    [
        (".a", [{"a"}]),
        (".a.b#c", [{"a", "b", "#c"}]),
        (".a > p.b i", [{"a", "b"}]),
        (".a, #b", [{"a"}, {"#b"}]),
        ("p", [set()]),
        (".a:not(.b)", [{"a"}]),
        ("p[rel]", [set()]),
    ],
)
def test_marks_a_selector_needs(selector: str, marks: list[set[str]]) -> None:
    assert [set(need) for need in needs(selector)] == marks


def test_selectors_that_a_page_can_match() -> None:
    selectors = (".a", ".b.c", "p", ".b, .a")
    assert possible(selectors, frozenset({"a"})) == (".a", "p", ".b, .a")
    assert possible(selectors, frozenset({"b"})) == ("p", ".b, .a")
    assert possible(selectors, frozenset()) == ("p",)


def test_selectors_of_a_node_in_their_order() -> None:
    tree = parse(f"<html><body>{MARKUP}</body></html>".encode())
    assert tree is not None
    assert [element.text for element in select(tree, ("i", ".b", "none"))] == ["5", "2"]
