"""Write what a crawl gets into a WARC file, so that its trouble can be looked at on another machine.

In: every request that leaves and what became of it. Out: one gzip member for each record, appended at once, so that a killed run
leaves a readable file. Answers are written as they came; the headers in which a login or a cookie stands are left out. A request
without an answer becomes a metadata record that names the failure.
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from crawler.fetch.proxy import ProxyTrouble
from crawler.fetch.url_guard import Refused
from crawler.fetch.warc import FAILURE
from crawler.fetch.warc_files import record_bytes
from data.settings import hide_login

SECRET_HEADERS = frozenset((
    b"authorization", b"proxy-authorization", b"proxy-authenticate", b"www-authenticate", b"authentication-info", b"cookie",
    b"cookie2", b"set-cookie", b"set-cookie2",
))  # fmt: skip
CONDITIONS = ("If-None-Match", "If-Modified-Since")  # an answer "unchanged" would hold nothing to be looked at
LONGEST_MESSAGE = 300  # characters of an error


def _lines(headers: Headers) -> bytes:
    """Header lines without those that carry a login or a cookie, or that no longer hold (chunks are put together)."""
    dropped = SECRET_HEADERS | {b"transfer-encoding", b"content-length"}
    rows = ((name, value) for name, values in headers.items() for value in values)
    return b"".join(b"%s: %s\r\n" % (name, value.replace(b"\r", b"").replace(b"\n", b" ")) for name, value in rows
                    if name.lower() not in dropped)  # fmt: skip


class WarcRecorder:
    """Downloader middleware, the one nearest to the wire: writes every answer and every failure."""

    def __init__(self, scrapy_crawler: Crawler) -> None:
        self.path = Path(scrapy_crawler.settings["WARC_OUT"])
        self.now = datetime.fromisoformat(scrapy_crawler.settings["WARC_NOW"])

    @classmethod
    def from_crawler(cls, scrapy_crawler: Crawler) -> Self:
        return cls(scrapy_crawler)

    def process_request(self, request: Request) -> None:
        """Asks for the whole answer, whatever earlier runs remember."""
        for name in CONDITIONS:
            request.headers.pop(name, None)

    def process_response(self, request: Request, response: Response) -> Response:
        """Writes the answer, then the request."""
        try:
            reason = HTTPStatus(response.status).phrase
        except ValueError:
            reason = "Unknown"
        head = b"HTTP/1.1 %d %s\r\n" % (response.status, reason.encode())
        head += _lines(response.headers) + b"Content-Length: %d\r\n\r\n" % len(response.body)
        asked = f"{request.method} {request.url} HTTP/1.1\r\n".encode() + _lines(request.headers) + b"\r\n"
        records = (("response", head + response.body), ("request", asked))
        self._write(*(
            record_bytes(kind, request.url, self.now, f"application/http; msgtype={kind}", block) for kind, block in records
        ))  # fmt: skip
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Writes why there was no answer; what the guard refused was never asked for."""
        if isinstance(exception, Refused):
            return
        message = hide_login(" ".join(str(exception).split()))[:LONGEST_MESSAGE]
        lines = [f"{FAILURE}: {type(exception).__name__}", f"message: {message}"]
        if isinstance(exception, ProxyTrouble):
            lines += [f"outcome: {exception.outcome}", f"state: {exception.state}"]
        block = "".join(f"{line}\r\n" for line in lines).encode()
        self._write(record_bytes("metadata", request.url, self.now, "application/warc-fields", block))

    def _write(self, *records: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(b"".join(records))
