"""What `diembao outlets add HOME` makes of a simulated site, beside what the site is.

In: a site, the facts that were written for it, the moment. Out: `AddedOutlet`: which lists work, whether the shape of addresses
and the order of dates are right. The truth is the site's own file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from data.text.dates import VN
from tests.simulator.answers import PLAIN_PAGES, addresses_of, match_list, rows_of
from tests.simulator.dates import ORDERS
from tests.simulator.site import ListPlan, Site

WAYS = ("feeds", "news_sitemaps", "sections")
ENOUGH = 0.95  # share of a day's articles that the lists must announce, and of addresses that the shape must tell rightly
DAY = timedelta(days=1)


@dataclass(kw_only=True)
class AddedOutlet:
    """One site as the command saw it."""

    site: str
    lists: list[str] = field(default_factory=list)  # addresses that are lists of the site
    strangers: list[str] = field(default_factory=list)  # addresses that are none
    announced: float = 0.0  # share of the last day's articles that the lists announce
    shape: float = 0.0  # share of the site's articles that the pattern takes
    mistaken: list[str] = field(default_factory=list)  # pages that it takes for articles
    orders: list[str] = field(default_factory=list)  # lists whose order of day and month is wrong
    pattern: str = ""

    @property
    def faults(self) -> list[str]:
        """What is wrong, in words; nothing: the outlet was added rightly."""
        faults = (
            [] if self.announced >= ENOUGH else [f"lists announce {self.announced:.0%} of a day ({len(self.lists)} lists work)"]
        )
        faults += [] if self.shape >= ENOUGH else [f"shape {self.pattern!r} takes {self.shape:.0%} of the articles"]
        faults += [f"shape {self.pattern!r} takes {', '.join(self.mistaken[:3])} for articles"] if self.mistaken else []
        return faults + [f"order of dates: {order}" for order in self.orders]


def judge_entry(site: Site, facts: Mapping[str, Any], now: datetime) -> AddedOutlet:
    """The facts beside the truth."""
    added = AddedOutlet(site=site.name, pattern=str(facts.get("article_pattern", "")))
    announced: set[str] = set()
    for way in WAYS:
        for url in facts.get(way, ()):
            rows = _read_list(site, _dated(url, now), now)
            (added.lists if rows is not None else added.strangers).append(url)
            announced |= set(rows or ())
            if rows and (fault := _order_fault(site, url, way, facts, now)):
                added.orders.append(fault)
    day = [site.url_of(story, now) for story in site.stories(now, 2) if story.published > now - DAY]
    added.announced = sum(url in announced for url in day) / len(day)
    urls = [site.url_of(story, now) for story in site.stories(now)]
    added.shape = sum(_takes(facts, url) for url in urls) / len(urls)
    added.mistaken = [url for url in _other_pages(site, now) if _takes(facts, url)]
    return added


def _takes(facts: Mapping[str, Any], url: str) -> bool:
    path = urlsplit(url).path
    if re.search(str(facts.get("skip_pattern", r"(?!)")), path):
        return False
    return re.search(str(facts.get("article_pattern", r"(?!)")), path) is not None


def _other_pages(site: Site, now: datetime) -> list[str]:
    plan = site.plan(now)
    pages = [f"https://{plan.host}{path}" for path in ("/", *PLAIN_PAGES)]
    return pages + [url for row in plan.lists if not row.state for url, _ in addresses_of(plan, row, now)[:8]]


def _dated(url: str, now: datetime) -> str:
    """An address with placeholders of the date filled in, however they are written."""
    day = now.astimezone(VN)
    values = {
        "Y": f"{day:%Y}", "YYYY": f"{day:%Y}", "yyyy": f"{day:%Y}", "M": str(day.month), "m": str(day.month), "MM": f"{day:%m}",
        "mm": f"{day:%m}", "D": str(day.day), "d": str(day.day), "DD": f"{day:%d}", "dd": f"{day:%d}",
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), url)


def _read_list(site: Site, url: str, now: datetime) -> list[str] | None:
    """The articles that a list of the site announces; None where the address is no list that works."""
    plan, parts = site.plan(now), urlsplit(url)
    if parts.hostname not in (plan.host, *plan.aliases):
        return None
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    if target in ("", "/"):
        rows = [] if plan.is_home_client_side else site.stories(now)[: plan.home_items]
        return [site.url_of(story, now) for story in rows] or None
    match = match_list(plan, target)
    if match is None or match[0].state or match[0].is_client_side:
        return None
    listed, values = match
    if listed.format == "sitemap-index":
        inner = [url for name in listed.parts for url, _ in addresses_of(plan, plan.list_named(name), now)]
        return [article for part in inner for article in _read_list(site, part, now) or ()] or None
    return [row.url for row in rows_of(site, listed, values, now)[: listed.items]] or None


def _order_fault(site: Site, url: str, way: str, facts: Mapping[str, Any], now: datetime) -> str:
    """What is wrong with the order of day and month that was written for a list; empty: nothing."""
    if way == "news_sitemaps" or urlsplit(url).path in ("", "/"):
        return ""
    match = match_list(site.plan(now), urlsplit(url).path)
    if match is None:
        return ""
    right = ORDERS[_form_of(site, match[0], now)]
    written = facts.get("feed_order" if way == "feeds" else "list_order", "dmy")
    return f"{url} is {right}, written {written}" if right in ("dmy", "mdy") and right != written else ""


def _form_of(site: Site, row: ListPlan, now: datetime) -> str:
    return site.plan(now).page.card_date if row.format == "section" else row.date


def figures(rows: Sequence[AddedOutlet]) -> list[str]:
    """The run in lines."""
    right = [row for row in rows if not row.faults]
    lines = [f"added rightly: {len(right)} of {len(rows)} sites"]
    return lines + [f"    {row.site}: {'; '.join(row.faults)}" for row in rows if row.faults]


def strangers(rows: Iterable[AddedOutlet]) -> list[str]:
    """Addresses in entries that are no list of their site."""
    return [url for row in rows for url in row.strangers]
