"""A simulated site: what its folder states, and what that means at a moment.

In: `sites/NAME/site.toml` over `shapes/SHAPE/shape.toml` (README.md in this folder names every key). Out: `Site`; its `plan(now)`
is the site as it stands then: before its change, or after it, when the tables under `[change.site]` are laid over the rest.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from data.text.dates import VN
from tests.simulator.articles import FIRST_DAY, LAST_DAY, SECTIONS, Story, stories_of_day, stories_until

HERE = Path(__file__).parent
SITES = HERE / "sites"
SHAPES = HERE / "shapes"
KINDS = (
    "feed-moved", "domain-moved", "cms-changed", "date-order-turned", "pictures-in-sitemap", "feed-dead", "rss-page-only",
    "script-wall", "soft-404", "consent-wall",
)  # fmt: skip
DAYS_SHOWN = 6  # how far back lists reach, unless they end before


class SiteError(ValueError):
    """A site's file states something that is not known; the message names the file and the key."""


@dataclass(frozen=True, kw_only=True)
class ListPlan:
    """One list of a site: a feed, a sitemap, a section page, a page of feeds."""

    name: str = ""
    path: str = ""  # may hold {section} {zone} {yyyy} {m} {mm} {dd}: then it stands for one list each
    format: str = "rss"  # rss atom json news-sitemap sitemap sitemap-index text-sitemap rss-page section
    linked: tuple[str, ...] = ()  # where the site names it: alternate section-alternate robots rss-page foot
    items: int = 30
    date: str = "rfc822"  # a key of dates.FORMATS
    state: str = ""  # "" gone removed forbidden empty frozen home html error wall soft-404 dead, or "moved:PATH"
    namespaces: tuple[str, ...] = ()  # image, video: their blocks inside each address of a sitemap
    encoding: str = "utf-8"  # utf-8, utf-16, says-utf-16
    title: str = "text"  # text cdata escaped
    description: str = "text"  # text picture full related
    relative: bool = False  # addresses without host
    link: str = ""  # "tracker": the address leads over another host, the original stands beside it
    packed: bool = False  # gzip
    lastmod: str = "publish"  # publish date made none
    window_hours: int = 0  # 0: no limit
    parts: tuple[str, ...] = ()  # of a sitemap-index: names of lists
    page_path: str = ""  # of a section: its further pages, with {page}
    is_client_side: bool = False  # a section whose cards only a browser would draw
    extra: tuple[str, ...] = ()  # further paths that a sitemap holds and that are no articles

    @property
    def way(self) -> str:
        """How the crawler would call it: feed, sitemap or section."""
        if self.format == "section":
            return "section"
        return "sitemap" if "sitemap" in self.format else "feed"


@dataclass(frozen=True, kw_only=True)
class AddressPlan:
    """How many articles there are and how their addresses look."""

    address: str = "/{section}/{slug}-{id}.html"
    id: str = "count"  # count stamp hex none
    id_start: int = 41230
    id_step: int = 3
    id_prefix: str = ""
    id_length: int = 7
    stamp: str = "%Y%m%d%H%M%S"
    per_day: int = 8
    about: int = 3
    sections: tuple[str, ...] = ("thoi-su", "kinh-te", "xa-hoi", "phap-luat")
    old: str = "stay"  # addresses of articles from before the change: stay, redirect (all move to the new form), gone

    @property
    def pattern(self) -> str:
        """The address as an expression over the path, group "number" = the site's number where there is one."""
        last = re.escape(self.address).replace(r"\{", "{").replace(r"\}", "}")
        number = {"count": r"\d{3,9}", "stamp": r"\d{12,20}", "hex": rf"[0-9a-f]{{{self.id_length}}}"}.get(self.id, "")
        kinds = {
            "slug": "[a-z0-9-]+", "section": f"(?:{'|'.join(self.sections)})", "zone": r"\d+", "yyyymm": r"\d{6}",
            "yyyy": r"\d{4}", "mm": r"\d{2}", "dd": r"\d{2}", "id": f"(?P<number>{number})", "SECTION": "[A-Z0-9]+",
        }  # fmt: skip
        return "^" + re.sub(r"\{(\w+)\}", lambda match: kinds[match[1]], last.partition(r"\?")[0]) + "$"


@dataclass(frozen=True, kw_only=True)
class PagePlan:
    """How the pages are drawn."""

    templates: str = ""  # a folder of shapes/, empty: the site's own shape
    date: str = "dmy"  # the visible time, a key of dates.FORMATS
    card_date: str = "none"  # the time on cards of lists
    meta_date: str = "iso"  # article:published_time; none: not there
    json_ld: bool = True
    consent: str = ""  # "" overlay (a dialogue before the text) page (lists show nothing but the dialogue)
    related: bool = True
    next_link: bool = True


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The site as it stands at a moment."""

    name: str = ""
    title: str = ""
    host: str = ""
    aliases: tuple[str, ...] = ()
    shape: str = ""
    source: str = ""  # where the shape was seen
    missing: str = "404"  # what an unknown address answers: 404, soft (200 and a sentence), home (302 to the front page)
    old_host: str = "redirect"  # after a move, the former host: redirect home-only serves dead
    wall: tuple[str, ...] = ()  # what answers with a script only: home section feed sitemap article robots
    removed_share: float = 0.0  # of the articles so many are taken down some hours after they appeared
    removed_after: int = 9  # hours
    removed_as: str = "soft"  # soft, gone
    home_items: int = 24
    is_home_client_side: bool = False
    articles: AddressPlan = field(default_factory=AddressPlan)
    page: PagePlan = field(default_factory=PagePlan)
    lists: tuple[ListPlan, ...] = ()

    def list_named(self, name: str) -> ListPlan:
        """The list of that name."""
        return next(row for row in self.lists if row.name == name)


@dataclass(frozen=True)
class Change:
    """What happens to the site, and when."""

    kind: str
    at: datetime
    note: str


class Site:
    """One site of the folder `sites/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name
        table = tomllib.loads((folder / "site.toml").read_text("utf-8"))
        shape = SHAPES / str(table.get("shape", "")) / "shape.toml"
        if not shape.exists():
            raise SiteError(f"{folder.name}/site.toml: no shape {table.get('shape')!r} in {SHAPES}")
        change = table.pop("change", {})
        first = merged(merged(tomllib.loads(shape.read_text("utf-8")), table), {"name": self.name})
        overlay = change.pop("site", {})
        self.before = read_plan(first, self.name)
        self.after = read_plan(merged(first, overlay), self.name) if change else self.before
        self.change = _change(change, self.name) if change else None

    def has_changed(self, now: datetime) -> bool:
        """Whether the change has come."""
        return self.change is not None and now >= self.change.at

    def plan(self, now: datetime) -> Plan:
        """The site as it stands at that moment."""
        return self.after if self.has_changed(now) else self.before

    @property
    def home(self) -> str:
        """The address of the front page, before the change."""
        return f"https://{self.before.host}/"

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Every host that is or will be this site's."""
        return frozenset({self.before.host, self.after.host, *self.before.aliases, *self.after.aliases})

    def stories(self, now: datetime, days: int = DAYS_SHOWN) -> list[Story]:
        """What is published by `now`, newest first."""
        rows = self.before.articles
        return stories_until(self.name, now, days, (rows.sections, rows.per_day, rows.about))

    def stories_between(self, start: datetime, end: datetime) -> list[Story]:
        """What is published from `start` to before `end`, newest first."""
        return [story for story in self.stories(end, (end - start).days + 2) if start <= story.published < end]

    def path_of(self, story: Story, now: datetime) -> str:
        """The path of an article's page as lists announce it at `now`."""
        is_new = self.has_changed(now) and (self.after.articles.old == "redirect" or self.has_changed(story.published))
        return path_of(self, story, self.after.articles if is_new else self.before.articles)

    def url_of(self, story: Story, now: datetime) -> str:
        """The whole address."""
        return f"https://{self.plan(now).host}{self.path_of(story, now)}"

    @cached_property
    def pages(self) -> Mapping[str, Story]:
        """Every article by each path that it has before or after the change."""
        plan, day, pages = self.before.articles, FIRST_DAY, {}
        while day <= LAST_DAY:
            for story in stories_of_day(self.name, day, plan.sections, plan.per_day, plan.about):
                for addresses in (self.before.articles, self.after.articles):
                    pages[path_of(self, story, addresses)] = story
            day += timedelta(days=1)
        return pages

    def is_removed(self, story: Story, now: datetime) -> bool:
        """Whether the article was taken down again by `now`."""
        plan = self.plan(now)
        if not plan.removed_share or not self.has_changed(story.published):
            return False
        chance = int(hashlib.sha256(f"{self.name}/{story.number}".encode()).hexdigest()[:4], 16) / 0x10000
        return chance < plan.removed_share and now >= story.published + timedelta(hours=plan.removed_after)


def path_of(site: Site, story: Story, plan: AddressPlan) -> str:
    """An article's path by one plan of addresses."""
    moment = story.published
    return plan.address.format(
        slug=story.slug, section=story.section, zone=zone_of(story.section), id=_number(site, story, plan),
        yyyymm=f"{moment:%Y%m}", yyyy=f"{moment:%Y}", mm=f"{moment:%m}", dd=f"{moment:%d}",
        SECTION=hashlib.sha256(story.section.encode()).hexdigest()[:8].upper(),
    )  # fmt: skip


def zone_of(section: str) -> int:
    """The number that a site's CMS has for a section."""
    return 101 + 7 * list(SECTIONS).index(section)


def _number(site: Site, story: Story, plan: AddressPlan) -> str:
    if plan.id == "count":
        return f"{plan.id_prefix}{plan.id_start + story.number * plan.id_step}"
    if plan.id == "stamp":
        return f"{plan.id_prefix}{story.published.strftime(plan.stamp)}{story.number * 37 % 1000:03d}"
    return hashlib.sha256(f"{site.name}/{story.number}".encode()).hexdigest()[: plan.id_length]


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over` laid over `base`, table by table; an empty table takes a table away."""
    result = dict(base)
    for key, value in over.items():
        if isinstance(value, Mapping) and value and isinstance(result.get(key), Mapping):
            result[key] = merged(result[key], value)
        elif value == {}:
            result.pop(key, None)
        else:
            result[key] = value
    return result


def read_plan(table: Mapping[str, Any], where: str) -> Plan:
    """The records of one merged table. Raises SiteError for a key that does not exist."""
    rest = {key: value for key, value in table.items() if key not in ("articles", "page", "lists")}
    lists = tuple(
        record(ListPlan, {"name": name, **row}, f"{where} [lists.{name}]") for name, row in table.get("lists", {}).items()
    )
    return record(
        Plan,
        rest
        | {
            "articles": record(AddressPlan, table.get("articles", {}), f"{where} [articles]"),
            "page": record(PagePlan, table.get("page", {}), f"{where} [page]"),
            "lists": lists,
        },
        where,
    )


T = TypeVar("T")


def record(cls: type[T], table: Mapping[str, Any], where: str) -> T:
    """A frozen record of a TOML table; arrays become tuples."""
    known = {entry.name for entry in fields(cls)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - known):
        raise SiteError(f"{where}: no such key: {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    return cls(**{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()})


def _change(table: dict[str, Any], where: str) -> Change:
    if table.get("kind") not in KINDS:
        raise SiteError(f"{where} [change]: kind must be one of {', '.join(KINDS)}")
    return Change(kind=table["kind"], at=table["at"].astimezone(VN), note=table.get("note", ""))


@cache
def load_sites() -> Mapping[str, Site]:
    """All sites by name."""
    return {site.name: site for site in _all_sites()}


def _all_sites() -> Iterator[Site]:
    for folder in sorted(SITES.iterdir()):
        if (folder / "site.toml").exists():
            yield Site(folder)
