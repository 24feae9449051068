"""The download handler of a crawl from a WARC file: spiders see real addresses, the answers are those of the file.

In: any http or https request while the crawl reads from a WARC. Out: the recorded answers of that address in the order in which
they came, the last one for ever; a recorded failure is raised again. No host is contacted. An address that the file does not
hold counts as a server that does not answer; a robots.txt that was not recorded forbids nothing.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import Request
from scrapy import exceptions as scrapy_exceptions
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadConnectionRefusedError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.fetch.proxy import ProxyTrouble
from crawler.fetch.warc import FAILURE, Record, answer_of, fields_of, is_failure, read_record
from crawler.fetch.warc_files import index_warc
from data.model import Outcome

FAILURES = (
    "CannotResolveHostError", "DownloadCancelledError", "DownloadConnectionRefusedError", "DownloadFailedError",
    "DownloadTimeoutError", "ResponseDataLossError",
)  # fmt: skip


def _failure_of(record: Record) -> Exception | None:
    """The failure that a metadata record of ours names."""
    if not is_failure(record):
        return None
    fields = {name.decode("latin-1"): value.decode("utf-8", "replace") for name, value in fields_of(record.block[:4096])}
    name, message = fields.get(FAILURE, ""), fields.get("message", "")
    if name == ProxyTrouble.__name__:
        outcome = fields.get("outcome", "")
        is_outcome = outcome in {str(choice) for choice in Outcome}
        return ProxyTrouble(message, Outcome(outcome) if is_outcome else Outcome.FAILED, fields.get("state", "proxy"))
    kind = getattr(scrapy_exceptions, name) if name in FAILURES else DownloadConnectionRefusedError
    failure: Exception = kind(message)
    return failure


class WarcDownloadHandler(BaseDownloadHandler):
    """Answers from the WARC file that the settings name."""

    lazy = True

    def __init__(self, scrapy_crawler: Crawler) -> None:
        super().__init__(scrapy_crawler)
        self._path = Path(scrapy_crawler.settings["WARC_IN"])
        self._largest = scrapy_crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._index = index_warc(self._path)
        self._served: Counter[str] = Counter()

    async def download_request(self, request: Request) -> Response:
        """The next recorded answer of this address."""
        places = self._index.find(request.url)
        if not places:
            if urlsplit(request.url).path == "/robots.txt":
                return Response(request.url, status=404)
            raise DownloadConnectionRefusedError(f"{request.url} is not in the WARC file")
        place = places[min(self._served[request.url], len(places) - 1)]
        self._served[request.url] += 1
        record = read_record(self._path, place)
        if failure := _failure_of(record):
            raise failure
        answer = answer_of(record)
        if answer is None or len(answer.body) > self._largest:
            raise DownloadCancelledError(f"{request.url} is too large")
        headers = Headers()
        for name, value in answer.headers:
            headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
        return kind(url=request.url, status=answer.status, headers=headers, body=answer.body)

    async def close(self) -> None:
        """Nothing is open."""
