"""Kept articles are looked at again: 1, 6, 24 and 72 hours after they were kept (`data.crawl_store.rechecks` knows when).

In: the looks that are due for one outlet. Out: for an edited page a `ReadPage` that becomes a new version, for one that is gone
(404, 410, or led away to what is no article) its mark in the archives, for anything else the outcome in the trail. A look that
brought no answer stays due; nothing here counts in the outlet's yield, and neither gate nor age ends a kept article's way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery.links import Link
from crawler.engine.articles import addresses_of, article_of
from crawler.engine.session import ReadPage
from crawler.extraction.encoding import charset_of
from crawler.extraction.kind import walled
from crawler.extraction.page import read_page
from crawler.extraction.problems import Outcomes, problem_of
from crawler.fetch.outcomes import outcome_of_error, outcome_of_status
from data.crawl_store import Recheck
from data.model import Outcome

if TYPE_CHECKING:
    from crawler.engine.session import CrawlSession
    from crawler.monitoring.health import SpiderReport
    from crawler.outlet import OutletFacts

SHARE = 4  # at most this part of the page budget goes to looking again: new articles come first
BEHIND = -10  # priority of a look
FINAL = (Outcome.GONE, Outcome.UNREADABLE, Outcome.NO_TITLE, Outcome.NO_BODY, Outcome.NOT_AN_ARTICLE)  # the page answered


class Rechecks:
    """The looking again of a `NewsSpider`."""

    run: CrawlSession
    visit: SpiderReport
    _asking: set[str]
    _budget: int

    def due_looks(self) -> Iterable[Request]:
        """Requests for the looks that are due, without those whose page this run asks for anyway."""
        facts = _facts(self)
        for row in self.run.store.due_rechecks(facts.name, self.run.now, max(1, self._budget // SHARE)):
            if (facts.article_number(row.url) or row.url) in self._asking:
                continue
            self.visit.tally["looks"] += 1
            yield Request(row.url, self.look, errback=self.look_failed, dont_filter=True, priority=BEHIND, cb_kwargs={"row": row})

    def look(self, response: Response, row: Recheck) -> Iterator[ReadPage]:
        """One page looked at again."""
        try:
            found = self._compare(response, row)
        except Exception as error:
            self.logger.exception("page could not be read again: %s", row.url)  # type: ignore[attr-defined]
            found = (Outcome.UNREADABLE, f"lỗi khi đọc trang: {type(error).__name__}")
        if isinstance(found, ReadPage):
            yield found
        else:
            self._not_compared(row, found)

    def look_failed(self, failure: Failure) -> None:
        """A page that brought no answer this time; it stays due."""
        row: Recheck = failure.request.cb_kwargs["row"]  # type: ignore[attr-defined]
        self._not_compared(row, outcome_of_error(failure.value))

    def _not_compared(self, row: Recheck, outcome: Outcomes) -> None:
        self.visit.tally["looks_failed"] += 1
        self.run.lost(row.url, *outcome)
        if outcome[0] in FINAL:
            self.run.looked_at(row.article, row.outlet, row.url)

    def _compare(self, response: Response, row: Recheck) -> ReadPage | Outcomes:
        facts = _facts(self)
        if response.status != 200:
            return outcome_of_status(response.status)
        if not facts.is_article(response.url):
            return Outcome.GONE, f"trang chuyển sang {response.url}"
        if walled(response.body):
            return Outcome.WALL, "trang chỉ mở bằng trình duyệt"
        charset = charset_of(response.headers.get("Content-Type"))
        reading = read_page(response.body, response.url, facts=facts, encoding=charset, fetched_at=self.run.now)
        if problem := problem_of(reading):
            return problem
        if "body_guessed" in reading.problems:  # the template changed: what the last resort finds is no edit of the newspaper's
            reading = replace(reading, body=None)
        addresses = addresses_of(facts, reading, response.url, row.url)
        link = Link(url=row.url)
        article = replace(article_of(facts, reading, link, addresses[0], self.run.now), id=row.article)
        return ReadPage(article=article, page=response.body, aliases=tuple(addresses[1:]), link=link)


def _facts(spider: Any) -> type[OutletFacts]:
    return type(spider)  # type: ignore[no-any-return]
