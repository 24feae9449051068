"""After an outage the lists are walked back to the last good run; how far, and when to stop. Real HTTP on loopback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.discovery.backfill import MOST_PAGES, goes_on, next_page, walk_back_to
from crawler.discovery.links import Link, Listing
from crawler.fetch.settings import DEPTH_LIMIT
from crawler.register import spider_class
from data.archive import Archive
from data.crawl_store import CrawlStore
from data.paths import ROOT
from data.text.dates import VN
from tests.support.archive_case import NOW, after
from tests.support.press_server import Press, article, press, rss

MORNING = datetime(2020, 6, 1, 9, 0, tzinfo=VN)
PLO = spider_class("plo")
BODY = "Hợp tác xã ở huyện Thanh Hà, tỉnh Hải Dương bắt đầu thu hoạch vải sớm trong tuần này.\nSản lượng dự kiến tăng."
PER_PAGE = 6


def test_how_far_back() -> None:
    assert walk_back_to(None, NOW, 3) is None
    assert walk_back_to(after(-11), NOW, 3) is None
    assert walk_back_to(after(-13), NOW, 3) == after(-13)
    assert walk_back_to(after(-500), NOW, 3) == after(-72)
    assert walk_back_to(after(-500), NOW, 0) is None


def test_when_another_page_is_worth_asking_for() -> None:
    link = Link(url="https://plo.vn/a-post123456.html")
    old, new = replace(link, published_at=after(-50)), replace(link, published_at=after(-2))
    assert goes_on(Listing(links=(old, new)), 0, after(-10))
    assert not goes_on(Listing(links=(old, old)), 2, after(-10))
    assert goes_on(Listing(links=(link,)), 1, after(-10))
    assert not goes_on(Listing(links=(link,)), 0, after(-10))
    assert not goes_on(Listing(), 0, after(-10))


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<link rel="next" href="/thoi-su-p2">', "https://plo.vn/thoi-su-p2"),
        ('<a rel="nofollow next" href="?page=2#top">2</a>', "https://plo.vn/thoi-su?page=2"),
        ('<a class="view-more" href="/timeline/1/trang-2.htm">Thêm</a>', "https://plo.vn/timeline/1/trang-2.htm"),
        ("<a href='/thoi-su/trang-2'>Trang sau »</a>", "https://plo.vn/thoi-su/trang-2"),
        ("<a href='javascript:more()'>Xem thêm</a>", None),
        ("<a href='https://khac.example/2'>Xem thêm</a>", None),
        ("<a href='/sau-bao-post123456.html'>Sau</a>", None),
        ("<a href='http://[bad'>Xem thêm</a><a href='#'>»</a>", None),
        ("", None),
    ],
)
def test_the_next_page(markup: str, address: str | None) -> None:
    assert next_page(f"<html><body>{markup}</body></html>", "https://plo.vn/thoi-su", PLO) == address


def url(hours: int) -> str:
    """The article that is so many hours old on the second morning."""
    return f"https://plo.vn/vai-som-post{700000 - hours}.html"


def fill(server: Press, now: datetime, newest: int = 0) -> None:
    """One article an hour for four days; the feed shows the last five, section pages six each, both newest first."""
    ages = [hours for hours in range(96) if hours >= newest]
    dates = {hours: now - timedelta(hours=hours) for hours in ages}
    items = [(url(h), f"Vải sớm {h}", f"{dates[h]:%a, %d %b %Y %H:%M:%S +0700}") for h in ages[:5]]
    for address in PLO.feeds:
        server.put(address, rss(*items))
    for hours in ages:
        server.put(url(hours), article(f"Vải sớm {hours}", BODY, published=dates[hours].isoformat()))
    for page in range(len(ages) // PER_PAGE):
        rows = ages[page * PER_PAGE : (page + 1) * PER_PAGE]
        cards = "".join(
            f'<article><h3><a href="{url(h)}">Vải sớm {h}</a></h3><time datetime="{dates[h].isoformat()}"></time></article>'
            for h in rows
        )
        address = PLO.sections[0] if page == 0 else f"https://plo.vn/thoi-su/trang-{page + 1}"
        server.put(address, f'<html><head><link rel="next" href="/thoi-su/trang-{page + 2}"></head><body>{cards}</body></html>')


def crawl(office: Path, now: datetime) -> None:
    command = [sys.executable, "-m", "diembao", "--office", str(office), "crawl", "--now", now.isoformat()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Press]]:
    """A first crawl, a silence of forty hours, the crawl after it, and one an hour later."""
    path = tmp_path_factory.mktemp("office") / "office.toml"
    second = MORNING + timedelta(hours=40)
    with press() as server:
        path.write_text(
            f'[office]\nprovince = "hai-duong"\ndemo = true\n[crawl]\nreplay = "{server.address}"\noutlets = ["plo"]\n',
            encoding="utf-8",
        )
        fill(server, second, newest=40)
        crawl(path, MORNING)
        fill(server, second)
        crawl(path, second)
        server.asked.clear()
        crawl(path, second + timedelta(minutes=30))
        yield path, server


def kept(path: Path, until: datetime) -> set[str]:
    with Archive.open(path.parent / "var" / "hai-duong.db", now=NOW) as archive:
        return {row.url for row in archive.articles.window(MORNING - timedelta(days=9), until)}


def test_nothing_published_in_the_outage_is_lost(office: tuple[Path, Press]) -> None:
    path, _ = office
    assert kept(path, MORNING) == {url(hours) for hours in range(40, 45)}  # the first run reads what the feed shows
    assert kept(path, MORNING + timedelta(hours=40)) >= {url(hours) for hours in range(45)}


def test_it_stops_behind_the_last_good_run(office: tuple[Path, Press]) -> None:
    path, _ = office
    assert not kept(path, MORNING + timedelta(hours=40)) & {url(hours) for hours in range(48, 96)}
    assert MOST_PAGES * PER_PAGE > 45
    assert DEPTH_LIMIT > MOST_PAGES + 2  # Scrapy would drop the last pages in silence


def test_the_next_run_is_an_ordinary_one(office: tuple[Path, Press]) -> None:
    _, server = office
    assert {path for _, path, _ in server.asked} == {"/robots.txt", *(feed.partition("plo.vn")[2] for feed in PLO.feeds)}


def test_a_run_that_left_pages_over_is_no_good_run(tmp_path: Path) -> None:
    with CrawlStore.open(tmp_path / "crawl.db", now=NOW) as store:
        assert store.last_reached("plo", NOW) is None
        for hours, state, postponed in ((-60, "ok", 0), (-50, "ok", 7), (-40, "no_answer", 0), (-30, "wall", 0)):
            store.record_outlet_run(f"r{hours}", "plo", after(hours), {"found": 1, "postponed": postponed}, state)
        assert store.last_reached("plo", NOW) == after(-60)
        store.record_outlet_run("r", "plo", after(-2), {"found": 1}, "template_changed")
        assert store.last_reached("plo", NOW) == after(-2)


def test_the_limits_of_an_outage() -> None:
    assert walk_back_to(after(-12), NOW, 3) is None
    assert walk_back_to(after(-12) - timedelta(seconds=1), NOW, 3) == after(-12) - timedelta(seconds=1)
    assert walk_back_to(after(-72), NOW, 3) == after(-72)
    assert walk_back_to(after(-73), NOW, 3) == after(-72)
    assert walk_back_to(after(-73), NOW, 1) == after(-24)


def test_an_article_of_the_moment_itself_is_no_later_one() -> None:
    link = Link(url="https://plo.vn/a-post123456.html", published_at=after(-10))
    undated = Link(url="https://plo.vn/b-post123457.html")
    assert not goes_on(Listing(links=(link,)), 3, after(-10))
    assert goes_on(Listing(links=(link,)), 0, after(-10) - timedelta(seconds=1))
    assert not goes_on(Listing(links=(link, undated)), 3, after(-10))  # what is dated decides


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("<a href='/p2'>Sau</a><a rel='next' href='/p3'>x</a>", "https://plo.vn/p3"),
        ("<a href='/p2'>Sau</a><a class='next' href='/p3'>x</a>", "https://plo.vn/p3"),
        ("<a href='/thoi-su'>Sau</a><a href='/p2'>Tiếp</a>", "https://plo.vn/p2"),
        ("<a href='/thoi-su#2'>Sau</a>", None),
        ("<a href='ftp://plo.vn/p2'>Sau</a>", None),
        ("<a href='//khac.example/p2'>Sau</a><a href='http://[bad'>Sau</a><a href='/p2'>Sau</a>", "https://plo.vn/p2"),
        ("<a href='https://m.plo.vn/p2'>Sau</a>", "https://m.plo.vn/p2"),
        ("<a href='/p2'>Sau bão</a>", None),
        ("<a href='/p2'>&gt;&gt;</a>", "https://plo.vn/p2"),
    ],
)
def test_which_address_is_the_next_page(markup: str, address: str | None) -> None:
    assert next_page(markup, "https://plo.vn/thoi-su", PLO) == address
