"""The download handler of a replayed press day: spiders see real addresses, the wire sees one loopback server.

In: any http or https request while `crawl.replay` is set. Out: the replay server's answer under the real URL. The server reads
the real host in `Host` and the simulated time in `X-Replay-Now` (ISO 8601); an answer with `X-Replay: dead` stands for a server
that does not answer. robots.txt, redirects, delays and slots work on real hosts, because only the last step is changed.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadConnectionRefusedError
from scrapy.http import Response


class ReplayDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP/1.1 handler, led to the replay server. No other host is contacted."""

    lazy = True

    def __init__(self, scrapy_crawler: Crawler) -> None:
        super().__init__(scrapy_crawler)
        server = urlsplit(scrapy_crawler.settings["REPLAY_URL"])
        self._server = (server.scheme, server.netloc)
        self._now = scrapy_crawler.settings["REPLAY_NOW"]

    async def download_request(self, request: Request) -> Response:
        """The replay server's answer with the real URL put back on it."""
        real = urlsplit(request.url)
        headers = request.headers.copy()
        headers["Host"] = real.netloc
        headers["X-Replay-Now"] = self._now
        headers["X-Replay-Scheme"] = real.scheme
        inner = request.replace(url=urlunsplit((*self._server, real.path or "/", real.query, "")), headers=headers)
        response = await super().download_request(inner)
        request.meta["download_latency"] = inner.meta.get("download_latency", 0.0)
        if response.headers.get("X-Replay") == b"dead":
            raise DownloadConnectionRefusedError(f"{real.netloc} does not answer (replay)")
        return response.replace(url=request.url)
