"""The last step of a crawl: a judged page is kept or its outcome noted.

In: what the spider yields. Out: rows in the archive and the crawl store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.exceptions import DropItem

from crawler.engine.session import LOOKED_AT, CrawlSession, ReadPage
from data.archive import ArchiveError
from data.model import Outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class KeepPipeline:
    """Scrapy's item pipeline in front of `CrawlSession.keep`."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: ReadPage) -> ReadPage:
        """Keeps the article and counts what came of it. An archive that cannot be written ends the run, not the process."""
        run: CrawlSession = self.crawler.spider.run  # type: ignore[union-attr]
        try:
            outcome = run.keep(item)
        except ArchiveError as error:
            run.fault = run.fault or error
            raise DropItem("kho lưu trữ không ghi được") from error
        run.remember(item.link, item.article.url, outcome, item.article.id)
        for alias in item.aliases:
            run.remember(item.link, alias, outcome, item.article.id)
        if outcome in LOOKED_AT:
            run.looked_at(item.article.id, item.article.outlet, item.article.url)
        tally = run.counts[item.article.outlet]
        tally[
            "outside" if outcome == Outcome.OUTSIDE else "kept" if outcome in (Outcome.KEPT, Outcome.NEW_VERSION) else "unchanged"
        ] += 1
        return item
