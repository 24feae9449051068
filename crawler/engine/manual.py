"""One page that a person hands in: fetched alone when there is no file, read and kept like any other, marked as added by hand.

In: an office's settings, an outlet's facts, the page's address, perhaps a saved file. Out: the page in the office's archive,
whatever it names: the person decides that it belongs there. robots.txt and the guard hold for the fetching too; what they close,
the person saves with a browser. Raises `PageUnavailable` where no page could be had.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import scrapy
from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery import Link
from crawler.engine.articles import keep_page, page_of
from crawler.extraction import is_wall, problem_of, read_page
from crawler.extraction.encoding import charset_of
from crawler.fetch import WALL_DETAIL, crawl_settings, outcome_of_error, outcome_of_status
from crawler.fetch.page_file import BadFile, open_page
from crawler.outlet import OutletFacts
from data.archive import Archive
from data.errors import OperatorError
from data.model import Outcome, Stage
from data.settings import Office

HAND = "hand"  # Article.found_in of what a person added


class PageUnavailable(OperatorError):
    """There is no page to read: the file cannot be opened, or the server gave none. The message is Vietnamese.

    `fetched` is True where the network was asked, so that a file saved with a browser would help.
    """

    exit_status = 1

    def __init__(self, message: str, *, fetched: bool) -> None:
        super().__init__(message)
        self.fetched = fetched


@dataclass(frozen=True, kw_only=True)
class PageBytes:
    """One page as it came: its bytes, and the charset that the server named (None: a file, or none named)."""

    body: bytes
    charset: str | None = None
    remark: str = ""  # Vietnamese, without a full stop: what a person must know about the file; empty when all is well


@dataclass(frozen=True, kw_only=True)
class Added:
    """What became of a page that a person handed in. `article_id` and `title` are None where it could not be kept."""

    outcome: Outcome  # kept, new version, unchanged; else why the page is no article
    detail: str = ""  # Vietnamese; why the page is no article, where the outcome does not say it
    article_id: str | None = None
    title: str | None = None
    remark: str = ""  # Vietnamese, without a full stop: what a person must know about the file
    has_date: bool = True  # False: kept, but in no edition until its publication time is read

    @property
    def message(self) -> str:
        """The Vietnamese sentences for the operator and for the list of runs."""
        remark = f" Lưu ý: {self.remark}." if self.remark else ""
        if self.article_id is None:
            return f"Không thêm được: {self.detail or self.outcome.label}.{remark}"
        if not self.has_date:
            return f"Đã thêm “{self.title}” ({self.article_id}), nhưng chưa đọc được giờ đăng nên chưa đưa vào bản tin.{remark}"
        return f"Đã thêm “{self.title}” ({self.article_id}): {self.outcome.label}.{remark}"


class PageFetch(scrapy.Spider):
    """Fetches one page. `body` and `charset` are what came; `trouble` says in Vietnamese why nothing did."""

    name = "add"

    def __init__(self, facts: type[OutletFacts], url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.facts, self.url = facts, url
        self.body, self.trouble = b"", "trang không được tải"
        self.charset: str | None = None

    def has_host(self, host: str) -> bool:
        """The outlet's hosts: the guard lets redirects go no further."""
        return self.facts.has_host(host)

    async def start(self) -> AsyncIterator[Request]:
        """The one request."""
        yield Request(self.url, self.came, errback=self.failed)

    def came(self, response: Response) -> None:
        """Keeps the answer."""
        self.trouble = outcome_of_status(response.status)[1] if response.status != 200 else ""
        if is_wall(response.body):
            self.trouble = WALL_DETAIL
        self.body, self.charset = response.body, charset_of(response.headers.get("Content-Type"))

    def failed(self, failure: Failure) -> None:
        """Keeps the reason."""
        self.trouble = outcome_of_error(failure.value)[1]


def page_bytes(office: Office | None, facts: type[OutletFacts], url: str, file: Path | None, *, now: datetime) -> PageBytes:
    """The page from `file`, else fetched as the office's settings allow. Raises PageUnavailable.

    Fetching runs a reactor, so it can be done once in a process.
    """
    if file is not None:
        try:
            page = open_page(file, url)
        except BadFile as error:
            message = str(error).rstrip(".")
            raise PageUnavailable(f"{message[:1].lower()}{message[1:]}", fetched=False) from error
        return PageBytes(body=page.body, charset=page.charset, remark=page.remark)
    if office is None:
        message = "chưa có tệp cài đặt; hãy tạo office.toml hoặc dùng --file với trang đã lưu"
        raise PageUnavailable(message, fetched=False)
    process = AsyncCrawlerProcess(crawl_settings(office, now) | {"ITEM_PIPELINES": {}})
    scrapy_crawler = process.create_crawler(PageFetch)
    process.crawl(scrapy_crawler, facts=facts, url=url)
    process.start()
    spider = scrapy_crawler.spider
    assert isinstance(spider, PageFetch)  # noqa: S101 - create_crawler was given this class
    if spider.trouble:
        raise PageUnavailable(spider.trouble, fetched=True)
    return PageBytes(body=spider.body, charset=spider.charset)


def add_page(office: Office, facts: type[OutletFacts], url: str, file: Path | None, *, now: datetime) -> Added:
    """Keeps one page that the crawler could not fetch, in a run of its own. `url`: canonical. Raises PageUnavailable."""
    page = page_bytes(office, facts, url, file, now=now)
    with Archive.open(office.archive_path, now=now) as archive:
        run = archive.trail.begin_run("add", now)
        added = keep_by_hand(archive, facts, url, page, now=now, run=run)
        archive.trail.end_run(run, now, "problems" if added.article_id is None else "done", added.message)
    return added


def keep_by_hand(archive: Archive, facts: type[OutletFacts], url: str, page: PageBytes, *, now: datetime, run: str) -> Added:
    """Reads and keeps the page, and notes that a person added it."""
    reading = read_page(page.body, url, facts=facts, encoding=page.charset, fetched_at=now)
    if problem := problem_of(reading):
        archive.trail.note(key=url, stage=Stage.READ, outcome=problem[0], run=run, at=now, detail="thêm bằng tay")
        return Added(outcome=problem[0], detail=problem[1], remark=page.remark)
    link = Link(url=url, found_in=HAND)
    read = page_of(facts, reading, page.body, link, landed=url, announced=url, now=now)
    archive.articles.register_outlets([facts.outlet()], now)
    kept = keep_page(archive, read, now=now, run=run)
    article, has_date = read.article, read.article.published_at is not None
    key, trail = kept.article_id, archive.trail
    trail.note(key=key, stage=Stage.READ, outcome=Outcome.ADDED_BY_HAND, run=run, at=now, detail=kept.outcome.label)
    if not has_date:
        trail.note(key=key, stage=Stage.READ, outcome=Outcome.NO_DATE, run=run, at=now)
    return Added(outcome=kept.outcome, article_id=key, title=article.title, has_date=has_date, remark=page.remark)
