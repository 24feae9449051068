"""The Scrapy side: the one spider, what a run shares, the item pipeline, rechecks, a page handed in by a person.

In: outlets' facts and the archives of offices. Out: kept articles, and an outcome for every URL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.engine.manual import PageUnavailable, add_page, page_bytes
    from crawler.engine.session import CrawlSession, OfficeTarget
    from crawler.engine.spider import NewsSpider

__all__ = ["CrawlSession", "NewsSpider", "OfficeTarget", "PageUnavailable", "add_page", "page_bytes"]
__getattr__ = door(
    __name__,
    {
        "PageUnavailable": "manual",
        "add_page": "manual",
        "page_bytes": "manual",
        "CrawlSession": "session",
        "OfficeTarget": "session",
        "NewsSpider": "spider",
    },
)
