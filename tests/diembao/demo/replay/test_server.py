"""The replay server over real HTTP: what each site shows and when, and that the real readers read it."""

from __future__ import annotations

import http.client
import threading
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from crawler.discovery import read_feed, read_sitemap
from crawler.extraction.page import read_page
from crawler.register import spider_classes
from diembao.demo.press_day.day import load_day
from diembao.demo.replay.server import WALL_LENGTH, ReplayServer
from tests.support.press_day import FRAME, article, write_day

REGISTER = spider_classes()
OUTLETS = """
[[outlet]]
name = "laodong"
trouble = "wall"
[[outlet]]
name = "baogiaothong"
trouble = "dead"
from = 2020-06-01T22:00:00+07:00
[[outlet]]
name = "kinhtedothi"
trouble = "changed"
[[outlet]]
name = "plo"
closed_sections = ["Bạn đọc"]
[[outlet]]
name = "vov"
way = "section"
list_size = 2
[[outlet]]
name = "qdnd"
trouble = "error"
"""
EDIT = '\n[[edit]]\nat = 2020-06-01T10:00:00+07:00\ntitle = "Cháy kho nhựa: đã dập tắt"\nnew_slug = true\n'
SPECIAL = {
    "sua": article("sua", "vnexpress", "01 08:15", "Cháy kho nhựa ở Cẩm Giàng", more=EDIT),
    "nfd": article("nfd", "thanhnien", "01 08:20", "Thủy lợi Hải Dương khỏe lại", more='traps = ["nfd", "old-tone"]'),
    "hai-lan": article("hai-lan", "nld", "01 08:30", "Vải thiều được mùa ở Thanh Hà", more='traps = ["escaped-title"]'),
    "ma-sai": article("ma-sai", "congthuong", "01 08:40", "Công nghiệp phục hồi", more='traps = ["wrong-charset", "us-date"]'),
    "muc-hong": article("muc-hong", "sggp", "01 08:50", "Mục tin bị hỏng", more='traps = ["broken-feed-item"]'),
    "di-dong": article("di-dong", "baotintuc", "01 09:10", "Tin trên điện thoại", more='traps = ["mobile-link"]'),
    "ban-doc": article("ban-doc", "plo", "01 09:20", "Bạn đọc viết", section="Bạn đọc"),
    "go-bai": article("go-bai", "soha", "01 09:30", "Bài sẽ bị gỡ", more="withdrawn = 2020-06-01T12:00:00+07:00"),
    "muon": article("muon", "znews", "31 21:00", "Tin thu muộn", more="announced = 2020-06-01T09:00:00+07:00"),
    "tieng-anh": article(
        "tieng-anh", "vietnamplus", "01 09:40", "Thanh Ha lychees ready for export", more='lang = "en"', text="One line."
    ),
    "ngay-mai": article("ngay-mai", "dantri", "02 08:00", "Tin ngày mai"),
}
SECTIONS = {"vietnambiz": "Chứng khoán"}  # outlets whose first feed is that of one section
AUTHOR = 'authors = ["Minh Khoa"]'
PLAIN = {
    f"bai-{name}": article(
        f"bai-{name}",
        name,
        "01 07:15",
        f"Tin thường của {name}",
        summary="Đoạn mở đầu.",
        more=AUTHOR,
        section=SECTIONS.get(name, "Thời sự"),
    )
    for name in REGISTER
}

Get = Callable[..., http.client.HTTPResponse]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReplayServer]:
    folder = write_day(tmp_path_factory.mktemp("ngay") / "d", SPECIAL | PLAIN, frame=FRAME + OUTLETS)
    with ReplayServer(load_day(folder, known_outlets=REGISTER), dict(REGISTER)) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def get(server: ReplayServer) -> Iterator[Get]:
    connections = []

    def ask(url: str, clock: str = "01 13:00", **headers: str) -> http.client.HTTPResponse:
        parts = urlsplit(url)
        day, hour = clock.split()
        now = f"2020-06-{day}T{hour}:00+07:00"
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
        connections.append(connection)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Host": parts.netloc, "X-Replay-Now": now} | headers)
        return connection.getresponse()

    yield ask
    for connection in connections:
        connection.close()


def address(server: ReplayServer, name: str, version: int = 0) -> str:
    return server.day.addresses()[name][version]


def list_articles(get: Get, outlet: str, clock: str = "01 13:00", feed: int = 0) -> dict[str, datetime | None]:
    facts = REGISTER[outlet]
    body = get(facts.feeds[feed], clock).read()
    links = read_feed(body, facts.feeds[feed], facts, datetime(2020, 6, 2, tzinfo=UTC)).links
    return {link.title: link.published_at for link in links}


@pytest.mark.parametrize("outlet", [name for name in REGISTER if name not in ("laodong", "kinhtedothi", "qdnd")])
def test_every_site_is_read_by_the_real_reader(server: ReplayServer, get: Get, outlet: str) -> None:
    facts, url = REGISTER[outlet], address(server, f"bai-{outlet}")
    assert facts.is_article(url)
    answer = get(url)
    page = answer.read()
    assert "Dữ liệu giả định" in page.decode()
    assert "(mô phỏng)" in page.decode()
    reading = read_page(page, url, facts=facts, fetched_at=datetime(2020, 6, 1, 6, tzinfo=UTC))
    assert reading.title == f"Tin thường của {outlet}"
    assert reading.published_at == datetime(2020, 6, 1, 0, 15, tzinfo=UTC)
    assert reading.summary == "Đoạn mở đầu."
    assert (reading.body or "").startswith("Sáng nay, UBND huyện Thanh Hà")
    assert (reading.body or "").endswith("thuận hòa.")
    assert reading.url == url.replace("://www.", "://") or reading.url == url


@pytest.mark.parametrize(
    "outlet", [name for name, facts in REGISTER.items() if facts.feeds and name not in ("laodong", "vov", "qdnd")]
)
def test_every_feed_lists_the_article_with_its_date(get: Get, outlet: str) -> None:
    moment = list_articles(get, outlet)[f"Tin thường của {outlet}"]
    assert moment == (None if outlet == "kinhtedothi" else datetime(2020, 6, 1, 0, 15, tzinfo=UTC))


def test_news_sitemap_lists_the_article(get: Get) -> None:
    facts = REGISTER["tienphong"]
    listing = read_sitemap(
        get(facts.news_sitemaps[0]).read(), facts.news_sitemaps[0], facts, datetime(2020, 6, 1, 6, tzinfo=UTC), 3
    )
    found = {link.title: link.published_at for link in listing.links}
    assert found["Tin thường của tienphong"] == datetime(2020, 6, 1, 0, 15, tzinfo=UTC)


def test_only_what_is_published_is_shown(server: ReplayServer, get: Get) -> None:
    url = address(server, "ngay-mai")
    assert get(url, "02 07:59").status == 404
    assert "Tin ngày mai" not in list_articles(get, "dantri", "02 07:59")
    assert get(url, "02 08:01").status == 200
    assert "Tin ngày mai" in list_articles(get, "dantri", "02 08:01")


def test_a_late_announcement_is_not_listed_before(server: ReplayServer, get: Get) -> None:
    assert "Tin thu muộn" not in list_articles(get, "znews", "01 08:59")
    assert get(address(server, "muon"), "01 08:59").status == 200
    assert list_articles(get, "znews", "01 09:01")["Tin thu muộn"] == datetime(2020, 5, 31, 14, tzinfo=UTC)


def test_an_edited_article_keeps_its_number_and_its_old_address_leads_to_it(server: ReplayServer, get: Get) -> None:
    old, new = address(server, "sua"), address(server, "sua", 1)
    facts = REGISTER["vnexpress"]
    assert old != new
    assert facts.article_number(old) == facts.article_number(new)
    assert "Cháy kho nhựa ở Cẩm Giàng" in get(old, "01 09:59").read().decode()
    moved = get(old, "01 10:01")
    assert (moved.status, moved.headers["Location"]) == (301, new)
    assert "đã dập tắt" in get(new, "01 10:01").read().decode()
    assert "Cháy kho nhựa: đã dập tắt" in list_articles(get, "vnexpress", "01 10:01")


def test_a_withdrawn_article_is_gone(server: ReplayServer, get: Get) -> None:
    assert get(address(server, "go-bai"), "01 11:59").status == 200
    assert get(address(server, "go-bai"), "01 12:01").status == 404


def test_conditional_requests(server: ReplayServer, get: Get) -> None:
    url = address(server, "bai-tuoitre")
    first = get(url)
    assert first.headers["Last-Modified"] == "Mon, 01 Jun 2020 00:15:00 GMT"
    again = get(url, "01 13:00", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.read()) == (304, b"")
    feed = REGISTER["tuoitre"].feeds[0]
    tag = get(feed, "01 13:00").headers["ETag"]
    assert get(feed, "01 13:05", **{"If-None-Match": tag}).status == 304
    assert get(feed, "01 23:30", **{"If-None-Match": tag}).status == 200


def test_troubles(server: ReplayServer, get: Get) -> None:
    wall = get("https://laodong.vn/rss/home.rss").read()
    assert len(wall) == WALL_LENGTH
    assert b"document.cookie" in wall
    dead = address(server, "bai-baogiaothong")
    assert get(dead, "01 21:59").status == 200
    with pytest.raises(http.client.RemoteDisconnected):
        get(dead, "01 22:01")
    busy = get(address(server, "bai-qdnd"))
    assert (busy.status, busy.headers["Retry-After"]) == (503, "600")
    url = address(server, "bai-kinhtedothi")
    changed = read_page(get(url).read(), url, facts=REGISTER["kinhtedothi"], fetched_at=datetime(2020, 6, 1, 6, tzinfo=UTC))
    assert changed.title == "Tin thường của kinhtedothi"
    assert "Thanh Hà" in (changed.body or "")
    assert changed.published_at is None


def test_one_broken_feed_item_among_good_ones(get: Get) -> None:
    facts = REGISTER["sggp"]
    listing = read_feed(get(facts.feeds[0]).read(), facts.feeds[0], facts, datetime(2020, 6, 1, 6, tzinfo=UTC))
    assert len(listing.bad) == 1
    assert "Mục tin bị hỏng" in listing.bad[0].key
    assert "Tin thường của sggp" in {link.title for link in listing.links}
    assert "Mục tin bị hỏng" not in get(facts.news_sitemaps[0]).read().decode()


def test_a_closed_section_is_listed_but_forbidden(server: ReplayServer, get: Get) -> None:
    assert urlsplit(address(server, "ban-doc")).path.startswith("/ban-doc/")
    assert "Disallow: /ban-doc/" in get("https://plo.vn/robots.txt").read().decode()
    assert "Bạn đọc viết" in list_articles(get, "plo")


def test_spelling_and_escapes(server: ReplayServer, get: Get) -> None:
    page = get(address(server, "nfd")).read().decode()
    assert page == unicodedata.normalize("NFD", page)
    assert "Thuỷ lợi Hải Dương khoẻ lại" in unicodedata.normalize("NFC", page)
    assert "&amp;#" in get(address(server, "hai-lan")).read().decode()
    assert "Vải thiều được mùa ở Thanh Hà" in list_articles(get, "nld")
    wrong = get(address(server, "ma-sai"))
    assert "windows-1258" in wrong.headers["Content-Type"]
    assert 'content="6/1/2020 8:40:00 AM"' in wrong.read().decode("utf-8")
    assert b"6/1/2020 7:15:00 AM" in get(REGISTER["tuoitre"].feeds[0]).read()
    assert b"Mon, 01 Jun 2020 07:15:00 GMT+7" in get(REGISTER["nld"].feeds[0]).read()


def test_mobile_address_and_english_host(server: ReplayServer, get: Get) -> None:
    url = address(server, "di-dong")
    assert url.replace("://", "://m.").encode() in get(REGISTER["baotintuc"].feeds[0]).read()
    mobile = get(url.replace("://", "://m."))
    assert (mobile.status, f'<link rel="canonical" href="{url}">' in mobile.read().decode()) == (200, True)
    assert urlsplit(address(server, "tieng-anh")).netloc == "en.vietnamplus.vn"


def test_section_pages_lead_on_until_everything_is_listed(get: Get) -> None:
    facts, seen, url = REGISTER["vov"], 0, REGISTER["vov"].sections[0]
    while url:
        page = get(url).read().decode()
        seen += page.count('class="item-news')
        url = page.partition('<link rel="next" href="')[2].partition('"')[0]
    assert seen >= 3
    assert get(facts.feeds[0]).status == 404


@pytest.mark.parametrize("url", ["https://example.com/", "https://tuoitre.vn/khong-co.htm", "https://tuoitre.vn/rss/la.rss"])
def test_everything_else_is_not_found(get: Get, url: str) -> None:
    assert get(url).status == 404
