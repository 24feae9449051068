"""Sixty invented sites: each is added from its home page alone; each changes, and the next three days are watched."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from data.text.dates import VN
from tests.simulator import add_run, change_run
from tests.simulator.office import SimulatedOffice
from tests.simulator.server import serving
from tests.simulator.site import load_sites

NOW = datetime(2026, 11, 8, 9, 0, tzinfo=VN)
START = datetime(2026, 11, 8, 5, 40, tzinfo=VN)
ADDED = 57  # of sixty
KEPT = 0.95


@pytest.mark.long
def test_sixty_home_pages_are_added(tmp_path: Path) -> None:
    rows = []
    with serving() as server:
        office = SimulatedOffice.create(tmp_path, server)
        for site in load_sites().values():
            done = office.run("outlets", "add", site.home, "--name", site.name, now=NOW)
            assert done.returncode in (0, 1), done.stdout + done.stderr
    entries = tomllib.loads((tmp_path / "outlets.toml").read_text("utf-8"))
    rows = [add_run.judge_entry(site, entries.get(name, {}), NOW) for name, site in load_sites().items()]
    print("\n" + "\n".join(add_run.figures(rows)))  # noqa: T201 - a long run says its figures
    assert sum(not row.faults for row in rows) >= ADDED
    assert add_run.strangers(rows) == []


@pytest.mark.long
def test_ten_kinds_of_change_lose_nothing_in_silence(tmp_path: Path) -> None:
    sites = list(load_sites().values())
    with serving() as server:
        office = SimulatedOffice.create(tmp_path, server, [site.name for site in sites])
        office.state_facts(sites, START)
        crawl, mend = change_run.crawler_of(office, tmp_path / "crawl.log"), change_run.mender_of(office, tmp_path / "mend.log")
        rows = change_run.ChangeRun(office=office, sites=sites, crawl=crawl, mend=mend).run(START)
    print("\n" + "\n".join(change_run.figures(rows)))  # noqa: T201 - a long run says its figures
    reachable = [row for row in rows if not row.is_unreachable]
    assert sum(row.kept for row in reachable) >= KEPT * sum(row.published for row in reachable)
    assert [row.site for row in rows if row.falsely_full] == []
    assert [row.site for row in rows if row.spoiled] == []
    assert [row.site for row in rows if not row.is_rightly_told] == []
