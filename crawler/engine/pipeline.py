"""The last step of a crawl: a judged page is kept or its outcome noted.

In: what the spider yields. Out: rows in the archive and the crawl store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.exceptions import DropItem

from crawler.engine.articles import ReadPage
from crawler.engine.session import RECHECKED, CrawlSession
from data.archive import ArchiveError
from data.model import Outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class KeepPipeline:
    """Scrapy's item pipeline in front of `CrawlSession.keep`."""

    def __init__(self, scrapy_crawler: Crawler) -> None:
        self.scrapy_crawler = scrapy_crawler

    @classmethod
    def from_crawler(cls, scrapy_crawler: Crawler) -> Self:
        return cls(scrapy_crawler)

    def process_item(self, item: ReadPage) -> ReadPage:
        """Keeps the article and counts what came of it. An archive that cannot be written ends the run, not the process."""
        session: CrawlSession = self.scrapy_crawler.spider.session  # type: ignore[union-attr]  # a NewsSpider, while it runs
        try:
            outcome = session.keep(item)
        except ArchiveError as error:
            session.fault = session.fault or error
            raise DropItem("kho lưu trữ không ghi được") from error
        session.remember(item.link, item.article.url, outcome, item.article.id)
        for alias in item.aliases:
            session.remember(item.link, alias, outcome, item.article.id)
        if outcome in RECHECKED:
            session.schedule_recheck(item.article.id, item.article.outlet, item.article.url)
        kept = outcome in (Outcome.KEPT, Outcome.NEW_VERSION)
        figure = "outside" if outcome == Outcome.OUTSIDE else "kept" if kept else "unchanged"
        session.counts[item.article.outlet][figure] += 1
        return item
