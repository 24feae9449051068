"""Keep: each read article goes to every office it concerns; what happened to it is noted there and remembered for the next crawl.

In: `ReadPage` items of the spiders. Out: rows in the offices' archives, lines in their trails, the crawl store's memory of seen
addresses. `CrawlSession` is the desk a run works at: the offices it serves, the shared crawl store, the gate over all their
names.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from crawler.discovery.links import Link
from crawler.prefilter.prefilter import Prefilter
from data.archive import ArchiveError
from data.model import Article, Outcome, Stage
from data.text import compare_key, local

if TYPE_CHECKING:
    from data.archive import Archive
    from data.archive.records import Note
    from data.crawl_store import CrawlStore
    from data.gazetteer import Province
    from data.settings import Office

# What could not be had is asked for again: at once where the door was closed, after a pause where a page was not understood.
ASK_AGAIN = (Outcome.FAILED, Outcome.BLOCKED, Outcome.WALL, Outcome.ROBOTS_CLOSED)
ASK_LATER = (Outcome.UNREADABLE, Outcome.NO_TITLE, Outcome.NO_BODY, Outcome.GONE)
PAUSE = timedelta(hours=6)
BATCH = 100  # addresses remembered in one transaction
DROPPED = (Outcome.GATED_OUT, Outcome.OUTSIDE)
LOOKED_AT = (Outcome.KEPT, Outcome.NEW_VERSION, Outcome.UNCHANGED)


@dataclass(frozen=True, kw_only=True)
class ReadPage:
    """One page that was read: the article, the bytes it was read from, its other addresses, the link that led to it."""

    article: Article
    page: bytes
    aliases: tuple[str, ...] = ()
    link: Link


@dataclass(frozen=True, kw_only=True)
class OfficeTarget:
    """One office served by the crawl: its settings, its province's matcher, its archive."""

    office: Office
    province: Province
    archive: Archive

    def concerned(self, article: Article) -> bool:
        """True when the article names the province, its land or what the office watches. A mere namesake counts too, so that
        `trace` can explain it later; another name that only overrides ours ("Thái Bình Dương") does not."""
        name = compare_key(self.province.name)
        mentions = self.province.find_article(article)
        return any(mention.kind != "namesake" or name in compare_key(mention.surface) for mention in mentions)


@dataclass(kw_only=True)
class CrawlSession:
    """All that the spiders of one run share: where their findings go, and what was seen before.

    `now` is the run's time (UTC, aware): found, fetched and kept times are this. A spider knows only these methods, so a fleet of
    crawl workers can put a queue behind them.
    """

    id: str
    now: datetime
    watches: tuple[OfficeTarget, ...]
    store: CrawlStore
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    fault: ArchiveError | None = None  # the first time that an archive could not be written
    _lines: list[tuple[Archive, Note]] = field(default_factory=list)
    _ends: list[tuple[Link, str, Outcome, str | None]] = field(default_factory=list)
    _looks: list[tuple[str, str, str]] = field(default_factory=list)

    @cached_property
    def gate(self) -> Prefilter:
        """One gate over the names of all served provinces."""
        return Prefilter.of(watch.province for watch in self.watches)

    def may_concern(self, page: bytes, charset: str | None) -> bool:
        """Whether the raw page may name a served province."""
        return self.gate.passes(page, charset, on=self._latest)

    @property
    def _latest(self) -> date:
        """The latest local day that a page of this run may be of; a day more than the run's, for clocks that are ahead."""
        return (local(self.now) + timedelta(days=1)).date()

    @cached_property
    def stamp(self) -> str:
        """Changes with the served provinces' profiles: what was dropped under another stamp is looked at again."""
        return hashlib.sha256("\n".join(sorted(watch.province.stamp for watch in self.watches)).encode()).hexdigest()[:8]

    def note(self, key: str, stage: Stage, outcome: Outcome, detail: str = "") -> None:
        """One line in every served office's trail."""
        self.notes([(key, stage, outcome, detail)])

    def notes(self, lines: Iterable[tuple[str, Stage, Outcome, str]]) -> None:
        """Many lines at once."""
        rows = [(key, stage, outcome, self.id, self.now, detail) for key, stage, outcome, detail in lines]
        self._lines += [(watch.archive, row) for watch in self.watches for row in rows]

    def flush(self) -> None:
        """Writes what waits: first the trails, then what the next crawl need not ask again.

        A commit for every line would take longer than the reading; what a killed process had not written yet is fetched and noted
        again by the next one.
        """
        for watch in self.watches:
            if rows := [row for archive, row in self._lines if archive is watch.archive]:
                watch.archive.trail.note_all(rows)
        self._lines.clear()
        if self._ends or self._looks:
            with self.store.write():
                for link, url, outcome, article_id in self._ends:
                    self.store.remember(url, article_id, link.title or None, link.lastmod or None, outcome, self.now)
                for look in self._looks:
                    self.store.looked_at(*look, self.now)
        self._ends.clear()
        self._looks.clear()

    def seen(self, link: Link, url: str) -> bool:
        """True when this address was dealt with and nothing says that it changed: same headline, same lastmod, same profile."""
        self.flush()
        row = self.store.known(url)
        if row is None or (row.title and link.title and compare_key(row.title) != compare_key(link.title)):
            return False
        if (row.lastmod or "") != link.lastmod and row.lastmod and link.lastmod:
            return False
        if row.outcome in ASK_AGAIN or (row.outcome in ASK_LATER and row.seen_at < self.now - PAUSE):
            return False
        return all(self._dealt_with(watch, url) for watch in self.watches)

    def _dealt_with(self, watch: OfficeTarget, url: str) -> bool:
        """Whether this office too has had the address: the crawl store is shared, and another office may have met it first."""
        if watch.archive.articles.find_id(url) is not None:
            return True
        trail = [row for row in watch.archive.trail.lines(url) if row.stage == Stage.READ]
        return bool(trail) and (trail[-1].outcome not in DROPPED or trail[-1].detail == self.dropped_detail)

    @property
    def dropped_detail(self) -> str:
        """Names the profile by which an article was dropped."""
        return f"hồ sơ địa danh {self.stamp}"

    def remember(self, link: Link, url: str, outcome: Outcome, article_id: str | None = None) -> None:
        """Tells the next crawl what became of an address."""
        self._ends.append((link, url, outcome, article_id))
        if len(self._ends) >= BATCH:
            self.flush()

    def looked_at(self, article_id: str, outlet: str, url: str) -> None:
        """Sets when a kept article is to be looked at again."""
        self._looks.append((article_id, outlet, url))

    def lost(self, url: str, outcome: Outcome, detail: str) -> None:
        """The outcome of a page that gave no article. Where it was kept before and is gone now, the archive marks it so."""
        for watch in self.watches:
            known = watch.archive.articles.find_id(url) if outcome == Outcome.GONE else None
            if known is None:
                self._lines.append((watch.archive, (url, Stage.READ, outcome, self.id, self.now, detail)))
            else:
                watch.archive.articles.withdraw(known, self.now, self.id, detail)

    def keep(self, found: ReadPage) -> Outcome:
        """Hands the article to each office it concerns; OUTSIDE when it names no served province (a menu, a related headline)."""
        text = "\n".join(found.article.field(name) for name in ("title", "summary", "body"))
        named = self.gate.named_in(text, on=self._latest)
        outcomes = [self._keep(watch, found, likely=watch.province.slug in named) for watch in self.watches]
        return next((outcome for outcome in outcomes if outcome != Outcome.OUTSIDE), Outcome.OUTSIDE)

    def _keep(self, watch: OfficeTarget, found: ReadPage, *, likely: bool) -> Outcome:
        article, archive = found.article, watch.archive
        known = archive.articles.find_id(article.id) or archive.articles.find_id(article.url)
        if known is None and not (likely and watch.concerned(article)):
            row = (article.url, Stage.READ, Outcome.OUTSIDE, self.id, self.now, self.dropped_detail)
            self._lines.append((archive, row))
            return Outcome.OUTSIDE
        with archive.write():
            outcome = Outcome(archive.articles.keep(article, found.page, now=self.now, run=self.id))
            known = archive.articles.find_id(article.id) or article.id
            for alias in found.aliases:
                archive.articles.add_alias(alias, known, now=self.now)
            if article.published_at is None and outcome == Outcome.KEPT:
                detail = "đã lưu, chưa đưa vào bản tin vì thiếu giờ đăng"
                archive.trail.note(key=known, stage=Stage.READ, outcome=Outcome.NO_DATE, run=self.id, at=self.now, detail=detail)
        return outcome
