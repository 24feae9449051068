"""Sitemaps become links: news sitemaps, plain ones, text sitemaps, and indexes, which become further lists.

In: the bytes of one answer, where it came from, the outlet's facts, the time of fetching. Out: `Listing`. Title and publication
are those of the news namespace; pictures and videos of the same address have their own. `lastmod` is the age of an address,
never a publication. Nothing here fetches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from crawler.discovery.links import BadItem, Link, Listing, dated, join_address, too_old
from crawler.discovery.part_names import part_name, read_part_names
from crawler.discovery.summaries import plain_title
from crawler.discovery.xml_bytes import as_utf8, local_name, mend_strays, parse_xml, unpacked
from crawler.outlet import OutletFacts
from data.text import tidy
from data.text.dates import parse_date

ADDRESS = re.compile(r"https?://|/", re.I)
LINE = re.compile(r"https?://\S+", re.I)
MAX_SUB_SITEMAPS = 4  # of one index: the newest
MOST_PARTS = 50_000  # of one index, by the standard
OTHER_NAMESPACES = re.compile(r"image|video|mobile|xhtml|pagemap", re.I)
NEWS = re.compile(r"news|tin-?tuc|article|bai-?viet|post|story|stories|latest|moi", re.I)
CURRENT = re.compile(r"google-?_?news|news-?_?sitemap|sitemap-?_?news|latest|moi-nhat", re.I)
NO_NEWS = re.compile(
    r"categor|chuyen-?muc|danh-?muc|author|tac-?gia|tags?\b|topic|page-?sitemap|pages?(?![-_=.]?\d)\b|image|video|product"
    r"|attachment|user|menu|static", re.I
)  # fmt: skip


def read_sitemap(
    body: bytes, url: str, facts: type[OutletFacts], fetched_at: datetime, max_age_days: int, *, remembered_order: str = ""
) -> Listing:
    """A news, plain or text sitemap, or a sitemap index (the newest parts that can hold recent articles); gzip too."""
    body = unpacked(body)
    root = parse_xml(mend_strays(as_utf8(body)))
    if root is None or local_name(root) not in ("urlset", "sitemapindex"):
        lines = _lines(body)
        if lines:
            return Listing(links=tuple(Link(url=line, found_in=url) for line in lines))
        if root is None:
            return Listing()
    if local_name(root) == "sitemapindex":
        return Listing(sitemaps=_newest_parts(root, url, fetched_at, max_age_days))
    links: list[Link] = []
    bad: list[BadItem] = []
    for number, node in enumerate((child for child in root if local_name(child) == "url"), 1):
        fields = _fields(node)
        address = join_address(url, fields["loc"]) if ADDRESS.match(fields.get("loc", "")) else None
        title = plain_title(fields.get("title", ""))
        if address is None:
            bad.append(BadItem(key=title or f"{url}#{number}", detail=f"mục thứ {number} của sơ đồ trang không có địa chỉ"))
            continue
        raw, lastmod = fields.get("publication_date", ""), fields.get("lastmod", "")
        links.append(Link(url=address, title=title, published_raw=raw, lastmod=lastmod, found_in=url))
    return dated(links, bad, fetched_at, stated=facts.feed_order, remembered=remembered_order)


def _fields(node: Any) -> dict[str, str]:
    """The texts of one address by local name, without those of its pictures and videos; the first of each name counts."""
    fields: dict[str, str] = {}
    waiting = list(reversed(node))
    while waiting:
        inner = waiting.pop()
        name = local_name(inner)
        if not name or _is_of_media(inner):
            continue
        fields.setdefault(name, tidy("".join(inner.xpath("text()"))))
        waiting.extend(reversed(inner))
    return fields


def _is_of_media(node: Any) -> bool:
    """Whether an element belongs to a picture or video: by its namespace, or by its prefix where damage took that away."""
    tag = str(node.tag)
    space, _, name = tag.rpartition("}")
    prefix = name.rpartition(":")[0]
    return bool(OTHER_NAMESPACES.search(space)) or prefix in ("image", "video") or local_name(node) in ("image", "video")


def _lines(body: bytes) -> list[str]:
    """The addresses of a text sitemap, one a line; none where another line says that it is something else."""
    text = as_utf8(body).decode("utf-8", "replace").lstrip("\ufeff")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return list(dict.fromkeys(lines)) if lines and all(LINE.fullmatch(line) for line in lines) else []


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of an index: its address, when it changed last, the day or month and the number in its name."""

    url: str
    changed: datetime | None
    named: tuple[int, ...]
    number: int
    position: int

    def is_past(self, fetched_at: datetime, days: int) -> bool:
        """Whether it changed last, or its month ended, before the period of interest."""
        if self.changed is not None:
            return too_old(self.changed, fetched_at, days + 1)  # often a day without a time
        return bool(self.named) and too_old(_end_of(self.named), fetched_at, days + 1)


def _newest_parts(root: Any, url: str, fetched_at: datetime, max_age_days: int) -> tuple[str, ...]:
    """Addresses of an index's parts, newest first: by last change, else by the month or the number in their names."""
    announced = _parts(root, url, fetched_at)
    parts = [part for part in announced if not part.is_past(fetched_at, max_age_days)]
    if not parts and all(part.changed is None for part in announced):  # what looks like months of this year may be pages of it
        parts = [part for part in announced if part.named[:1] == (fetched_at.year,)]
    news = [part for part in parts if not NO_NEWS.search(part_name(part.url))] or parts
    ordered = sorted(news, key=lambda part: _rank(part, fetched_at), reverse=True)
    return tuple(dict.fromkeys(part.url for part in ordered))[:MAX_SUB_SITEMAPS]


def _rank(part: _Part, fetched_at: datetime) -> tuple[object, ...]:
    """Later is newer: a part without any date may be the current one; of numbered parts the highest, of equals the first."""
    name = part_name(part.url)
    moment = part.changed or (min(_end_of(part.named), fetched_at) if part.named else fetched_at)
    is_current = bool(CURRENT.search(name)) and not (part.number or part.named)
    return moment, is_current, bool(NEWS.search(name)), part.named, part.number, -part.position


def _parts(root: Any, url: str, fetched_at: datetime) -> list[_Part]:
    announced: list[tuple[str, datetime | None]] = []
    for node in islice(root, MOST_PARTS):
        fields = {local_name(inner): tidy(inner.text or "") for inner in node}
        address = join_address(url, fields["loc"]) if fields.get("loc") else None
        if address:
            reading = parse_date(fields.get("lastmod"), near=fetched_at)
            announced.append((address, reading.moment if reading else None))
    names = read_part_names([address for address, _ in announced])
    return [
        _Part(address, changed, name.named, name.number, position)
        for position, ((address, changed), name) in enumerate(zip(announced, names, strict=True))
    ]


def _end_of(named: tuple[int, ...]) -> datetime:
    """The end of a named year, month or day."""
    year, month, day = (*named, 0, 0)[:3]
    if day:
        try:
            return datetime(year, month, day, tzinfo=UTC) + timedelta(days=1)
        except ValueError:
            day = 0
    if month:
        return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return datetime(year + 1, 1, 1, tzinfo=UTC)
