"""NewsSpider: one outlet, from its feeds to articles. Every outlet file subclasses it and states facts only.

In: an outlet's facts and the crawl's `CrawlSession`. Out: `ReadPage` items, one outcome in the trail for every URL
met, and a `SpiderReport` from which the outlet's health is judged. Which lists are read, and when the next way is taken:
`crawler.engine.list_reading`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery import Link, Listing, too_old, walk_back_to
from crawler.engine.articles import ReadPage, date_of, page_of
from crawler.engine.list_reading import ListReading
from crawler.engine.session import CrawlSession
from crawler.extraction import Outcomes, PageReading, is_complete, is_wall, problem_of, read_page
from crawler.extraction.encoding import charset_of
from crawler.fetch import WALLED, access_of_error, access_of_status, outcome_of_error, outcome_of_status, request_of
from crawler.monitoring import SpiderReport
from crawler.monitoring.list_health import FAR
from crawler.monitoring.rhythm import HISTORY
from crawler.outlet import OutletFacts
from data.model import Outcome, Stage
from data.text.urls import canonical_url

SAMPLE = 3  # pages that are read although the prefilter drops them, so that a changed template is noticed at quiet outlets too
PROVED = ("A", "B")  # where a guessed body or a date had from the feed alone means a changed template, not one we never knew
REFUSED = (
    Outcome.NOT_AN_ARTICLE,
    Outcome.UNREADABLE,
    Outcome.NO_TITLE,
    Outcome.NO_BODY,
    Outcome.GONE,
)  # it answered, but no article
NOT_TEXT = re.compile(rb"application/(?!xhtml|xml|json|.*\+xml)|image/|audio/|video/", re.I)


class NewsSpider(ListReading, OutletFacts, scrapy.Spider):
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
        self.facts: type[OutletFacts] = type(self)
        self._met: set[str] = set()
        self._asking: set[str] = set()
        self._samples = SAMPLE
        self.plan_lists(session.store.outlet_history(self.name, session.now - HISTORY))

    # find ---------------------------------------------------------------------------------------------------------------------

    def closed(self, reason: str) -> None:
        """Remembers how the lists did, and their versions unless something they announced is still to be fetched."""
        self.session.flush()
        self.remember_lists()
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
            report = self._list_of.get(link.found_in)
            if report is not None and outcome == Outcome.FOUND:
                report.new += 1
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
        if not self.may_be_article(url, link):
            return url, Outcome.NOT_AN_ARTICLE, f"có trong {link.found_in}"
        self.report.counts["found"] += 1
        if reason := link.why_too_old(self.session.now, self._max_age):
            return url, Outcome.TOO_OLD, reason
        if self.session.seen(link, url):
            return url, Outcome.SEEN_BEFORE, ""
        number = self.facts.article_number(url)
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
        self._open_pages += 1
        if (report := self._list_of.get(link.found_in)) is not None:
            report.asked += 1
        return Request(url, self.read, errback=self.page_failed, dont_filter=True, cb_kwargs={"link": link, "url": url})

    def page_failed(self, failure: Failure) -> Iterator[Request]:
        """A page that brought no answer; pages that are led to another host for good are asked there once it is a move."""
        request = request_of(failure)
        link, url = request.cb_kwargs["link"], request.cb_kwargs["url"]
        if further := self._follow_page(failure, link, url):
            yield from further
        else:
            self.report.counts[f"page_{access_of_error(failure.value)}"] += 1
            self._lost(link, url, outcome_of_error(failure.value))
        yield from self.page_done()

    def read(self, response: Response, link: Link, url: str) -> Iterator[ReadPage | Request]:
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
        self._count_verdict(link, result)
        yield from self.page_done()

    def _count_verdict(self, link: Link, result: ReadPage | Outcomes) -> None:
        """Tells the list that announced a page what the page was."""
        report = self._list_of.get(link.found_in)
        if isinstance(result, ReadPage):
            self.report.counts["unconfirmed"] += self._moves.is_unconfirmed(result.article.url)
        if report is None:
            return
        if isinstance(result, ReadPage) or result[0] == Outcome.TOO_OLD:
            report.articles += 1
            is_fresh = isinstance(result, ReadPage) and is_after(result.article.published_at, self._last_run)
            report.missed += report.is_beside and is_fresh
        elif result[0] == Outcome.GATED_OUT:
            report.gated += 1
        elif result[0] in REFUSED:
            report.refused += 1

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
        reading = read_page(response.body, response.url, facts=self.facts, encoding=charset, fetched_at=self.session.now)
        problem = self._count(reading, link)
        self._compare_dates(reading, link)
        if not passed and (whole or problem is None):
            self._count_sample(link, problem)
            return Outcome.GATED_OUT, self.session.dropped_detail
        return problem or self._article(reading, response, link, url)

    def _count_sample(self, link: Link, problem: Outcomes | None) -> None:
        """A page that names no watched place still shows whether its list announces articles."""
        if (report := self._list_of.get(link.found_in)) is not None:
            report.articles += problem is None
            report.refused += problem is not None and problem[0] in REFUSED

    def _compare_dates(self, reading: PageReading, link: Link) -> None:
        """A list's date beside the page's own."""
        report = self._list_of.get(link.found_in)
        if report is not None and reading.published_at is not None and link.published_at is not None:
            report.compared += 1
            report.far_dates += abs(reading.published_at - link.published_at) > FAR

    def _count(self, reading: PageReading, link: Link) -> Outcomes | None:
        """Counts what the page lacks; the outcome when it cannot be an article."""
        lacks = problem_of(reading)
        if reading.kind == "listing":
            return lacks
        self.report.counts["parsed"] += 1
        for outcome, missing in ((Outcome.NO_TITLE, not reading.title), (Outcome.NO_BODY, lacks and lacks[0] == Outcome.NO_BODY)):
            self.report.counts[outcome] += bool(missing)
        self.report.counts["body_guessed"] += reading.body_guessed
        if self.confidence.get("family", "C") in PROVED:
            self.report.counts["guessed"] += "body_guessed" in reading.problems
            self.report.counts["undated"] += reading.published_at is None
        self.report.counts[Outcome.NO_DATE] += date_of(reading, link, self.session.now)[0] is None
        return lacks

    def _article(self, reading: PageReading, response: Response, link: Link, url: str) -> ReadPage | Outcomes:
        now = self.session.now
        page = page_of(self.facts, reading, response.body, link, landed=response.url, announced=url, now=now)
        if too_old(page.article.published_at, now, self._max_age):
            return Outcome.TOO_OLD, f"đăng {page.article.published_raw or page.article.published_at}"
        return page


def is_after(moment: datetime | None, last_run: datetime | None) -> bool:
    """Whether an article came out after the run before this one; False where nothing says so."""
    return moment is not None and last_run is not None and moment > last_run
