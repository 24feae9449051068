"""What lists does a site have, how do its article addresses look, can its articles be read? Everything but the asking.

In: a home address and the time. `survey_site` is a generator: it yields batches of `Ask`s, is sent the `Answer`s in any order,
and returns a `Survey`. It knows no network, no clock and no Scrapy, so that a spider, a night's repair and a test drive it alike.

The way: home page and robots.txt; feeds that the head declares and that links and RSS pages name; sitemaps of robots.txt, their
news parts and month files; addresses usual in the CMS family where those bring nothing; section pages; then the shape of the
article addresses from all links together, and ten articles read on trial.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from crawler.discovery import Link
from crawler.discovery.shapes import AddressShape, PageLink, host_of, is_headline, learn_shape, site_of
from crawler.outlet import OutletFacts, dated_addresses
from crawler.survey.addresses import (
    rank_feed,
    rank_part,
    sibling_feeds,
    template_of,
    usual_feeds,
    usual_sitemaps,
)
from crawler.survey.home_page import HomePage
from crawler.survey.lists import Candidate, ReadList, kind_of, read_list, read_page_list
from crawler.survey.records import Answer, Ask, Survey, TrialReading
from crawler.survey.trial import choose_articles, read_articles
from crawler.survey.verdict import Evidence, judge_lists, survey_of

Rounds = Generator[tuple[Ask, ...], Sequence[Answer], Survey]
Asking = Generator[tuple[Ask, ...], Sequence[Answer], dict[str, Answer]]
Part = Generator[tuple[Ask, ...], Sequence[Answer], None]

SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,1000})", re.I | re.M)
MOST_FEEDS = 14  # feeds asked of those that pages name
MOST_RSS_PAGES = 3
MOST_SITEMAPS = 5  # of robots.txt
MOST_PARTS = 3  # of one index
SIBLINGS = 8  # sections whose feeds are looked for beside that of one section
FEW, MANY = 5, 10  # headlines that stay on the site, headlines that lead to another
BATCH = 4  # usual addresses asked at once, until one works


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one survey may ask."""

    requests: int = 70  # in all
    usual: int = 24  # addresses that nobody named, of feeds and of sitemaps together
    sections: int = 4
    articles: int = 10


def survey_site(
    home: str, *, now: datetime, known_facts: type[OutletFacts] | None = None, limits: Limits | None = None
) -> Rounds:
    """Surveys the site whose home page stands at `home` (absolute, http or https).

    `now` is aware. `known_facts`: what the register says of the outlet, so that its lists are asked too. The generator is to be
    sent an answer for each ask of a batch.
    """
    return (yield from Surveyor(home, now=now, known_facts=known_facts, limits=limits or Limits()).survey())


class Surveyor:
    """One survey under way."""

    def __init__(self, home: str, *, now: datetime, known_facts: type[OutletFacts] | None, limits: Limits) -> None:
        self.asked_home, self.now, self.limits = home, now, limits
        self.known_facts = known_facts
        self.requests = 0
        self.answers: dict[str, Answer] = {}
        self.candidates: list[Candidate] = []
        self.sections: list[Candidate] = []
        self.readings: list[tuple[Link, TrialReading]] = []
        self.family = "own"
        self.home = HomePage(home, b"")
        self.home_answer = Answer(asked=home, url=home, trouble="no_answer")
        self.robots: Answer | None = None
        self.shape: AddressShape | None = None
        self.article_host = ""  # of a site whose articles stand at another registered name than its home page

    def survey(self) -> Rounds:
        """All rounds."""
        yield from self._ask_home()
        if self.home_answer.trouble not in ("no_answer", "moved") or self.known_facts is not None:
            yield from self._ask_robots()
            yield from self._named_feeds()
            self._adopt_host()
            yield from self._named_sitemaps()
            yield from self._usual()
            yield from self._ask_sections()
            self._learn()
            yield from self._try_articles()
        return survey_of(self._evidence())

    @property
    def facts(self) -> type[OutletFacts]:
        """What is known so far, in the form that reading needs."""
        host = urlsplit(self.home.url).hostname or ""
        registered = self.known_facts.hosts if self.known_facts is not None else ()
        hosts = dict.fromkeys(name for name in (host, *registered, self.article_host) if name)
        shape = self.shape
        facts: dict[str, object] = {"name": "survey", "home": self.home.url, "hosts": tuple(hosts), "label": self.home.label()}
        if shape is not None:
            facts |= {"article_pattern": shape.article_pattern, "skip_pattern": shape.skip_pattern}
        return type("Surveyed", (OutletFacts,), facts)

    def _ask(self, asks: Iterable[Ask]) -> Asking:
        """Asks what was not asked before, as far as the budget goes; the answers by asked address, older ones too."""
        wanted = list(dict.fromkeys(asks))
        fresh = [ask for ask in wanted if ask.url not in self.answers][: max(0, self.limits.requests - self.requests)]
        if fresh:
            self.requests += len(fresh)
            for answer in (yield tuple(fresh)):
                self.answers[answer.asked] = answer
        return {ask.url: self.answers[ask.url] for ask in wanted if ask.url in self.answers}

    def _ask_home(self) -> Part:
        """The home page; where it does not answer, with or without www., then without TLS; then one move by the page itself."""
        for address in _home_forms(self.asked_home):
            answer = (yield from self._ask([Ask(url=address, purpose="home")])).get(address)
            if answer is not None and answer.trouble not in ("no_answer",):
                self._take_home(answer)
                break
        target = self.home.moves_to
        if target and target != self.home.url:
            answer = (yield from self._ask([Ask(url=target, purpose="home")])).get(target)
            if answer is not None and not answer.trouble:
                self._take_home(answer)

    def _take_home(self, answer: Answer) -> None:
        self.home_answer = answer
        self.home = HomePage(answer.url, answer.body if not answer.trouble else b"")

    def _ask_robots(self) -> Part:
        address = urljoin(self.home.url, "/robots.txt")
        self.robots = (yield from self._ask([Ask(url=address, purpose="robots")])).get(address)

    def _named_feeds(self) -> Part:
        """Feeds that the head declares, that links name, and those of RSS pages."""
        origins = dict.fromkeys(self.known_facts.feeds if self.known_facts is not None else (), "register")
        origins |= {url: "link" for url in self.home.declared_feeds() if url not in origins}
        linked = [url for url in self.home.linked_feeds() if url not in origins]
        origins |= dict.fromkeys(sorted(linked, key=rank_feed)[:MOST_FEEDS], "page")
        yield from self._add(origins, limit=2 * MOST_FEEDS)

    def _add(self, origins: dict[str, str], *, limit: int, templates: dict[str, str] | None = None) -> Part:
        """Asks these addresses; feeds and sitemaps become candidates, pages are looked through for the feeds they name."""
        answers = yield from self._ask([Ask(url=url) for url in list(origins)[:limit]])
        pages: list[Answer] = []
        for url, answer in answers.items():
            kind = kind_of(answer.body) if not answer.trouble else "none"
            if kind == "page":
                pages.append(answer)
            elif kind == "index":
                yield from self._parts(answer, origins[url])
            else:
                self._candidate(answer, origins[url], template=(templates or {}).get(url) or template_of(url, self.now))
        yield from self._rss_pages(pages)

    def _candidate(self, answer: Answer, origin: str, *, template: str = "", index: Answer | None = None) -> None:
        read = read_list(answer, self.facts, self.now) if not answer.trouble else None
        self.candidates.append(Candidate(origin=origin, answer=answer, read=read, template=template, index=index))

    def _rss_pages(self, pages: Sequence[Answer]) -> Part:
        """The feeds on pages that list feeds; not on pages that only show the site's menu (soft 404)."""
        menu = {link.url for link in self.home.links}
        names: dict[str, str] = {}
        for answer in pages:
            page = HomePage(answer.url, answer.body)
            addresses = [*page.declared_feeds(), *page.linked_feeds(), *page.written_feeds()]
            new = [url for url in addresses if url not in self.answers and (url not in menu or len(addresses) > 3)]
            names |= {url: "rss_page" for url in new if url not in names}
        if names:
            ranked = sorted(names, key=rank_feed)[:MOST_FEEDS]
            answers = yield from self._ask([Ask(url=url) for url in ranked])
            for answer in answers.values():
                if answer.trouble or kind_of(answer.body) == "feed":
                    self._candidate(answer, "rss_page")

    def _adopt_host(self) -> None:
        """Takes a host for the site's where nearly all headlines of its home page and of its feeds lead to it, and none stay."""
        links = [link for link in self._pool() if link.is_announced or is_headline(link.text)]
        counts = Counter(host_of(link.url) for link in links)
        sites = {site_of(host) for host in self.facts.hosts}
        near = sum(count for host, count in counts.items() if site_of(host) in sites)
        host, count = next(iter(counts.most_common(1)), ("", 0))
        if near < FEW and count >= MANY and count >= 0.8 * counts.total():
            self.article_host = host

    def _named_sitemaps(self) -> Part:
        """Sitemaps of robots.txt and of the register, and the parts of indexes that hold the newest articles."""
        registered = self.known_facts.news_sitemaps if self.known_facts is not None else ()
        origins = dict.fromkeys(dated_addresses(registered, self.now), "register")
        if self.robots is not None and not self.robots.trouble:
            lines = SITEMAP_LINE.findall(self.robots.body[:500_000].decode("utf-8", "replace"))
            named = [urljoin(self.home.url, line) for line in lines]
            named.sort(key=lambda url: rank_part(url, None, self.now)[:1])
            origins |= {url: "robots" for url in named[:MOST_SITEMAPS] if url not in origins}
        yield from self._add(origins, limit=2 * MOST_SITEMAPS)

    def _parts(self, answer: Answer, origin: str) -> Part:
        """The most promising sitemaps of an index; an index inside an index is followed once."""
        self.candidates.append(Candidate(origin=origin, answer=answer, read=ReadList(kind="index", url=answer.url)))
        read = read_list(answer, self.facts, self.now)
        siblings = [url for url, _ in read.parts]
        ranked = sorted(read.parts, key=lambda part: rank_part(part[0], part[1], self.now))[:MOST_PARTS]
        answers = yield from self._ask([Ask(url=url) for url, _ in ranked])
        for part in answers.values():
            if not part.trouble and kind_of(part.body) == "index":
                inner = read_list(part, self.facts, self.now)
                siblings += [url for url, _ in inner.parts]
                best = sorted(inner.parts, key=lambda row: rank_part(row[0], row[1], self.now))[:1]
                further = yield from self._ask([Ask(url=url) for url, _ in best])
                parts = list(further.values())
            else:
                parts = [part]
            for each in parts:
                template = template_of(each.asked, self.now, siblings)
                self._candidate(each, "index", template=template, index=answer)

    def _works(self, *kinds: str) -> bool:
        return any(listed.is_working and listed.way in kinds for listed in judge_lists(self._evidence()))

    def _feeds(self) -> list[str]:
        """The feeds that work, the widest first."""
        return [listed.url for listed in judge_lists(self._evidence()) if listed.is_working and listed.way == "feed"]

    def _usual(self) -> Part:
        """Addresses that nobody named: feeds until one of everything works, then news sitemaps until one works."""
        left = self.limits.usual if not self._works("sitemap") else 2 * BATCH
        usual = usual_feeds(self.home.url, self.home.body)
        if narrow := self._feeds():
            usual = [url for feed in narrow[:1] for url in sibling_feeds(feed, self.home.sections(None)[:SIBLINGS])] + usual[
                :BATCH
            ]
        feeds = [url for url in dict.fromkeys(usual) if url not in self.answers]
        while feeds and left > 0 and not any(rank_feed(url)[0] == 0 for url in self._feeds()):
            batch, feeds = feeds[:BATCH], feeds[BATCH:]
            left -= len(batch)
            yield from self._add(dict.fromkeys(batch, "usual"), limit=BATCH)
            if not narrow and (narrow := self._feeds()):  # an address of a section: its siblings are likelier than the rest
                feeds = sibling_feeds(narrow[0], self.home.sections(None)[:SIBLINGS])
        left = max(left, BATCH * 2)
        rows = [row for row in usual_sitemaps(self.home.url, self.home.body, self.now) if row[0] not in self.answers]
        while rows and left > 0 and not self._works("sitemap"):
            chunk, rows = rows[:BATCH], rows[BATCH:]
            left -= len(chunk)
            yield from self._add(dict.fromkeys((url for url, _ in chunk), "usual"), limit=BATCH, templates=dict(chunk))

    def _ask_sections(self) -> Part:
        """Section pages: more where nothing else works."""
        self.shape = learn_shape(self._pool(), self.facts.hosts)
        registered = list(self.known_facts.sections) if self.known_facts is not None else []
        wanted = self.limits.sections if self._works("feed", "sitemap") else 2 * self.limits.sections
        addresses = list(dict.fromkeys((*registered, *self.home.sections(self.shape))))[:wanted]
        answers = yield from self._ask([Ask(url=url) for url in addresses])
        for url, answer in answers.items():
            origin = "register" if url in registered else "page"
            self.sections.append(Candidate(origin=origin, answer=answer, is_section=True))

    def _pool(self) -> list[PageLink]:
        """Every link seen on lists, on the home page and on section pages, each once, announced ones first."""
        links: dict[str, PageLink] = {}
        rows = [link for candidate in self.candidates if candidate.read is not None for link in candidate.read.page_links()]
        rows += self.home.links
        for section in self.sections:
            if not section.answer.trouble:
                rows += HomePage(section.answer.url, section.answer.body).links
        for link in sorted(rows, key=lambda link: not link.is_announced):
            seen = links.get(link.url)
            if seen is None or len(link.text) > len(seen.text):
                links[link.url] = replace(link, is_announced=link.is_announced or (seen is not None and seen.is_announced))
        return list(links.values())

    def _learn(self) -> None:
        """The shape of article addresses from all links; then the section pages can be read as lists."""
        self.shape = learn_shape(self._pool(), self.facts.hosts)
        facts = self.facts
        self.sections = [
            replace(section, read=read_page_list(section.answer, facts, self.now)) if not section.answer.trouble else section
            for section in self.sections
        ]
        if not self.home_answer.trouble:
            read = read_page_list(self.home_answer, facts, self.now)
            self.sections.append(Candidate(origin="page", answer=self.home_answer, read=read, is_section=True))

    def _try_articles(self) -> Part:
        """Ten articles of different lists, read field by field."""
        lists = [candidate.read for candidate in (*self.candidates, *self.sections) if candidate.read is not None]
        links = choose_articles(lists, self.shape, self.facts, self.now, self.limits.articles)
        answers = yield from self._ask([Ask(url=link.url, purpose="article") for link in links])
        rows = [(link, answers[link.url]) for link in links if link.url in answers]
        self.family, self.readings = read_articles(rows, self.facts, self.now)

    def _evidence(self) -> Evidence:
        return Evidence(
            asked_home=self.asked_home, home=self.home, home_answer=self.home_answer, facts=self.facts, now=self.now,
            candidates=(*self.candidates, *self.sections), shape=self.shape, readings=tuple(self.readings), family=self.family,
            requests=sum(answer.trouble != "robots_closed" for answer in self.answers.values()),
        )  # fmt: skip


def _home_forms(home: str) -> list[str]:
    """The home address, and other forms of it for a server that does not answer under the first."""
    parts = urlsplit(home)
    host = parts.netloc
    other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    forms = [home, home.replace(f"//{host}", f"//{other}", 1)]
    if parts.scheme == "https":
        forms.append("http" + home.removeprefix("https"))
    return forms
