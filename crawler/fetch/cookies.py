"""Cookies, only for outlets whose facts say so: some servers send their feed only to who brings their cookie back.

In: requests and answers of one outlet's crawl. Out: the same, with the outlet's own cookies. They live in memory, for one outlet
and one run, and are sent to the outlet's own hosts only. Scrapy's own middleware is not used: it asks the web for a list of
domains, out of the guard's sight.
"""

from __future__ import annotations

from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.cookies import CookieJar

MOST_COOKIES = 50  # an outlet that sets more is not waiting for one to come back


class OutletCookies:
    """Downloader middleware: one jar for the outlet whose facts state `cookies = True`, none for all others."""

    def __init__(self, scrapy_crawler: Crawler) -> None:
        self.scrapy_crawler = scrapy_crawler
        self.jar = CookieJar()

    @classmethod
    def from_crawler(cls, scrapy_crawler: Crawler) -> Self:
        return cls(scrapy_crawler)

    def _takes(self, request: Request) -> bool:
        spider: Any = self.scrapy_crawler.spider
        facts = getattr(spider, "facts", spider)
        return bool(getattr(facts, "cookies", False)) and facts.has_host(urlsplit(request.url).hostname or "")

    def process_request(self, request: Request) -> None:
        """Puts the outlet's cookies on its request."""
        request.headers.pop("Cookie", None)
        if self._takes(request):
            self.jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keeps the cookies that the outlet set."""
        if self._takes(request):
            self.jar.extract_cookies(response, request)
            if len(self.jar) > MOST_COOKIES:
                self.jar = CookieJar()
        return response
