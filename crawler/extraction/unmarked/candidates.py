"""The elements that hold an article on a page whose marks nobody knows.

In: a parsed page, its headline and sapo. Out: elements in the order of the page, whose lines together are the article. The
holder with most running text is the middle; other blocks of the same shape, and a few neighbours nearly as long, belong to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from crawler.extraction.unmarked.layout import ENOUGH, HEADINGS, Layout, lay_out

NEIGHBOURS, SPLIT, PART = 3, 400, 0.35  # a body in parts (Báo Tin tức): how many, how long, how much of the longest
CLIMB = 7  # levels above the longest block where its fellows may stand
RIGHT = 0.5  # weight of a holder that may belong to an article
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Guess:
    """Elements in the order of the page, and how much of the page's running text stands in them (0 to 1)."""

    elements: tuple[etree._Element, ...] = ()
    share: float = 0.0


def guess_body(tree: etree._Element, title: str, sapo: str) -> Guess:
    """Where the article stands; nothing where there is too little text to be sure."""
    layout = lay_out(tree, title, sapo)
    weighed = {holder: length * layout.weight(holder) for holder, length in layout.runs.most_common(24)}
    best = max(weighed, key=lambda holder: weighed[holder], default=None)
    if best is None or weighed[best] <= 0:
        return Guess()
    best = _under_the_headline(layout, best)
    holders = _fellows(layout, best)
    length = sum(layout.runs[holder] for holder in holders)
    if length < ENOUGH and not (length >= ENOUGH // 2 and layout.headline >= 0 and layout.places[best] > layout.headline):
        return Guess()
    rivals = [holder for holder in layout.runs if holder not in holders and layout.weight(holder) >= RIGHT]
    total = length + sum(layout.runs[holder] for holder in rivals if not _is_of_another(layout, holder, best))
    return Guess(_elements(best, holders, layout), min(1.0, length / total))


def _under_the_headline(layout: Layout, best: etree._Element) -> etree._Element:
    """The holder of our own article where several articles of one make stand below each other and `best` is in a later one."""
    for holder, length in layout.runs.most_common(24):
        if holder is best or length < ENOUGH or layout.weight(holder) < RIGHT or layout.places[holder] > layout.places[best]:
            continue
        common = _common([holder, best])
        if holder is common or best is common or _branch(holder, common) not in layout.around_headline:
            continue
        if _has_own_heading(best, common) and _shape(holder, common) == _shape(best, common):
            return holder
    return best


def _is_of_another(layout: Layout, holder: etree._Element, best: etree._Element) -> bool:
    """True for text under a heading of its own, beside the branch that holds our headline and our text."""
    common = _common([holder, best])
    if common is holder or common is best:
        return False
    return _branch(best, common) in layout.around_headline and _has_own_heading(holder, common)


def _has_own_heading(holder: etree._Element, above: etree._Element) -> bool:
    """True where a headline stands in the branch of `above` that the holder is in: another article's."""
    return next(_branch(holder, above).iter(*HEADINGS[:3]), None) is not None


def _fellows(layout: Layout, best: etree._Element) -> list[etree._Element]:
    """The holders that make the body together with `best`, in the order of the page."""
    members = {best}
    right = [holder for holder in layout.runs if holder is not best and layout.weight(holder) >= RIGHT]
    above, level = best.getparent(), 0
    while above is not None and level < CLIMB and above.tag != "html":
        inside = [holder for holder in right if holder not in members and _is_inside(holder, above)]
        shape = _shape(best, above)
        if any(not step.endswith(".") for step in shape):  # bare elements are alike everywhere
            alike = [holder for holder in inside if _shape(holder, above) == shape]
            if _branch(best, above) in layout.around_headline:  # what has a headline of its own is another article
                alike = [holder for holder in alike if not _has_own_heading(holder, above)]
            members |= set(alike)
        if level == 0:
            near = [holder for holder in inside if holder.getparent() is above]
            longest = layout.runs[best]
            if longest >= SPLIT and 0 < len(near) < NEIGHBOURS:
                members |= {holder for holder in near if layout.runs[holder] > longest * PART}
        above, level = above.getparent(), level + 1
    return sorted(members, key=lambda holder: layout.places[holder])


def _is_inside(element: etree._Element, above: etree._Element) -> bool:
    return any(around is above for around in element.iterancestors())


def _shape(element: etree._Element, above: etree._Element) -> tuple[str, ...]:
    """Names and classes from below `above` down to the element: blocks of one body are made alike."""
    shape: list[str] = []
    while element is not None and element is not above:
        shape.append(f"{element.tag!s}.{DIGITS.sub('', element.get('class') or '')}")
        element = element.getparent()
    return tuple(shape)


def _elements(best: etree._Element, holders: list[etree._Element], layout: Layout) -> tuple[etree._Element, ...]:
    """What to read: the one holder, or the branches that hold several of them and the headings between."""
    tops = [holder for holder in holders if not any(_is_inside(holder, other) for other in holders if other is not holder)]
    if len(tops) == 1:
        return (tops[0],)
    common = _common(tops)
    branches = []
    inside = {_branch(holder, common) for holder in tops}
    places = [index for index, child in enumerate(common) if child in inside]
    for child in common[places[0] : places[-1] + 1]:
        if child in inside or child.tag in (*HEADINGS, "p"):
            branches.append(child)
    return tuple(branches)


def _common(elements: list[etree._Element]) -> etree._Element:
    """The nearest element above all of them."""
    first, *others = [list(element.iterancestors()) for element in elements]
    return next(above for above in first if all(above in line for line in others))


def _branch(element: etree._Element, above: etree._Element) -> etree._Element:
    while element.getparent() is not above:
        element = element.getparent()
    return element
