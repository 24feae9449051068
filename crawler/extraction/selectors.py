"""The elements of one page by class, id and attribute: selectors are answered from an index, not by a search of the tree each.

In: a tree and the marks that somebody may ask for. Out: `Marked.select`, which gives what lxml's own CSS selectors give, in the
same order. Simple selectors (names, classes, ids, attributes, descendants, children) are answered here; any other goes to lxml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cssselect.parser import Attrib, Class, CombinedSelector, Element, Hash, parse
from lxml import etree
from lxml.cssselect import CSSSelector

COMBINATORS = (" ", ">")
TESTS: dict[str, Callable[[str, str], bool]] = {"=": str.__eq__, "^=": str.startswith, "*=": str.__contains__}


@dataclass(frozen=True)
class Compound:
    """One element's conditions ("h1.title[data-role=title]"), and how it hangs on those before it."""

    tag: str | None
    classes: frozenset[str]
    ids: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]  # name, operator ("" = exists), value
    combinator: str = ""  # between the compound on its left and this one

    @property
    def marks(self) -> Iterator[str]:
        """What an element must carry to be looked at."""
        yield from (f"#{name}" for name in self.ids)
        yield from self.classes

    def fits(self, element: etree._Element) -> bool:
        """Whether an element meets the conditions."""
        if self.tag is not None and element.tag != self.tag:
            return False
        if self.classes and not self.classes.issubset((element.get("class") or "").split()):
            return False
        if any(element.get("id") != name for name in self.ids):
            return False
        return all(self._tells(element.get(name), test, wanted) for name, test, wanted in self.attributes)

    @staticmethod
    def _tells(value: str | None, test: str, wanted: str) -> bool:
        return value is not None and (not test or ((bool(wanted) or test == "=") and TESTS[test](value, wanted)))


@dataclass
class Marked:
    """A tree with its index. The index knows the tree as it was when the index was made."""

    tree: etree._Element
    asked: frozenset[str]
    _places: dict[str, list[etree._Element]] = field(default_factory=dict)
    _bearers: dict[str, list[etree._Element]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places, asked = self._places, self.asked
        asked_of: dict[str, tuple[str, ...]] = {}  # the same classes come again and again
        for element in self.tree.iter(etree.Element):
            if (names := element.get("class")) is not None:
                marks = asked_of.get(names)
                if marks is None:
                    marks = asked_of[names] = tuple(dict.fromkeys(name for name in names.split() if name in asked))
                for name in marks:
                    places.setdefault(name, []).append(element)
            if (identity := element.get("id")) is not None and f"#{identity}" in asked:
                places.setdefault(f"#{identity}", []).append(element)

    @property
    def marks(self) -> frozenset[str]:
        """Those of the asked marks that occur."""
        return frozenset(self._places)

    def select(self, selectors: Iterable[str]) -> Iterator[etree._Element]:
        """Elements that match, selector by selector in order."""
        for selector in selectors:
            chain = compounds(selector)
            if chain is not None and self._indexed(chain):
                yield from self._found(chain)
            elif chain is not None and (chain[-1].attributes or chain[-1].tag):
                last = chain[-1]
                offers = self._bearing(last.attributes[0][0]) if last.attributes else self.tree.iter(last.tag)
                yield from (element for element in offers if last.fits(element) and hangs(element, chain))
            else:
                yield from css(selector)(self.tree)

    def _bearing(self, name: str) -> list[etree._Element]:
        """The elements with an attribute."""
        if name not in self._bearers:
            self._bearers[name] = _attribute(name)(self.tree)
        return self._bearers[name]

    def _indexed(self, chain: tuple[Compound, ...]) -> bool:
        """Whether the index can answer: the last compound has a mark, or the one before it and then a name."""
        last = next(chain[-1].marks, None)
        if last is None and len(chain) > 1:
            return any(True for _ in chain[-2].marks) and all(mark in self.asked for mark in chain[-2].marks)
        return last is not None and all(mark in self.asked for mark in chain[-1].marks)

    def _found(self, chain: tuple[Compound, ...]) -> Iterator[etree._Element]:
        last = chain[-1]
        marks = list(last.marks)
        if marks:
            rarest = min((self._places.get(mark, []) for mark in marks), key=len)
            yield from (element for element in rarest if last.fits(element) and hangs(element, chain))
            return
        yielded: set[etree._Element] = set()
        for above in self._found(chain[:-1]):
            inside = above.iterchildren(last.tag) if last.combinator == ">" else above.iterdescendants(last.tag)
            for element in inside:
                if element not in yielded and isinstance(element.tag, str) and last.fits(element):
                    yielded.add(element)
                    yield element


def hangs(element: etree._Element, chain: tuple[Compound, ...]) -> bool:
    """Whether what stands above the element meets the compounds before the last."""
    if len(chain) == 1:
        return True
    rest = chain[:-1]
    above = element.getparent()
    while above is not None:
        if rest[-1].fits(above) and hangs(above, rest):
            return True
        if chain[-1].combinator == ">":
            return False
        above = above.getparent()
    return False


@cache
def _attribute(name: str) -> etree.XPath:
    return etree.XPath(f"//*[@{name}]")


@cache
def compounds(selector: str) -> tuple[Compound, ...] | None:
    """A selector's compounds from left to right, None where it is none of the simple kind."""
    alternatives = parse(selector)
    if len(alternatives) != 1 or alternatives[0].pseudo_element:
        return None
    return _chain(alternatives[0].parsed_tree, "")


def _chain(node: Any, combinator: str) -> tuple[Compound, ...] | None:
    if isinstance(node, CombinedSelector):
        left = _chain(node.selector, "")
        right = _chain(node.subselector, node.combinator)
        return left + right if left and right and node.combinator in COMBINATORS else None
    classes: list[str] = []
    ids: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    while not isinstance(node, Element):
        if isinstance(node, Class):
            classes.append(node.class_name)
        elif isinstance(node, Hash):
            ids.append(node.id)
        elif isinstance(node, Attrib) and node.namespace is None and node.operator in ("exists", *TESTS):
            value = node.value.value if node.value is not None else ""
            attributes.append((node.attrib.lower(), "" if node.operator == "exists" else node.operator, value or ""))
        else:
            return None
        node = node.selector
    if node.namespace is not None:
        return None
    tag = node.element.lower() if node.element else None
    return (Compound(tag, frozenset(classes), tuple(ids), tuple(attributes), combinator),)


@cache
def css(selector: str) -> CSSSelector:
    """A compiled selector."""
    return CSSSelector(selector, translator="html")


def select(node: etree._Element, selectors: Iterable[str]) -> Iterator[etree._Element]:
    """Elements that match, selector by selector in order."""
    for selector in selectors:
        yield from css(selector)(node)


def traits_of(node: etree._Element) -> set[str]:
    """Every name, class, id and attribute that occurs in an element, itself with them: "<table", "related", "#tags", "[type"."""
    traits: set[str] = set()
    for element in node.iter(etree.Element):
        traits.add(f"<{element.tag}")
        for name, value in element.items():
            traits.add(f"[{name}")
            if name == "class":
                traits.update(value.split())
            elif name == "id":
                traits.add(f"#{value}")
    return traits


def select_with(node: etree._Element, selectors: Iterable[str], traits: set[str]) -> Iterator[etree._Element]:
    """`select`, asking only for what an element of these traits can hold: for a small element that is most of the work."""
    for selector in selectors:
        if any(need <= traits for need in _wanted(selector)):
            yield from css(selector)(node)


@cache
def _wanted(selector: str) -> tuple[frozenset[str], ...]:
    """For each alternative of a selector the traits without which it matches nothing."""
    return tuple(frozenset(_needed(alternative.parsed_tree, every=True)) for alternative in parse(selector))


def possible(selectors: Iterable[str], marks: frozenset[str]) -> tuple[str, ...]:
    """Those of `selectors`, in order, that a page with these marks can match."""
    return tuple(selector for selector in selectors if any(need <= marks for need in needs(selector)))


@cache
def needs(selector: str) -> tuple[frozenset[str], ...]:
    """For each alternative of a selector the marks without which it matches nothing."""
    return tuple(frozenset(_needed(alternative.parsed_tree)) for alternative in parse(selector))


def _needed(node: Any, *, every: bool = False) -> Iterator[str]:
    """The marks a node of cssselect's tree requires; what stands inside :not(), :is() and :has() requires nothing.

    `every`: names of elements and attributes, too.
    """
    if isinstance(node, Class):
        yield node.class_name
    elif isinstance(node, Hash):
        yield f"#{node.id}"
    elif isinstance(node, CombinedSelector):
        yield from _needed(node.subselector, every=every)
    elif every and isinstance(node, Attrib) and node.namespace is None and node.operator != "!=":
        yield f"[{node.attrib.lower()}"
    if not isinstance(node, Element):
        yield from _needed(node.selector, every=every)
    elif every and node.element and node.namespace is None:
        yield f"<{node.element.lower()}"
