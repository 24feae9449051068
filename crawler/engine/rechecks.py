"""Fetch kept articles again 1, 6, 24 and 72 hours after they were kept (`data.crawl_store.rechecks` knows when).

In: the rechecks that are due for one outlet. Out: for an edited page a `ReadPage` that becomes a new version, for one that is
gone (404, 410, or led away to what is no article) its mark in the archives, for anything else the outcome in the trail. A recheck
that brought no answer stays due; nothing here counts in the outlet's yield, and neither prefilter nor age ends a kept article's
way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery import Link
from crawler.engine.articles import ReadPage, page_of
from crawler.extraction import Outcomes, is_wall, problem_of, read_page
from crawler.extraction.encoding import charset_of
from crawler.fetch import WALLED, outcome_of_error, outcome_of_status, request_of
from crawler.outlet import OutletFacts
from data.crawl_store import Recheck
from data.model import Outcome

if TYPE_CHECKING:
    from crawler.engine.session import CrawlSession
    from crawler.monitoring import SpiderReport

SHARE = 4  # at most this part of the page budget goes to rechecks: new articles come first
BEHIND = -10  # priority of a recheck
FINAL = (Outcome.GONE, Outcome.UNREADABLE, Outcome.NO_TITLE, Outcome.NO_BODY, Outcome.NOT_AN_ARTICLE)  # the page answered


class Rechecks:
    """The rechecks of a `NewsSpider`."""

    session: CrawlSession
    report: SpiderReport
    _asking: set[str]
    _budget: int

    def due_rechecks(self) -> Iterable[Request]:
        """Requests for the rechecks that are due, without those whose page this run asks for anyway."""
        facts = _facts(self)
        for row in self.session.store.due_rechecks(facts.name, self.session.now, max(1, self._budget // SHARE)):
            if (facts.article_number(row.url) or row.url) in self._asking:
                continue
            self.report.counts["rechecks"] += 1
            yield Request(
                row.url, self.recheck, errback=self.recheck_failed, dont_filter=True, priority=BEHIND, cb_kwargs={"row": row}
            )

    def recheck(self, response: Response, row: Recheck) -> Iterator[ReadPage]:
        """One page that was fetched again."""
        try:
            result = self._compare(response, row)
        except Exception as error:
            self.logger.exception("page could not be read again: %s", row.url)  # type: ignore[attr-defined]
            result = (Outcome.UNREADABLE, f"lỗi khi đọc trang: {type(error).__name__}")
        if isinstance(result, ReadPage):
            yield result
        else:
            self._not_compared(row, result)

    def recheck_failed(self, failure: Failure) -> None:
        """A page that brought no answer this time; it stays due."""
        row: Recheck = request_of(failure).cb_kwargs["row"]
        self._not_compared(row, outcome_of_error(failure.value))

    def _not_compared(self, row: Recheck, outcome: Outcomes) -> None:
        self.report.counts["rechecks_failed"] += 1
        self.session.lost(row.url, *outcome)
        if outcome[0] in FINAL:
            self.session.schedule_recheck(row.article, row.outlet, row.url)

    def _compare(self, response: Response, row: Recheck) -> ReadPage | Outcomes:
        facts = _facts(self)
        if response.status != 200:
            return outcome_of_status(response.status)
        if response.url != row.url and not facts.is_article(response.url):
            return Outcome.GONE, f"trang chuyển sang {response.url}"
        if is_wall(response.body):
            return WALLED
        charset = charset_of(response.headers.get("Content-Type"))
        reading = read_page(response.body, response.url, facts=facts, encoding=charset, fetched_at=self.session.now)
        if problem := problem_of(reading):
            return problem
        # A changed template: what is guessed is no edit of the newspaper's. A paid article shows its beginning alone.
        if {"body_guessed", "paywall"} & set(reading.problems):
            reading = replace(reading, body=None)
        link, now = Link(url=row.url), self.session.now
        page = page_of(facts, reading, response.body, link, landed=response.url, announced=row.url, now=now)
        return replace(page, article=replace(page.article, id=row.article))


def _facts(spider: object) -> type[OutletFacts]:
    facts: type = getattr(spider, "facts", type(spider))
    assert issubclass(facts, OutletFacts)  # noqa: S101 - the mixin of NewsSpider, which is one
    return facts
