"""Kept articles are looked at again: edits become versions, withdrawn pages are marked, an unchanged day costs almost nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.crawl_store import CrawlStore
from data.crawl_store.rechecks import RECHECK_AFTER, next_recheck
from data.model import Outcome, Stage
from data.paths import ROOT
from data.text.dates import VN
from tests.support.archive_case import NOW, after
from tests.support.press_day import article, write_day
from tests.support.replayed import Replayed, replayed

DEMO = ROOT / "data" / "demo" / "hai-duong-2020-06-02"
SOME = ("tuoitre", "vnexpress", "nhandan", "cafef", "yonhap", "laodong")
MORNING = datetime(2020, 6, 1, 9, 0, tzinfo=VN)
URL = "https://tuoitre.vn/bai.htm"
QUIET = '\n[[edit]]\nat = 2020-06-01T09:30:00+07:00\nbody = """\nHuyện Thanh Hà, tỉnh Hải Dương đã lùi lịch tưới một tuần.\n"""\n'
SLUG = '\n[[edit]]\nat = 2020-06-01T14:00:00+07:00\ntitle = "Vải thiều Thanh Hà lùi lịch tưới"\nnew_slug = true\n'
SOFT = '\n[[edit]]\nat = 2020-06-01T09:30:00+07:00\nbody = """\nBài viết không tồn tại hoặc đã bị gỡ.\n"""\n'
PAID = (
    '\n[[edit]]\nat = 2020-06-01T09:30:00+07:00\nbody = """\nTỉnh Hải Dương mở ba kho lạnh chứa vải.\n'
    'Mời bạn đăng nhập để đọc tiếp bài viết này.\n"""\n'
)
GONE = "withdrawn = 2020-06-01T13:00:00+07:00\n"


def test_looks_come_after_1_6_24_and_72_hours() -> None:
    hours = [0.0, 1, 5, 6, 30, 71, 72, 73]
    due = [next_recheck(NOW, after(hour)) for hour in hours]
    assert due == [after(1), after(6), after(6), after(24), after(72), after(72), None, None]
    assert [look.total_seconds() / 3600 for look in RECHECK_AFTER] == [1, 6, 24, 72]


def test_the_store_knows_what_is_due(tmp_path: Path) -> None:
    with CrawlStore.open(tmp_path / "crawl.db", now=NOW) as store:
        store.schedule("a" * 16, "tuoitre", URL, NOW)
        assert store.due_rechecks("tuoitre", after(0.9), 9) == []
        assert [row.article for row in store.due_rechecks("tuoitre", after(1), 9)] == ["a" * 16]
        assert store.due_rechecks("vnexpress", after(1), 9) == []
        store.schedule("a" * 16, "tuoitre", URL + "?moi", after(2))
        assert store.due_rechecks("tuoitre", after(5), 9) == []
        assert store.due_rechecks("tuoitre", after(7), 9)[0].url == URL + "?moi"
        store.schedule("a" * 16, "tuoitre", URL, after(73))
        assert store.due_rechecks("tuoitre", after(99), 9) == []
        store.schedule("b" * 16, "tuoitre", URL, NOW)
        assert store.due_rechecks("tuoitre", after(24 * 8), 9) == []  # given up
        assert store.prune(after(24 * 40), 30) == 2


def test_a_wait_is_kept_for_at_most_a_day(tmp_path: Path) -> None:
    with CrawlStore.open(tmp_path / "crawl.db", now=NOW) as store:
        assert store.wait("bao.example", NOW) is None
        store.put_wait("bao.example", after(24 * 3650), NOW)
        assert store.wait("bao.example", after(23)) == after(24)
        assert store.wait("bao.example", after(24)) is None


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replayed]:
    """Three crawls of one day with an edit of the text alone, an edit with a new slug, a withdrawal and an untouched article."""
    folder = tmp_path_factory.mktemp("ngay")
    text = "\nHuyện Thanh Hà, tỉnh Hải Dương bắt đầu tưới vải từ sáng nay.\n"
    articles = {
        "lang": article("lang", "tuoitre", "01 08:10", "Thanh Hà tưới vải", text=text, more=QUIET),
        "slug": article("slug", "vnexpress", "01 08:15", "Vải thiều Thanh Hà được mùa", more=SLUG),
        "go": article("go", "tuoitre", "01 08:20", "Chợ vải Thanh Hà họp sớm", more=GONE),
        "yen": article("yen", "vnexpress", "01 08:25", "Hải Dương mở phiên chợ vải"),
    }
    with replayed(write_day(folder / "day", articles), folder, settings='outlets = ["tuoitre", "vnexpress"]') as office:
        for minutes in (0, 70, 370):
            office.run("crawl", MORNING + timedelta(minutes=minutes))
        yield office


def kept(archive: Archive, title: str) -> str:
    return next(
        a.id
        for a in archive.articles.window(MORNING - timedelta(days=1), MORNING)
        if title in str(archive.articles.versions(a.id)[0].title)
    )


def reads(archive: Archive, title: str) -> list[tuple[int, Outcome]]:
    """(minutes after the first crawl, outcome) of every reading."""
    rows = archive.trail.lines(kept(archive, title))
    return [(int((row.at - MORNING).total_seconds()) // 60, row.outcome) for row in rows if row.stage == Stage.READ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Thanh Hà tưới vải", [(0, Outcome.KEPT), (70, Outcome.NEW_VERSION), (370, Outcome.UNCHANGED)]),
        ("Vải thiều Thanh Hà", [(0, Outcome.KEPT), (70, Outcome.UNCHANGED), (370, Outcome.NEW_VERSION)]),
        ("Chợ vải Thanh Hà", [(0, Outcome.KEPT), (70, Outcome.UNCHANGED), (370, Outcome.GONE)]),
        ("Hải Dương mở phiên", [(0, Outcome.KEPT), (70, Outcome.UNCHANGED), (370, Outcome.UNCHANGED)]),
    ],
)
def test_every_look_has_its_outcome(day: Replayed, title: str, expected: list[tuple[int, Outcome]]) -> None:
    with day.archive(MORNING) as archive:
        assert reads(archive, title) == expected


def test_an_edit_shows_its_difference_and_keeps_both_pages(day: Replayed) -> None:
    with day.archive(MORNING) as archive:
        first, second = archive.articles.versions(kept(archive, "Thanh Hà tưới vải"))
        assert (
            (first.page != second.page) and archive.articles.page(first.page or "") and archive.articles.page(second.page or "")
        )
        assert second.changed == ("body",)
        untouched = archive.articles.get(kept(archive, "Hải Dương mở phiên"))
        assert untouched is not None and archive.articles.page(untouched.page or "")
    told, _ = day.run("trace", MORNING + timedelta(hours=7), second.url)
    assert "toàn văn cũ: Huyện Thanh Hà, tỉnh Hải Dương bắt đầu tưới vải từ sáng nay." in told
    assert "toàn văn mới: Huyện Thanh Hà, tỉnh Hải Dương đã lùi lịch tưới một tuần." in told


def test_a_withdrawn_page_is_marked_and_told(day: Replayed) -> None:
    at = MORNING + timedelta(minutes=370)
    with day.archive(MORNING) as archive:
        gone = archive.articles.get(kept(archive, "Chợ vải Thanh Hà"))
        assert gone is not None and gone.withdrawn_at == at and gone.body
    told, _ = day.run("trace", at, gone.url)
    assert "Báo đã gỡ bài (kiểm tra lúc 15:10 ngày 01/06/2020)" in told
    assert "trang không còn (mã 404)" in told
    for command in ("annotate", "digest"):
        told, _ = day.run(command, MORNING + timedelta(hours=21), *(("--format", "txt") if command == "digest" else ()))
    assert "Báo đã gỡ bài (kiểm tra lúc 15:10" in " ".join(told.split())


def second_crawl(folder: Path, settings: str = "") -> tuple[int, int, int, int]:
    """(pages, bytes) of the first crawl and of one ten minutes later; the demo day's sites do not change in between."""
    now = datetime(2020, 6, 2, 6, 5, tzinfo=VN)
    with replayed(DEMO, folder, settings=settings) as office:
        _, first = office.run("crawl", now)
        _, second = office.run("crawl", now + timedelta(minutes=10))
    figures = [(sum(asked.article for asked in book), sum(asked.size for asked in book)) for book in (first, second)]
    return (*figures[0], *figures[1])


def test_the_second_crawl_downloads_no_page(tmp_path: Path) -> None:
    pages, size, again, size_again = second_crawl(tmp_path, f"outlets = {list(SOME)}".replace("'", '"'))
    assert pages > 30
    assert again == 0
    assert size_again <= 0.1 * size


@pytest.mark.long
def test_the_second_crawl_of_the_whole_demo_day(tmp_path: Path) -> None:
    pages, size, again, size_again = second_crawl(tmp_path)
    print(f"\nsecond crawl: {again} of {pages} pages, {size_again} of {size} bytes ({size_again / size:.1%})")  # noqa: T201
    assert pages > 250
    assert again == 0
    assert size_again <= 0.1 * size


def test_what_was_kept_stays_where_the_page_is_gone_with_status_200_or_shut_behind_an_offer(tmp_path: Path) -> None:
    text = "\nTỉnh Hải Dương mở ba kho lạnh chứa vải.\nMỗi kho chứa hai trăm tấn, mở cửa từ bốn giờ sáng.\n"
    articles = {
        "mem": article("mem", "tuoitre", "01 08:10", "Hải Dương dừng một phiên chợ vải", more=SOFT),
        "phi": article("phi", "tuoitre", "01 08:15", "Hải Dương mở kho lạnh chứa vải", text=text, more=PAID),
    }
    with replayed(write_day(tmp_path / "day", articles), tmp_path, settings='outlets = ["tuoitre"]') as office:
        for minutes in (0, 70):
            office.run("crawl", MORNING + timedelta(minutes=minutes))
        with office.archive(MORNING) as archive:
            assert reads(archive, "Hải Dương dừng") == [(0, Outcome.KEPT), (70, Outcome.GONE)]
            withdrawn = archive.articles.get(kept(archive, "Hải Dương dừng"))
            assert withdrawn is not None and withdrawn.withdrawn_at is not None
            assert withdrawn.title == "Hải Dương dừng một phiên chợ vải" and withdrawn.versions == 1
            assert reads(archive, "Hải Dương mở kho") == [(0, Outcome.KEPT), (70, Outcome.UNCHANGED)]
            paid = archive.articles.get(kept(archive, "Hải Dương mở kho"))
            assert paid is not None and "Mỗi kho chứa hai trăm tấn" in (paid.body or "")
