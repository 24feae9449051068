"""A crawl through the office's proxy: every request takes that way, none for an inside name, the login stays out of sight."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from crawler.register import spider_class
from data.archive import Archive
from data.crawl_store import CrawlStore
from data.paths import ROOT
from data.text.dates import VN
from tests.support.office_network import OfficeNetwork, office_network
from tests.support.press_server import Press, article, press, rss

NOW = datetime(2020, 6, 1, 12, 0, tzinfo=VN)
DATE = "Mon, 01 Jun 2020 08:15:00 +0700"
BODY = "Nước mương ở huyện Kim Thành, tỉnh Hải Dương đổi màu.\nNgười dân lo cho vụ lúa."
NEWS = "https://tuoitre.vn/hai-duong-bai-{}-2020060108150010{}.htm"
LOGIN = "can-bo:mat-khau-Rất-Kín"


@dataclass(frozen=True)
class Ran:
    """What one command of the child process left: its exit status, all it printed, the office's folder."""

    status: int
    text: str
    folder: Path

    def trail(self, key: str) -> list[tuple[str, str]]:
        """Outcome and detail of every line of one key."""
        with Archive.open(self.folder / "var" / "hai-duong.db", now=NOW) as archive:
            return [(row.outcome, row.detail) for row in archive.trail.lines(key)]

    def state(self, outlet: str) -> tuple[str, str]:
        """The outlet's state and why."""
        with CrawlStore.open(self.folder / "var" / "crawl.db", now=NOW) as store:
            state = store.outlet_states([outlet], NOW)[outlet]
        return state.state, state.why

    def holds(self, word: str) -> bool:
        """Whether a word stands in what was printed or in any file that was written."""
        files = [path.read_bytes() for path in (self.folder / "var").rglob("*") if path.is_file()]
        return word in self.text or any(word.encode() in content for content in files)


def office_file(folder: Path, lines: str) -> Path:
    """An office of those lines in its [crawl] section."""
    path = folder / "office.toml"
    head = '[office]\nprovince = "hai-duong"\n[crawl]\ndelay_seconds = 0\ntimeout_seconds = 5\n'
    path.write_text(head + lines, encoding="utf-8")
    return path


def run(folder: Path, lines: str, *command: str, **env: str) -> Ran:
    """One command of ours in a child process."""
    office = office_file(folder, lines)
    arguments = [sys.executable, "-m", "diembao", "--office", str(office), *command, "--now", NOW.isoformat()]
    done = subprocess.run(
        arguments, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, **env}
    )
    return Ran(done.returncode, done.stdout + done.stderr, folder)


def login_file(folder: Path, login: str = LOGIN) -> Path:
    """The login in a file that only its owner can read."""
    path = folder / "proxy-login"
    path.write_text(login + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def network(tmp_path: Path) -> Iterator[OfficeNetwork]:
    """A proxy that wants a login, Báo Tuổi Trẻ behind it."""
    with press() as sites, office_network(sites, tmp_path, login=LOGIN) as running:
        fill(sites)
        yield running


def fill(sites: Press) -> None:
    """Three articles: one as announced, one over a redirect within the paper, one whose redirect leads inside."""
    items = [(NEWS.format(number, number), f"Hải Dương: bài {number}", DATE) for number in (1, 2, 3)]
    for feed in spider_class("tuoitre").feeds:
        sites.put(feed, rss(*items), Content_Type="text/xml")
    sites.put(items[0][0], article("Hải Dương: bài 1", BODY))
    sites.put(items[1][0], "", 301, Location="https://www.tuoitre.vn/moi-20200601081500102.htm")
    sites.put("https://www.tuoitre.vn/moi-20200601081500102.htm", article("Hải Dương: bài 2", BODY))
    sites.put(items[2][0], "", 302, Location="http://10.0.0.5/noi-bo")


def through(network: OfficeNetwork, folder: Path) -> str:
    """The lines of an office behind this proxy."""
    return f'proxy = "{network.address}"\nproxy_login_file = "{login_file(folder).name}"\nca_file = "{network.ca_file.name}"\n'


def test_every_request_of_a_crawl_goes_through_the_proxy_and_none_inside(network: OfficeNetwork, tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        through(network, tmp_path),
        "crawl",
        "tuoitre",
        HTTPS_PROXY="http://127.0.0.1:9",
        HTTP_PROXY="http://127.0.0.1:9",
    )
    assert ran.status == 0, ran.text
    assert network.hosts == {"tuoitre.vn", "www.tuoitre.vn"}
    asked = {f"https://{host}{path}" for host, path, _ in network.press.asked}
    assert {"https://tuoitre.vn/robots.txt", "https://www.tuoitre.vn/robots.txt", NEWS.format(1, 1)} <= asked
    assert {row.method for row in network.carried} == {"CONNECT"}
    assert ran.state("tuoitre")[0] == "ok"
    assert [outcome for outcome, _ in ran.trail(NEWS.format(3, 3))] == ["found", "failed"]
    with Archive.open(tmp_path / "var" / "hai-duong.db", now=NOW) as archive:
        assert archive.articles.find_id(NEWS.format(1, 1)) and archive.articles.find_id(NEWS.format(2, 2))


def test_the_login_reaches_the_proxy_alone(network: OfficeNetwork, tmp_path: Path) -> None:
    lines = through(network, tmp_path)
    for command in (("crawl", "tuoitre"), ("doctor",), ("trace", NEWS.format(3, 3))):
        ran = run(tmp_path, lines, *command)
        assert not ran.holds("mat-khau") and not ran.holds("can-bo"), command
    encoded = next(line for line in network.carried[0].head.split("\r\n") if line.startswith("Proxy-Authorization"))
    assert not ran.holds(encoded.rpartition(" ")[2])
    assert not [headers for _, _, headers in network.press.asked if "Proxy-Authorization" in headers]
