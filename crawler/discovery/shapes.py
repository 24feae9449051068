"""The shape of a site's article addresses, learned from its links: long slugs, an id before the ending, a month in the path.

In: links with their texts, some of them known to be articles (the items of a feed). Out: `AddressShape`: the expressions
`article_pattern` and `skip_pattern` of `OutletFacts`. Nothing is known of the site. Headlines have long slugs and long texts,
sections and topics short ones; what both share (the ending, the sign before the id, the length of the id) is counted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from statistics import median
from urllib.parse import urlsplit

from lxml import etree

from crawler.discovery.address_parts import (
    LONG_ID,
    SLUG_WORDS,
    TOPICS,
    Address,
    PageLink,
    host_of,
    is_headline,
    joined,
    main_host,
    site_of,
    taken_apart,
)
from crawler.outlet import OutletFacts
from data.text import tidy

FEWEST = 3  # links that look like articles: fewer prove no shape
PURE = 0.6  # share of a shape's links that must look like articles
TOLD = 0.1  # share of the announced articles that makes their shape an article's whatever its links look like
MANY = 10  # announced articles: so many show every shape that articles of the site have
TOPIC_MARKS = frozenset(("-e", "-ev", "-event", "-t", "-tag", "-tags", "-topic", "-c", "-cat", "-cate", "-s", "-sk", "-cd"))
MONTHS = r"/20\d\d/?(?:0[1-9]|1[0-2])/(?:\d\d/)?"  # folders of a month or a day
MOST_LINKS = 5000  # of one page or pool
MOST_TEXTS = 50  # pieces of text of one link
LONGEST = 1000  # characters of an address
ENOUGH = 5  # articles by shape on a page where the outlet's pattern fits none

__all__ = [
    "AddressShape",
    "PageLink",
    "host_of",
    "is_headline",
    "joined",
    "learn_shape",
    "main_host",
    "page_links",
    "pattern_or_shape",
    "site_of",
]


@dataclass(frozen=True, kw_only=True)
class AddressShape:
    """How the addresses of a site's articles look. `article_pattern` is searched in the path, as in `OutletFacts`."""

    article_pattern: str
    skip_pattern: str
    links: int  # so many links have this shape
    share_announced: float = 0.0  # of the announced articles, the share that has it
    has_number: bool = True

    def fits(self, url: str) -> bool:
        """True when the address has the shape. The host is not looked at."""
        path = urlsplit(url).path
        return bool(self._article.search(path)) and not self._skip.search(path)

    @cached_property
    def _article(self) -> re.Pattern[str]:
        return re.compile(self.article_pattern)

    @cached_property
    def _skip(self) -> re.Pattern[str]:
        return re.compile(self.skip_pattern)


@dataclass(kw_only=True)
class _Cell:
    """All addresses with the same sign, kind, ending and length of the number."""

    mark: str
    kind: str
    ending: str
    addresses: list[Address] = field(default_factory=list)

    @property
    def headlines(self) -> int:
        return sum(address.is_headline for address in self.addresses)

    @property
    def announced(self) -> int:
        return sum(address.link.is_announced for address in self.addresses)

    @property
    def purity(self) -> float:
        return self.headlines / len(self.addresses)

    @property
    def size(self) -> int:
        return max(address.size for address in self.addresses)

    @property
    def score(self) -> float:
        return self.headlines * self.purity + 3 * self.announced


def page_links(tree: etree._Element, url: str) -> list[PageLink]:
    """The links of a parsed page with http addresses, each once in the page's order, with its longest text."""
    start = url
    for base in tree.iter("base"):
        start = joined(url, base.get("href") or "") or url
        break
    texts: dict[str, str] = {}
    for anchor in tree.iter("a"):
        address = joined(start, anchor.get("href") or "") if anchor.get("href") else None
        if address is None or not address.startswith("http") or len(address) > LONGEST or len(texts) >= MOST_LINKS:
            continue
        text = _text_of(anchor)
        if address not in texts or len(text) > len(texts[address]):
            texts[address] = text
    return [PageLink(url=address, text=text) for address, text in texts.items()]


def _text_of(anchor: etree._Element) -> str:
    text = tidy(" ".join(islice(anchor.itertext(), MOST_TEXTS)))
    if not text:
        pictures = (image.get("alt") or "" for image in anchor.iter("img"))
        text = tidy(anchor.get("title") or next(pictures, ""))
    return text[:300]


def learn_shape(links: Sequence[PageLink], hosts: Iterable[str]) -> AddressShape | None:
    """The shape of the articles among `links` on the sites of these hosts, subdomains too; None where no shape stands out."""
    sites = {site_of(host) for host in hosts}
    addresses = [taken_apart(link) for link in links[:MOST_LINKS] if site_of(host_of(link.url)) in sites]
    usable = [address for address in addresses if address is not None]
    articles = [address for address in usable if not _is_topic(address)]
    cells = _cells(articles)
    chosen = _chosen(cells)
    if not chosen or _numbers_are_chance(chosen, articles):
        return _by_query(usable) or _without_number(articles, usable)
    skip = _skip_pattern(usable)
    rejected = [cell for cell in cells if cell not in chosen]
    return _shape(_pattern(chosen, rejected), skip, usable, has_number=True)


def _is_topic(address: Address) -> bool:
    return not address.link.is_announced and any(folder in TOPICS for folder in address.folders)


def _cells(addresses: Iterable[Address]) -> list[_Cell]:
    """Addresses with a number, by sign, kind, ending and length; ids of ten digits and more in one cell whatever their length."""
    cells: dict[tuple[str, str, str, int], _Cell] = {}
    hexes = Counter((a.mark, a.size, a.ending) for a in addresses if a.kind == "hex")
    for address in addresses:
        if not address.kind:
            continue
        kind = (
            "hex" if hexes[address.mark, address.size, address.ending] >= FEWEST else address.kind
        )  # some have no letter in them
        size = LONG_ID if address.size >= LONG_ID and kind == "dec" else address.size
        key = (address.mark, kind, address.ending, size)
        cells.setdefault(key, _Cell(mark=address.mark, kind=kind, ending=address.ending)).addresses.append(address)
    return list(cells.values())


def _chosen(cells: Sequence[_Cell]) -> list[_Cell]:
    """The cells that hold articles: the strongest, those that the site itself announces, and further ones as good."""
    strongest = max(cells, key=lambda cell: cell.score, default=None)
    if strongest is None or strongest.headlines < FEWEST:
        return []
    announced = sum(cell.announced for cell in cells)
    chosen = [strongest]
    for cell in cells:
        if cell is strongest:
            continue
        is_told = announced > 0 and cell.announced >= max(1, TOLD * announced)
        is_doubtful = announced >= MANY and 3 * cell.headlines < strongest.headlines  # the site announces others only
        if is_told or (_is_further(cell, strongest) and (cell.announced or not is_doubtful)):
            chosen.append(cell)
    return chosen


def _is_further(cell: _Cell, strongest: _Cell) -> bool:
    """As good as the strongest: ids of topics are shorter, and their links are few."""
    if cell.purity < PURE or cell.size < 5 or cell.mark in TOPIC_MARKS:
        return False
    if (cell.mark, cell.ending) == (strongest.mark, strongest.ending):
        return cell.size >= min(strongest.size, LONG_ID) - 1
    return cell.headlines >= FEWEST and cell.purity >= 0.8 and median(a.words for a in cell.addresses) > SLUG_WORDS


def _numbers_are_chance(chosen: Sequence[_Cell], articles: Iterable[Address]) -> bool:
    """True where most articles carry no number, and some end with one by chance ("-gia-500")."""
    plain = sum(a.link.is_announced or (a.is_headline and a.words > 2 * SLUG_WORDS - 2) for a in articles if not a.kind)
    return plain > 2 * sum(cell.headlines for cell in chosen)


def _pattern(chosen: Sequence[_Cell], rejected: Sequence[_Cell]) -> str:
    """One expression over all chosen cells; its first alternative, that of the strongest, names the number."""
    places: dict[str, list[_Cell]] = defaultdict(list)
    for cell in chosen:
        places[cell.kind if cell.kind in ("front", "folder") else ""].append(cell)
    patterns = [_pattern_at(place, cells, rejected) for place, cells in places.items()]
    first, *others = patterns
    return "|".join((first, *(other.replace("?P<number>", "?:") for other in others)))


def _pattern_at(place: str, chosen: Sequence[_Cell], rejected: Sequence[_Cell]) -> str:
    """Signs, the number, endings, in the order of the place where the number stands."""
    groups: dict[tuple[str, str, str], list[_Cell]] = defaultdict(list)
    for cell in chosen:
        groups[cell.mark, cell.kind, cell.ending].append(cell)
    numbers, marks, endings = [], [], []
    for (mark, kind, ending), cells in groups.items():
        sizes = {address.size for cell in cells for address in cell.addresses}
        taken = {cell.size for cell in rejected if (cell.mark, cell.kind, cell.ending) == (mark, kind, ending)}
        numbers.append(_number(kind, sizes, taken))
        marks.append(_mark(mark))
        endings.append(re.escape(ending) if ending.startswith(".") else "/?")
    number, mark, end = f"(?P<number>{_either(numbers, bare=True)})", _either(marks), _either(endings)
    if place:
        return f"/{number}{mark}[^/]+{end}$"
    addresses = [address for cell in chosen for address in cell.addresses]
    before = ""
    if all(address.has_month for address in addresses if address.is_headline):
        before = MONTHS + "[^/]*"
    elif _needs_words(addresses):
        before = r"/[^/]*(?:[-_][^/]*){3,}"
    return f"{before}{mark}{number}{end}$"


def _number(kind: str, sizes: set[int], taken: set[int]) -> str:
    low, high = min(sizes), max(sizes)
    is_decimal = kind in ("dec", "front", "folder")
    if is_decimal and high >= LONG_ID:
        low, high = max(LONG_ID, low - 3), high + 2
    elif is_decimal:
        low, high = (low if low - 1 in taken or low <= 4 else low - 1), (high if high + 1 in taken else high + 2)
    digits = {"hex": "[0-9a-f]", "token": "[0-9a-z]"}.get(kind, r"\d")
    return f"{digits}{{{low}}}" if low == high else f"{digits}{{{low},{high}}}"


def _mark(mark: str) -> str:
    return _escaped(mark).replace("#", r"\d+") if mark else "/"


def _escaped(text: str) -> str:
    """`text` for an expression that people read: only what must be escaped is."""
    return re.sub(r"[.^$*+?{}()|\[\]\\]", r"\\\g<0>", text)


def _either(choices: Sequence[str], *, bare: bool = False) -> str:
    once = list(dict.fromkeys(choices))
    return once[0] if len(once) == 1 else "|".join(once) if bare else f"(?:{'|'.join(once)})"


def _needs_words(addresses: Sequence[Address]) -> bool:
    """True when sections have numbers of the same shape, so that only the length of the slug tells them apart."""
    labels = sum(address.is_label for address in addresses)
    return labels > max(2, 0.1 * len(addresses)) and sum(a.words >= SLUG_WORDS for a in addresses) > 2 * labels


def _without_number(articles: Sequence[Address], usable: Sequence[Address]) -> AddressShape | None:
    """The shape of a site whose addresses carry no number: long slugs, or a folder of their own."""
    plain = [address for address in articles if not address.kind]
    headlines = [address for address in plain if address.is_headline]
    if len(headlines) < FEWEST:
        return None
    sure = _surest(headlines)
    endings = Counter(address.ending for address in sure)
    ending = endings.most_common(1)[0][0]
    tail = re.escape(ending) if ending.startswith(".") else "/?"
    labels = [address for address in plain if not address.is_headline]
    if sum(address.has_month for address in sure) > 0.9 * len(sure):
        return _shape(_worded(MONTHS, SLUG_WORDS - 1, tail), _skip_pattern(usable), usable, has_number=False)
    if folder := _own_folder(sure, labels):
        pattern = rf"^/{_escaped(folder)}/(?:[^/]+/)*[^/]*(?:-[^/]*){{2,}}{tail}$"
        return _shape(pattern, _skip_pattern(usable), usable, has_number=False)
    start, labels = _depth(sure, [label for label in labels if label.ending == ending])
    fewest = max(
        range(SLUG_WORDS - 1, 8),
        key=lambda words: (sum(a.words >= words for a in headlines) - 2 * sum(a.words >= words for a in labels), -words),
    )
    return _shape(_worded(start, fewest, tail), _skip_pattern(usable), usable, has_number=False)


def _surest(headlines: Sequence[Address]) -> list[Address]:
    """The announced articles where there are enough, else the longest slugs: long names of sections are not among them."""
    announced = [address for address in headlines if address.link.is_announced]
    long = [address for address in headlines if address.words > SLUG_WORDS + 2]
    return next((some for some in (announced, long) if len(some) >= ENOUGH), list(headlines))


def _worded(start: str, words: int, tail: str) -> str:
    """A last segment of at least so many words."""
    return rf"{start}[^/.]+(?:[-_][^/.]+){{{words - 1},}}{tail}$"


def _depth(sure: Sequence[Address], labels: Sequence[Address]) -> tuple[str, list[Address]]:
    """The folders that all articles stand in, as an expression, and the labels that stand as deep."""
    depth, count = Counter(len(address.folders) for address in sure).most_common(1)[0]
    if count < 0.95 * len(sure):
        return "/", list(labels)
    start = "^/" if not depth else "^/[^/]+/" if depth == 1 else f"^/(?:[^/]+/){{{depth}}}"
    return start, [label for label in labels if len(label.folders) == depth]


def _by_query(usable: Sequence[Address]) -> AddressShape | None:
    """The shape of a site whose articles differ in the query alone ("/detail.aspx?id=5123")."""
    paths: dict[str, set[str]] = defaultdict(set)
    for address in usable:
        parts = urlsplit(address.link.url)
        if parts.query and (address.link.is_announced or is_headline(address.link.text)):
            paths[parts.path].add(parts.query)
    path = max(paths, key=lambda each: len(paths[each]), default="")
    if len(paths.get(path, ())) < ENOUGH:
        return None
    return _shape(f"^{_escaped(path)}$", r"(?!)", usable, has_number=False)


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


def _skip_pattern(usable: Iterable[Address]) -> str:
    topics = {
        folder for address in usable for folder in address.folders[:1] if folder in TOPICS and not address.link.is_announced
    }
    topics -= {folder for address in usable for folder in address.folders[:1] if address.link.is_announced}
    return f"^/{_either(sorted(_escaped(topic) for topic in topics))}/" if topics else r"(?!)"


def _shape(pattern: str, skip: str, usable: Sequence[Address], *, has_number: bool) -> AddressShape:
    trial = AddressShape(article_pattern=pattern, skip_pattern=skip, links=0)
    fitting = [address for address in usable if trial.fits(address.link.url)]
    announced = sum(address.link.is_announced for address in usable)
    announced_fitting = sum(address.link.is_announced for address in fitting)
    return AddressShape(
        article_pattern=pattern, skip_pattern=skip, links=len(fitting), has_number=has_number,
        share_announced=announced_fitting / announced if announced else 0.0,
    )  # fmt: skip


def pattern_or_shape(tree: etree._Element, url: str, facts: type[OutletFacts]) -> Callable[[str], bool]:
    """Tells which links of a list page are articles: by the outlet's pattern, by their shape where it states none or a wrong one.

    In: the parsed page, its address. Out: a test for absolute addresses; other sites never pass.
    """
    links = page_links(tree, url)
    states_one = facts.article_pattern != OutletFacts.article_pattern
    if states_one and any(facts.is_article(link.url) for link in links):
        return facts.is_article
    shape = learn_shape(links, facts.hosts)
    if shape is None or (states_one and shape.links < ENOUGH):
        return facts.is_article
    sites = {site_of(host) for host in facts.hosts}
    return lambda address: site_of(host_of(address)) in sites and shape.fits(address)
