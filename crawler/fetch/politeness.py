"""Obey robots.txt (RFC 9309) and Retry-After (RFC 9110).

In: every request on its way out, every answer on its way in. Out: the request, or a `Refused` with the outcome that the trail
notes. Rules: RFC 9309 (robots.txt: a 4xx answer allows all, a 5xx answer or none closes the site for now, at least 500 KiB are
read) and RFC 9110, 10.2.3 (Retry-After: seconds or a date).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response

from crawler.fetch.outcomes import access_of_error, outcome_of_error
from crawler.fetch.url_guard import Refused
from data.model import Outcome
from data.text import local

ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so much is read; what comes behind is ignored
LONGEST_SECONDS = 10**9  # a larger number is no wait but a fault


def retry_after(value: bytes, now: datetime) -> datetime | None:
    """The moment (UTC) that a Retry-After header names, by seconds from `now` or by a date; None when it cannot be read."""
    text = value.decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return now + timedelta(seconds=min(int(text), LONGEST_SECONDS)) if len(text) < 12 else None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class WaitStore(Protocol):
    """What remembers, from one run to the next, until when a host asked us to wait."""

    def wait(self, host: str, now: datetime) -> datetime | None: ...

    def put_wait(self, host: str, until: datetime, now: datetime) -> None: ...


class SessionWithStore(Protocol):
    """What this module needs of a crawl: its moment (UTC) and its memory."""

    @property
    def now(self) -> datetime: ...

    @property
    def store(self) -> WaitStore: ...


class Courtesy:
    """Downloader middleware: after 429, or 503 with Retry-After, send that host nothing for the rest of the run, and in later
    runs nothing until the time it named (a day at most; the crawl store remembers)."""

    def __init__(self, scrapy_crawler: Crawler) -> None:
        self.scrapy_crawler = scrapy_crawler
        self.waiting: dict[str, Refused] = {}
        self.asked: set[str] = set()

    @classmethod
    def from_crawler(cls, scrapy_crawler: Crawler) -> Self:
        return cls(scrapy_crawler)

    @property
    def session(self) -> SessionWithStore | None:
        """The session of the crawl; a page fetched by hand has none."""
        return getattr(self.scrapy_crawler.spider, "session", None)

    def process_request(self, request: Request) -> None:
        """Refuses a request to a host that asked us to wait."""
        host = urlsplit(request.url).hostname or ""
        if self.session is not None and host not in self.asked:
            self.asked.add(host)
            if until := self.session.store.wait(host, self.session.now):
                detail = f"máy chủ hẹn chờ đến {local(until):%H:%M ngày %d/%m/%Y}"
                self.waiting[host] = Refused(Outcome.BLOCKED, detail, "blocked")
        if host in self.waiting:
            raise self.waiting[host]

    def process_response(self, request: Request, response: Response) -> Response:
        """Remembers who asked us to wait."""
        after = response.headers.get("Retry-After")
        if response.status == 429 or (response.status == 503 and after):
            host, until = urlsplit(request.url).hostname or "", None
            session = self.session
            if session is not None and after and (until := retry_after(after, session.now)) and until > session.now:
                session.store.put_wait(host, until, session.now)
            wait = f", hẹn chờ đến {local(until):%H:%M ngày %d/%m/%Y}" if until else ""
            detail = f"máy chủ đề nghị chờ (mã {response.status}{wait}), để lượt sau"
            self.waiting[host] = Refused(Outcome.BLOCKED, detail, "blocked" if response.status == 429 else "error")
        return response


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware by RFC 9309: 5xx and no answer close the site for now, where Scrapy's own would allow everything."""

    def __init__(self, scrapy_crawler: Crawler) -> None:
        super().__init__(scrapy_crawler)
        self._closed: dict[str, Refused] = {}

    async def process_request(self, request: Request, spider: Any = None) -> None:
        """Lets the request pass or raises `Refused`."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        await self.robot_parser(request)
        netloc = urlsplit(request.url).netloc
        if netloc in self._closed:
            raise self._closed[netloc]
        # Not what was awaited: several requests await the same Deferred, and Scrapy answers the third and later ones with None,
        # which would mean that everything is allowed.
        parser = self._parsers[netloc]
        try:
            self.process_request_2(parser, request)  # type: ignore[arg-type]
        except IgnoreRequest:
            raise Refused(Outcome.ROBOTS_CLOSED, "robots.txt không cho thu thập địa chỉ này", "robots_closed") from None

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            self._close(netloc, Outcome.ROBOTS_CLOSED, f"robots.txt trả lời mã {response.status}", "robots_closed")
        elif response.status == 429:
            self._close(netloc, Outcome.BLOCKED, "robots.txt trả lời mã 429", "blocked")
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response.replace(body=response.body[:ROBOTS_BYTES]), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, Refused) and exc.outcome == Outcome.BLOCKED:
            self._closed[netloc] = exc
        elif isinstance(exc, Refused):
            self._close(netloc, Outcome.ROBOTS_CLOSED, f"robots.txt không đọc được ({exc.detail})", "robots_closed")
        elif isinstance(exc, DownloadTimeoutError):
            self._close(netloc, Outcome.ROBOTS_CLOSED, "robots.txt quá hạn chờ", "no_answer")
        elif isinstance(exc, DownloadCancelledError):
            self._close(netloc, Outcome.ROBOTS_CLOSED, "robots.txt quá lớn", "robots_closed")
        elif isinstance(exc, IgnoreRequest):
            self._close(netloc, Outcome.ROBOTS_CLOSED, "robots.txt chuyển hướng hoặc nén quá mức", "robots_closed")
        else:
            self._closed[netloc] = Refused(*outcome_of_error(exc), access_of_error(exc))
        super()._robots_error(exc, netloc)

    def _close(self, netloc: str, outcome: Outcome, why: str, state: str) -> None:
        self._closed[netloc] = Refused(outcome, f"{why}: tạm coi là không cho thu thập", state)
