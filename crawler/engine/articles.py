"""From what a page says to the one record, and the record into an archive: the same for spider, recheck and a person's page.

In: a `PageReading`, the link that led to it, the outlet's facts; an archive. Out: a `ReadPage`; the article kept with all its
addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.discovery import Link, too_old
from crawler.extraction import PageReading
from crawler.outlet import OutletFacts
from data.archive import Archive
from data.model import Article, Outcome
from data.text.urls import article_id, canonical_url

READ_STAMP = "read-2"  # raise it when the same page would be read differently
SLACK = timedelta(hours=1)  # how far a publication time may lie ahead of the fetching time
DOUBT_DAYS = 4  # a doubtful date further back is no date
LONGEST = {"title": 1_000, "summary": 10_000, "body": 150_000}  # characters; no article is longer, only a hostile page


@dataclass(frozen=True, kw_only=True)
class ReadPage:
    """One page that was read: the article, the bytes it was read from, its other addresses, the link that led to it."""

    article: Article
    page: bytes
    aliases: tuple[str, ...] = ()
    link: Link


@dataclass(frozen=True)
class Kept:
    """What keeping an article did: its id in the archive, and whether it is new, a new version or unchanged."""

    article_id: str
    outcome: Outcome


def date_of(reading: PageReading, link: Link | None, now: datetime) -> tuple[datetime | None, str | None, str]:
    """Publication time (UTC), its raw text and where it is from: the page, else the feed; never one that lies ahead of `now`."""
    if reading.published_at is not None and reading.published_at <= now + SLACK:
        return reading.published_at, reading.published_raw, reading.date_from
    if link is not None and link.published_at is not None and link.published_at <= now + SLACK and not _is_unproved(link, now):
        return link.published_at, link.published_raw, "feed"
    return None, reading.published_raw or (link and link.published_raw) or None, "none"


def _is_unproved(link: Link, now: datetime) -> bool:
    """Whether a list's date is doubtful and would make the article an old one."""
    return link.is_date_doubtful and too_old(link.published_at, now, DOUBT_DAYS)


def article_of(facts: type[OutletFacts], reading: PageReading, link: Link, url: str, now: datetime) -> Article:
    """The record of a read page."""
    published_at, published_raw, date_from = date_of(reading, link, now)
    texts = {name: getattr(reading, name) and getattr(reading, name)[:most] for name, most in LONGEST.items()}
    return Article(
        id=article_id(facts.name, url, facts.article_number(url)),
        url=url, outlet=facts.name, found_at=now, found_in=link.found_in,
        **texts, authors=tuple(reading.authors), section=reading.section,
        lang=reading.lang, kind=reading.kind, published_at=published_at, published_raw=published_raw, date_from=date_from,
        modified_at=reading.modified_at, read_by=f"{facts.name} {READ_STAMP}",
    )  # fmt: skip


def addresses_of(facts: type[OutletFacts], reading: PageReading, landed: str, announced: str) -> list[str]:
    """The article's address, then its others: what the page calls canonical, where we landed, what was announced, mobile, AMP.

    The page's word is only taken for an article address of the same number; templates sometimes name the home page.
    """
    address = canonical_url(landed)
    trusted = facts.is_article(reading.url) and facts.article_number(reading.url) == facts.article_number(address)
    return list(dict.fromkeys([reading.url if trusted else address, address, announced, landed, *reading.aliases]))


def page_of(
    facts: type[OutletFacts], reading: PageReading, body: bytes, link: Link, *, landed: str, announced: str, now: datetime
) -> ReadPage:
    """The article of a read page with all its addresses. `landed`: where redirects ended; `announced`: what was asked for."""
    addresses = addresses_of(facts, reading, landed, announced)
    article = article_of(facts, reading, link, addresses[0], now)
    return ReadPage(article=article, page=body, aliases=tuple(addresses[1:]), link=link)


def keep_page(archive: Archive, page: ReadPage, *, now: datetime, run: str) -> Kept:
    """Keeps the article and makes it known by every address, in one transaction. The trail's line is the archive's own."""
    with archive.write():
        outcome = Outcome(archive.articles.keep(page.article, page.page, now=now, run=run))
        article_id = archive.articles.find_id(page.article.id) or page.article.id
        for alias in page.aliases:
            archive.articles.add_alias(alias, article_id, now=now)
    return Kept(article_id, outcome)
