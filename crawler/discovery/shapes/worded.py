"""Shapes without a number: long slugs, a folder or a month of their own, or a query alone.

In: addresses taken apart. Out: `AddressShape`, None where none stands out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.discovery.shapes.address import SLUG_WORDS, Address, is_headline
from crawler.discovery.shapes.shape import MONTHS, NOTHING, AddressShape, escaped, shape_of, skip_pattern

FEWEST = 3  # links that look like articles: fewer prove no shape
ENOUGH = 5  # of the surest links, or of addresses with one path


def shape_by_words(articles: Sequence[Address], usable: Sequence[Address]) -> AddressShape | None:
    """The shape of a site whose addresses carry no number: long slugs, or a folder of their own."""
    plain = [address for address in articles if not address.kind]
    headlines = [address for address in plain if address.is_headline]
    if len(headlines) < FEWEST:
        return None
    sure = _surest(headlines)
    endings = Counter(address.ending for address in sure)
    ending = endings.most_common(1)[0][0]
    tail = escaped(ending) if ending.startswith(".") else "/?"
    labels = [address for address in plain if not address.is_headline]
    if sum(address.has_month for address in sure) > 0.9 * len(sure):
        return shape_of(_worded(MONTHS, SLUG_WORDS - 1, tail), skip_pattern(usable), usable, has_number=False)
    if folder := _own_folder(sure, labels):
        dashes = min(2, min(address.words for address in sure) - 1)
        pattern = rf"^/{escaped(folder)}/(?:[^/]+/+)*[^/-]*(?:-[^/-]*){{{dashes},}}{tail}$"
        return shape_of(pattern, skip_pattern(usable), usable, has_number=False)
    start, labels = _depth(sure, [label for label in labels if label.ending.strip("/") == ending.strip("/")])
    fewest = max(
        range(1 if sure[0].link.is_announced else SLUG_WORDS - 1, 8),  # what a site announces may have slugs of one word
        key=lambda words: (sum(a.words >= words for a in headlines) - 2 * sum(a.words >= words for a in labels), -words),
    )
    return shape_of(_worded(start, fewest, tail), skip_pattern(usable), usable, has_number=False)


def _surest(headlines: Sequence[Address]) -> list[Address]:
    """The announced articles where there are enough, else the longest slugs: long names of sections are not among them."""
    announced = [address for address in headlines if address.link.is_announced]
    long = [address for address in headlines if address.words > SLUG_WORDS + 2]
    return next((some for some in (announced, long) if len(some) >= ENOUGH), list(headlines))


def _worded(start: str, words: int, tail: str) -> str:
    """A last segment of at least so many words."""
    return rf"{start}[^/._-]+(?:[-_]+[^/._-]+){{{words - 1},}}{tail}$"


def _depth(sure: Sequence[Address], labels: Sequence[Address]) -> tuple[str, list[Address]]:
    """The folders that all articles stand in, as an expression, and the labels that stand as deep."""
    depth, count = Counter(len(address.folders) for address in sure).most_common(1)[0]
    if count < 0.95 * len(sure):
        return "/", list(labels)
    start = "^/" if not depth else "^/[^/]+/" if depth == 1 else f"^/(?:[^/]+/+){{{depth}}}"
    return start, [label for label in labels if len(label.folders) == depth]


def shape_by_query(usable: Sequence[Address]) -> AddressShape | None:
    """The shape of a site whose articles differ in the query alone ("/detail.aspx?id=5123")."""
    paths: dict[str, set[str]] = defaultdict(set)
    for address in usable:
        parts = urlsplit(address.link.url)
        if parts.query and (address.link.is_announced or is_headline(address.link.text)):
            paths[parts.path].add(parts.query)
    path = max(paths, key=lambda each: len(paths[each]), default="")
    if len(paths.get(path, ())) < ENOUGH:
        return None
    return shape_of(f"^{escaped(path)}$", NOTHING, usable, has_number=False)


def _own_folder(headlines: Sequence[Address], labels: Sequence[Address]) -> str:
    """The first folder that nearly all articles and hardly any section stand in; "" where there is none."""
    folders = Counter(address.folders[0] for address in headlines if address.folders)
    if not folders:
        return ""
    folder, count = folders.most_common(1)[0]
    if folder.isdigit() or any(not address.folders and address.slug.lower() == folder for address in labels):
        return ""  # a year, or a section that has a page of its own
    others = sum(bool(address.folders) and address.folders[0] == folder for address in labels)
    return folder if count >= 0.9 * len(headlines) and others <= 0.1 * count else ""
