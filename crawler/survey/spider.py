"""The Scrapy spider that drives a survey: it asks what the core wants, one batch after the other, under the policy of a crawl.

In: an office's settings, home addresses. Out: `Survey`s. robots.txt, the guard, the pace and the limits of `crawler.fetch` hold;
nothing is kept. A home page may move to another public host (a person asked for it); everything else stays on the site.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import scrapy
from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery.shapes import site_of
from crawler.extraction import is_wall
from crawler.fetch import (
    WALL_DETAIL,
    access_of_error,
    access_of_status,
    crawl_settings,
    outcome_of_error,
    outcome_of_status,
    request_of,
)
from crawler.outlet import OutletFacts
from crawler.survey.core import Limits, Rounds, survey_site
from crawler.survey.records import LIST_STATES, Answer, Ask, Survey
from data.model import Outcome

if TYPE_CHECKING:
    from data.settings import Office

PRIORITY = {"home": 50, "robots": 40, "list": 20, "article": 0}


@dataclass(frozen=True, kw_only=True)
class SurveyTask:
    """One site to survey. `known_facts`: what the register says of it."""

    home: str
    known_facts: type[OutletFacts] | None = None
    limits: Limits = field(default_factory=Limits)


class SurveySpider(scrapy.Spider):
    """Surveys one site; `survey` holds the result once it has closed."""

    name = "survey"

    def __init__(self, task: SurveyTask, now: datetime, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.survey: Survey | None = None
        self._task = task
        self._rounds: Rounds = survey_site(task.home, now=now, known_facts=task.known_facts, limits=task.limits)
        self._sites = {site_of(urlsplit(task.home).hostname or "")}
        self._is_home_asked = False
        self._waiting: dict[str, Ask] = {}
        self._answers: list[Answer] = []

    def has_host(self, host: str) -> bool:
        """Where a redirect may lead: anywhere public while the home page is asked, then on the site and its known hosts."""
        facts = self._task.known_facts
        return self._is_home_asked or site_of(host) in self._sites or (facts is not None and facts.has_host(host))

    async def start(self) -> AsyncIterator[Request]:
        """The first batch."""
        for request in self._advance(None):
            yield request

    def _advance(self, answers: Sequence[Answer] | None) -> Iterator[Request]:
        """Hands the answers to the core; requests for its next batch."""
        try:
            batch = next(self._rounds) if answers is None else self._rounds.send(answers)
        except StopIteration as end:
            self.survey = end.value
            return
        self._waiting = {ask.url: ask for ask in batch}
        self._answers = []
        self._is_home_asked = any(ask.purpose == "home" for ask in batch)
        for ask in batch:
            yield self._request(ask)

    def _request(self, ask: Ask) -> Request:
        meta = {"dont_obey_robotstxt": True} if ask.purpose == "robots" else {}
        return Request(
            ask.url,
            self.came,
            errback=self.failed,
            dont_filter=True,
            priority=PRIORITY[ask.purpose],
            cb_kwargs={"ask": ask},
            meta=meta,
        )

    def came(self, response: Response, ask: Ask) -> Iterator[Request]:
        """One answer."""
        trouble, detail = "", ""
        if response.status != 200:
            trouble, detail = access_of_status(response.status), outcome_of_status(response.status)[1]
        elif is_wall(response.body):
            trouble, detail = "wall", WALL_DETAIL
        if ask.purpose == "home" and site_of(urlsplit(response.url).hostname or "") not in self._sites:
            self._sites.add(site_of(urlsplit(response.url).hostname or ""))
        rows = ((name, values[0]) for name, values in response.headers.items() if values)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in rows}
        yield from self._settle(
            Answer(
                asked=ask.url,
                url=response.url,
                status=response.status,
                headers=headers,
                body=response.body,
                trouble=trouble,
                detail=detail,
            )
        )

    def failed(self, failure: Failure) -> Iterator[Request]:
        """No answer, or none that we may ask for."""
        ask: Ask = request_of(failure).cb_kwargs["ask"]
        outcome, detail = outcome_of_error(failure.value)
        trouble = "moved" if outcome == Outcome.NOT_AN_ARTICLE else access_of_error(failure.value)
        trouble = trouble if trouble in LIST_STATES else "error"
        yield from self._settle(Answer(asked=ask.url, url=ask.url, trouble=trouble, detail=detail))

    def _settle(self, answer: Answer) -> Iterator[Request]:
        self._waiting.pop(answer.asked, None)
        self._answers.append(answer)
        if not self._waiting:
            yield from self._advance(self._answers)

    def closed(self, reason: str) -> None:
        """Ends a survey that was cut short (time is up) with what it has: the rest counts as not answered."""
        while self.survey is None:
            missing = [
                Answer(asked=url, url=url, trouble="no_answer", detail=f"dừng giữa chừng ({reason})") for url in self._waiting
            ]
            for _ in self._advance([*self._answers, *missing]):
                pass


def run_surveys(office: Office, tasks: Sequence[SurveyTask], now: datetime) -> list[Survey]:
    """Surveys the sites, all in one process. Runs a reactor, so it can be called once in a process."""
    from crawler.fetch.logs import quiet_libraries, quiet_logs

    quiet_logs(f"survey-{now:%Y%m%dT%H%M%S}")
    process = AsyncCrawlerProcess(crawl_settings(office, now) | {"ITEM_PIPELINES": {}, "DEPTH_LIMIT": 0})
    quiet_libraries()
    scrapy_crawlers = [process.create_crawler(SurveySpider) for _ in tasks]
    for scrapy_crawler, task in zip(scrapy_crawlers, tasks, strict=True):
        process.crawl(scrapy_crawler, task=task, now=now)
    process.start()
    surveys = []
    for scrapy_crawler, task in zip(scrapy_crawlers, tasks, strict=True):
        survey = getattr(scrapy_crawler.spider, "survey", None)
        host = urlsplit(task.home).hostname or ""
        surveys.append(survey or Survey(home=task.home, asked_home=task.home, hosts=(host,), trouble="no_answer"))
    return surveys
