"""One page that a person hands in: fetched alone when there is no file, read and kept like any other, marked as added by hand.

In: an outlet's facts, the address, the page's bytes. Out: the page in the office's archive, whatever it names: the person decides
that it belongs there. robots.txt and the guard hold for the fetching too; what they close, the person saves with a browser.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import scrapy
from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery.links import Link
from crawler.engine.articles import addresses_of, article_of
from crawler.extraction.encoding import charset_of
from crawler.extraction.kind import walled
from crawler.extraction.page import read_page
from crawler.extraction.problems import problem_of
from crawler.fetch.outcomes import outcome_of_error, outcome_of_status
from crawler.fetch.settings import crawl_settings
from crawler.outlet import OutletFacts
from data.archive import Archive
from data.model import Outcome, Stage
from data.settings import Office

HAND = "hand"  # Article.found_in of what a person added


class PageFetch(scrapy.Spider):
    """Fetches one page. `body` and `charset` are what came; `trouble` says in Vietnamese why nothing did."""

    name = "add"

    def __init__(self, facts: type[OutletFacts], url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.facts, self.url = facts, url
        self.body, self.charset, self.trouble = b"", None, "trang không được tải"

    def has_host(self, host: str) -> bool:
        """The outlet's hosts: the guard lets redirects go no further."""
        return self.facts.has_host(host)

    async def start(self) -> AsyncIterator[Request]:
        """The one request."""
        yield Request(self.url, self.came, errback=self.failed)

    def came(self, response: Response) -> None:
        """Keeps the answer."""
        self.trouble = outcome_of_status(response.status)[1] if response.status != 200 else ""
        if walled(response.body):
            self.trouble = "trang chỉ mở bằng trình duyệt"
        self.body, self.charset = response.body, charset_of(response.headers.get("Content-Type"))

    def failed(self, failure: Failure) -> None:
        """Keeps the reason."""
        self.trouble = outcome_of_error(failure.value)[1]


def fetch_page(office: Office, facts: type[OutletFacts], url: str, now: datetime) -> PageFetch:
    """The spider after its one request. Runs a reactor, so it can be called once in a process."""
    process = AsyncCrawlerProcess(crawl_settings(office, now) | {"ITEM_PIPELINES": {}})
    crawler = process.create_crawler(PageFetch)
    process.crawl(crawler, facts=facts, url=url)
    process.start()
    spider = crawler.spider
    assert isinstance(spider, PageFetch)  # noqa: S101 - create_crawler was given this class
    return spider


def keep_by_hand(
    archive: Archive, facts: type[OutletFacts], url: str, body: bytes, charset: str | None, *, now: datetime, run: str
) -> tuple[str, int]:
    """Reads and keeps the page. A Vietnamese sentence for the operator and the exit status (0 kept, 1 not)."""
    reading = read_page(body, url, facts=facts, encoding=charset, fetched_at=now)
    if problem := problem_of(reading):
        archive.trail.note(key=url, stage=Stage.READ, outcome=problem[0], run=run, at=now, detail="thêm bằng tay")
        return f"Không thêm được: {problem[1] or problem[0].label}.", 1
    addresses = addresses_of(facts, reading, url, url)
    article = article_of(facts, reading, Link(url=url, found_in=HAND), addresses[0], now)
    archive.articles.register_outlets([facts.outlet()], now)
    outcome = archive.articles.keep(article, body, now=now, run=run)
    known = archive.articles.find_id(article.id) or article.id
    for alias in addresses[1:]:
        archive.articles.add_alias(alias, known, now=now)
    archive.trail.note(key=known, stage=Stage.READ, outcome=Outcome.ADDED_BY_HAND, run=run, at=now, detail=Outcome(outcome).label)
    if article.published_at is None:
        archive.trail.note(key=known, stage=Stage.READ, outcome=Outcome.NO_DATE, run=run, at=now)
        return f"Đã thêm “{article.title}” ({known}), nhưng chưa đọc được giờ đăng nên chưa đưa vào bản tin.", 0
    return f"Đã thêm “{article.title}” ({known}): {Outcome(outcome).label}.", 0
