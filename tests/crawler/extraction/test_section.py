"""The section of an article: which of a page's words for it is taken, and which are too short, too long or the headline."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from crawler.extraction.metadata import MetaValues, Structured
from crawler.extraction.section import find_section
from crawler.extraction.selectors import Marked

SHOWN = '<p class="s">Trang chủ</p><p class="s">Xã hội</p><p class="s">Môi trường</p><p class="s">Tin của bài</p>'


def crumbs(*names: str, mark: str = 'class="x-Breadcrumb"', tag: str = "div") -> str:
    return f"<{tag} {mark}>{''.join(f'<a>{name}</a>' for name in names)}</{tag}>"


def section(markup: str = "", article: Any = None, meta: dict[str, str] | None = None, breadcrumb: tuple[str, ...] = ()) -> str:
    structured = Structured(
        article={"articleSection": article} if article else {}, breadcrumb=breadcrumb, meta=MetaValues(meta or {})
    )
    page = Marked(html.fromstring(f"<html><body>{markup}</body></html>"), frozenset({"s", "t"}))
    return find_section(structured, page, (".t", ".s"), "Tin của bài")


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ({"breadcrumb": ("Thời sự", "Giao thông", "TIN CỦA BÀI"), "markup": SHOWN, "article": "Kinh tế"}, "Giao thông"),
        ({"breadcrumb": ("Trang chủ", "Tin của bài"), "markup": SHOWN}, "Môi trường"),
        ({"markup": SHOWN, "article": "Kinh tế"}, "Môi trường"),
        ({"markup": '<p class="t">Home</p>' + SHOWN}, "Môi trường"),
        ({"markup": '<p class="s">Xã</p><p class="s">X</p>'}, "Xã"),
        ({"markup": f'<p class="s">{"x" * 60}</p><p class="s">{"x" * 61}</p>'}, "x" * 60),
        ({"article": "Thời sự, Kinh tế", "meta": {"article:section": "Văn hóa"}}, "Kinh tế"),
        ({"article": ["Thời sự", "Kinh tế"]}, "Thời sự"),
        ({"meta": {"article:section": "Văn hóa, Lễ hội"}, "markup": crumbs("Đời sống")}, "Văn hóa"),
        ({"meta": {"articlesection": "Văn hóa"}}, "Văn hóa"),
        ({"markup": crumbs("Trang chủ", "Đời sống", "Tin của bài")}, "Đời sống"),
        ({"markup": crumbs() + crumbs("Đời sống")}, "Đời sống"),
        ({"markup": crumbs("Đời sống") + crumbs("Du lịch")}, "Đời sống"),
        ({"markup": crumbs("Đời sống", mark='id="bread-crumb"', tag="ul")}, "Đời sống"),
        ({"markup": crumbs("Đời sống", mark='class="a" aria-label="Breadcrumb"', tag="nav")}, "Đời sống"),
        ({"markup": crumbs("Đời sống", mark='class="menu"')}, ""),
        ({"markup": crumbs("Đời sống", tag="table")}, ""),
        ({"markup": crumbs("Xã", "X")}, "Xã"),
        ({"markup": crumbs("x" * 60, "x" * 61)}, "x" * 60),
        ({"markup": crumbs("Trang chủ")}, ""),
        ({}, ""),
    ],
)
def test_the_section(case: dict[str, Any], name: str) -> None:
    assert section(**case) == name
