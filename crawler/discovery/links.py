"""What a list announces: the records, and when a link is too old to be read.

In: what the readers of feeds, sitemaps and section pages made of one answer. Out: `Listing` with its `Link`s; the reason why a
link is left unread, which is never a doubtful date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from crawler.discovery.address_stamps import address_stamp
from crawler.discovery.list_dates import read_dates
from data.text.dates import parse_date

STAMP_SLACK = timedelta(days=7)  # an address may be made so long before its article appears
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One announced article. Times are UTC; `title` and `summary` are tidy plain text, empty where the way gives none."""

    url: str  # absolute, as announced
    title: str = ""
    published_at: datetime | None = None
    published_raw: str = ""
    date_from: str = "none"  # written | vote | stamp | remembered | stated | fetch | guess | address | none: see `list_dates`
    is_date_doubtful: bool = False  # such a date never leaves an article unread
    has_clock: bool = True  # False: only the day of publication is stated
    lastmod: str = ""  # as written: the age of the address, never its publication
    summary: str = ""
    found_in: str = ""

    def why_too_old(self, now: datetime, days: int) -> str:
        """Why the article is too old to be read, in Vietnamese for the trail; "" where it may be fresh.

        A publication that is certain decides. Without one the last change of the address does (nothing appears after it), or
        the stamp in the address with a week's allowance. A doubtful date decides nothing: the page is asked.
        """
        if self.published_at is not None:
            latest = self.published_at if self.has_clock else self.published_at + A_DAY
            return f"nguồn tin ghi {self.published_raw}" if not self.is_date_doubtful and too_old(latest, now, days) else ""
        if self.published_raw:
            return ""
        if too_old(self.changed_at, now, days):
            return f"địa chỉ sửa lần cuối {self.lastmod}"
        stamp = address_stamp(self.url, now)
        if stamp is not None and too_old(stamp.moment + STAMP_SLACK, now, days):
            return "địa chỉ mang ngày đã cũ"
        return ""

    @property
    def changed_at(self) -> datetime | None:
        """The end of the moment or day in which the address last changed, UTC; None where that is not stated for certain."""
        reading = parse_date(self.lastmod) if self.lastmod else None
        if reading is None or reading.is_changeable:
            return None
        return reading.moment if reading.has_clock else reading.moment + A_DAY

    def age_key(self, now: datetime) -> datetime:
        """When it appeared, else when its address was made or changed; the latest of all where nothing tells."""
        if self.published_at is not None:
            return self.published_at
        stamp = address_stamp(self.url, now)
        return (stamp.moment if stamp else self.changed_at) or datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class BadItem:
    """An announcement that cannot be followed: its address or its title, and what is wrong with it (Vietnamese)."""

    key: str
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """All that one answer announced, in its sequence; `date_order` is "dmy", "mdy", "iso" (needs none) or "" (unknown)."""

    links: tuple[Link, ...] = ()
    bad: tuple[BadItem, ...] = ()
    sitemaps: tuple[str, ...] = ()
    date_order: str = ""

    @property
    def empty(self) -> bool:
        """True when it announced nothing at all, so that the next way should be tried."""
        return not (self.links or self.sitemaps)

    def newest_first(self, now: datetime) -> list[Link]:
        """The links with the newest first; those without any date or stamp keep their sequence, at the front."""
        return sorted(self.links, key=lambda link: link.age_key(now), reverse=True)


def dated(links: Iterable[Link], bad: Iterable[BadItem], fetched_at: datetime, *, stated: str, remembered: str = "") -> Listing:
    """A listing whose dates are read together, so that the whole list decides their order (see `list_dates`)."""
    undated = list(links)
    dates = read_dates([(link.published_raw, link.url) for link in undated], fetched_at, stated=stated, remembered=remembered)
    return Listing(
        links=tuple(
            replace(
                link,
                published_at=date.moment,
                date_from=date.date_from,
                is_date_doubtful=date.is_doubtful,
                has_clock=date.has_clock,
            )
            for link, date in zip(undated, dates.dates, strict=True)
        ),
        bad=tuple(bad),
        date_order=dates.order,
    )  # fmt: skip


def join_address(start: str, href: str) -> str | None:
    """The absolute address of a link without its fragment; None where it is broken."""
    try:
        return urljoin(start, href.strip()).partition("#")[0]
    except ValueError:
        return None


def too_old(published_at: datetime | None, now: datetime, days: int) -> bool:
    """True when the publication time is known and more than `days` days before `now`."""
    return published_at is not None and published_at < now - timedelta(days=days)
