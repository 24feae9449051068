"""The shape of a site's article addresses, learned from its links: long slugs, an id before the ending, a month in the path.

In: links with their texts, some of them known to be articles (the items of a feed). Out: `AddressShape`: the expressions
`article_pattern` and `skip_pattern` of `OutletFacts`. Nothing is known of the site. Headlines have long slugs and long texts,
sections and topics short ones; what both share (the ending, the sign before the id, the length of the id) is counted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from crawler.outlet import ALTERNATE_PREFIXES
from data.text import tidy

ENDING = re.compile(r"\.[a-z]{2,6}$", re.I)
# The id at the end of a last segment: digits, hex digits or a token, with the sign before it ("-", "-post", "-a", "-c46a", ".").
NUMBER = re.compile(r"^(?P<slug>.*?)(?P<mark>(?:^|[-._~])(?:(?:[a-z]{1,8}|c\d{1,5}a))?)(?P<number>\d{3,20})$", re.I)
HEX = re.compile(r"^(?P<slug>.*?)(?P<mark>^|[-._~])(?P<number>(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{6,32})$", re.I)
TOKEN = re.compile(r"^(?P<slug>)(?P<mark>)(?P<number>(?=\D*\d)(?=\d*[a-z])[0-9a-z]{8,16})$")
YEAR = re.compile(r"(?:19|20)\d\d")
MONTH_FOLDER = re.compile(r"/20\d\d/?(?:0[1-9]|1[0-2])/")
TOPICS = frozenset((
    "author", "authors", "bai-viet-cua", "categories", "category", "chu-de", "chuyen-de", "chuyen-muc", "collection", "danh-muc",
    "dong-su-kien", "event", "events", "hashtag", "nhom-chu-de", "page", "search", "series", "static", "su-kien", "tac-gia",
    "tag", "tags", "tim-kiem", "timeline", "tin-theo-ngay", "topic", "topics", "tu-khoa", "user", "views_ads",
))  # fmt: skip
FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34]|xml|rss|css|js|json|apk)$", re.I)
HEADLINE_WORDS, HEADLINE_CHARACTERS = 5, 25  # a text so long is a headline, not the name of a section
SLUG_WORDS = 4  # a slug of fewer words may be a section
LONG_ID = 10  # digits: ids so long are stamps, whose length varies by their milliseconds
FEWEST = 3  # links that look like articles: fewer prove no shape
PURE = 0.6  # share of a shape's links that must look like articles
TOLD = 0.1  # share of the announced articles that makes their shape an article's whatever its links look like
MOST_LINKS = 5000  # of one page or pool


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLink:
    """One link of a page: absolute address without fragment, its longest text, whether a feed or news sitemap announced it."""

    url: str
    text: str = ""
    is_announced: bool = False


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Address:
    """One address taken apart."""

    link: PageLink
    folders: tuple[str, ...]
    slug: str
    mark: str = ""
    kind: str = ""  # "dec" | "hex" | "token" | "" where it carries no number
    size: int = 0  # characters of the number
    ending: str = ""
    has_month: bool = False

    @property
    def words(self) -> int:
        return len([word for word in re.split(r"[-_.+ ]", self.slug) if word])

    @property
    def is_headline(self) -> bool:
        """Looks like an article: the slug is a sentence, and so is the text where the link has one."""
        if self.link.is_announced:
            return True
        return self.words >= SLUG_WORDS and (not self.link.text or is_headline(self.link.text))

    @property
    def is_label(self) -> bool:
        """Looks like the name of a section or a topic."""
        return not self.link.is_announced and self.words < SLUG_WORDS and not is_headline(self.link.text)


@dataclass(kw_only=True)
class _Cell:
    """All addresses with the same sign, kind, ending and length of the number."""

    mark: str
    kind: str
    ending: str
    addresses: list[_Address] = field(default_factory=list)

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


def is_headline(text: str) -> bool:
    """True for a text that is too long for the name of a section."""
    return len(text) >= HEADLINE_CHARACTERS or len(text.split()) >= HEADLINE_WORDS


def site_of(host: str) -> str:
    """The registered name of a host: its last two labels, three where the second is a general one (com.vn, gov.vn)."""
    labels = host.lower().rstrip(".").split(".")
    general = len(labels) > 2 and labels[-2] in ("com", "net", "org", "gov", "edu", "co", "info", "ac")
    return ".".join(labels[-3:] if general else labels[-2:])


def main_host(host: str) -> str:
    """`host` in small letters, without one www., m. or amp. prefix."""
    host = host.lower().rstrip(".")
    return next((host.removeprefix(prefix) for prefix in ALTERNATE_PREFIXES if host.startswith(prefix)), host)


def joined(start: str, href: str) -> str | None:
    """The absolute address of a link, without fragment; None where it is broken."""
    try:
        return urljoin(start, href.strip()).partition("#")[0]
    except ValueError:
        return None


def host_of(url: str) -> str:
    """The host of an address without one www., m. or amp. prefix; "" where it has none."""
    try:
        return main_host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def page_links(tree: etree._Element, url: str) -> list[PageLink]:
    """The links of a parsed page with http addresses, each once in the page's order, with its longest text."""
    start = url
    for base in tree.iter("base"):
        start = joined(url, base.get("href") or "") or url
        break
    texts: dict[str, str] = {}
    for anchor in tree.iter("a"):
        address = joined(start, anchor.get("href") or "") if anchor.get("href") else None
        if address is None or not address.startswith("http") or len(texts) >= MOST_LINKS:
            continue
        text = _text_of(anchor)
        if address not in texts or len(text) > len(texts[address]):
            texts[address] = text
    return [PageLink(url=address, text=text) for address, text in texts.items()]


def _text_of(anchor: etree._Element) -> str:
    text = tidy(" ".join(anchor.itertext()))
    if not text:
        pictures = (image.get("alt") or "" for image in anchor.iter("img"))
        text = tidy(anchor.get("title") or next(pictures, ""))
    return text[:300]


def learn_shape(links: Sequence[PageLink], hosts: Iterable[str]) -> AddressShape | None:
    """The shape of the articles among `links` on the sites of these hosts, subdomains too; None where no shape stands out."""
    sites = {site_of(host) for host in hosts}
    addresses = [_taken_apart(link) for link in links[:MOST_LINKS] if site_of(host_of(link.url)) in sites]
    usable = [address for address in addresses if address is not None]
    articles = [address for address in usable if not _is_topic(address)]
    cells = _cells(articles)
    chosen = _chosen(cells)
    if not chosen:
        return _without_number(articles, usable)
    skip = _skip_pattern(usable)
    rejected = [cell for cell in cells if cell not in chosen]
    return _shape(_pattern(chosen, rejected), skip, usable, has_number=True)


def _is_topic(address: _Address) -> bool:
    return not address.link.is_announced and any(folder in TOPICS for folder in address.folders)


def _taken_apart(link: PageLink) -> _Address | None:
    path = urlsplit(link.url).path
    if FILES.search(path):
        return None
    segments = [segment for segment in path.split("/") if segment]
    if not segments:
        return None
    *folders, last = segments
    ending = ENDING.search(last)
    stem = last[: ending.start()] if ending else last
    parts = {
        "folders": tuple(folder.lower() for folder in folders),
        "ending": ending[0] if ending else ("/" if path.endswith("/") else ""),
        "has_month": MONTH_FOLDER.search(path) is not None,
    }
    for kind, pattern in (("dec", NUMBER), ("hex", HEX), ("token", TOKEN)):
        match = pattern.match(stem)
        if match is None or (kind == "dec" and len(match["number"]) == 4 and YEAR.fullmatch(match["number"])):
            continue
        slug = match["slug"] or (folders[-1] if folders and not match["mark"].strip("-._~") else "")
        mark = re.sub(r"(?<=c)\d+(?=a)", r"#", match["mark"].lower())
        return _Address(link=link, slug=unquote(slug), mark=mark, kind=kind, size=len(match["number"]), **parts)  # type: ignore[arg-type]
    return _Address(link=link, slug=unquote(stem), **parts)  # type: ignore[arg-type]


def _cells(addresses: Iterable[_Address]) -> list[_Cell]:
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
        if is_told or _is_further(cell, strongest):
            chosen.append(cell)
    return chosen


def _is_further(cell: _Cell, strongest: _Cell) -> bool:
    """As good as the strongest: ids of topics are shorter, and their links are few."""
    if cell.purity < PURE or cell.size < 5:
        return False
    if (cell.mark, cell.ending) == (strongest.mark, strongest.ending):
        return cell.size >= min(strongest.size, LONG_ID) - 1
    return cell.headlines >= FEWEST and cell.purity >= 0.8 and median(a.words for a in cell.addresses) > SLUG_WORDS


def _pattern(chosen: Sequence[_Cell], rejected: Sequence[_Cell]) -> str:
    """One expression over all chosen cells: signs, the number, endings."""
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
    addresses = [address for cell in chosen for address in cell.addresses]
    before = ""
    if all(address.has_month for address in addresses if address.is_headline):
        before = r"/20\d\d/?(?:0[1-9]|1[0-2])/(?:\d\d/)?[^/]*"
    elif _needs_words(addresses):
        before = r"/[^/]*(?:[-_][^/]*){3,}"
    return f"{before}{_either(marks)}(?P<number>{_either(numbers, bare=True)}){_either(endings)}$"


def _number(kind: str, sizes: set[int], taken: set[int]) -> str:
    low, high = min(sizes), max(sizes)
    if kind == "dec" and high >= LONG_ID:
        low, high = max(LONG_ID, low - 3), high + 2
    elif kind == "dec":
        low, high = (low if low - 1 in taken or low <= 4 else low - 1), (high if high + 1 in taken else high + 2)
    digits = {"dec": r"\d", "hex": "[0-9a-f]", "token": "[0-9a-z]"}[kind]
    return f"{digits}{{{low}}}" if low == high else f"{digits}{{{low},{high}}}"


def _mark(mark: str) -> str:
    return _escaped(mark).replace("#", r"\d+") if mark else "/"


def _escaped(text: str) -> str:
    """`text` for an expression that people read: only what must be escaped is."""
    return re.sub(r"[.^$*+?{}()|\[\]\\]", r"\\\g<0>", text)


def _either(choices: Sequence[str], *, bare: bool = False) -> str:
    once = list(dict.fromkeys(choices))
    return once[0] if len(once) == 1 else "|".join(once) if bare else f"(?:{'|'.join(once)})"


def _needs_words(addresses: Sequence[_Address]) -> bool:
    """True when sections have numbers of the same shape, so that only the length of the slug tells them apart."""
    labels = sum(address.is_label for address in addresses)
    return labels > max(2, 0.1 * len(addresses)) and sum(a.words >= SLUG_WORDS for a in addresses) > 2 * labels


def _without_number(articles: Sequence[_Address], usable: Sequence[_Address]) -> AddressShape | None:
    """The shape of a site whose addresses carry no number: long slugs, or a folder of their own."""
    plain = [address for address in articles if not address.kind]
    headlines = [address for address in plain if address.is_headline]
    if len(headlines) < FEWEST:
        return None
    endings = Counter(address.ending for address in headlines)
    ending = endings.most_common(1)[0][0]
    tail = re.escape(ending) if ending.startswith(".") else "/?"
    labels = [address for address in plain if not address.is_headline]
    folder = _own_folder(headlines, labels)
    if folder:
        pattern = rf"^/{_escaped(folder)}/(?:[^/]+/)*[^/]*(?:-[^/]*){{2,}}{tail}$"
        return _shape(pattern, _skip_pattern(usable), usable, has_number=False)
    fewest = max(
        range(SLUG_WORDS, 8),
        key=lambda words: (sum(a.words >= words for a in headlines) - 2 * sum(a.words >= words for a in labels), -words),
    )
    pattern = rf"/[^/.]+(?:[-_][^/.]+){{{fewest - 1},}}{tail}$"
    return _shape(pattern, _skip_pattern(usable), usable, has_number=False)


def _own_folder(headlines: Sequence[_Address], labels: Sequence[_Address]) -> str:
    """The first folder that nearly all articles and hardly any section stand in; "" where there is none."""
    folders = Counter(address.folders[0] for address in headlines if address.folders)
    if not folders:
        return ""
    folder, count = folders.most_common(1)[0]
    others = sum(bool(address.folders) and address.folders[0] == folder for address in labels)
    return folder if count >= 0.9 * len(headlines) and others <= 0.1 * count else ""


def _skip_pattern(usable: Iterable[_Address]) -> str:
    topics = {
        folder for address in usable for folder in address.folders[:1] if folder in TOPICS and not address.link.is_announced
    }
    topics -= {folder for address in usable for folder in address.folders[:1] if address.link.is_announced}
    return f"^/{_either(sorted(_escaped(topic) for topic in topics))}/" if topics else r"(?!)"


def _shape(pattern: str, skip: str, usable: Sequence[_Address], *, has_number: bool) -> AddressShape:
    trial = AddressShape(article_pattern=pattern, skip_pattern=skip, links=0)
    fitting = [address for address in usable if trial.fits(address.link.url)]
    announced = sum(address.link.is_announced for address in usable)
    told = sum(address.link.is_announced for address in fitting)
    return AddressShape(
        article_pattern=pattern, skip_pattern=skip, links=len(fitting), has_number=has_number,
        share_announced=told / announced if announced else 0.0,
    )  # fmt: skip
