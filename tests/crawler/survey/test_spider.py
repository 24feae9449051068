"""`diembao outlets add` over real HTTP on loopback: the policy of a crawl holds, obstacles are told with a way out.

Twisted's reactor starts once in a process, so every survey runs in a child process.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from crawler.register import load_register
from data.paths import ROOT
from data.text.dates import VN
from tests.support.invented_site import US, InventedSite
from tests.support.press_server import Press, press

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=VN)


@pytest.fixture
def server() -> Iterator[Press]:
    with press() as running:
        yield running


def put(server: Press, site: InventedSite) -> InventedSite:
    for url, (status, body) in site.pages.items():
        server.put(url, body, status)
    return site


def add(server: Press, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    office = folder / "office.toml"
    office.write_text(
        f'[office]\nprovince = "hai-duong"\ndemo = true\n[crawl]\nreplay = "{server.address}"\ntimeout_seconds = 10\n', "utf-8"
    )
    command = [sys.executable, "-m", "diembao", "--office", str(office), "outlets", "add", *words, "--now", NOW.isoformat()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.stderr == ""
    return done


def test_a_site_is_surveyed_shown_and_nothing_written_on_a_dry_run(server: Press, tmp_path: Path) -> None:
    put(server, InventedSite("go-noi.vn", NOW, form="stamp", feed_date=US))
    done = add(server, tmp_path, "go-noi.vn", "--dry-run")
    assert done.returncode == 0
    for words in (
        "https://go-noi.vn/rss/home.rss",
        "tháng/ngày",
        "trang chủ khai báo",
        "08:55 01/12/2026 (jsonld)",
        "Báo Gò Nổi",
    ):
        assert words in done.stdout
    assert "Chưa ghi gì" in done.stdout
    assert not (tmp_path / "outlets.toml").exists()


def test_robots_txt_is_asked_first_and_obeyed(server: Press, tmp_path: Path) -> None:
    put(server, InventedSite("go-noi.vn", NOW))
    server.put("https://go-noi.vn/robots.txt", "User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    done = add(server, tmp_path, "https://go-noi.vn/")
    assert done.returncode == 1
    assert {path for _, path, _ in server.asked} == {"/robots.txt"}
    assert "robots.txt" in done.stdout
    assert "Cách xử lý" in done.stdout


def test_a_wall_is_told_with_the_way_out(server: Press, tmp_path: Path) -> None:
    server.put("https://go-noi.vn/", "<html><script>document.cookie='a=1';location.reload()</script></html>")
    done = add(server, tmp_path, "go-noi.vn")
    assert done.returncode == 1
    assert "Trang chỉ mở bằng trình duyệt" in done.stdout
    assert "diembao add URL --file" in done.stdout


def test_a_home_page_that_moved_is_followed_and_said(server: Press, tmp_path: Path) -> None:
    put(server, InventedSite("go-noi-moi.vn", NOW))
    server.put("https://go-noi.vn/", "", 301, Location="https://go-noi-moi.vn/")
    done = add(server, tmp_path, "go-noi.vn", "--dry-run")
    assert done.returncode == 0
    assert "https://go-noi.vn/ chuyển sang https://go-noi-moi.vn/" in done.stdout
    assert "https://go-noi-moi.vn/rss/home.rss" in done.stdout


def test_an_article_list_on_another_site_is_not_followed_by_redirect(server: Press, tmp_path: Path) -> None:
    put(server, InventedSite("go-noi.vn", NOW))
    server.put("https://go-noi.vn/rss/home.rss", "", 302, Location="https://bao-khac.vn/rss/home.rss")
    add(server, tmp_path, "go-noi.vn", "--dry-run")
    assert not [host for host, _, _ in server.asked if host == "bao-khac.vn"]


def test_an_internal_address_is_refused(server: Press, tmp_path: Path) -> None:
    done = add(server, tmp_path, "http://192.168.1.1/")
    assert done.returncode == 1
    assert not server.asked


def test_what_is_no_address_is_refused_at_once(server: Press, tmp_path: Path) -> None:
    done = add(server, tmp_path, "Báo Gò Nổi")
    assert done.returncode == 2
    assert "không phải địa chỉ" in done.stdout


def test_an_outlet_of_the_register_is_compared(server: Press, tmp_path: Path) -> None:
    site = InventedSite("vov.vn", NOW, form="post", feed="/rss/tin-moi.rss")
    put(server, site)
    done = add(server, tmp_path, "vov.vn")
    assert done.returncode == 1
    assert "đã có trong danh mục" in done.stdout
    assert "https://vov.vn/rss/tin-moi.rss" in done.stdout
    assert "article_pattern = '-post" in done.stdout


def test_the_entry_is_written_and_the_outlet_is_in_the_register(server: Press, tmp_path: Path) -> None:
    put(server, InventedSite("go-noi.vn", NOW, form="post", feed_date=US))
    assert add(server, tmp_path, "go-noi.vn", "--label", "Báo Gò Nổi mới").returncode == 0
    register = load_register(tmp_path / "outlets.toml")
    facts = register.outlet_class("go-noi")
    assert (facts.label, facts.feeds, facts.feed_order) == ("Báo Gò Nổi mới", ("https://go-noi.vn/rss/home.rss",), "mdy")
    assert facts.is_article("https://go-noi.vn/mot-bai-moi-post99999.bbg")
    assert set(register.origins("go-noi").values()) == {"tự tìm"}
    again = add(server, tmp_path, "go-noi.vn")
    assert (again.returncode, "đều khớp với trang thật" in again.stdout) == (0, True)
