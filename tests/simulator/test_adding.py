"""`diembao outlets add HOME` on three sites: an RSS page and undated feeds, a script application, addresses of hex digits."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from data.text.dates import VN
from tests.simulator.add_run import judge_entry
from tests.simulator.office import SimulatedOffice
from tests.simulator.server import serving
from tests.simulator.site import load_sites

NOW = datetime(2026, 11, 8, 9, 0, tzinfo=VN)


@pytest.mark.parametrize("name", ["vinh-son", "hai-thon", "mien-nui"])
def test_a_home_page_is_enough_to_add_an_outlet(name: str, tmp_path: Path) -> None:
    site = load_sites()[name]
    with serving({name: site}) as server:
        office = SimulatedOffice.create(tmp_path, server)
        done = office.run("outlets", "add", site.home, "--name", name, now=NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    facts = tomllib.loads((tmp_path / "outlets.toml").read_text("utf-8"))[name]
    assert judge_entry(site, facts, NOW).faults == []
