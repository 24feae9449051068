"""Read the lists of a `NewsSpider`'s outlet: which are asked, how each did, and when the next way is taken in the same run.

In: the outlet's facts, what the crawl store remembers of its lists. Out: requests for lists and for the pages they announce, one
`ListReport` for each list, what the store is to remember. The ways, first the standards: feeds, news sitemaps, section pages, the
home page. The next way is taken when no list of this one was read as a list of new articles, or when one that used to work is
ill; after an outage all ways are walked back to the last good run. Once a day another list is read beside those that answer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery import MOST_PAGES, Link, Listing, goes_on, next_page, read_feed, read_section, read_sitemap
from crawler.engine.moves import MoveWatch, is_led_away_for_good
from crawler.engine.rechecks import Rechecks
from crawler.extraction import Outcomes, is_wall
from crawler.extraction.encoding import charset_of, decode
from crawler.fetch import WALLED, access_of_error, access_of_status, outcome_of_error, outcome_of_status, request_of
from crawler.monitoring.list_health import FAR, ListReport, ListVerdict, judge_list, remember_list
from crawler.monitoring.outlet_lists import ListEvidence, assess_lists, list_changes
from crawler.monitoring.rhythm import Runs, learn_rhythm
from crawler.outlet import OutletFacts, dated_addresses
from data.crawl_store import ListRow
from data.model import Outcome, Stage

PRIORITY = {"feed": 30, "sitemap": 20, "section": 10}  # lists before pages
PERMANENT = (301, 308)
LIST_MARKS = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex)\b|\"(?:items|version)\"\s*:", re.I)
HEAD = 4_000  # bytes in which a feed or sitemap says what it is
BESIDE_AFTER = timedelta(hours=20)  # a list beside those that answer: once a day, whatever the minute of the run
SLUG_WORDS = 4  # an address without title and time is only asked when its last part reads like a headline
QUIET = 1.5  # expected articles that did not come: a look at another way costs little
FEWEST_NEW = 2  # articles that only a later way had: the first stands still
ELSEWHERE = re.compile(r"trang chuyển sang nơi khác: ([a-z0-9.-]+)")  # the guard's words, also for robots.txt led elsewhere
OFF_SHARE = 4  # at most this part of the page budget goes to addresses off the pattern, while most are on it


class ListReading(Rechecks):
    """The lists of a `NewsSpider`."""

    name: str
    facts: type[OutletFacts]
    _since: datetime | None
    _max_age: int
    _met: set[str]

    def plan_lists(self, history: Runs) -> None:
        """Sets out which lists are asked, in which order. `history`: earlier runs, oldest first."""
        facts = self.facts
        self._history, self._rhythm = history, learn_rhythm(history, self.session.now)
        self._rows = self.session.store.list_rows(self.name)
        self._lists = self.report.lists
        self._list_of: dict[str, ListReport] = {}
        self._pending = 0
        self._open_pages = 0
        self._announced = 0
        self._off_pattern = 0
        self._turn = 0
        self._is_rechecked = False
        self._is_beside_due = not self._since
        self._etags: list[tuple[str, str, str]] = []
        self._moves = MoveWatch(facts, self.session, self.report)
        self._last_run = history[-1][0] if history else None
        ways = {"feed": facts.feeds, "sitemap": dated_addresses(facts.news_sitemaps, self.session.now), "section": facts.sections}
        self._ways = [(way, self._in_use(way, addresses)) for way, addresses in ways.items()]
        self._ways.append(("section", () if facts.home in facts.sections or not facts.home else (facts.home,)))

    def _in_use(self, way: str, stated: tuple[str, ...]) -> tuple[str, ...]:
        """The lists of one way: adopted ones first, those of the facts that are not retired, those on trial."""
        rows = [row for row in self._rows.values() if row.way == way]
        by_role = {role: [row.address for row in rows if row.role == role] for role in ("adopted", "retired", "trial")}
        kept = [address for address in stated if address not in by_role["retired"]]
        return tuple(dict.fromkeys((*by_role["adopted"], *kept, *by_role["trial"])))

    # ask ----------------------------------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """The lists of the first way, and those on trial; after an outage those of all ways."""
        try:
            requests = self._next_way()
            requests += self._trials()
            while self._since and len(self._ways) > 1:  # the home page says nothing that a section page does not
                requests += self._next_way()
            for request in requests:
                yield request
        except Exception as error:  # Scrapy would only log it
            self.report.crashed = type(error).__name__
            raise

    def _trials(self) -> list[Request]:
        rows = [row for row in self._rows.values() if row.role in ("trial", "adopted")]
        return [request for row in rows for request in self._first_ask(row.address, row.way)]

    def _next_way(self) -> list[Request]:
        while self._ways:
            self._turn += 1
            way, addresses = self._ways.pop(0)
            requests = [request for url in addresses for request in self._first_ask(url, way)]
            for url in addresses:
                self._lists[url].share = 1 / len(addresses)
            if requests:
                return requests
        return []

    def _first_ask(self, address: str, way: str) -> list[Request]:
        """Asks a list of the facts for the first time in this run, where it was last led to for good."""
        if address in self._lists:
            return []
        row = self._rows.get(address)
        report = ListReport(way=way, address=address, turn=self._turn, source=row.source if row is not None else "bundled")
        self._lists[address] = report
        self._pending += 1
        self._met.add(address)
        led_to = row.asked if row is not None else ""
        return [self._ask_list(led_to or dated_addresses((address,), self.session.now)[0], way, address)]

    def _ask_list(self, url: str, way: str, stated: str, page: int = 1) -> Request:
        etag, changed = (None if self._since else self.session.store.etag(self._etag_key(url))) or ("", "")
        headers = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", changed)) if value}
        return Request(
            url, self.read_list, errback=self.list_failed, headers=headers, priority=PRIORITY[way], dont_filter=True,
            cb_kwargs={"way": way, "page": page, "stated": stated},
        )  # fmt: skip

    def _ask_more(self, url: str | None, way: str, stated: str, page: int = 1) -> Iterator[Request]:
        if url is not None and url not in self._met:
            self._met.add(url)
            self._pending += 1
            yield self._ask_list(url, way, stated, page)

    def _etag_key(self, url: str) -> str:
        """An unchanged list is only known to those offices that have dealt with it, under the names they watched then."""
        return f"{url} {self.session.stamp}"

    # read ---------------------------------------------------------------------------------------------------------------------

    def read_list(self, response: Response, way: str, page: int = 1, stated: str = "") -> Iterator[Request]:
        """One answered list: its articles, then the next way when this one brings nothing."""
        listing, report = Listing(), self._lists.setdefault(stated or response.url, ListReport(way=way, address=stated))
        if response.status == 304:
            self.report.list_status["ok"] += 1
            self._announced += 1
            self.report.counts["unchanged_lists"] += 1
            report.access = report.access or "unchanged"
        elif response.status != 200:
            self._list_refused(response.url, report, access_of_status(response.status), outcome_of_status(response.status))
        elif is_wall(response.body):
            self._list_refused(response.url, report, "wall", WALLED)
        else:
            self.report.list_status["ok"] += 1
            listing = self._listing(response, way, report)
            if not listing.sitemaps:  # an index may stay as it is while its parts change
                self._remember_etag(response)
            self._note_answer(report, response, listing)
        self._announced += len(listing.links)
        asked = self.report.counts["asked"]
        yield from self._follow(listing)
        for url in listing.sitemaps:
            yield from self._ask_more(url, "sitemap", report.address)
        new = self.report.counts["asked"] - asked
        if self._since and way == "section" and page < MOST_PAGES and goes_on(listing, new, self._since):
            text = decode(response.body, charset_of(response.headers.get("Content-Type")))
            yield from self._ask_more(next_page(text, response.url, self.facts), way, report.address, page + 1)
        yield from self._list_done()

    def _follow(self, listing: Listing) -> Iterator[Request]:
        raise NotImplementedError

    def list_failed(self, failure: Failure) -> Iterator[Request]:
        """One list that brought no answer; where it was led to another host for good, that one is asked."""
        request = request_of(failure)
        kwargs: dict[str, Any] = request.cb_kwargs
        report = self._lists[kwargs["stated"]]
        if is_led_away_for_good(failure):
            report.moved_to = urlsplit(request.url).hostname or ""
            if self._moves.follow(report.moved_to, f"{report.address} chuyển hẳn sang {request.url}"):
                self.facts = self._moves.facts
                yield from self._ask_more(request.url, report.way, report.address)
        outcome, detail = outcome_of_error(failure.value)
        if outcome == Outcome.ROBOTS_CLOSED and (match := ELSEWHERE.search(detail)) and not report.moved_to:
            report.moved_to = match[1]
            if self._moves.follow(match[1], f"robots.txt của {report.address} chuyển sang {match[1]}"):
                self.facts = self._moves.facts
                address = urlsplit(request.url)._replace(netloc=match[1]).geturl()
                yield from self._ask_more(address, report.way, report.address)
        self._list_refused(request.url, report, access_of_error(failure.value), (outcome, detail))
        yield from self._list_done()

    def _list_refused(self, url: str, report: ListReport, status: str, outcome: Outcomes) -> None:
        self.report.list_status[status] += 1
        report.access = report.access or status
        self.session.note(url, Stage.FIND, *outcome)

    def _listing(self, response: Response, way: str, report: ListReport) -> Listing:
        body, now, facts = response.body, self.session.now, self.facts
        row = self._rows.get(report.address)
        order = row.date_order if row is not None and row.date_order in ("dmy", "mdy") else ""
        if way == "feed":
            listing = read_feed(body, response.url, facts, now, remembered_order=order)
        elif way == "sitemap":
            listing = read_sitemap(body, response.url, facts, now, self._max_age, remembered_order=order)
        else:
            text = decode(body, charset_of(response.headers.get("Content-Type")))
            listing = read_section(text, response.url, facts, now, remembered_order=order)
        report.date_order = listing.date_order or report.date_order
        return listing

    def _note_answer(self, report: ListReport, response: Response, listing: Listing) -> None:
        """Counts what one answer announced, by shape of address and by date."""
        report.access = "ok"
        self._list_of[response.url] = report
        report.parts += len(listing.sitemaps)
        reasons = response.meta.get("redirect_reasons") or []
        if reasons and all(reason in PERMANENT for reason in reasons) and not report.moved_to:
            report.led_to = response.url
        if report.way == "section" or LIST_MARKS.search(response.body[:HEAD]):
            keys = "\n".join([report.items, *(f"{link.url} {link.title}" for link in listing.links)])
            report.items = hashlib.sha256(keys.encode("utf-8", "replace")).hexdigest()[:16] if listing.links else report.items
            report.items = report.items or ("" if report.way == "section" else "empty")
        if host := self._moves.host_of_links(listing.links):
            if self._moves.follow(host, f"phần lớn bài trong {report.address} ở {host}"):
                self.facts = self._moves.facts
            report.moved_to = host
        for link in listing.links:
            self._count_link(report, link)

    def _count_link(self, report: ListReport, link: Link) -> None:
        report.announced += 1
        host = urlsplit(link.url).hostname or ""
        report.on_new_host += host in self._moves.unconfirmed
        if not self.facts.has_host(host):
            report.off_host += 1
            report.hosts[host] += 1
        elif not self.facts.is_article(link.url):
            report.off_pattern += 1
        if link.published_raw:
            report.dated += 1
            report.unread_dates += link.published_at is None
        if link.date_from == "address" and link.is_date_doubtful:  # the written one lies long before the address was made
            report.compared += 1
            report.far_dates += 1
        elif link.published_at is not None:
            is_ahead = link.published_at > self.session.now + FAR
            report.compared += is_ahead
            report.far_dates += is_ahead
            if not is_ahead and (report.newest is None or link.published_at > report.newest):
                report.newest = link.published_at

    def _remember_etag(self, response: Response) -> None:
        etag, changed = (response.headers.get(name, b"") or b"" for name in ("ETag", "Last-Modified"))
        if etag or changed:
            self._etags.append((self._etag_key(response.url), etag.decode("latin-1"), changed.decode("latin-1")))

    # which addresses are asked ------------------------------------------------------------------------------------------------

    def may_be_article(self, url: str, link: Link) -> bool:
        """Whether the page behind an announced address is asked: its address has the shape of an article, or, off the pattern,
        the outlet's own list announces it and nothing says that it is a list itself; then the page decides."""
        if self.facts.is_article(url):
            return True
        parts = urlsplit(url)
        if not self.facts.has_host(parts.hostname or "") or parts.path in ("", "/") or url in self._lists:
            return False
        report = self._list_of.get(link.found_in)
        if re.search(self.facts.skip_pattern, parts.path) or report is None:
            return False
        slug = parts.path.rstrip("/").rpartition("/")[2]
        if report.way != "feed" and not (link.title or link.published_raw or slug.count("-") >= SLUG_WORDS - 1):
            return False
        most = self._budget // (2 if report.off_pattern * 2 > report.announced else OFF_SHARE)
        self._off_pattern += 1
        return self._off_pattern <= most

    def _follow_page(self, failure: Failure, link: Link, url: str) -> list[Request]:
        """The page where it is now, once enough pages of this run were led to the same other host for good."""
        request = request_of(failure)
        host = urlsplit(request.url).hostname or ""
        if not is_led_away_for_good(failure) or not (self.facts.has_host(host) or self._moves.page_leads_to(host)):
            return []
        if not self._moves.follow(host, f"các bài chuyển hẳn sang {host}, như {request.url}"):
            return []
        self.facts = self._moves.facts
        return [self._ask_page(link, request.url)]

    def _ask_page(self, link: Link, url: str) -> Request:
        raise NotImplementedError

    # the end of a way ---------------------------------------------------------------------------------------------------------

    def _list_done(self) -> Iterable[Request]:
        self._pending -= 1
        if self._pending:
            return ()
        return self._settle_way()

    def page_done(self) -> Iterable[Request]:
        """One page less to wait for; when it was the last one, the lists are looked at again by what their pages were."""
        self._open_pages -= 1
        if self._open_pages or self._pending or not self._lists:
            return ()
        return self._settle_way()

    def _settle_way(self) -> Iterable[Request]:
        """The next way when this one brings nothing, a list beside once a day, at last the rechecks."""
        if self._needs_next_way() and (further := self._next_way()):
            return further
        if self._is_beside_due and (beside := self._beside()):
            return beside
        if self._open_pages or self._is_rechecked or not self.report.list_status["ok"]:
            return ()
        self._is_rechecked = True
        return self.due_rechecks()

    def _needs_next_way(self) -> bool:
        """No list is sound, nothing was announced at all, or one that used to work is ill and no later way is sound."""
        verdicts = self.list_verdicts()
        sound = [self._lists[address].turn for address, verdict in verdicts.items() if verdict.is_sound]
        ill = [
            self._lists[address].turn for address, verdict in verdicts.items() if not verdict.is_sound and self._was_well(address)
        ]
        if not self._announced or not sound or (ill and max(sound) <= max(ill)):
            return True
        return self._turn == 1 and self._is_oddly_quiet()

    def _is_oddly_quiet(self) -> bool:
        """Nothing new in this run although something was to be expected since the last that was: another way is looked at."""
        if any(report.new for report in self._lists.values()):
            return False
        last = next((at for at, _, counts in reversed(self._history) if counts.get("read")), None)
        expected = self._rhythm.expect(last, self.session.now) if last is not None else None
        return expected is not None and expected >= QUIET

    def _was_well(self, address: str) -> bool:
        row = self._rows.get(address)
        return row is not None and row.ok_at is not None and row.role != "retired"

    def list_verdicts(self) -> dict[str, ListVerdict]:
        """The state of every list that has answered or failed, by address."""
        return {
            address: judge_list(report, self._rows.get(address), self._rhythm, self.session.now)
            for address, report in self._lists.items()
            if report.access
        }

    def _beside(self) -> list[Request]:
        """A list that is not needed today, read once a day: what it has and the others lack would be missed."""
        self._is_beside_due = False
        others = [(way, url) for way, addresses in self._ways for url in addresses if url not in self._lists]
        read_at = [row.read_at for row in self._rows.values() if row.read_at is not None]
        if (
            not others
            or not read_at
            or min(row.role_at for row in self._rows.values() if row.role_at) > self.session.now - BESIDE_AFTER
        ):
            return []
        last = [row.read_at for _, url in others if (row := self._rows.get(url)) is not None and row.read_at is not None]
        if last and max(last) > self.session.now - BESIDE_AFTER:
            return []
        way, url = min(others, key=lambda other: _read_at(self._rows.get(other[1])))
        requests = self._first_ask(url, way)
        self._lists[url].is_beside = True
        return requests

    def remember_lists(self) -> None:
        """Tells the report and the crawl store how every list did."""
        first_new = sum(report.new for report in self._lists.values() if report.turn == 1)
        if (
            not first_new
            and sum(report.articles + report.gated for report in self._lists.values() if report.turn > 1) >= FEWEST_NEW
        ):
            for report in self._lists.values():
                report.lacks_new = report.turn == 1
        store, now = self.session.store, self.session.now
        verdicts = self.list_verdicts()
        evidence = ListEvidence(verdicts=verdicts, rows=self._rows, rhythm=self._rhythm, runs=self._history, now=now)
        self.report.by_lists = assess_lists(self.report, evidence)
        self.report.changes = list_changes(self.report, evidence)
        with store.write():
            for address, verdict in verdicts.items():
                report, before = self._lists[address], self._rows.get(address)
                store.put_list(remember_list(report, verdict, before, self.name, now), now)
                counts = {name: getattr(report, name) for name in ("announced", "new", "asked", "articles", "gated", "refused")}
                store.add_list_day(self.name, address, counts, now)


def _read_at(row: ListRow | None) -> float:
    """When a list was last read, for ordering; never comes first."""
    return row.read_at.timestamp() if row is not None and row.read_at is not None else 0.0
