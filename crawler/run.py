"""One crawl: all chosen outlets in one process, then their health.

In: an office, names of outlets, the run's time. Out: one `OutletCounts` for each outlet; articles in the archive, outcomes
in the trail, states in the crawl store. A Twisted reactor starts once in a process, so this runs once in a process. An outlet
whose spider crashes is that outlet's state; the others go on.
"""

from __future__ import annotations

import gc
from asyncio import Task
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.engine import CrawlSession, NewsSpider, OfficeTarget
from crawler.fetch import crawl_settings
from crawler.fetch.logs import quiet_libraries, quiet_logs
from crawler.fetch.warc_files import WarcFiles, begin_recording
from crawler.mending import with_found
from crawler.monitoring import BAD_STATES, Health, SpiderReport, assess_health
from crawler.monitoring.yield_baseline import DAY, HISTORY, assess_yield
from crawler.register import Selection, select
from data.archive import Archive
from data.crawl_store import WELL, CrawlStore
from data.gazetteer import load_province
from data.settings import Office

COUNTS = ("found", "fetched", "read", "kept", "outside", "failed", "no_date", "no_body")
WELL_OR_SILENT = (*WELL, "silent")
BY_LISTS = ("lists_partial", "shape_changed", "dates_changed", "lists_stale", "lists_missing", "thin")
TOLD_LATELY = timedelta(days=3)  # the operator was told of a list's change: what it costs later is the same news
HELD = timedelta(days=1)  # articles without a publication time are counted for so long in the outlet's state


@dataclass(frozen=True, kw_only=True)
class OutletCounts:
    """How one outlet did in one run. `announced` counts the articles that its lists named, `kept` new articles and new versions,
    `failed` what should have been read."""

    outlet: str
    label: str
    announced: int = 0
    fetched: int = 0
    read: int = 0
    kept: int = 0
    outside: int = 0
    failed: int = 0
    no_date: int = 0
    no_body: int = 0
    state: str = "ok"
    why: str = ""


class Progress(Protocol):
    """What is told while a crawl runs, for whoever shows it."""

    def begin(self, outlets: int) -> None:
        """So many outlets are crawled."""

    def page_came(self) -> None:
        """One answer more."""

    def outlet_done(self) -> None:
        """One outlet is through."""


class NoProgress:
    """Shows nothing: for cron and the desk."""

    def begin(self, outlets: int) -> None:
        """Nothing."""

    def page_came(self) -> None:
        """Nothing."""

    def outlet_done(self) -> None:
        """Nothing."""


QUIET = NoProgress()


def crawl(
    office: Office,
    outlet_names: Sequence[str],
    *,
    now: datetime,
    progress: Progress = QUIET,
    warc: WarcFiles | None = None,
) -> list[OutletCounts]:
    """Crawls the outlets (none named: those of the settings) for the office, in a run of its own. A sick outlet is no failure.

    `warc`: read from a WARC file in place of the network, or write one. Raises LookupError for an unknown outlet, ArchiveError
    for an unusable database, WarcError for an unusable WARC file; the list of runs says so then.
    """
    if warc is not None and warc.write is not None:
        begin_recording(warc.write, now)
    with Archive.open(office.archive_path, now=now) as archive:
        run = archive.trail.begin_run("crawl", now)
    status, detail = "failed", ""
    try:
        table = _crawl_outlets(office, outlet_names, now=now, run=run, progress=progress, warc=warc)
        status, detail = "done", _summary(table)
    except LookupError as error:
        detail = f"Không thu thập được: {error}"
        raise
    finally:
        with Archive.open(office.archive_path, now=now) as archive:
            archive.trail.end_run(run, now, status, detail)
    return table


def _summary(table: Sequence[OutletCounts]) -> str:
    """One line for the list of runs: what was kept, which outlets need a look."""
    sick = [f"{row.label} ({row.why})" for row in table if row.state not in WELL_OR_SILENT]
    total = f"tìm thấy {sum(row.announced for row in table)}, lưu {sum(row.kept for row in table)}"
    return f"{total}; cần xem: {', '.join(sick)}" if sick else total


def _crawl_outlets(
    office: Office, outlet_names: Sequence[str], *, now: datetime, run: str, progress: Progress, warc: WarcFiles | None
) -> list[OutletCounts]:
    selection = select(office, outlet_names, now)
    with ExitStack() as stack:
        archive = stack.enter_context(Archive.open(office.archive_path, now=now))
        store = stack.enter_context(CrawlStore.open(office.crawl_path, now=now))
        classes = [with_found(spider, store) for spider in selection.classes]
        archive.articles.register_outlets([spider.outlet() for spider in (*classes, *selection.paused)], now)
        _record_pauses(selection, store, run, now)
        target = OfficeTarget(
            office=office, province=load_province(office.office_province, watch=office.watch_terms), archive=archive
        )
        session = CrawlSession(id=run, now=now, targets=(target,), store=store, owner_of_host=selection.register.owner_of_host)
        quiet_logs(run)
        reports = _run_spiders(classes, session, crawl_settings(office, now, warc), progress)
        if session.fault:
            raise session.fault
        session.flush()
        counts = [_settle(spider, reports[spider.name], session) for spider in classes]
        _record_merged(selection, counts, session)
        return counts


def _record_pauses(selection: Selection, store: CrawlStore, run: str, now: datetime) -> None:
    """What the office paused stands in the outlet's history, so that the digest's foot names it."""
    for spider, pause in selection.paused.items():
        store.record_outlet_run(run, spider.name, now, {}, "paused", f"cơ quan tạm dừng từ {pause.since:%d/%m/%Y}: {pause.why}")


def _record_merged(selection: Selection, counts: Sequence[OutletCounts], session: CrawlSession) -> None:
    """A retired outlet that the office still names does as well as the one it was merged into."""
    by_name = {row.outlet: row for row in counts}
    for name, successor in selection.merged.items():
        if (row := by_name.get(successor)) is not None:
            session.store.record_outlet_run(session.id, name, session.now, {}, row.state, row.why)


def _run_spiders(
    classes: Sequence[type[NewsSpider]], session: CrawlSession, settings: dict[str, Any], progress: Progress
) -> dict[str, SpiderReport]:
    """Runs the spiders; what each met, by outlet. The reactor runs here and is over when this returns."""
    process = AsyncCrawlerProcess(settings)
    quiet_libraries()
    scrapy_crawlers = {spider.name: process.create_crawler(spider) for spider in classes}
    progress.begin(len(scrapy_crawlers))
    _watch(scrapy_crawlers.values(), progress)
    with _seldom_collecting():
        tasks: dict[str, Task[None]] = {
            name: process.crawl(scrapy_crawler, session=session) for name, scrapy_crawler in scrapy_crawlers.items()
        }
        process.start(install_signal_handlers=True)
    reports: dict[str, SpiderReport] = {}
    for name, scrapy_crawler in scrapy_crawlers.items():
        counts = session.counts.setdefault(name, Counter())
        report = getattr(scrapy_crawler.spider, "report", None) or SpiderReport(counts=counts)
        error = tasks[name].exception() if tasks[name].done() and not tasks[name].cancelled() else None
        report.crashed = type(error).__name__ if error else report.crashed or _callback_errors(scrapy_crawler)
        reports[name] = report
    return reports


def _callback_errors(scrapy_crawler: Crawler) -> str:
    """The kind of error that a spider's callbacks raised, when they raised any: its lists could then not be followed."""
    try:
        stats = scrapy_crawler.stats.get_stats()
    except RuntimeError:  # it never came so far
        return ""
    kinds = (key.rpartition("/")[2] for key in stats if key.startswith("spider_exceptions/"))
    return next((kind for kind in kinds if kind != "count"), "")


def _settle(spider: type[NewsSpider], report: SpiderReport, session: CrawlSession) -> OutletCounts:
    """Judges and records how the outlet did."""
    archive = session.targets[0].archive
    recent = archive.articles.window(session.now - HELD, session.now)
    held = sum(article.outlet == spider.name and article.published_at is None for article in recent)
    last = session.store.outlet_states([spider.name], session.now).get(spider.name)
    before = Health(state=last.state, why=last.why) if last else None
    history = session.store.outlet_history(spider.name, session.now - HISTORY - DAY)
    health = assess_health(report, held=held, before=before)
    if health.state in WELL_OR_SILENT:
        health = assess_yield(history, report.counts["fetched"], session.now) or health
    figures = {name: report.counts[name] for name in COUNTS}
    recorded = figures | {"postponed": report.counts["postponed"]}
    session.store.record_outlet_run(session.id, spider.name, session.now, recorded, health.state, health.why)
    lately_told = archive.notices.has_change(spider.name, session.now - TOLD_LATELY)
    is_told = health.state in BY_LISTS and lately_told
    if (health.state in BAD_STATES and not is_told) or health.state in WELL:
        archive.notices.note(spider.name, well=health.state in WELL, state=health.state, why=health.why, now=session.now)
    if report.changes and health.state not in BAD_STATES and not lately_told:
        kind, why = next(iter(report.changes)), "; ".join(report.changes.values())
        archive.notices.note_change(spider.name, state=kind, why=why, now=session.now)
    log = structlog.get_logger("diembao.crawl")
    log.info("outlet done", outlet=spider.name, state=health.state, **figures)
    if report.crashed:
        log.error("outlet crashed", outlet=spider.name, error=report.crashed)
    announced = figures.pop("found")
    return OutletCounts(
        outlet=spider.name, label=spider.label, announced=announced, state=health.state, why=health.why, **figures
    )


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """While pages stream by, Python looks for unreachable objects less often, and never among the gazetteers: it took a tenth."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _watch(scrapy_crawlers: Iterable[Crawler], progress: Progress) -> None:
    """Has Scrapy's signals told to the progress."""

    def page_came(**_: Any) -> None:
        progress.page_came()

    def outlet_done(**_: Any) -> None:
        progress.outlet_done()

    for scrapy_crawler in scrapy_crawlers:
        scrapy_crawler.signals.connect(page_came, signal=signals.response_received, weak=False)
        scrapy_crawler.signals.connect(outlet_done, signal=signals.spider_closed, weak=False)
