"""A probe of outlets as they are now: robots.txt, every feed, sitemap and section page that the outlet file states, and one
article read field by field.

In: an office's settings (the same polite policy as a crawl), the outlets' facts, the time. Out: one `Checked` for each outlet.
Nothing is kept; the archive and the crawl store are not touched.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery import Link, Listing, read_feed, read_section, read_sitemap
from crawler.extraction import PageReading, is_wall, problem_of, read_page
from crawler.extraction.encoding import charset_of, decode
from crawler.fetch import WALL_DETAIL, crawl_settings, outcome_of_error, outcome_of_status, request_of
from data.text import local
from data.text.normal import format_number

if TYPE_CHECKING:
    from crawler.outlet import OutletFacts
    from data.settings import Office

GOOD, NOTICE, BROKEN = "tốt", "lưu ý", "hỏng"
WAYS = {"feed": "nguồn tin RSS", "sitemap": "sơ đồ tin", "section": "trang chuyên mục"}
FIELDS = {
    "title": "tiêu đề", "summary": "sapo", "body": "toàn văn", "authors": "tác giả", "section": "chuyên mục",
    "published_at": "giờ đăng", "modified_at": "giờ sửa",
}  # fmt: skip
NEEDED = ("title", "body", "published_at")
SHOWN = 80  # characters of a title, a section or a list of names in the report
DAYS_OF_INTEREST = 7


@dataclass(frozen=True, kw_only=True)
class ListFigures:
    """What a list answered, in figures. `newest` is UTC."""

    status: int = 0  # of HTTP; 0: no answer
    articles: int = 0  # addresses that are articles of the outlet
    other: int = 0  # further addresses
    newest: datetime | None = None
    date_order: str = ""  # as it was read: dmy, mdy, iso; empty: not decided


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    part: str  # "robots.txt" | a label of WAYS | "trang bài" | a label of FIELDS
    address: str
    state: str  # tốt | lưu ý | hỏng
    detail: str  # Vietnamese
    seen: ListFigures | None = None  # of lists and pages


@dataclass(kw_only=True)
class Checked:
    """What the probe of one outlet found."""

    outlet: str
    label: str
    confidence: str = ""  # of the facts: the way of finding articles, the reading of pages
    findings: list[Finding] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Broken when no way leads to articles or none can be read, a notice when a list or the template needs a look, else good:
        an article may well have no author or no sapo."""
        ways = [finding for finding in self.findings if finding.part in WAYS.values()]
        fields = {finding.part: finding.state for finding in self.findings}
        reads = all(fields.get(FIELDS[name]) == GOOD for name in NEEDED)
        if not any(finding.state == GOOD for finding in ways) or not reads:
            return BROKEN
        return GOOD if all(f.state == GOOD for f in self.findings if f.part not in FIELDS.values()) else NOTICE


class Probe(scrapy.Spider):
    """Looks at one outlet; `checked` holds what it found."""

    name = "check"

    def __init__(self, facts: type[OutletFacts], now: datetime, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.facts, self.now = facts, now
        self.checked = _unchecked(facts)
        self._pending = 0
        self._links: list[Link] = []

    def has_host(self, host: str) -> bool:
        """The outlet's hosts: the guard lets redirects go no further."""
        return self.facts.has_host(host)

    async def start(self) -> AsyncIterator[Request]:
        """robots.txt, then every list."""
        from crawler.outlet import dated_addresses

        robots = f"https://{self.facts.hosts[0]}/robots.txt"
        yield Request(
            robots, self.robots, errback=self.robots_lost, meta={"dont_obey_robotstxt": True}, dont_filter=True, priority=9
        )
        lists = [("feed", url) for url in self.facts.feeds] + [
            ("sitemap", url) for url in dated_addresses(self.facts.news_sitemaps, self.now)
        ]
        lists += [("section", url) for url in self.facts.sections]
        self._pending = len(lists)
        for way, url in lists:
            yield Request(url, self.listed, errback=self.list_lost, dont_filter=True, cb_kwargs={"way": way, "asked": url})

    def _note(self, part: str, address: str, state: str, detail: str, seen: ListFigures | None = None) -> None:
        self.checked.findings.append(Finding(part=part, address=address, state=state, detail=detail, seen=seen))

    def robots(self, response: Response) -> None:
        """What robots.txt answers."""
        if response.status == 200:
            self._note("robots.txt", response.url, GOOD, f"có, {format_number(len(response.body))} byte")
        elif 400 <= response.status < 500:
            self._note("robots.txt", response.url, GOOD, f"không có (mã {response.status}): được thu thập")
        else:
            self._note("robots.txt", response.url, BROKEN, f"mã {response.status}: tạm coi là không cho thu thập")

    def robots_lost(self, failure: Failure) -> None:
        """No answer."""
        self._note("robots.txt", request_of(failure).url, BROKEN, outcome_of_error(failure.value)[1])

    def listed(self, response: Response, way: str, asked: str) -> Iterator[Request]:
        """What one list announces."""
        if response.status != 200:
            self._note(WAYS[way], asked, BROKEN, outcome_of_status(response.status)[1], ListFigures(status=response.status))
        elif is_wall(response.body):
            self._note(WAYS[way], asked, BROKEN, WALL_DETAIL, ListFigures(status=response.status))
        else:
            listing = self._listing(response, way)
            links = [link for link in listing.links if self.facts.is_article(link.url)]
            self._links += links
            state, detail = self._describe(listing, links, moved="" if response.url == asked else response.url)
            self._note(WAYS[way], asked, state, detail, self._figures(response, listing, links))
        yield from self._list_done()

    def list_lost(self, failure: Failure) -> Iterator[Request]:
        """A list that brought no answer."""
        kwargs = request_of(failure).cb_kwargs
        self._note(WAYS[kwargs["way"]], kwargs["asked"], BROKEN, outcome_of_error(failure.value)[1])
        yield from self._list_done()

    def _listing(self, response: Response, way: str) -> Listing:
        if way == "feed":
            return read_feed(response.body, response.url, self.facts, self.now)
        if way == "sitemap":
            return read_sitemap(response.body, response.url, self.facts, self.now, DAYS_OF_INTEREST)
        text = decode(response.body, charset_of(response.headers.get("Content-Type")))
        return read_section(text, response.url, self.facts, self.now)

    def _figures(self, response: Response, listing: Listing, links: Sequence[Link]) -> ListFigures:
        times = [link.published_at for link in links if link.published_at]
        return ListFigures(
            status=response.status, articles=len(links), other=len(listing.links) - len(links), newest=max(times, default=None),
            date_order=listing.date_order,
        )  # fmt: skip

    def _describe(self, listing: Listing, links: Sequence[Link], moved: str) -> tuple[str, str]:
        """The state of a list and what is said about it."""
        if not links and listing.sitemaps:
            return NOTICE, f"là mục lục của {format_number(len(listing.sitemaps))} sơ đồ khác"
        if not listing.links:
            return NOTICE, "không có mục nào"
        if not links:
            return BROKEN, f"có {format_number(len(listing.links))} địa chỉ, không địa chỉ nào khớp mẫu địa chỉ bài của nguồn này"
        times = [link.published_at for link in links if link.published_at]
        newest = f", mới nhất {local(max(times)):%H:%M %d/%m/%Y}" if times else ", không ghi giờ đăng"
        other = len(listing.links) - len(links)
        detail = f"{format_number(len(links))} bài{newest}" + (f"; {format_number(other)} địa chỉ khác" if other else "")
        detail += f"; {format_number(len(listing.bad))} mục hỏng" if listing.bad else ""
        return (NOTICE, f"{detail}; chuyển sang {moved}") if moved else (GOOD, detail)

    def _list_done(self) -> Iterator[Request]:
        self._pending -= 1
        if self._pending:
            return
        if not self._links:
            self._note("trang bài", self.facts.home, BROKEN, "không có bài nào để đọc thử")
            return
        link = max(self._links, key=lambda link: (link.published_at is not None, link.published_at or self.now))
        yield Request(link.url, self.article, errback=self.article_lost, dont_filter=True)

    def article(self, response: Response) -> None:
        """One article, field by field."""
        if response.status != 200:
            self._note(
                "trang bài", response.url, BROKEN, outcome_of_status(response.status)[1], ListFigures(status=response.status)
            )
            return
        charset = charset_of(response.headers.get("Content-Type"))
        reading = read_page(response.body, response.url, facts=self.facts, encoding=charset, fetched_at=self.now)
        problem = problem_of(reading)
        guessed = "body_guessed" in reading.problems
        remark = "trang đổi giao diện: toàn văn chỉ nhận dạng gần đúng" if guessed else "đọc được"
        state = BROKEN if problem else NOTICE if guessed else GOOD
        self._note("trang bài", response.url, state, (problem[1] or problem[0].label) if problem else remark)
        for name, label in FIELDS.items():
            value = show_field(reading, name)
            missing = BROKEN if name in NEEDED else NOTICE
            self._note(label, response.url, GOOD if value else missing, value or "không đọc được")

    def article_lost(self, failure: Failure) -> None:
        """The article brought no answer."""
        self._note("trang bài", request_of(failure).url, BROKEN, outcome_of_error(failure.value)[1])


def _unchecked(facts: type[OutletFacts]) -> Checked:
    """The outlet before anything of it was looked at."""
    from crawler.outlet import confidence_of

    return Checked(outlet=facts.name, label=facts.full_label or facts.label, confidence="/".join(confidence_of(facts)))


def show_field(reading: PageReading, name: str) -> str:
    """A field's value as the report shows it: short, and of text no more than its length."""
    value = getattr(reading, name)
    if isinstance(value, datetime):
        return f"{local(value):%H:%M %d/%m/%Y}" + (f" (lấy từ {reading.date_from})" if name == "published_at" else "")
    text = ", ".join(value) if isinstance(value, tuple | list) else value or ""
    if name in ("body", "summary") and text:
        return f"{format_number(len(text))} ký tự, {format_number(len(text.splitlines()))} đoạn"
    return text.replace("\n", " ")[:SHOWN]


def check_outlets(office: Office, classes: Sequence[type[OutletFacts]], now: datetime) -> list[Checked]:
    """Probes the outlets, all in one process. Runs a reactor, so it can be called once in a process."""
    from crawler.fetch.logs import quiet_libraries, quiet_logs

    quiet_logs(f"check-{now:%Y%m%dT%H%M%S}")
    process = AsyncCrawlerProcess(crawl_settings(office, now) | {"ITEM_PIPELINES": {}})
    quiet_libraries()
    scrapy_crawlers = [process.create_crawler(Probe) for _ in classes]
    for scrapy_crawler, facts in zip(scrapy_crawlers, classes, strict=True):
        process.crawl(scrapy_crawler, facts=facts, now=now)
    process.start()
    return [
        getattr(scrapy_crawler.spider, "checked", None) or _unchecked(facts)
        for scrapy_crawler, facts in zip(scrapy_crawlers, classes, strict=True)
    ]
