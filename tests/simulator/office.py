"""An office that follows simulated sites: its settings, what it knows of them at first, its commands at simulated moments.

In: a folder, a running server, sites. Out: runs of `diembao` as child processes, and what is in the archive afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from data.archive import Archive
from data.archive.records import Notice
from data.crawl_store import CrawlStore, OutletState
from data.model import Article
from data.paths import ROOT
from tests.simulator.answers import addresses_of
from tests.simulator.articles import PROVINCE_SLUG
from tests.simulator.dates import ORDERS
from tests.simulator.server import SimulatorServer
from tests.simulator.site import ListPlan, Plan, Site

FAMILIES = ("vccorp", "epi", "vnexpress", "mastercms")
BEFORE_ALL = timedelta(days=60)
COMMAND_SECONDS = 900
SETTINGS = """
[office]
province = "{province}"
name = "CƠ QUAN THỬ"
demo = true

[crawl]
replay = "{replay}"
delay_seconds = 0
timeout_seconds = 10
page_budget = 400
outlets = [{names}]
"""


def lists_known(plan: Plan, way: str) -> list[ListPlan]:
    """The lists of one way that an office would know of a site that is well: those that work, indexes in place of their parts."""
    parts = {name for row in plan.lists if row.format == "sitemap-index" and not row.state for name in row.parts}
    rows = [row for row in plan.lists if row.way == way and not row.state and row.format != "rss-page" and row.name not in parts]
    return [row for row in rows if not row.is_client_side]


def facts_of(site: Site, now: datetime) -> dict[str, Any]:
    """What `outlets.toml` says of a site whose facts are right at `now`."""
    plan = site.plan(now)
    feeds, sitemaps, sections = (lists_known(plan, way) for way in ("feed", "sitemap", "section"))
    urls = {
        "feeds": [url for row in feeds for url, _ in addresses_of(plan, row, now)],
        "news_sitemaps": [addresses_of(plan, row, now)[0][0] for row in sitemaps],
        "sections": [url for row in sections for url, _ in addresses_of(plan, row, now)],
    }
    if not any(urls.values()):
        urls["sections"] = [site.home]
    order = next((ORDERS[row.date] for row in feeds), "")
    facts = {
        "label": plan.title, "owner_type": "dia-phuong", "home": f"https://{plan.host}/", "hosts": [plan.host, *plan.aliases],
        **{way: addresses for way, addresses in urls.items() if addresses}, "article_pattern": plan.articles.pattern,
        "family": plan.shape if plan.shape in FAMILIES else "own",
    }  # fmt: skip
    if order == "mdy":
        facts["feed_order"] = "mdy"
    if ORDERS[plan.page.card_date] == "mdy":
        facts["list_order"] = "mdy"
    return facts


def as_toml(entries: Mapping[str, Mapping[str, Any]]) -> str:
    """Tables of plain values."""
    return "\n".join(
        f"[{name}]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())
        for name, facts in entries.items()
    )


@dataclass(frozen=True)
class SimulatedOffice:
    """An office in a folder of its own."""

    folder: Path
    names: tuple[str, ...]

    @classmethod
    def create(cls, folder: Path, server: SimulatorServer, names: Sequence[str] = ()) -> SimulatedOffice:
        """Write its settings; it follows the outlets `names`, which may be added later."""
        folder.mkdir(parents=True, exist_ok=True)
        listed = ", ".join(f'"{name}"' for name in names)
        text = SETTINGS.format(province=PROVINCE_SLUG, replay=server.address, names=listed)
        (folder / "office.toml").write_text(text if names else text.replace("outlets = []\n", ""), encoding="utf-8")
        return cls(folder, tuple(names))

    def state_facts(self, sites: Iterable[Site], now: datetime) -> None:
        """Write what the office knows of the sites at `now`."""
        (self.folder / "outlets.toml").write_text(as_toml({site.name: facts_of(site, now) for site in sites}), encoding="utf-8")

    def run(self, *words: str, now: datetime) -> subprocess.CompletedProcess[str]:
        """One command at that moment."""
        command = [
            sys.executable,
            "-m",
            "diembao",
            "--office",
            str(self.folder / "office.toml"),
            *words,
            "--now",
            now.isoformat(),
        ]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False)

    def articles(self, now: datetime) -> list[Article]:
        """What is in the archive by `now`."""
        with self._archive(now) as archive:
            return archive.articles.window(now - BEFORE_ALL, now)

    def notices(self, now: datetime) -> list[Notice]:
        """What the operator was or will be told."""
        with self._archive(now) as archive:
            return archive.notices.pending()

    def states(self, now: datetime) -> dict[str, OutletState]:
        """How each outlet does."""
        with CrawlStore.open(self.folder / "var" / "crawl.db", now=now) as store:
            return store.outlet_states(self.names, now)

    def _archive(self, now: datetime) -> Archive:
        return Archive.open(self.folder / "var" / f"{PROVINCE_SLUG}.db", now=now)
