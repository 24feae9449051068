"""CSS selectors, compiled once, and asked only where they can match.

In: selectors of the families, a parsed page. Out: elements in order of the selectors. A page has a few hundred class names and
ids; a selector that needs one it has not is left out before the tree is searched: a reader asks some 130 selectors a page, and
about one in ten can match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from cssselect.parser import Class, CombinedSelector, Element, Hash, parse
from lxml import etree
from lxml.cssselect import CSSSelector


@cache
def css(selector: str) -> CSSSelector:
    """A compiled selector."""
    return CSSSelector(selector, translator="html")


def select(node: etree._Element, selectors: Iterable[str]) -> Iterator[etree._Element]:
    """Elements that match, selector by selector in order."""
    for selector in selectors:
        yield from css(selector)(node)


def possible(selectors: Iterable[str], marks: frozenset[str]) -> tuple[str, ...]:
    """Those of `selectors`, in order, that a page with these marks can match."""
    return tuple(selector for selector in selectors if any(need <= marks for need in needs(selector)))


@cache
def needs(selector: str) -> tuple[frozenset[str], ...]:
    """For each alternative of a selector the marks without which it matches nothing."""
    return tuple(frozenset(_needed(alternative.parsed_tree)) for alternative in parse(selector))


def _needed(node: Any) -> Iterator[str]:
    """The marks a node of cssselect's tree requires; what stands inside :not(), :is() and :has() requires nothing."""
    if isinstance(node, Class):
        yield node.class_name
    elif isinstance(node, Hash):
        yield f"#{node.id}"
    elif isinstance(node, CombinedSelector):
        yield from _needed(node.subselector)
    if not isinstance(node, Element):
        yield from _needed(node.selector)
