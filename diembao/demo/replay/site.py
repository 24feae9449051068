"""One outlet of a press day as a web site: its addresses, and what it shows at a given time.

In: the outlet's facts (its spider class), its articles of the day, how it behaves. Out: for a path and a time, what to render.
Rendering is in `diembao.demo.replay.pages` and `diembao.demo.replay.feeds`; HTTP and troubles of the server in
`diembao.demo.replay.server`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.outlet import OutletFacts
from diembao.demo.press_day import Block, DayArticle, OutletPlay, PressDay, Version
from diembao.demo.replay.formats import make_digits, slugify, to_local, use_old_tone

TEMPLATES = Path(__file__).with_name("templates")
WIDE = re.compile(r"(home|index|tin-moi|trang-?chu|latest|top300|feed|news|moi-nhat|tin-nong|tintuctrongngay|tin-tuc-trong-ngay)")
FILLER_HOURS = (-18, -6, 1, 6, 11, 16)  # hours after the window's beginning; one filler each
QUIET_HOURS = (-18, 6)  # of an outlet that the day says nothing of


@cache
def load_shapes() -> dict[str, Any]:
    """outlets.toml: how each site looks."""
    return tomllib.loads((TEMPLATES / "outlets.toml").read_text("utf-8"))


@cache
def load_fillers() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(headline, sapo, paragraphs) of the articles about nothing in particular that every site carries."""
    raw = tomllib.loads((TEMPLATES / "fillers.toml").read_text("utf-8"))
    return tuple((item["title"], item["summary"], tuple(item["body"])) for item in raw["filler"])


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One article as the site shows it at one time: its address and its text with the text traps applied."""

    article: DayArticle
    url: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    published: datetime  # on the site's clock
    modified: datetime

    def has(self, trap: str) -> bool:
        """True when the article is served with that trap."""
        return trap in self.article.traps


class Site:
    """The web site of one outlet on the day."""

    def __init__(self, facts: type[OutletFacts], day: PressDay) -> None:
        self.facts = facts
        self.play: OutletPlay = day.outlet_play(facts.name)
        self.shape: dict[str, Any] = load_shapes()["default"] | load_shapes().get(facts.name, {})
        articles = [replace(article, lang=article.lang or facts.lang) for article in day.articles if article.outlet == facts.name]
        self.articles = sorted(articles + self._fillers(day), key=lambda article: (article.published, article.id))
        closed = [article.section for article in articles if "robots-closed" in article.traps]
        self.closed = frozenset(slugify(section) for section in (*self.play.closed_sections, *closed))
        self._taken: set[str] = set()
        self._urls: dict[tuple[str, str], str] = {}
        self._numbers = {article.id: self._number_key(article) for article in self.articles}
        self._by_number: dict[str, DayArticle] = {}
        self._by_path: dict[str, DayArticle] = {}
        for article in self.articles:
            for version in article.versions:
                url = self._url(article, version)
                self._by_path[urlsplit(url).path] = article
                if number := facts.article_number(url):
                    self._by_number[number] = article

    def _fillers(self, day: PressDay) -> list[DayArticle]:
        """Articles that name no place, some from the day before, so that every site has something to list."""
        texts, name = load_fillers(), self.facts.name
        start = int(make_digits(name, 4)) % len(texts)
        made = []
        spoken_of = any(article.outlet == name for article in day.articles)
        for index, hours in enumerate(FILLER_HOURS if spoken_of else QUIET_HOURS):
            title, summary, body = texts[(start + index) % len(texts)]
            when = day.after + timedelta(hours=hours, minutes=int(make_digits(f"{name}{index}", 2)) % 55)
            blocks = tuple(Block(kind="p", text=text) for text in body)
            made.append(
                DayArticle(
                    id=f"filler-{name}-{index}", outlet=name, published=when, listed_from=when, section="Đời sống", authors=(),
                    lang="vi", kind="article", withdrawn=None, traps=frozenset(),
                    versions=(Version(since=when, title=title, slug_title=title, summary=summary, blocks=blocks),),
                )
            )  # fmt: skip
        return made if self.facts.lang == "vi" else []

    def _number_key(self, article: DayArticle) -> str:
        """A key whose numbers no other article of the site has."""
        key = article.id
        while make_digits(key, 6) in self._taken:
            key += "+"
        self._taken.add(make_digits(key, 6))
        return key

    # addresses

    def has_host(self, host: str) -> bool:
        """True for the site's hosts and for those of its feeds ("cdn.24h.com.vn")."""
        lists = (*self.facts.feeds, *self.facts.news_sitemaps, *self.facts.sections)
        return self.facts.has_host(host) or host in {urlsplit(address).hostname for address in lists}

    def choose_host(self, article: DayArticle) -> str:
        """The host that shows articles of that language."""
        for host, lang in self.facts.host_langs.items():
            if lang == article.lang:
                return host
        return self.facts.hosts[0]

    def _url(self, article: DayArticle, version: Version) -> str:
        """The canonical address of one version."""
        key = (article.id, version.slug_title)
        if key not in self._urls:
            self._urls[key] = self._make_url(article, version)
        return self._urls[key]

    def _make_url(self, article: DayArticle, version: Version) -> str:
        """The address in the site's own pattern, else the first general pattern that the register accepts."""
        when = to_local(article.published, self.shape.get("offset", 7))
        key = self._numbers[article.id]
        section = slugify(article.section) or "tin-tuc"
        milliseconds = make_digits(key, 3)
        fields = {
            "slug": slugify(version.slug_title)[:120].strip("-") or article.id,
            "section": section,
            "long": f"{when:%Y%m%d%H%M%S}{milliseconds}",
            "short": f"{when:%y%m%d%H%M%S}{milliseconds}",
            "n6": make_digits(key, 6),
            "n7": make_digits(key, 7),
            "ymd": f"{when:%Y%m%d}",
            "ym": f"{when:%Y%m}",
            "hex": f"{int(make_digits(key, 12)):x}"[-9:],
        }
        folder = f"/{section}" if section in self.closed else ""
        host = self.choose_host(article)
        tried = [folder + pattern.format(**fields) for pattern in (self.shape["url"], *load_shapes()["generic"]["urls"])]
        good = [path for path in tried if self.facts.is_article(f"https://{host}{path}")]
        return f"https://{host}{(good or tried)[0]}"

    def addresses(self, article: DayArticle) -> list[str]:
        """Every address the article has on the day, oldest first."""
        return list(dict.fromkeys(self._url(article, version) for version in article.versions))

    def show_article(self, article: DayArticle, now: datetime) -> Shown:
        """The article as it stands on the site at `now`."""
        version = article.version_at(now)
        hours = self.shape.get("offset", 7)
        published = to_local(article.published, hours)
        modified = to_local(article.modified_at(now), hours)
        if "modified-first" in article.traps:
            modified = published - timedelta(minutes=57)
        return Shown(
            article=article,
            url=self._url(article, version),
            title=_spell(version.title, article),
            summary=_spell(version.summary, article),
            blocks=tuple(
                Block(
                    kind=block.kind, text=_spell(block.text, article), items=tuple(_spell(item, article) for item in block.items)
                )
                for block in version.blocks
            ),
            published=published,
            modified=modified,
        )

    def find(self, path: str, now: datetime) -> DayArticle | None:
        """The published article at `path` (by its number, so that any slug finds it)."""
        number = self.facts.article_number(f"https://{self.facts.hosts[0]}{path}")
        article = self._by_number.get(number) if number else self._by_path.get(path)
        if article is None or article.published > now or (article.withdrawn and article.withdrawn <= now):
            return None
        return article

    # lists

    def list_articles(self, now: datetime, *, where: str, lang: str, limit: int | None = None) -> list[Shown]:
        """What a feed, sitemap or section page at address `where` lists at `now`, newest first."""
        addresses = {"feed": self.facts.feeds, "section": self.facts.sections}
        same = next((urls for urls in addresses.values() if where in urls), ())
        rows = [
            self.show_article(article, now)
            for article in reversed(self.articles)
            if article.listed_from <= now
            and article.published <= now
            and not (article.withdrawn and article.withdrawn <= now)
            and article.lang == lang
            and (not same or where in self._lists_of(article, same))
        ]
        return rows[: limit or self.play.list_size]

    def _lists_of(self, article: DayArticle, addresses: tuple[str, ...]) -> set[str]:
        """Which of `addresses` list the article: the wide ones and those of its section, else the first of its language."""
        right = [address for address in addresses if self.facts.lang_of(address) == article.lang]
        section = slugify(article.section)
        chosen = {address for address in right if _wide(address) or section in urlsplit(address).path}
        return chosen or set(right[:1])


def _wide(address: str) -> bool:
    """True for a feed or page of everything: "/rss/home.rss", "/"."""
    path = urlsplit(address).path.rstrip("/")
    return path == "" or WIDE.search(path.rsplit("/", 1)[-1]) is not None


def _spell(text: str, article: DayArticle) -> str:
    """`text` in the spelling that the article's traps ask for (NFD comes last, on the whole page)."""
    return use_old_tone(text) if "old-tone" in article.traps else text
