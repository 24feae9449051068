"""What a spider decides about links and pages, and a page added by hand: real archive, real crawl store, no reactor."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from crawler.discovery.links import Link, Listing
from crawler.engine.articles import ReadPage, addresses_of, date_of
from crawler.engine.session import CrawlSession, OfficeTarget
from crawler.engine.spider import NewsSpider
from crawler.extraction.kind import is_complete, is_wall
from crawler.extraction.page import PageReading
from crawler.extraction.problems import problem_of
from crawler.register import spider_class
from data.archive import Archive
from data.crawl_store import CrawlStore
from data.gazetteer import load_province
from data.model import Outcome, Stage
from data.paths import ROOT
from data.settings import Office
from diembao.cli.crawl import show_add
from tests.support.press_server import article

NOW = datetime(2020, 6, 1, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam
URL = "https://tuoitre.vn/nuoc-muong-doi-mau-20200601081500298.htm"
LINK = Link(url=URL, title="Nước mương đổi màu", found_in="https://tuoitre.vn/rss/tin-moi-nhat.rss")
BODY = "Nước mương ở huyện Kim Thành, tỉnh Hải Dương đổi sang màu nâu đen và bốc mùi hắc.\nNgười dân lo cho vụ lúa sắp gặt."


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(office_province="hai-duong", base=tmp_path, crawl_page_budget=2)


@pytest.fixture
def run(office: Office) -> Iterator[CrawlSession]:
    province = load_province(office.office_province)
    with Archive.open(office.archive_path, now=NOW) as archive, CrawlStore.open(office.crawl_path, now=NOW) as store:
        watch = OfficeTarget(office=office, province=province, archive=archive)
        yield CrawlSession(id=archive.trail.begin_run("crawl", NOW), now=NOW, targets=(watch,), store=store)


def spider(run: CrawlSession) -> NewsSpider:
    return spider_class("tuoitre")(session=run)


def read(run: CrawlSession, page: str | bytes, link: Link = LINK, url: str = URL) -> list[ReadPage]:
    body = page.encode() if isinstance(page, str) else page
    return list(spider(run).read(HtmlResponse(url, body=body), link, url))


def last(run: CrawlSession, key: str = URL) -> Outcome:
    run.flush()
    return run.targets[0].archive.trail.lines(key)[-1].outcome


def test_a_page_becomes_an_article(run: CrawlSession) -> None:
    found = read(run, article("Nước mương đổi màu", BODY))[0]
    assert found.article.title == "Nước mương đổi màu"
    assert found.article.published_at == datetime(2020, 6, 1, 1, 15, tzinfo=UTC)
    assert found.article.date_from in ("jsonld", "meta")
    assert found.article.found_in == LINK.found_in
    assert run.keep(found) is Outcome.KEPT
    assert run.keep(found) is Outcome.UNCHANGED
    assert run.targets[0].archive.articles.find_id(URL) == found.article.id


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ('<html><head><meta charset="utf-8"><link', Outcome.UNREADABLE),
        ('<script>document.cookie="a=b";window.location.reload(true);</script>', Outcome.WALL),
        (
            article("Xe buýt chạy thêm giờ", "Thành phố mở thêm tuyến mới, người dân đi lại thuận tiện hơn nhiều so với trước."),
            Outcome.GATED_OUT,
        ),
        (article("Bài cũ ở Hải Dương", BODY, published="2020-05-20T08:00:00+07:00"), Outcome.TOO_OLD),
    ],
    ids=["broken", "wall", "elsewhere", "old"],
)
def test_a_page_that_is_no_article_has_its_outcome(run: CrawlSession, page: str, outcome: Outcome) -> None:
    assert read(run, page) == []
    assert last(run) is outcome
    known = run.store.known(URL)
    assert known is not None
    assert known.outcome is outcome


def test_a_crash_of_the_reader_is_one_pages_outcome(run: CrawlSession, caplog: pytest.LogCaptureFixture) -> None:
    broken = spider(run)
    broken._samples = None  # type: ignore[assignment]
    assert list(broken.read(HtmlResponse(URL, body=article("Xe", "Không nêu tỉnh.").encode()), LINK, URL)) == []
    assert last(run) is Outcome.UNREADABLE
    assert "page could not be read" in caplog.text


def test_menu_only_is_outside_and_namesake_is_kept(run: CrawlSession) -> None:
    menu = article(
        "Xe buýt", "Thành phố mở thêm tuyến mới, người dân đi lại thuận tiện hơn nhiều.", extra='<a href="/x">Hải Dương</a>'
    )
    assert run.keep(read(run, menu)[0]) is Outcome.OUTSIDE
    ship = article("Tàu Hải Dương 05 rời cảng", "Tàu Hải Dương 05 chở đoàn khảo sát ra đảo, dự kiến trở về vào cuối tháng này.")
    assert run.keep(read(run, ship)[0]) is Outcome.KEPT


def test_seen_before_unless_something_changed(run: CrawlSession) -> None:
    for found in read(run, article("Nước mương đổi màu", BODY)):
        run.remember(LINK, URL, run.keep(found), found.article.id)
    assert run.seen(LINK, URL)
    assert run.seen(replace(LINK, title="NƯỚC MƯƠNG  đổi màu"), URL)
    assert not run.seen(replace(LINK, title="Nước mương đổi màu, dân lo"), URL)
    run.remember(replace(LINK, lastmod="2020-06-01T09:00"), URL, Outcome.UNCHANGED)
    assert not run.seen(replace(LINK, lastmod="2020-06-01T10:00"), URL)
    assert not run.seen(LINK, "https://tuoitre.vn/bai-khac-20200601081500777.htm")


def test_what_could_not_be_had_is_asked_again(run: CrawlSession) -> None:
    for outcome, again in (
        (Outcome.FAILED, True),
        (Outcome.ROBOTS_CLOSED, True),
        (Outcome.UNREADABLE, False),
        (Outcome.TOO_OLD, False),
    ):
        run.note(URL, Stage.READ, outcome)
        run.remember(LINK, URL, outcome)
        assert run.seen(LINK, URL) is not again
    run.remember(LINK, URL, Outcome.UNREADABLE)
    run.flush()
    later = replace(run, now=NOW + timedelta(hours=7))
    assert not later.seen(LINK, URL)


def test_another_office_and_a_wider_profile_are_not_starved(run: CrawlSession, tmp_path: Path) -> None:
    run.note(URL, Stage.READ, Outcome.GATED_OUT, run.dropped_detail)
    run.remember(LINK, URL, Outcome.GATED_OUT)
    assert run.seen(LINK, URL)
    wider = OfficeTarget(
        office=run.targets[0].office, province=load_province("hai-duong", watch=["xe buýt"]), archive=run.targets[0].archive
    )
    assert not CrawlSession(id=run.id, now=NOW, targets=(wider,), store=run.store).seen(LINK, URL)
    with Archive.open(tmp_path / "quang-tri.db", now=NOW) as archive:
        other = OfficeTarget(office=run.targets[0].office, province=load_province("quang-tri"), archive=archive)
        assert not CrawlSession(id=run.id, now=NOW, targets=(other,), store=run.store).seen(LINK, URL)


def test_one_article_goes_to_each_office_it_concerns(run: CrawlSession, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "quang-tri.db", now=NOW) as archive:
        other = OfficeTarget(office=run.targets[0].office, province=load_province("quang-tri"), archive=archive)
        both = CrawlSession(id=run.id, now=NOW, targets=(*run.targets, other), store=run.store)
        found = read(
            both, article("Hai tỉnh ký kết", "Tỉnh Hải Dương và tỉnh Quảng Trị ký kết chương trình hợp tác về nông nghiệp sạch.")
        )[0]
        assert both.keep(found) is Outcome.KEPT
        assert archive.articles.get(found.article.id) is not None
        alone = read(both, article("Nước mương", BODY), url=URL.replace("298", "299"))[0]
        assert both.keep(alone) is Outcome.KEPT
        assert archive.articles.get(alone.article.id) is None


def test_links_are_judged_in_order(run: CrawlSession) -> None:
    busy = spider(run)
    url = "https://tuoitre.vn/bai-20200601081500{}.htm".format
    assert busy._judge(Link(url=url(111) + "?utm_source=rss"))[:2] == (url(111), Outcome.FOUND)
    assert busy._judge(Link(url=url(111)))[1] is None
    assert busy._judge(Link(url="https://tuoitre.vn/bai-doi-slug-20200601081500111.htm"))[1] is Outcome.SEEN_BEFORE
    assert busy._judge(Link(url="https://tuoitre.vn/podcast/bai-20200601081500112.htm"))[1] is Outcome.NOT_AN_ARTICLE
    assert busy._judge(Link(url="https://khac.example/bai-20200601081500113.htm"))[1] is Outcome.NOT_AN_ARTICLE
    assert busy._judge(Link(url="mailto:x"))[1] is Outcome.NOT_AN_ARTICLE
    assert busy._judge(Link(url=url(114), published_at=NOW - timedelta(days=4)))[1] is Outcome.TOO_OLD
    assert busy._judge(Link(url=url(115)))[1] is Outcome.FOUND
    assert busy._judge(Link(url=url(116)))[2].startswith("để lượt sau")  # the budget is two pages


def test_a_doubtful_date_never_leaves_an_article_unread(run: CrawlSession) -> None:
    busy = spider(run)
    old = Link(url=URL, published_at=NOW - timedelta(days=150), published_raw="1/6/2020 08:15", is_date_doubtful=True)
    assert busy._judge(old)[1] is Outcome.FOUND
    page = article("Nước mương đổi màu", BODY, published="")
    assert [item.article.published_at for item in read(run, page, replace(old, title="x"), URL)] != [old.published_at]


def test_the_budget_goes_to_the_newest_of_a_month_file(run: CrawlSession) -> None:
    """The addresses' stamps and last changes tell their age; what changed last before the period is not asked at all."""
    busy = spider(run)
    url = "https://tuoitre.vn/bai-so-{}-202006010{}1500111.htm".format
    links = [Link(url=url(hour, hour), lastmod="2020-06-01") for hour in range(1, 9)]
    links.insert(0, Link(url="https://tuoitre.vn/bai-cu-20200401081500111.htm", lastmod="2020-04-02"))
    asked = [request.url for request in busy._follow(Listing(links=tuple(links)))]
    assert asked == [url(8, 8), url(7, 7)]
    assert last(run, links[0].url) is Outcome.TOO_OLD


def reading(**fields: object) -> PageReading:
    return replace(PageReading(url=URL, title="Tiêu đề", body="Toàn văn"), **fields)  # type: ignore[arg-type]


def test_the_page_date_is_preferred_unless_it_lies_ahead() -> None:
    page, feed = NOW - timedelta(hours=2), NOW - timedelta(hours=9)
    link = replace(LINK, published_at=feed, published_raw="raw")
    assert date_of(reading(published_at=page, date_from="meta"), link, NOW)[::2] == (page, "meta")
    assert date_of(reading(published_at=NOW + timedelta(days=90)), link, NOW) == (feed, "raw", "feed")
    assert date_of(reading(), link, NOW)[2] == "feed"
    doubtful = replace(link, published_at=NOW - timedelta(days=5), is_date_doubtful=True)
    assert date_of(reading(), doubtful, NOW)[::2] == (None, "none")
    assert date_of(reading(), replace(doubtful, published_at=feed), NOW)[2] == "feed"
    assert date_of(reading(published_at=NOW + timedelta(days=90), published_raw="7/3"), LINK, NOW) == (None, "7/3", "none")


def test_problems_of_a_reading() -> None:
    assert problem_of(reading()) is None
    assert problem_of(reading(body=None, summary="Sapo")) is None
    assert problem_of(reading(body=None, kind="video")) is None
    assert (problem_of(reading(body=None)) or ("",))[0] is Outcome.NO_BODY
    assert (problem_of(reading(title=None)) or ("",))[0] is Outcome.NO_TITLE
    assert (problem_of(reading(kind="listing")) or ("",))[0] is Outcome.NOT_AN_ARTICLE


def test_other_addresses_of_an_article() -> None:
    facts = spider_class("tuoitre")
    assert addresses_of(facts, reading(aliases=("https://tuoitre.vn/amp.htm",)), URL, URL) == [URL, "https://tuoitre.vn/amp.htm"]
    lazy = reading(url="https://tuoitre.vn/")
    assert addresses_of(facts, lazy, URL, URL)[0] == URL
    mobile = URL.replace("https://", "https://m.")
    assert addresses_of(facts, reading(), mobile, URL) == [URL, mobile]


def test_walls_and_broken_pages_are_recognised() -> None:
    assert is_wall(b'<script>document.cookie="a=b";location.reload()</script>')
    assert not is_wall(article("Nước mương", BODY).encode())
    assert is_complete(article("Nước mương", BODY).encode())
    assert not is_complete(b"<html><head><title>N")


def test_added_by_hand_needs_no_network(office: Office, tmp_path: Path) -> None:
    page = tmp_path / "trang.html"
    page.write_text(article("Chợ mới ở Hải Dương", BODY), encoding="utf-8")
    out = io.StringIO()
    assert show_add(office, URL + "?fbclid=1", page, NOW, out) == 0
    assert "Chợ mới ở Hải Dương" in out.getvalue()
    with Archive.open(office.archive_path, now=NOW) as archive:
        kept = archive.articles.get(archive.articles.find_id(URL) or "")
        assert kept is not None
        assert kept.found_in == "hand"
        assert archive.articles.outlets()["tuoitre"]
        assert archive.trail.lines(URL)[-1].outcome is Outcome.ADDED_BY_HAND


@pytest.mark.parametrize(
    ("url", "text", "status", "words"),
    [
        (URL, "<html></html>", 1, "Không thêm được"),
        (URL, None, 1, "không có tệp"),
        ("https://khong-co.example/bai.html", "x", 2, "chưa có nguồn nào cho trang khong-co.example"),
        ("không phải địa chỉ", "x", 2, "không phải địa chỉ trang tin"),
    ],
)
def test_what_cannot_be_added_is_said(
    office: Office, tmp_path: Path, url: str, text: str | None, status: int, words: str
) -> None:
    page = tmp_path / "trang.html"
    if text is not None:
        page.write_text(text, encoding="utf-8")
    out = io.StringIO()
    assert show_add(office, url, page, NOW, out) == status
    assert words in out.getvalue()


def test_a_name_rebound_to_this_machine_is_not_fetched(tmp_path: Path) -> None:
    """A real crawl process whose resolver says that the paper lives on this machine."""
    code = (
        "import socket, sys; socket.gethostbyname = lambda name: '127.0.0.1'; from pathlib import Path; "
        "from datetime import datetime, UTC; from data.settings.office import Office; from diembao.cli.crawl import show_add; "
        "office = Office(office_province='hai-duong', base=Path(sys.argv[1])); "
        "show_add(office, sys.argv[2], None, datetime(2020, 6, 1, tzinfo=UTC), sys.stdout)"
    )
    root = ROOT
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), URL], cwd=root, capture_output=True, text=True, timeout=60, check=True
    )
    assert "địa chỉ trong mạng nội bộ" in done.stdout
