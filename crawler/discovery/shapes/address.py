"""One address of a news site taken apart: folders, slug, the id with the sign before it, the ending.

In: a link with its text. Out: `Address`: what `crawler.discovery.shapes` counts to learn how a site's article addresses look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from crawler.outlet import ALTERNATE_PREFIXES

ENDING = re.compile(r"\.[a-z]{2,6}$", re.I)
# The id at the end of a last segment: digits, hex digits or a token, with the sign before it ("-", "-post", "-a", "-c46a", ".").
NUMBER = re.compile(r"^(?P<slug>.*?)(?P<mark>(?:^|[-._~,])(?:(?:[a-z]{1,8}|c\d{1,5}a))?)(?P<number>\d{3,20})$", re.I)
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
# The id in front of the slug, in the last segment or as a folder of its own.
FRONT = re.compile(r"^(?P<number>\d{4,14})(?P<mark>[-_.])(?P<slug>.{3,})$")
FOLDER = re.compile(r"\d{4,14}")
MONTH = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?")


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLink:
    """One link of a page: absolute address without fragment, its longest text, whether a feed or news sitemap announced it."""

    url: str
    text: str = ""
    is_announced: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """One address taken apart."""

    link: PageLink
    folders: tuple[str, ...]
    slug: str
    mark: str = ""
    kind: str = ""  # "dec" | "hex" | "token" at the end, "front" of the slug, a "folder" before it; "" where there is no number
    size: int = 0  # characters of the number
    ending: str = ""
    has_month: bool = False
    is_bare: bool = False  # the last segment is the number alone

    @property
    def words(self) -> int:
        return len([word for word in re.split(r"[-_.+ ]", self.slug) if word])

    @property
    def is_headline(self) -> bool:
        """Looks like an article: the slug is a sentence, and so is the text where the link has one."""
        if self.link.is_announced:
            return True
        if self.is_bare:
            return is_headline(self.link.text)
        return self.words >= SLUG_WORDS and (not self.link.text or is_headline(self.link.text))

    @property
    def is_label(self) -> bool:
        """Looks like the name of a section or a topic."""
        return not self.link.is_announced and self.words < SLUG_WORDS and not is_headline(self.link.text)


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


def taken_apart(link: PageLink) -> Address | None:
    """The parts of a link's address; None for files and the home page."""
    path = urlsplit(link.url).path
    segments = [segment for segment in path.split("/") if segment]
    if not segments or FILES.search(path):
        return None
    *folders, last = segments
    ending = ENDING.search(last)
    stem = last[: ending.start()] if ending else last
    parts = _Parts(
        folders=tuple(folder.lower() for folder in folders),
        ending=ending[0] if ending else ("/" if path.endswith("/") else ""),
        has_month=MONTH_FOLDER.search(path) is not None,
    )
    return _numbered(link, stem, parts) or Address(link=link, slug=unquote(stem), **vars(parts))


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """What is the same however the last segment is read."""

    folders: tuple[str, ...]
    ending: str
    has_month: bool


def _numbered(link: PageLink, stem: str, parts: _Parts) -> Address | None:
    """The address with its number, wherever that stands; None where it carries none."""
    for kind, pattern in (("dec", NUMBER), ("hex", HEX), ("token", TOKEN)):
        match = pattern.match(stem)
        if match is None or (kind == "dec" and len(match["number"]) == 4 and YEAR.fullmatch(match["number"])):
            continue
        is_bare = not match["slug"] and not match["mark"].strip("-._~,")
        slug = match["slug"] or (parts.folders[-1] if parts.folders and is_bare else "")
        mark = re.sub(r"(?<=c)\d+(?=a)", "#", match["mark"])
        size = len(match["number"])
        return Address(link=link, slug=unquote(slug), mark=mark, kind=kind, size=size, is_bare=is_bare, **vars(parts))
    match = FRONT.match(stem)
    if match is not None and not YEAR.fullmatch(match["number"]):
        return Address(
            link=link, slug=unquote(match["slug"]), mark=match["mark"], kind="front", size=len(match["number"]), **vars(parts)
        )
    numbers = [folder for folder in parts.folders if FOLDER.fullmatch(folder)]
    numbers = [folder for folder in numbers if not YEAR.fullmatch(folder) and not MONTH.fullmatch(folder)]
    if len(numbers) == 1 and parts.folders[-1] == numbers[0]:
        return Address(link=link, slug=unquote(stem), mark="/", kind="folder", size=len(numbers[0]), **vars(parts))
    return None
