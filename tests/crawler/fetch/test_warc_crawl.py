"""A crawl written into a WARC file gives the same articles and the same troubles when it is crawled again elsewhere."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from crawler.fetch.warc import read_records
from crawler.register import spider_class
from data.archive import Archive
from data.crawl_store import CrawlStore
from data.paths import ROOT
from data.text.dates import VN
from tests.support.press_server import Press, article, press, rss

NOW = datetime(2020, 6, 1, 12, 0, tzinfo=VN)
DATE = "Mon, 01 Jun 2020 08:15:00 +0700"
BODY = "Nước mương ở huyện Kim Thành, tỉnh Hải Dương đổi màu.\nNgười dân lo cho vụ lúa."
NEWS = "https://tuoitre.vn/hai-duong-bai-{}-2020060108150010{}.htm"


def fill(sites: Press) -> None:
    """Articles: plain, packed, behind a redirect, one whose server hangs up, one that is gone; and a paper that is closed."""
    items = [(NEWS.format(number, number), f"Hải Dương: bài {number}", DATE) for number in range(1, 6)]
    for feed in spider_class("tuoitre").feeds:
        sites.put(feed, rss(*items), Content_Type="text/xml", ETag='"1"', Set_Cookie="phien=bi-mat-cookie; path=/")
    sites.put(items[0][0], article("Hải Dương: bài 1", BODY))
    sites.put(items[1][0], gzip.compress(article("Hải Dương: bài 2", BODY).encode()), Content_Encoding="gzip")
    sites.put(items[2][0], "", 301, Location="https://tuoitre.vn/moi-20200601081500103.htm")
    sites.put("https://tuoitre.vn/moi-20200601081500103.htm", article("Hải Dương: bài 3", BODY))
    sites.put(items[3][0], "", 0)
    sites.put(items[4][0], "", 410)
    sites.put("https://plo.vn/robots.txt", "", 500)


def run(folder: Path, settings: str, *command: str) -> str:
    """One crawl in a child process; what it printed."""
    office = folder / "office.toml"
    office.write_text(f'[office]\nprovince = "hai-duong"\n{settings}', encoding="utf-8")
    arguments = [sys.executable, "-m", "diembao", "--office", str(office), "crawl", "tuoitre", "plo", *command]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def outcomes(folder: Path) -> list[tuple[str, list[tuple[str, str, str]], str]]:
    """For every announced article its trail and its text, and the papers' states."""
    rows = []
    with Archive.open(folder / "var" / "hai-duong.db", now=NOW) as archive:
        for number in range(1, 6):
            url = NEWS.format(number, number)
            article_id = archive.articles.find_id(url)
            kept = archive.articles.get(article_id) if article_id else None
            # which of the paper's feeds answered first is chance, so the detail of the finding is left out
            lines = archive.trail.lines(article_id or url)
            trail = sorted((str(row.stage), row.outcome, row.detail if row.stage == "read" else "") for row in lines)
            rows.append((url, trail, repr(kept and (kept.url, kept.title, kept.body, kept.published_at, kept.found_at))))
    with CrawlStore.open(folder / "var" / "crawl.db", now=NOW) as store:
        states = store.outlet_states(["tuoitre", "plo"], NOW)
        rows.append(("states", [("", state.state, state.why) for state in states.values()], ""))
    return rows


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office whose crawl was written into crawl.warc.gz; an earlier crawl left it versions of the lists."""
    folder = tmp_path_factory.mktemp("recorded")
    with press() as sites:
        fill(sites)
        replay = f'demo = true\n[crawl]\nreplay = "{sites.address}"\ntimeout_seconds = 5\n'
        run(folder, replay, "--to-warc", str(folder / "crawl.warc.gz"), "--now", NOW.isoformat())
    return folder


def test_the_crawl_from_the_file_ends_as_the_one_that_wrote_it(recorded: Path, tmp_path: Path) -> None:
    run(tmp_path, "", "--from-warc", str(recorded / "crawl.warc.gz"))
    before, after = outcomes(recorded), outcomes(tmp_path)
    assert after == before
    assert [trail[-1][1] for _, trail, _ in after[:5]] == ["kept", "kept", "kept", "failed", "gone"]
    assert [state for _, state, _ in after[5][1]] == ["ok", "robots_closed"]


def test_no_login_and_no_cookie_stands_in_the_file(recorded: Path) -> None:
    blocks = b"".join(record.block for record in read_records(recorded / "crawl.warc.gz"))
    assert b"bi-mat-cookie" not in blocks and b"Set-Cookie" not in blocks
    assert b"GET https://tuoitre.vn/robots.txt" in blocks


def test_a_cut_file_is_crawled_up_to_the_cut_and_told(recorded: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.warc.gz"
    content = (recorded / "crawl.warc.gz").read_bytes()
    cut.write_bytes(content[: len(content) - 30])
    assert "hỏng ở byte" in run(tmp_path, "", "--from-warc", str(cut))


@pytest.mark.parametrize(("option", "message"), [("--from-warc", "Không mở được"), ("--to-warc", "Không ghi được")])
def test_a_file_that_cannot_be_used_stops_the_command(tmp_path: Path, option: str, message: str) -> None:
    office = tmp_path / "office.toml"
    office.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    arguments = [sys.executable, "-m", "diembao", "--office", str(office), "crawl", option, str(tmp_path / "khong" / "co.warc")]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and message in done.stderr and "Cách xử lý" in done.stderr
