"""Addresses that sites of the known CMS families usually have, and what an address alone says about a list.

In: the home address, the time. Out: candidates in the order in which they are worth asking; a rank; a template for dated files.
Sources: the addresses of the outlets in `crawler/spiders/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit, urlunsplit

from crawler.discovery import read_part_names
from crawler.outlet import dated_addresses
from data.text import fold
from data.text.dates import local

FEEDS: tuple[str, ...] = (
    "/rss/home.rss", "/rss/trang-chu.rss", "/rss/tin-moi-nhat.rss", "/home.rss", "/trang-chu.rss", "/tin-moi-nhat.rss",
    "/tin-moi.rss", "/rss/trang-chu", "/rss/tin-moi-nhat", "/rssfeed/home/", "/rss/cate/tin-moi-nhat/", "/rss_feed/trang-chu",
    "/rss/news/tin-moi.rss", "/web/guest/rss", "/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/rss/index.rss", "/index.rss",
    "/feed.json",
)  # fmt: skip
RSS_PAGES: tuple[str, ...] = ("/rss.html", "/rss.htm", "/rss", "/rss/", "/rssMain.html", "/rss_feed/", "/kenh-rss", "/rss.aspx")
NEWS_SITEMAPS: tuple[str, ...] = (
    "/google-news-sitemap.xml", "/sitemaps/google-news.xml", "/sitemap-news.xml", "/news-sitemap.xml", "/sitemap_news.xml",
    "/sitemaps/news-{Y}-{M}.xml", "/sitemap.xml", "/sitemap_index.xml", "/sitemaps.xml", "/sitemaps/index.xml",
    "/wp-sitemap.xml", "/sitemap.txt",
)  # fmt: skip
# Families whose pages carry a mark already on the home page, and what they usually have; asked before the others.
MARKED: tuple[tuple[re.Pattern[bytes], tuple[str, ...]], ...] = (
    (re.compile(rb"wp-content/|wp-includes/"), ("/feed/", "/news-sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")),
    (re.compile(rb"MASTERCMS"), ("/rss_feed/", "/rss_feed/trang-chu", "/sitemaps/google-news.xml")),
    (re.compile(rb"zce-|cms-title|cms-desc"), ("/rss/home.rss", "/rss.html", "/sitemaps/news-{Y}-{M}.xml")),
    (
        re.compile(rb"afcbc-|hdZoneId|data-role=.(?:title|sapo)"),
        ("/rss/home.rss", "/home.rss", "/rss.htm", "/google-news-sitemap.xml"),
    ),
)  # fmt: skip

IS_FEED = re.compile(r"(?:^|[/._-])(?:rss\w{0,6}|feeds?|atom)(?:[/._-]|$)|\.rss$", re.I)
IS_RSS_TEXT = re.compile(r"\brss\b", re.I)
WIDE = re.compile(
    r"(?:^|[/._-])(?:home|trang-?chu|tin-moi(?:-nhat|-cap-nhat)?|moi-nhat|latest|news|all|tin-nong|index)(?:[-/._]|$)", re.I
)
NEWS_PART = re.compile(r"news|tin-?tuc|article|bai-?viet|post|latest|lastest|today|hom-?nay", re.I)
OTHER_PART = re.compile(r"categor|tag|topic|author|page-|pages|video|image|photo|chuyen-?muc|chu-?de|tac-?gia|event|menu", re.I)
DATED = re.compile(
    r"(?<!\d)(?P<Y>20\d\d)(?P<s1>[-_/.]?)(?P<M>1[0-2]|0?[1-9])(?:(?P<s2>[-_/.]?)(?P<D>3[01]|[12]\d|0?[1-9]))?(?!\d)"
)
WIDE_NAMES = ("home", "trang-chu", "tin-moi-nhat")
SECTION_WORDS = (
    "tin-moi", "thoi-su", "chinh-tri", "xa-hoi", "kinh-te", "phap-luat", "doi-song", "tin-tuc", "an-ninh", "giao-duc", "y-te",
    "van-hoa", "news", "politics", "society", "business",
)  # fmt: skip
NO_SECTION = re.compile(
    r"lien-?he|quang-?cao|toa-?soan|gioi-?thieu|rss|dang-?nhap|dang-?ky|login|register|tim-?kiem|search|video|podcast|photo|anh|media"
    r"|e-?paper|bao-?in|sitemap|dieu-?khoan|chinh-?sach-bao-?mat|bao-mat|magazine|infographic|tags?\b|su-kien|contact|about|"
    r"privacy|terms|lich-|thoi-tiet|ty-gia|rao-?vat|longform|\bads?\b|javascript|mailto|app\b",
    re.I,
)


def usual_feeds(home: str, page: bytes) -> list[str]:
    """Addresses of feeds and RSS pages worth trying, those of the CMS family whose marks the home page shows first."""
    marked = [path for mark, paths in MARKED if mark.search(page) for path in paths if "sitemap" not in path]
    ending = _ending(page)
    pages = [*(["/rss" + ending] if ending else []), *RSS_PAGES]
    paths = [*marked, *FEEDS[:3], *pages[:3], *FEEDS[3:], *pages[3:]]
    return list(dict.fromkeys(urljoin(home, path) for path in paths))


def sibling_feeds(feed: str, sections: Iterable[str]) -> list[str]:
    """Where the feeds of everything and of other sections stand if they are named like the feed of one section."""
    parts = urlsplit(feed)
    match = re.search(r"([^/]+?)(\.\w{2,5})?(/?)$", parts.path)
    if match is None or not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", match[1]):
        return []
    words = [re.sub(r"\.\w{2,5}$", "", urlsplit(url).path.strip("/")).rpartition("/")[2] for url in sections]
    names = dict.fromkeys((*WIDE_NAMES, *(word for word in words if re.fullmatch(r"[a-z]+(?:-[a-z]+)*", word))))
    paths = [parts.path[: match.start()] + name + (match[2] or "") + match[3] for name in names if name != match[1]]
    return [urlunsplit(parts._replace(path=path)) for path in paths]


def usual_sitemaps(home: str, page: bytes, now: datetime) -> list[tuple[str, str]]:
    """Addresses of news sitemaps worth trying, each with its template ("" where the address has no date)."""
    marked = [path for mark, paths in MARKED if mark.search(page) for path in paths if "sitemap" in path]
    paths = dict.fromkeys((*marked, *NEWS_SITEMAPS))
    return [(dated_addresses((urljoin(home, path),), now)[0], urljoin(home, path) if "{" in path else "") for path in paths]


def _ending(page: bytes) -> str:
    """The site's own ending of addresses (".chn", ".vov"), "" for the usual ones."""
    endings: dict[str, int] = {}
    for match in re.finditer(rb"href=[\"'][^\"'?#]{12,300}?(\.[a-z]{3,4})[\"'?#]", page[:2_000_000]):
        ending = match[1].decode("ascii")
        endings[ending] = endings.get(ending, 0) + 1
    usual = (
        ".html",
        ".htm",
        ".css",
        ".js",
        ".png",
        ".jpg",
        ".svg",
        ".xml",
        ".ico",
        ".rss",
        ".php",
        ".webp",
        ".gif",
        ".jpeg",
        ".json",
    )
    special = {ending: count for ending, count in endings.items() if ending not in usual and count >= 5}
    return max(special, key=lambda ending: special[ending], default="")


def template_of(url: str, now: datetime, siblings: Iterable[str] = ()) -> str:
    """The address of a file of this month or day with its date as a template; "" where it has no date or one of another month.

    `siblings`: other files of the same kind; from October on only they show whether a month is written "07" or "7".
    """
    parts, day = urlsplit(url), local(now)
    for match in DATED.finditer(parts.path):
        if (
            int(match["Y"]) != day.year
            or int(match["M"]) != day.month
            or (match["D"] and int(match["D"]) not in (day.day, day.day - 1))
        ):
            continue
        padded = _pads(match, siblings)
        date = "{Y}" + match["s1"] + ("{MM}" if padded else "{M}")
        if match["D"]:
            date += match["s2"] + ("{DD}" if padded else "{D}")
        return urlunsplit(parts._replace(path=parts.path[: match.start()] + date + parts.path[match.end() :]))
    return ""


def _pads(match: re.Match[str], siblings: Iterable[str]) -> bool:
    """Whether the file's name writes small numbers with a zero in front."""
    written = [match, *(other for url in siblings if (other := DATED.search(urlsplit(url).path)))]
    small = [part for row in written for part in (row["M"], row["D"]) if part and int(part) < 10]
    return any(part.startswith("0") for part in small) if small else not match["s1"]


def has_date(url: str) -> bool:
    """True where the address names a month or a day: tomorrow's or next month's file has another."""
    return DATED.search(urlsplit(url).path) is not None


def rank_feed(url: str) -> tuple[int, int]:
    """Small for a feed of everything, larger for one of a section."""
    path = urlsplit(url).path.strip("/")
    last = path.rpartition("/")[2]
    if WIDE.search("/" + last) or re.fullmatch(r"(?:rss|feed|feeds|atom|index)(?:\.\w+)?", last, re.I):
        return 0, len(path)
    return 1 + (not any(word in fold(path) for word in SECTION_WORDS[:7])), len(path)


def rank_part(url: str, changed: datetime | None, now: datetime) -> tuple[int, float, str]:
    """Small for the part of a sitemap index that most likely holds the newest articles."""
    path = urlsplit(url).path.rpartition("/")[2] or url
    likely = 0 if NEWS_PART.search(path) and not OTHER_PART.search(path) else 2 if OTHER_PART.search(path) else 1
    if template_of(url, now):
        likely = min(likely, 1) - 1
    elif dated := DATED.search(urlsplit(url).path):  # of another month: the newest is the least bad
        day = local(now)
        return 3, (day.year - int(dated["Y"])) * 12.0 + day.month - int(dated["M"]), url
    if changed is not None:
        return likely, (now - changed).total_seconds(), url
    (name,) = read_part_names([url])
    return likely, _days_since(name.named, local(now).date()), url


def _days_since(named: tuple[int, ...], day: date) -> float:
    """About how many days ago the year, month or day in a part's name was; very many where none stands in it."""
    if len(named) < 2:
        return 1e12
    year, month, number = (*named, day.day)[:3]
    return max(0.0, (day.year - year) * 372.0 + (day.month - month) * 31.0 + day.day - number)


def is_feed_link(url: str, text: str) -> bool:
    """True where the address or the text of a link speaks of RSS."""
    path = urlsplit(url).path
    return bool(IS_FEED.search(path)) or bool(IS_RSS_TEXT.search(text) and len(text) < 40)


def may_be_section(url: str) -> bool:
    """True for an address that may list articles, by its words."""
    return not NO_SECTION.search(urlsplit(url).path)


def rank_section(url: str) -> int:
    """Small for the sections that an office reads first."""
    path = urlsplit(url).path.lower()
    return next((rank for rank, word in enumerate(SECTION_WORDS) if word in path), len(SECTION_WORDS))
