"""What an HTML mail is made of, in the names that caniemail.com gives to features.

In: a page. Out: the features it uses: elements, attributes, properties of inline styles and of its style element, at-rules,
units, selectors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import html5lib

HEADINGS = {f"h{level}" for level in range(1, 7)}
WITH_ENTRY = (
    "align",
    "cellpadding",
    "cellspacing",
    "height",
    "lang",
    "role",
    "width",
    "valign",
    "background",
    "dir",
    "hidden",
    "target",
)
BORDER = re.compile(r"border-(top|right|bottom|left|color|style|width)")
PADDING = re.compile(r"(padding|margin)-(top|right|bottom|left)")


def features(page: str) -> set[str]:
    """Every feature of a page; those without an entry of their own carry their plain name."""
    tree = html5lib.parse(page, treebuilder="lxml", namespaceHTMLElements=False)
    found: set[str] = {"html-doctype"}
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        found.add("html-h1-h6" if element.tag in HEADINGS else f"html-{element.tag}")
        found |= {f"html-{name}" for name in element.attrib if name in WITH_ENTRY}
        found |= set(_declarations(element.get("style", "")))
        if element.tag == "style":
            found |= set(_sheet(element.text or ""))
    return found


def _declarations(style: str) -> Iterator[str]:
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield _property(name.strip())
            yield from (
                f"css-unit-{'percent' if unit == '%' else unit}" for unit in re.findall(r"(?<=\d)(px|%|em|rem|vh|vw|pt)", value)
            )


def _property(name: str) -> str:
    for pattern, entry in ((BORDER, "css-border"), (PADDING, "")):
        if found := pattern.fullmatch(name):
            return entry or f"css-{found[1]}"
    return f"css-{name}"


def _sheet(css: str) -> Iterator[str]:
    for condition in re.findall(r"@([a-z-]+[^{]*)\{", css):
        yield "css-at-media" if condition.startswith("media") else f"css-at-{condition.split()[0]}"
        if "prefers-color-scheme" in condition:
            yield "css-at-media-prefers-color-scheme"
    rules = re.sub(r"@[^{]*\{", "", css)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", rules):
        yield from _declarations(body)
        for one in selector.split(","):
            yield from _selector(one.strip())
        if "," in selector:
            yield "css-selector-grouping"


def _selector(selector: str) -> Iterator[str]:
    yield "css-selector-class" if "." in selector else "css-selector-type"
    if " " in selector:
        yield "css-selector-descendant"
    yield from (f"css-pseudo-class-{name}" for name in re.findall(r":([a-z-]+)", selector))
