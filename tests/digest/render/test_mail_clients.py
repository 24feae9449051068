"""The HTML mail uses nothing that Gmail, Outlook (desktop, web) or Apple Mail does not show, unless something stands in for it.

Measure: `mail_support.tsv`, facts of caniemail.com. A feature new to the mail fails here until its support is written into the
table and, where a program lacks it, its fallback below.
"""

from __future__ import annotations

import re

import pytest

from data.paths import ROOT
from digest.render.html import as_html
from tests.support import edition_day as model
from tests.support.mail_features import features

TABLE = ROOT / "tests" / "support" / "mail_support.tsv"
# Older than any test of mail programs: HTML 3.2 and CSS 1, shown by all of them; caniemail has no entry for them.
GROUND = {
    "html-a", "html-b", "html-br", "html-col", "html-colgroup", "html-head", "html-html", "html-i", "html-meta", "html-tbody",
    "html-td", "html-th", "html-thead", "html-title", "html-tr", "css-color", "css-font-family", "css-font-style",
}  # fmt: skip
# Each feature that some program shows in part or not at all, and what stands in for it.
FALLBACKS = {
    "html-body": "its colour stands on the outermost table too",
    "html-style": "all that is needed stands in the elements; the style element only adds narrow screens and dark mode",
    "html-doctype": "Word's engine ignores it; the layout is tables",
    "html-width": "Outlook has an outer table of 600 px of its own",
    "html-height": "the cell's style says it again",
    "html-align": "centres the outer table only",
    "html-wbr": "a date does not break, and is read all the same",
    "css-border-radius": "square corners",
    "css-color-scheme": "light mode",
    "css-supported-color-schemes": "the older name of color-scheme",
    "css-pseudo-class-root": "light mode",
    "css-display": "the preheader is hidden by mso-hide, no height and 1 px letters in the colour of the ground as well",
    "css-mso-hide": "only Outlook needs it",
    "css-overflow": "the preheader only",
    "css-max-height": "the preheader only",
    "css-max-width": "Outlook has an outer table of 600 px of its own",
    "css-table-layout": "col elements say the widths",
    "css-white-space": "the words may break",
    "css-font-size": "px only",
    "css-font-weight": "bold and normal only",
    "css-height": "cells only, with the attribute height",
    "css-line-height": "the usual spacing",
    "css-margin": "no auto, nothing negative",
    "css-padding": "spacing only; cells keep it",
    "css-text-align": "left, right, center only",
    "css-text-decoration": "underlined links",
    "css-width": "with the attribute width",
    "css-border": "decoration; a badge has its words",
    "css-at-media": "one column that flows",
    "css-at-media-prefers-color-scheme": "light mode",
    "css-selector-class": "all that is needed stands in the elements",
    "css-selector-descendant": "dark mode only",
    "css-selector-grouping": "all that is needed stands in the elements",
    "css-selector-type": "dark mode only",
}


def pages() -> list[str]:
    """The mail in its variants."""
    whole = model.edition()
    return [
        as_html(edition)
        for edition in (
            whole,
            model.edition([]),
            model.edition(head=model.head(demo=True)),
            model.edition(head=model.head(attachments=("docx", "xlsx"))),
        )
    ]


def table() -> dict[str, dict[str, str]]:
    """Feature -> program -> y, a, n, u."""
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {name: dict(zip(lines[0][1:], support, strict=True)) for name, *support in lines[1:]}


USED = sorted(set().union(*map(features, pages())))


@pytest.mark.parametrize("feature", USED)
def test_supported_or_with_a_fallback(feature: str) -> None:
    support = table().get(feature)
    if support is None:
        assert feature in GROUND | FALLBACKS.keys(), "not in mail_support.tsv: look it up at caniemail.com and add its row"
        return
    lacking = [program for program, letter in support.items() if letter != "y"]
    assert not lacking or feature in FALLBACKS, f"{lacking}: needs a fallback"


def test_the_table_names_its_source_and_holds_only_what_is_used() -> None:
    head = TABLE.read_text(encoding="utf-8").splitlines()[1]
    assert "caniemail 1.0.5" in head and "MIT" in head
    assert table().keys() <= set(USED)
    assert {letter for support in table().values() for letter in support.values()} <= set("yanu")


def test_the_fallbacks_are_there() -> None:
    """What stands in for a missing feature, looked at in the page itself."""
    page = pages()[0]
    styles = re.findall(r'style="([^"]*)"', page)
    assert '<!--[if mso]><table role="presentation" width="600"' in page, "css-max-width, html-width"
    hidden = [style for style in styles if re.search(r"display:\s*none", style)]
    assert len(hidden) == 1 and "mso-hide: all" in hidden[0] and "max-height: 0" in hidden[0], "css-display"
    assert [style for style in styles if "overflow" in style or "max-height" in style] == hidden
    fixed = re.findall(r'<table class="week".*?</table>', page, re.DOTALL)
    assert fixed and all("<col " in one for one in fixed), "css-table-layout"
    assert not re.search(r"margin[^;\"]*(auto|:\s*-|\s-\d)", " ".join(styles)), "css-margin"
    assert set(re.findall(r"font-weight: ?(\w+)", " ".join(styles))) <= {"bold", "normal"}
    assert set(re.findall(r"text-align: ?(\w+)", " ".join(styles))) <= {"left", "right", "center"}
    assert re.search(r'<table class="page wide"[^>]*style="[^"]*background-color', page), "html-body"


def test_without_its_style_element_the_page_keeps_colours_and_sizes() -> None:
    """Gmail with a foreign account drops the style element: whatever is needed stands in the elements."""
    page = re.sub(r"<style.*?</style>", "", pages()[0], flags=re.DOTALL)
    for wanted in ("background-color", "font-size", "font-family", "color", "padding"):
        assert wanted in page
    text_cells = re.findall(r"<(?:p|h[1-3]|blockquote)\b([^>]*)>", page)
    assert text_cells and all("style=" in attributes for attributes in text_cells)
