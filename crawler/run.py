"""One crawl: all chosen outlets in one process, then their health.

In: an office, names of outlets, the run's time and id. Out: one `OutletCounts` for each outlet; articles in the archive, outcomes
in the trail, states in the crawl store. A Twisted reactor starts once in a process, so this runs once in a process. An outlet
whose spider crashes is that outlet's state; the others go on.
"""

from __future__ import annotations

import gc
import sys
from asyncio import Task
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.engine.session import CrawlSession, OfficeTarget
from crawler.engine.spider import NewsSpider
from crawler.fetch.settings import crawl_settings
from crawler.logs import hush, quiet_logs
from crawler.monitoring.health import BAD_STATES, Health, SpiderReport, health
from crawler.monitoring.yield_baseline import DAY, HISTORY, thin
from crawler.register import chosen
from data.archive import Archive
from data.crawl_store import WELL, CrawlStore
from data.gazetteer import load_province
from data.settings import Office

COUNTS = ("found", "fetched", "read", "kept", "outside", "failed", "no_date", "no_body")
WELL_OR_SILENT = (*WELL, "silent")
HELD = timedelta(days=1)  # articles without a publication time are counted for so long in the outlet's state


@dataclass(frozen=True, kw_only=True)
class OutletCounts:
    """How one outlet did in one run. `kept` counts new articles and new versions, `failed` what should have been read."""

    outlet: str
    label: str
    found: int = 0
    fetched: int = 0
    read: int = 0
    kept: int = 0
    outside: int = 0
    failed: int = 0
    no_date: int = 0
    no_body: int = 0
    state: str = "ok"
    why: str = ""


def crawl(office: Office, outlet_names: Sequence[str], *, now: datetime, run: str) -> list[OutletCounts]:
    """Crawls the outlets for the office. Raises LookupError for an unknown outlet, ArchiveError for an unusable database."""
    classes = chosen(office, outlet_names)
    with ExitStack() as stack:
        archive = stack.enter_context(Archive.open(office.archive_path, now=now))
        store = stack.enter_context(CrawlStore.open(office.crawl_path, now=now))
        archive.articles.register_outlets([spider.outlet() for spider in classes], now)
        watch = OfficeTarget(
            office=office, province=load_province(office.office_province, watch=office.watch_terms), archive=archive
        )
        desk = CrawlSession(id=run, now=now, watches=(watch,), store=store)
        quiet_logs(run)
        visits = _visit_all(classes, desk, crawl_settings(office, now))
        if desk.fault:
            raise desk.fault
        desk.flush()
        return [_settle(spider, visits[spider.name], desk) for spider in classes]


def _visit_all(classes: Sequence[type[NewsSpider]], desk: CrawlSession, settings: dict[str, Any]) -> dict[str, SpiderReport]:
    """Runs the spiders; what each met. The reactor runs here and is over when this returns."""
    process = AsyncCrawlerProcess(settings)
    hush()
    crawlers = {spider.name: process.create_crawler(spider) for spider in classes}
    with _progress(list(crawlers.values())), _seldom_collecting():
        tasks: dict[str, Task[None]] = {name: process.crawl(crawler, run=desk) for name, crawler in crawlers.items()}  # type: ignore[misc]
        process.start(install_signal_handlers=True)
    visits: dict[str, SpiderReport] = {}
    for name, crawler in crawlers.items():
        visit = getattr(crawler.spider, "visit", None) or SpiderReport(tally=desk.counts.setdefault(name, Counter()))
        error = tasks[name].exception() if tasks[name].done() and not tasks[name].cancelled() else None
        visit.crashed = type(error).__name__ if error else visit.crashed or _callback_errors(crawler)
        visits[name] = visit
    return visits


def _callback_errors(crawler: Crawler) -> str:
    """The kind of error that a spider's callbacks raised, when they raised any: its lists could then not be followed."""
    try:
        stats = crawler.stats.get_stats()
    except RuntimeError:  # it never came so far
        return ""
    kinds = (key.rpartition("/")[2] for key in stats if key.startswith("spider_exceptions/"))
    return next((kind for kind in kinds if kind != "count"), "")


def _settle(spider: type[NewsSpider], visit: SpiderReport, desk: CrawlSession) -> OutletCounts:
    """Judges and records how the outlet did."""
    archive = desk.watches[0].archive
    held = sum(a.outlet == spider.name and a.published_at is None for a in archive.articles.window(desk.now - HELD, desk.now))
    last = desk.store.outlet_states([spider.name], desk.now).get(spider.name)
    before = Health(state=last.state, why=last.why) if last else None
    state = health(visit, held=held, before=before)
    if state.state in WELL_OR_SILENT:
        history = desk.store.outlet_history(spider.name, desk.now - HISTORY - DAY)
        state = thin(history, visit.tally["fetched"], desk.now) or state
    counts = {name: visit.tally[name] for name in COUNTS}
    recorded = counts | {"postponed": visit.tally["postponed"]}
    desk.store.record_outlet_run(desk.id, spider.name, desk.now, recorded, state.state, state.why)
    if state.state in BAD_STATES or state.state in WELL:
        archive.notices.note(spider.name, well=state.state in WELL, state=state.state, why=state.why, now=desk.now)
    log = structlog.get_logger("diembao.crawl")
    log.info("outlet done", outlet=spider.name, state=state.state, **counts)
    if visit.crashed:
        log.error("outlet crashed", outlet=spider.name, error=visit.crashed)
    return OutletCounts(outlet=spider.name, label=spider.label, state=state.state, why=state.why, **counts)


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


@contextmanager
def _progress(crawlers: list[Crawler]) -> Iterator[None]:
    """A progress bar on a terminal; nothing under cron."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Thu thập"), BarColumn(), MofNCompleteColumn(), TextColumn("nguồn; {task.fields[pages]} trang"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(crawlers), pages=0)
        pages = Counter[str]()

        def page_came(**_: Any) -> None:
            pages["all"] += 1
            bar.update(task, pages=pages["all"])

        def outlet_done(**_: Any) -> None:
            bar.advance(task)

        for crawler in crawlers:
            crawler.signals.connect(page_came, signal=signals.response_received, weak=False)
            crawler.signals.connect(outlet_done, signal=signals.spider_closed, weak=False)
        yield
