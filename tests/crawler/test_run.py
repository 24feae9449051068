"""A whole crawl over real HTTP on loopback: feeds, fallback, robots, wall, dead server, edits, the gate, the guard.

Twisted's reactor starts once in a process, so every crawl runs in a child process, as `diembao day` runs it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.register import spider_class
from data.archive import Archive
from data.crawl_store import CrawlStore, OutletState
from data.model import Outcome, Stage
from data.paths import ROOT
from data.text.dates import VN
from tests.support.press_server import Press, article, press, rss

NOON = datetime(2020, 6, 1, 12, 0, tzinfo=VN)
OUTLETS = ("tuoitre", "vnexpress", "laodong", "baogiaothong", "kinhtedothi", "plo", "thanhnien")
DATE = "Mon, 01 Jun 2020 08:15:00 GMT+7"
BODY = (
    "Nước mương chảy qua cánh đồng ở huyện Kim Thành, tỉnh Hải Dương đổi sang màu nâu đen, bốc mùi hắc.\nNgười dân lo cho vụ lúa."
)
OTHER = "Thành phố mở thêm tuyến xe buýt, người dân đi lại thuận tiện hơn trong giờ cao điểm.\nTuyến chạy từ năm giờ sáng."
MENU = '<div class="menu"><a href="/hai-duong.htm">Hải Dương</a></div>'
CRAWL = (
    "import sys; from datetime import datetime; from pathlib import Path; from data.settings.office import load_office; "
    "from diembao.cli.crawl import show_crawl; "
    "sys.exit(show_crawl(load_office(Path(sys.argv[1]), {}), sys.argv[3:], datetime.fromisoformat(sys.argv[2]), sys.stdout))"
)

KEPT = "https://tuoitre.vn/nuoc-muong-doi-mau-20200601081500298.htm"
EDITED = "https://tuoitre.vn/nuoc-muong-doi-mau-dan-lo-20200601081500298.htm"
GATED = "https://tuoitre.vn/xe-buyt-20200601081600299.htm"
MENU_ONLY = "https://tuoitre.vn/thanh-pho-20200601081700300.htm"
INSIDE = "https://tuoitre.vn/chuyen-huong-20200601081800301.htm"
GONE = "https://tuoitre.vn/da-go-20200601081900302.htm"
OLD = "https://tuoitre.vn/cu-20200520081900303.htm"
OFFSITE = "https://tuoitre.vn/noi-khac-20200601082000304.htm"
SECTION = "https://vnexpress.net/hai-duong-thong-cau-1111111.html"
NO_DATE = "https://kinhtedothi.vn/hai-duong-cho-moi-123456.html"
FORBIDDEN = "https://plo.vn/ban-doc/hai-duong-post123456.html"


@dataclass
class Day:
    """The office of the test and what its crawls printed."""

    server: Press
    office: Path
    said: list[str]
    noon: dict[str, OutletState] = field(default_factory=dict)

    @property
    def archive(self) -> Archive:
        return Archive.open(self.office.parent / "var" / "hai-duong.db", now=NOON)

    def crawl(self, now: datetime, *outlets: str) -> str:
        command = [sys.executable, "-c", CRAWL, str(self.office), now.isoformat(), *outlets]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        self.said.append(done.stdout)
        return done.stdout

    def outcomes(self, url: str) -> list[tuple[Stage, Outcome]]:
        with self.archive as archive:
            return [(row.stage, row.outcome) for row in archive.trail.lines(url)]

    def states(self, now: datetime) -> dict[str, OutletState]:
        with CrawlStore.open(self.office.parent / "var" / "crawl.db", now=now) as store:
            return store.outlet_states(OUTLETS, now)


def fill(server: Press) -> None:
    """The press at noon."""
    for name in OUTLETS:
        server.put(
            f"{spider_class(name).home.rstrip('/')}/robots.txt", "User-agent: *\nDisallow: /ban-doc/\n", Content_Type="text/plain"
        )
    links = [
        (KEPT, "Nước mương đổi màu"),
        (GATED, "Xe buýt"),
        (MENU_ONLY, "Thành phố"),
        (INSIDE, "Chuyển"),
        (GONE, "Gỡ"),
        (OFFSITE, "x"),
    ]
    items = [(url, title, DATE) for url, title in links]
    items += [("", "Mục hỏng", ""), (OLD, "Bài cũ", "Wed, 20 May 2020 08:19:00 GMT+7")]
    server.put(spider_class("tuoitre").feeds[0], rss(*items), ETag='"one"')
    server.put(KEPT, article("Nước mương đổi màu", BODY))
    server.put(GATED, article("Xe buýt", OTHER))
    server.put(MENU_ONLY, article("Thành phố", OTHER, extra=MENU))
    server.put(INSIDE, "", 302, Location="http://169.254.169.254/latest/meta-data/")
    server.put(OFFSITE, "", 301, Location="https://trang-khac.example/")
    server.put(
        spider_class("vnexpress").sections[0],
        f'<html><body><article><h3><a href="{SECTION}">Thông cầu</a></h3></article></body></html>',
    )
    server.put(SECTION, article("Hải Dương thông cầu", BODY))
    wall = b'<html><body><script>document.cookie="D1N=abc; path=/";window.location.reload(true);</script></body></html>'
    server.pages["laodong.vn", "*"] = (200, wall, {"Content-Type": "text/html"})
    for host in spider_class("baogiaothong").hosts:
        for path in ("/robots.txt", "*"):
            server.pages[host, path] = (0, b"", {})
    server.put(
        spider_class("kinhtedothi").sections[0],
        f'<html><body><article><h3><a href="{NO_DATE}">Chợ mới</a></h3></article></body></html>',
    )
    server.put(NO_DATE, article("Hải Dương có chợ mới", BODY, published=None))
    server.put(spider_class("plo").feeds[0], rss((FORBIDDEN, "Bạn đọc", DATE)))
    server.put("https://thanhnien.vn/robots.txt", "loi", 500)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Crawled at noon; again an hour later, after an edit, when the dead server is back."""
    with press() as server:
        fill(server)
        office = tmp_path_factory.mktemp("office") / "office.toml"
        office.write_text(
            f'[office]\nprovince = "hai-duong"\ndemo = true\n[crawl]\nreplay = "{server.address}"\n', encoding="utf-8"
        )
        day = Day(server, office, [])
        day.crawl(NOON, *OUTLETS)
        day.noon = day.states(NOON)
        later = [(EDITED, "Nước mương đổi màu, dân lo", DATE), (GATED, "Xe buýt", DATE)]
        server.put(spider_class("tuoitre").feeds[0], rss(*later), ETag='"two"')
        server.put(EDITED, article("Nước mương đổi màu, dân lo cho vụ lúa", BODY))
        for host in spider_class("baogiaothong").hosts:
            server.pages.pop((host, "/robots.txt")), server.pages.pop((host, "*"))
        server.put(spider_class("baogiaothong").feeds[0], rss(("https://www.baogiaothong.vn/video/x", "Không phải bài", DATE)))
        day.crawl(NOON + timedelta(hours=1), *OUTLETS)
        yield day


def test_feed_to_archive(day: Day) -> None:
    with day.archive as archive:
        kept = archive.articles.get(archive.articles.find_id(KEPT) or "")
        assert kept is not None
        assert kept.outlet == "tuoitre"
        assert kept.published_at == datetime(2020, 6, 1, 8, 15, tzinfo=VN)
        assert kept.found_in == spider_class("tuoitre").feeds[0]
        assert archive.articles.page(kept.page or "")
        assert archive.articles.outlets()["tuoitre"].label == "Báo Tuổi Trẻ"


def test_an_edit_with_a_new_slug_is_a_new_version(day: Day) -> None:
    assert (Stage.READ, Outcome.NEW_VERSION) in day.outcomes(EDITED)
    with day.archive as archive:
        assert archive.articles.find_id(EDITED) == archive.articles.find_id(KEPT)
        assert [version.title for version in archive.articles.versions(archive.articles.find_id(KEPT) or "")] == [
            "Nước mương đổi màu",
            "Nước mương đổi màu, dân lo cho vụ lúa",
        ]


@pytest.mark.parametrize(
    ("url", "stage", "outcome"),
    [
        (KEPT, Stage.FIND, Outcome.FOUND), (KEPT, Stage.READ, Outcome.KEPT), (GATED, Stage.READ, Outcome.GATED_OUT),
        (GATED, Stage.FIND, Outcome.SEEN_BEFORE), (MENU_ONLY, Stage.READ, Outcome.OUTSIDE), (INSIDE, Stage.READ, Outcome.FAILED),
        (OFFSITE, Stage.READ, Outcome.NOT_AN_ARTICLE), (GONE, Stage.READ, Outcome.GONE), (OLD, Stage.FIND, Outcome.TOO_OLD),
        ("Mục hỏng", Stage.FIND, Outcome.BAD_FEED_ITEM), (SECTION, Stage.READ, Outcome.KEPT),
        (NO_DATE, Stage.READ, Outcome.NO_DATE),
        (FORBIDDEN, Stage.READ, Outcome.ROBOTS_CLOSED), (spider_class("laodong").feeds[0], Stage.FIND, Outcome.WALL),
        (spider_class("thanhnien").feeds[0], Stage.FIND, Outcome.ROBOTS_CLOSED),
        (spider_class("baogiaothong").feeds[0], Stage.FIND, Outcome.FAILED),
    ],
)  # fmt: skip
def test_every_address_has_its_outcome(day: Day, url: str, stage: Stage, outcome: Outcome) -> None:
    assert (stage, outcome) in day.outcomes(url)


def test_states_of_the_outlets(day: Day) -> None:
    assert {name: state.state for name, state in day.noon.items()} == {
        "tuoitre": "ok", "vnexpress": "ok", "laodong": "wall", "baogiaothong": "no_answer", "kinhtedothi": "template_changed",
        "plo": "robots_closed", "thanhnien": "robots_closed",
    }  # fmt: skip
    assert day.noon["kinhtedothi"].why == "trang đổi giao diện, 1 bài chưa đọc được giờ đăng"
    assert day.states(NOON + timedelta(hours=1))["baogiaothong"].state in ("recovered", "silent")


def test_a_sick_server_is_asked_little(day: Day) -> None:
    dead = [path for host, path, _ in day.server.asked if "baogiaothong" in host]
    assert dead.count("/robots.txt") <= 4
    assert not [path for host, path, _ in day.server.asked if host == "thanhnien.vn" and path != "/robots.txt"]


def test_no_request_leaves_the_press(day: Day) -> None:
    hosts = {host for host, _, _ in day.server.asked}
    assert not hosts & {"169.254.169.254", "trang-khac.example"}
    agents = {headers["User-Agent"] for _, _, headers in day.server.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("diembao/")
    assert not any("Cookie" in headers for _, _, headers in day.server.asked)
    assert {headers["X-Replay-Now"] for _, _, headers in day.server.asked} >= {NOON.isoformat()}


def test_the_operators_table(day: Day) -> None:
    first = day.said[0]
    for word in ("Tìm thấy", "Tải về", "Đọc được", "Lưu", "Ngoài tỉnh", "Lỗi", "Báo Tuổi Trẻ", "trang chỉ mở bằng trình duyệt"):
        assert word in first


def test_an_unknown_outlet_is_refused(day: Day) -> None:
    command = [sys.executable, "-c", CRAWL, str(day.office), NOON.isoformat(), "khong-co"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "khong-co" in done.stdout


BREAK = (
    "import sys; from crawler.register import spider_class; from crawler.engine.spider import NewsSpider\n"
    "def broken(*args, **kwargs): raise KeyError('hỏng')\n"
    "spider_class('plo').__init__ = broken\n"
    "spider_class('thanhnien')._next_way = broken\n"
    "spider_class('vnexpress')._listing = broken\n"
)


def test_a_crash_stays_with_its_outlet(tmp_path: Path) -> None:
    """Faults put into three spiders, at their making, their start and a callback; the fourth crawls as ever."""
    with press() as server:
        server.put(spider_class("tuoitre").feeds[0], rss((KEPT, "Nước mương đổi màu", DATE)))
        server.put(KEPT, article("Nước mương đổi màu", BODY))
        server.put(spider_class("vnexpress").feeds[0], rss((SECTION, "Thông cầu", DATE)))
        office = tmp_path / "office.toml"
        office.write_text(
            f'[office]\nprovince = "hai-duong"\ndemo = true\n[crawl]\nreplay = "{server.address}"\n', encoding="utf-8"
        )
        command = [sys.executable, "-c", BREAK + CRAWL, str(office), NOON.isoformat(), "tuoitre", "vnexpress", "plo", "thanhnien"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    states = Day(server, office, []).states(NOON)
    assert states["tuoitre"].state == "ok"
    for name in ("vnexpress", "plo", "thanhnien"):
        assert states[name].why == "bộ thu thập gặp lỗi, đang chờ sửa"
    assert "KeyError" in done.stderr


def test_the_run_says_what_it_did(day: Day) -> None:
    with day.archive as archive:
        first = archive.trail.runs()[-1]
    assert first.status == "done"
    assert "Báo Lao Động (trang chỉ mở bằng trình duyệt)" in first.detail
