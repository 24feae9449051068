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
from crawler.extraction.selectors import Marked, compounds, css, needs
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
