"""Shapes with a number: addresses in cells by sign, kind and length of the number and by ending; the cells that hold articles.

In: addresses taken apart. Out: the expression over the chosen cells, None where the numbers mean nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from crawler.discovery.shapes.address import LONG_ID, SLUG_WORDS, Address
from crawler.discovery.shapes.shape import MONTHS, either, escaped

FEWEST = 3  # links that look like articles: fewer prove no shape
PURE = 0.6  # share of a shape's links that must look like articles
TOLD = 0.1  # share of the announced articles that makes their shape an article's whatever its links look like
MANY = 10  # announced articles: so many show every shape that articles of the site have
TOPIC_MARKS = frozenset(("-e", "-ev", "-event", "-t", "-tag", "-tags", "-topic", "-c", "-cat", "-cate", "-s", "-sk", "-cd"))


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


def numbered_pattern(articles: Sequence[Address]) -> str | None:
    """The expression for addresses with a number, its group "number"; None where no such shape stands out."""
    cells = _cells(articles)
    chosen = _chosen(cells)
    if not chosen or _numbers_are_chance(chosen, articles):
        return None
    return _pattern(chosen, [cell for cell in cells if cell not in chosen])


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
    if cell.purity < PURE or cell.size < 5 or cell.mark.lower() in TOPIC_MARKS:
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
        endings.append(escaped(ending) if ending.startswith(".") else "/?")
    number, mark, end = f"(?P<number>{either(numbers, bare=True)})", either(marks), either(endings)
    if place:
        return f"/{number}{mark}[^/]+{end}$"
    addresses = [address for cell in chosen for address in cell.addresses]
    before = ""
    if all(address.has_month for address in addresses if address.is_headline):
        before = MONTHS + "[^/]*"
    elif _needs_words(addresses):
        before = r"/[^/_-]*(?:[-_][^/_-]*){3,}"
    return f"{before}{mark}{number}{end}$"


def _number(kind: str, sizes: set[int], taken: set[int]) -> str:
    low, high = min(sizes), max(sizes)
    is_decimal = kind in ("dec", "front", "folder")
    if is_decimal and high >= LONG_ID:
        low, high = max(LONG_ID, low - 3), high + 2
    elif is_decimal:
        low, high = (low if low - 1 in taken or low <= 4 else low - 1), (high if high + 1 in taken else high + 2)
    digits = {"hex": "[0-9a-fA-F]", "token": "[0-9a-z]"}.get(kind, r"\d")
    return f"{digits}{{{low}}}" if low == high else f"{digits}{{{low},{high}}}"


def _mark(mark: str) -> str:
    return escaped(mark).replace("#", r"\d+") if mark else "/"


def _needs_words(addresses: Sequence[Address]) -> bool:
    """True when sections have numbers of the same shape, so that only the length of the slug tells them apart."""
    labels = sum(address.is_label for address in addresses)
    return labels > max(2, 0.1 * len(addresses)) and sum(a.words >= SLUG_WORDS for a in addresses) > 2 * labels
