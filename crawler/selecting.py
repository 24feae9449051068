"""CSS selectors, compiled once, and asked only where they can match.

In: selectors of the families, a parsed page. Out: elements in order of the selectors. A page has a few hundred class names and
ids; a selector that needs one it has not is left out before the tree is searched: a reader asks some 130 selectors a page, and
about one in ten can match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from cssselect.parser import Attrib, Class, CombinedSelector, Element, Hash, parse
from lxml import etree
from lxml.cssselect import CSSSelector

CLASSES = etree.XPath("//@class", smart_strings=False)
IDS = etree.XPath("//@id", smart_strings=False)
ROLES = {name: etree.XPath(f"//@{name}", smart_strings=False) for name in ("data-role", "itemprop")}


@cache
def css(selector: str) -> CSSSelector:
    """A compiled selector."""
    return CSSSelector(selector, translator="html")


def select(node: etree._Element, selectors: Iterable[str]) -> Iterator[etree._Element]:
    """Elements that match, selector by selector in order."""
    for selector in selectors:
        yield from css(selector)(node)


def marks_of(tree: etree._Element) -> frozenset[str]:
    """Every class (".x"), id ("#x") and role ("data-role=x") that occurs in a page."""
    marks = {f".{name}" for name in " ".join(CLASSES(tree)).split()}
    marks |= {f"#{name}" for name in IDS(tree)}
    for role, find in ROLES.items():
        marks |= {f"{role}={value}" for value in find(tree)}
    return frozenset(marks)


def possible(selectors: Iterable[str], marks: frozenset[str]) -> tuple[str, ...]:
    """Those of `selectors`, in order, that a page with these marks can match."""
    return tuple(selector for selector in selectors if any(need <= marks for need in needs(selector)))


@cache
def needs(selector: str) -> tuple[frozenset[str], ...]:
    """For each alternative of a selector the marks without which it matches nothing."""
    return tuple(frozenset(_needed(alternative.parsed_tree)) for alternative in parse(selector))


def _needed(node: Any) -> Iterator[str]:
    """The marks a node of cssselect's tree requires; what stands inside :not() and :has() requires nothing."""
    if isinstance(node, Class):
        yield f".{node.class_name}"
    elif isinstance(node, Hash):
        yield f"#{node.id}"
    elif isinstance(node, Attrib) and node.operator == "=" and node.attrib in ROLES and node.value is not None:
        yield f"{node.attrib}={node.value.value}"
    elif isinstance(node, CombinedSelector):
        yield from _needed(node.subselector)
    if not isinstance(node, Element):
        yield from _needed(node.selector)


@lru_cache(maxsize=512)
def joined(selectors: tuple[str, ...]) -> CSSSelector:
    """Several selectors as one question, answered in document order."""
    return CSSSelector(", ".join(selectors), translator="html")
