"""NewsSpider: one outlet, from its feeds to articles. Every outlet file subclasses it and states facts only.

In: an outlet's facts and the crawl's `CrawlSession`. Out: `ReadPage` items, one outcome in the trail for every URL
met, and a `SpiderReport` from which the outlet's health is judged. Ways to find articles, first the standards: feeds, else news
sitemaps, else section pages; the next way is taken when one announces nothing. After an outage all ways are walked back to the
last good run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery import (
    MOST_PAGES,
    Link,
    Listing,
    goes_on,
    next_page,
    read_feed,
    read_section,
    read_sitemap,
    too_old,
    walk_back_to,
)
from crawler.engine.articles import ReadPage, date_of, page_of
from crawler.engine.rechecks import Rechecks
from crawler.engine.session import CrawlSession
from crawler.extraction import Outcomes, PageReading, is_complete, is_wall, problem_of, read_page
from crawler.extraction.encoding import charset_of, decode
from crawler.fetch import WALLED, access_of_error, access_of_status, outcome_of_error, outcome_of_status, request_of
from crawler.monitoring import SpiderReport
from crawler.outlet import OutletFacts
from data.model import Outcome, Stage
from data.text.urls import canonical_url

SAMPLE = 3  # pages that are read although the prefilter drops them, so that a changed template is noticed at quiet outlets too
PROVED = ("A", "B")  # where a guessed body or a date had from the feed alone means a changed template, not one we never knew
PRIORITY = {"feed": 30, "sitemap": 20, "section": 10}  # lists before pages
NOT_TEXT = re.compile(rb"application/(?!xhtml|xml|json|.*\+xml)|image/|audio/|video/", re.I)


class NewsSpider(Rechecks, OutletFacts, scrapy.Spider):
    """Reads one outlet. `session` is what it shares with the others of this crawl, `report` what it met."""

    def __init__(self, session: CrawlSession, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session
        self.report = SpiderReport(counts=session.counts.setdefault(self.name, Counter()))
        office = session.targets[0].office
        days = max(int(target.office.crawl_catch_up_days) for target in session.targets)
        self._since = walk_back_to(session.store.last_reached(self.name, session.now), session.now, days)
        self._max_age = max(int(target.office.crawl_max_age_days) for target in session.targets)
        if self._since:
            self._max_age = max(self._max_age, days)
        self._budget = int(office.crawl_page_budget)
        self._ways = [("feed", self.feeds), ("sitemap", self.news_sitemaps), ("section", self.sections)]
        self._pending = 0
        self._announced = 0
        self._met: set[str] = set()
        self._asking: set[str] = set()
        self._samples = SAMPLE
        self._etags: list[tuple[str, str, str]] = []

    # find ---------------------------------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """The lists of the first way; after an outage those of all ways."""
        try:
            requests = self._next_way()
            while self._since and self._ways:
                requests += self._next_way()
            for request in requests:
                yield request
        except Exception as error:  # Scrapy would only log it
            self.report.crashed = type(error).__name__
            raise

    def _next_way(self) -> list[Request]:
        while self._ways:
            way, addresses = self._ways.pop(0)
            if addresses:
                self._pending += len(addresses)
                return [self._ask_list(url, way) for url in addresses]
        return []

    def _ask_list(self, url: str, way: str, page: int = 1) -> Request:
        etag, changed = (None if self._since else self.session.store.etag(self._etag_key(url))) or ("", "")
        headers = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", changed)) if value}
        return Request(
            url, self.read_list, errback=self.list_failed, headers=headers, priority=PRIORITY[way], dont_filter=True,
            cb_kwargs={"way": way, "page": page},
        )  # fmt: skip

    def _etag_key(self, url: str) -> str:
        """An unchanged list is only known to those offices that have dealt with it, under the names they watched then."""
        return f"{url} {self.session.stamp}"

    def read_list(self, response: Response, way: str, page: int = 1) -> Iterator[Request]:
        """One answered list: its articles, then the next way when the whole way announced nothing."""
        listing = Listing()
        if response.status == 304:
            self.report.list_status["ok"] += 1
            self._announced += 1
            self.report.counts["unchanged_lists"] += 1
        elif response.status != 200:
            self._list_refused(response.url, access_of_status(response.status), outcome_of_status(response.status))
        elif is_wall(response.body):
            self._list_refused(response.url, "wall", WALLED)
        else:
            self.report.list_status["ok"] += 1
            listing = self._listing(response, way)
            self._remember_etag(response)
        self._announced += len(listing.links)
        asked = self.report.counts["asked"]
        yield from self._follow(listing)
        for url in listing.sitemaps:
            yield from self._ask_more(url, "sitemap")
        new = self.report.counts["asked"] - asked
        if self._since and way == "section" and page < MOST_PAGES and goes_on(listing, new, self._since):
            text = decode(response.body, charset_of(response.headers.get("Content-Type")))
            yield from self._ask_more(next_page(text, response.url, type(self)), way, page + 1)
        yield from self._list_done()

    def _ask_more(self, url: str | None, way: str, page: int = 1) -> Iterator[Request]:
        if url is not None and url not in self._met:
            self._met.add(url)
            self._pending += 1
            yield self._ask_list(url, way, page)

    def list_failed(self, failure: Failure) -> Iterator[Request]:
        """One list that brought no answer."""
        url = request_of(failure).url
        self._list_refused(url, access_of_error(failure.value), outcome_of_error(failure.value))
        yield from self._list_done()

    def _list_refused(self, url: str, status: str, outcome: Outcomes) -> None:
        self.report.list_status[status] += 1
        self.session.note(url, Stage.FIND, *outcome)

    def _list_done(self) -> Iterable[Request]:
        self._pending -= 1
        if self._pending:
            return ()
        further = () if self._announced else self._next_way()
        return further or (self.due_rechecks() if self.report.list_status["ok"] else ())

    def _listing(self, response: Response, way: str) -> Listing:
        body, now, facts = response.body, self.session.now, type(self)
        if way == "feed":
            return read_feed(body, response.url, facts, now)
        if way == "sitemap":
            return read_sitemap(body, response.url, facts, now, self._max_age)
        return read_section(decode(body, charset_of(response.headers.get("Content-Type"))), response.url, facts, now)

    def _remember_etag(self, response: Response) -> None:
        etag, changed = (response.headers.get(name, b"") or b"" for name in ("ETag", "Last-Modified"))
        if etag or changed:
            self._etags.append((self._etag_key(response.url), etag.decode("latin-1"), changed.decode("latin-1")))

    def closed(self, reason: str) -> None:
        """Remembers the lists' versions, unless something they announced is still to be fetched."""
        self.session.flush()
        if reason == "finished" and not self.report.counts["failed"] and not self.report.counts["postponed"]:
            for key, etag, changed in self._etags:
                self.session.store.put_etag(key, etag or None, changed or None, self.session.now)

    def _follow(self, listing: Listing) -> Iterator[Request]:
        lines: list[tuple[str, Stage, Outcome, str]] = []
        for item in listing.bad:
            if item.key not in self._met:
                self._met.add(item.key)
                self.report.counts["bad_items"] += 1
                lines.append((item.key, Stage.FIND, Outcome.BAD_FEED_ITEM, item.detail))
        requests = []
        for link in listing.newest_first(self.session.now):  # where the budget ends, the old ones are left over
            url, outcome, detail = self._judge(link)
            if outcome is None:
                continue
            lines.append((url, Stage.FIND, outcome, detail))
            if outcome == Outcome.FOUND and not detail.startswith("để lượt sau"):
                requests.append(self._ask_page(link, url))
        self.session.notes(lines)
        yield from requests

    def _judge(self, link: Link) -> tuple[str, Outcome | None, str]:
        """The key of a link, its outcome in this stage (None: met before in this run) and a detail."""
        try:
            url = canonical_url(link.url)
        except ValueError:
            return link.url, Outcome.NOT_AN_ARTICLE, "địa chỉ hỏng"
        if url in self._met:
            return url, None, ""
        self._met.add(url)
        if not self.is_article(url):
            return url, Outcome.NOT_AN_ARTICLE, f"có trong {link.found_in}"
        self.report.counts["found"] += 1
        if reason := link.why_too_old(self.session.now, self._max_age):
            return url, Outcome.TOO_OLD, reason
        if self.session.seen(link, url):
            return url, Outcome.SEEN_BEFORE, ""
        number = self.article_number(url)
        if number and number in self._met:
            return url, Outcome.SEEN_BEFORE, "cùng bài với địa chỉ khác trong lượt này"
        self._met.add(number or url)
        self._asking.add(number or url)
        if self.report.counts["asked"] >= self._budget:
            self.report.counts["postponed"] += 1
            return url, Outcome.FOUND, f"để lượt sau: đã đủ {self._budget} trang của lượt này"
        self.report.counts["asked"] += 1
        return url, Outcome.FOUND, link.found_in

    # read ---------------------------------------------------------------------------------------------------------------------

    def _ask_page(self, link: Link, url: str) -> Request:
        return Request(url, self.read, errback=self.page_failed, dont_filter=True, cb_kwargs={"link": link, "url": url})

    def page_failed(self, failure: Failure) -> None:
        """A page that brought no answer."""
        kwargs = request_of(failure).cb_kwargs
        self.report.counts[f"page_{access_of_error(failure.value)}"] += 1
        self._lost(kwargs["link"], kwargs["url"], outcome_of_error(failure.value))

    def read(self, response: Response, link: Link, url: str) -> Iterator[ReadPage]:
        """One page: its article, or the outcome that ends its way."""
        try:
            result = self._read(response, link, url)
        except Exception as error:
            self.logger.exception("page could not be read: %s", url)
            result = (Outcome.UNREADABLE, f"lỗi khi đọc trang: {type(error).__name__}")
        if isinstance(result, ReadPage):
            self.report.counts["read"] += 1
            yield result
        elif result[0] == Outcome.GATED_OUT:
            self.report.counts.update(("read", "gated_out", "outside"))
            self._end(link, url, result)
        else:
            self._lost(link, url, result)

    def _lost(self, link: Link, url: str, outcome: Outcomes) -> None:
        if outcome[0] in (Outcome.NOT_AN_ARTICLE, Outcome.TOO_OLD):
            self.report.counts["not_articles"] += 1
        else:
            self.report.counts["failed"] += 1
        self._end(link, url, outcome)

    def _end(self, link: Link, url: str, outcome: Outcomes) -> None:
        self.session.lost(url, *outcome)
        self.session.remember(link, url, outcome[0])

    def _read(self, response: Response, link: Link, url: str) -> ReadPage | Outcomes:
        if response.status != 200:
            self.report.counts[f"page_{access_of_status(response.status)}"] += 1
            return outcome_of_status(response.status)
        self.report.counts["fetched"] += 1
        if NOT_TEXT.match(response.headers.get("Content-Type") or b""):
            return Outcome.NOT_AN_ARTICLE, "không phải trang HTML"
        if is_wall(response.body):
            self.report.counts["page_wall"] += 1
            return WALLED
        charset = charset_of(response.headers.get("Content-Type"))
        passed = self.session.may_concern(response.body, charset)
        whole = is_complete(response.body)
        if not passed and whole and self._samples <= 0:
            return Outcome.GATED_OUT, self.session.dropped_detail
        self._samples -= not passed
        reading = read_page(response.body, response.url, facts=type(self), encoding=charset, fetched_at=self.session.now)
        problem = self._count(reading, link)
        if not passed and (whole or problem is None):
            return Outcome.GATED_OUT, self.session.dropped_detail
        return problem or self._article(reading, response, link, url)

    def _count(self, reading: PageReading, link: Link) -> Outcomes | None:
        """Counts what the page lacks; the outcome when it cannot be an article."""
        lacks = problem_of(reading)
        if reading.kind == "listing":
            return lacks
        self.report.counts["parsed"] += 1
        for outcome, missing in ((Outcome.NO_TITLE, not reading.title), (Outcome.NO_BODY, lacks and lacks[0] == Outcome.NO_BODY)):
            self.report.counts[outcome] += bool(missing)
        if self.confidence.get("family", "C") in PROVED:
            self.report.counts["guessed"] += "body_guessed" in reading.problems
            self.report.counts["undated"] += reading.published_at is None
        self.report.counts[Outcome.NO_DATE] += date_of(reading, link, self.session.now)[0] is None
        return lacks

    def _article(self, reading: PageReading, response: Response, link: Link, url: str) -> ReadPage | Outcomes:
        now = self.session.now
        page = page_of(type(self), reading, response.body, link, landed=response.url, announced=url, now=now)
        if too_old(page.article.published_at, now, self._max_age):
            return Outcome.TOO_OLD, f"đăng {page.article.published_raw or page.article.published_at}"
        return page
