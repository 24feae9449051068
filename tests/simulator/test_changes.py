"""Three changes on four sites, in a few crawls: a feed moves, dates turn, a paper moves. All sites: tests/long."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data.text.dates import VN
from tests.simulator.change_run import MENDING, Aftermath, ChangeRun, crawler_of, figures, mender_of, moments
from tests.simulator.office import SimulatedOffice
from tests.simulator.server import serving
from tests.simulator.site import load_sites

START = datetime(2026, 11, 9, 12, 10, tzinfo=VN)  # the last crawl before the change at 13:00


def test_the_clock_of_a_run_crawls_by_day_and_mends_by_night() -> None:
    clock = list(moments(START, START + timedelta(days=1), mends=True))
    assert [command for _, command in clock] == ["crawl", "crawl", "mend", "crawl", "crawl"]
    assert [moment.time() for moment, command in clock if command == "mend"] == [MENDING]


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Aftermath]:
    """Four sites: the evening after the change, the night's mending, the morning."""
    folder = tmp_path_factory.mktemp("office")
    sites = [load_sites()[name] for name in ("song-lam", "vinh-son", "chinh-sach-moi", "cong-an-xu-thanh")]
    with serving({site.name: site for site in sites}) as server:
        office = SimulatedOffice.create(folder, server, [site.name for site in sites])
        office.state_facts(sites, START)
        run = ChangeRun(
            office=office, sites=sites, after=timedelta(hours=20), crawl=crawler_of(office, folder / "crawl.log"),
            mend=mender_of(office, folder / "mend.log"),
        )  # fmt: skip
        rows = run.run(START)
    return {row.site: row for row in rows}


def test_nothing_is_lost_when_a_feed_or_a_paper_moves_or_dates_turn(aftermath: dict[str, Aftermath]) -> None:
    assert all(row.published for row in aftermath.values())
    assert [row.site for row in aftermath.values() if row.share < 1] == [], figures(list(aftermath.values()))


def test_coverage_is_not_full_where_something_was_lost(aftermath: dict[str, Aftermath]) -> None:
    assert [row.falsely_full for row in aftermath.values() if row.falsely_full] == []
