"""What the spiders of one crawl share: the offices served, the crawl store, the prefilter over all their names.

In: `ReadPage` items of the spiders. Out: each article in the archive of every office it concerns, lines in their trails, the
crawl store's memory of seen addresses.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from crawler.discovery import Link
from crawler.engine.articles import ReadPage, keep_page
from crawler.prefilter import Prefilter
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
HELD_DETAIL = "đã lưu, chưa đưa vào bản tin vì thiếu giờ đăng"
BATCH = 100  # addresses remembered in one transaction
DROPPED = (Outcome.GATED_OUT, Outcome.OUTSIDE)
RECHECKED = (Outcome.KEPT, Outcome.NEW_VERSION, Outcome.UNCHANGED)


@dataclass(frozen=True, kw_only=True)
class OfficeTarget:
    """One office served by the crawl: its settings, its province's matcher, its archive."""

    office: Office
    province: Province
    archive: Archive

    def concerns(self, article: Article) -> bool:
        """True when the article names the province, its land or what the office watches. A mere namesake counts too, so that
        `trace` can explain it later; another name that only overrides ours ("Thái Bình Dương") does not."""
        name = compare_key(self.province.name)
        mentions = self.province.find_article(article)
        return any(mention.kind != "namesake" or name in compare_key(mention.surface) for mention in mentions)


@dataclass(kw_only=True)
class CrawlSession:
    """All that the spiders of one run share: where their pages go, and what was seen before.

    `now` is the run's time (UTC, aware): found, fetched and kept times are this. A spider knows only these methods, so a fleet of
    crawl workers can put a queue behind them.
    """

    id: str
    now: datetime
    targets: tuple[OfficeTarget, ...]
    store: CrawlStore
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    owner_of_host: Callable[[str], str] = lambda host: ""  # the name of the registered outlet that a host belongs to, else ""
    fault: ArchiveError | None = None  # the first time that an archive could not be written
    _lines: list[tuple[Archive, Note]] = field(default_factory=list)
    _ends: list[tuple[Link, str, Outcome, str | None]] = field(default_factory=list)
    _rechecks: list[tuple[str, str, str]] = field(default_factory=list)

    @cached_property
    def prefilter(self) -> Prefilter:
        """One prefilter over the names of all served provinces."""
        return Prefilter.of(target.province for target in self.targets)

    def may_concern(self, page: bytes, charset: str | None) -> bool:
        """Whether the raw page may name a served province."""
        return self.prefilter.passes(page, charset, on=self._latest)

    @property
    def _latest(self) -> date:
        """The latest local day that a page of this run may be of; a day more than the run's, for clocks that are ahead."""
        return (local(self.now) + timedelta(days=1)).date()

    @cached_property
    def stamp(self) -> str:
        """Changes with the served provinces' profiles: what was dropped under another stamp is read again."""
        return hashlib.sha256("\n".join(sorted(target.province.stamp for target in self.targets)).encode()).hexdigest()[:8]

    def note(self, key: str, stage: Stage, outcome: Outcome, detail: str = "") -> None:
        """One line in every served office's trail."""
        self.notes([(key, stage, outcome, detail)])

    def notes(self, lines: Iterable[tuple[str, Stage, Outcome, str]]) -> None:
        """Many lines at once."""
        rows = [(key, stage, outcome, self.id, self.now, detail) for key, stage, outcome, detail in lines]
        self._lines += [(target.archive, row) for target in self.targets for row in rows]

    def flush(self) -> None:
        """Writes what waits: first the trails, then what the next crawl need not ask again.

        A commit for every line would take longer than the reading; what a killed process had not written yet is fetched and noted
        again by the next one.
        """
        for target in self.targets:
            if rows := [row for archive, row in self._lines if archive is target.archive]:
                target.archive.trail.note_all(rows)
        self._lines.clear()
        if self._ends or self._rechecks:
            with self.store.write():
                for link, url, outcome, article_id in self._ends:
                    self.store.remember(url, article_id, link.title or None, link.lastmod or None, outcome, self.now)
                for recheck in self._rechecks:
                    self.store.schedule(*recheck, self.now)
        self._ends.clear()
        self._rechecks.clear()

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
        return all(self._dealt_with(target, url) for target in self.targets)

    def _dealt_with(self, target: OfficeTarget, url: str) -> bool:
        """Whether this office too has had the address: the crawl store is shared, and another office may have met it first."""
        if target.archive.articles.find_id(url) is not None:
            return True
        trail = [row for row in target.archive.trail.lines(url) if row.stage == Stage.READ]
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

    def schedule_recheck(self, article_id: str, outlet: str, url: str) -> None:
        """Sets when a kept article is to be fetched again."""
        self._rechecks.append((article_id, outlet, url))

    def lost(self, url: str, outcome: Outcome, detail: str) -> None:
        """The outcome of a page that gave no article. Where it was kept before and is gone now, the archive marks it so."""
        for target in self.targets:
            article_id = target.archive.articles.find_id(url) if outcome == Outcome.GONE else None
            if article_id is None:
                self._lines.append((target.archive, (url, Stage.READ, outcome, self.id, self.now, detail)))
            else:
                target.archive.articles.withdraw(article_id, self.now, self.id, detail)

    def keep(self, page: ReadPage) -> Outcome:
        """Hands the article to each office it concerns; OUTSIDE when it names no served province (a menu, a related headline)."""
        text = "\n".join(page.article.field(name) for name in ("title", "summary", "body"))
        named = self.prefilter.named_in(text, on=self._latest)
        outcomes = [self._keep_for(target, page, likely=target.province.slug in named) for target in self.targets]
        return next((outcome for outcome in outcomes if outcome != Outcome.OUTSIDE), Outcome.OUTSIDE)

    def _keep_for(self, target: OfficeTarget, page: ReadPage, *, likely: bool) -> Outcome:
        article, archive = page.article, target.archive
        met_before = archive.articles.find_id(article.id) or archive.articles.find_id(article.url)
        if met_before is None and not (likely and target.concerns(article)):
            row = (article.url, Stage.READ, Outcome.OUTSIDE, self.id, self.now, self.dropped_detail)
            self._lines.append((archive, row))
            return Outcome.OUTSIDE
        with archive.write():
            kept = keep_page(archive, page, now=self.now, run=self.id)
            if article.published_at is None and kept.outcome == Outcome.KEPT:
                archive.trail.note_all([(kept.article_id, Stage.READ, Outcome.NO_DATE, self.id, self.now, HELD_DETAIL)])
        return kept.outcome
