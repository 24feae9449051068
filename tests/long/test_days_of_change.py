"""Sites that change under the crawler for days: what is still kept, what the state says, that each change is told once.

Three crawls a day, in child processes; each outlet suffers one kind of change from the sixth day on.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from crawler.register import spider_class
from data.archive import Archive
from data.crawl_store import CrawlStore, OutletState
from data.paths import ROOT
from data.settings.office import load_office
from data.text.dates import VN
from diembao.cli.crawl import show_accept
from digest.edition.build import find_unconfirmed_host
from digest.issue.assemble import find_unconfirmed_moves
from tests.support.living_press import SOFT_404, LivingSite, Story
from tests.support.press_server import press

pytestmark = pytest.mark.long
FIRST = date(2020, 6, 1)
CHANGE = date(2020, 6, 5)
DAYS = 7
CRAWL = (
    "import sys; from datetime import datetime; from pathlib import Path; from data.settings.office import load_office; "
    "from diembao.cli.crawl import show_crawl; "
    "sys.exit(show_crawl(load_office(Path(sys.argv[1]), {}), sys.argv[3:], datetime.fromisoformat(sys.argv[2]), sys.stdout))"
)
OUTLETS = ("danviet", "phunuvietnam", "baoxaydung", "giadinhxahoi", "genk", "cafebiz", "tuoitrenews", "nld", "vtv")
NEW_HOST = "genk-moi.example.vn"


def evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 19, 0, tzinfo=VN)


@dataclass
class Days:
    """What came of the days."""

    office: Path
    sites: dict[str, LivingSite]
    after: dict[str, list[Story]] = field(default_factory=dict)  # published from the change on
    states: dict[str, list[OutletState]] = field(default_factory=dict)  # of the days from the change on

    def kept(self, outlet: str) -> float:
        stories = self.after[outlet]
        with Archive.open(self.office.parent / "var" / "hai-duong.db", now=evening(CHANGE)) as archive:
            return sum(archive.articles.find_id(story.url) is not None for story in stories) / len(stories)

    def notices(self, outlet: str) -> list[tuple[str, str]]:
        with Archive.open(self.office.parent / "var" / "hai-duong.db", now=evening(CHANGE)) as archive:
            return [(notice.kind, notice.state) for notice in archive.notices.pending() if notice.outlet == outlet]


def change(name: str, site: LivingSite) -> None:
    """Shows the site on a day from the change on."""
    if name == "danviet":  # the feed stands still
        site.show(feed=site.feed(site.frozen))
    elif name == "phunuvietnam":  # the feed is gone
        site.show()
        for address in site.facts.feeds:
            site.remove(address)
    elif name == "giadinhxahoi":  # a page about RSS in its place
        site.show(feed="<html><body><h1>Kênh RSS</h1><a href='/thoi-su.rss'>Thời sự</a></body></html>")
    elif name == "genk":  # everything is led to another host
        site.show()
        old = LivingSite(site.server, site.facts)
        for address in (*site.facts.feeds, *site.facts.sections, old.base + "/"):
            moved = address.replace(site.facts.hosts[0], NEW_HOST)
            host, _, path = address.partition("://")[2].partition("/")
            site.server.put(moved, site.feed() if address in site.facts.feeds else site.section())
            site.server.put(f"https://{host}/{path}", "", 301, Location=moved)
    elif name == "cafebiz":  # every new page says that nothing is there
        site.show()
        for story in site.stories:
            if story.at.date() >= CHANGE:
                site.server.put(story.url, SOFT_404)
    elif name == "tuoitrenews":  # the feed only has a third
        site.show(feed=site.feed(site.newest[::3]))
    elif name == "nld":  # its dates are days off
        site.show(feed=site.feed(shift=timedelta(days=-40)))
    else:
        site.show()


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Days]:
    with press() as server:
        office = tmp_path_factory.mktemp("office") / "office.toml"
        office.write_text(
            f'[office]\nprovince = "hai-duong"\ndemo = true\n[crawl]\nreplay = "{server.address}"\n', encoding="utf-8"
        )
        sites = {name: LivingSite(server, spider_class(name)) for name in OUTLETS}
        result = Days(office, sites)
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            for name, site in sites.items():
                _live(name, site, day, result)
            for hours in (12, 6, 0):
                _crawl(office, evening(day) - timedelta(hours=hours))
            if day >= CHANGE:
                with CrawlStore.open(office.parent / "var" / "crawl.db", now=evening(day)) as store:
                    for name, state in store.outlet_states(OUTLETS, evening(day)).items():
                        result.states.setdefault(name, []).append(state)
        yield result


def _live(name: str, site: LivingSite, day: date, result: Days) -> None:
    if day == CHANGE:
        site.frozen = site.newest
    if day >= CHANGE and name == "baoxaydung":  # another CMS: other addresses
        site.shape = "/bai-viet/{word}-o-kim-thanh-so-{number}"
    if day >= CHANGE and name == "genk":
        site.host = NEW_HOST
    fresh = site.publish(day)
    if day < CHANGE:
        site.show()
    else:
        result.after.setdefault(name, []).extend(fresh)
        change(name, site)


def _crawl(office: Path, now: datetime) -> None:
    command = [sys.executable, "-c", CRAWL, str(office), now.isoformat(), *OUTLETS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("outlet", "states", "notice"),
    [
        ("danviet", {"ok", "lists_partial"}, "frozen"),
        ("phunuvietnam", {"ok", "lists_partial"}, "missing"),
        ("giadinhxahoi", {"ok", "lists_partial"}, "empty"),
        ("baoxaydung", {"ok", "shape_changed"}, "shape_changed"),
        ("genk", {"moved"}, "moved"),
        ("nld", {"ok", "dates_changed"}, "dates_changed"),
    ],
)
def test_articles_are_kept_and_the_change_is_told_once(days: Days, outlet: str, states: set[str], notice: str) -> None:
    assert days.kept(outlet) >= 0.95
    assert {state.state for state in days.states[outlet]} <= states
    assert [state for kind, state in days.notices(outlet) if kind != "well"] == [notice]


def test_new_articles_that_only_another_list_has_are_found_once_a_day(days: Days) -> None:
    assert days.kept("tuoitrenews") >= 0.95
    states = [state for kind, state in days.notices("tuoitrenews") if kind != "well"]
    assert states in (["incomplete"], ["frozen"])  # by which of its items the feed still has when the other list is read


def test_an_outlet_whose_new_pages_are_no_articles_is_not_called_full(days: Days) -> None:
    assert {state.coverage for state in days.states["cafebiz"]} <= {"partial", "none"}
    assert len([kind for kind, _ in days.notices("cafebiz") if kind != "well"]) == 1


def test_an_outlet_that_does_not_change_stays_well(days: Days) -> None:
    assert [state.state for state in days.states["vtv"]] == ["ok"] * len(days.states["vtv"])
    assert days.kept("vtv") == 1
    assert days.notices("vtv") == []


def test_a_move_waits_for_a_person_and_its_articles_are_not_told(days: Days) -> None:
    now = evening(CHANGE + timedelta(days=1))
    with CrawlStore.open(days.office.parent / "var" / "crawl.db", now=now) as store:
        assert [(move.outlet, move.host, move.state) for move in store.moves()] == [("genk", NEW_HOST, "proposed")]
    with Archive.open(days.office.parent / "var" / "hai-duong.db", now=now) as archive:
        article = archive.articles.get(archive.articles.find_id(days.after["genk"][0].url) or "")
    assert article is not None
    assert find_unconfirmed_host(article, find_unconfirmed_moves(load_office(days.office, {}), now)) == NEW_HOST
    out = io.StringIO()
    assert show_accept(load_office(days.office, {}), "genk", is_accepted=True, now=now, out=out) == 0
    assert NEW_HOST in out.getvalue()
    assert find_unconfirmed_host(article, find_unconfirmed_moves(load_office(days.office, {}), now)) == ""
    assert show_accept(load_office(days.office, {}), "genk", is_accepted=True, now=now, out=out) == 1
