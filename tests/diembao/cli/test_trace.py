"""Trace tells the whole way of a kept, a reprinted, an edited, a dropped, a failed and an unknown URL."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from data.archive import Archive
from data.archive.records import EditionItem, EditionRow
from data.crawl_store import CrawlStore
from data.model import Outcome, Stage
from data.settings import Office
from diembao.cli.trace import show_trace
from tests.support.archive_case import NOW, TUOI_TRE, after, article, judged

ONE, TWO = article(1), article(2)
DROPPED, FAILED = "https://tuoitre.vn/ngoai-tinh-8.htm", "https://tuoitre.vn/loi-9.htm"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(office_province="hai-duong", base=tmp_path)
    with Archive.open(made.archive_path, now=NOW) as archive:
        run = archive.trail.begin_run("day", NOW)
        archive.articles.register_outlets([TUOI_TRE], NOW)
        for url in (ONE.url, TWO.url, DROPPED, FAILED):
            archive.trail.note(key=url, stage=Stage.FIND, outcome=Outcome.FOUND, run=run, at=NOW, detail="https://tuoitre.vn/rss")
        archive.trail.note(key=DROPPED, stage=Stage.READ, outcome=Outcome.GATED_OUT, run=run, at=after(0.1))
        archive.trail.note(key=FAILED, stage=Stage.READ, outcome=Outcome.FAILED, run=run, at=after(0.1), detail="HTTP 503")
        for number in (1, 2):
            archive.articles.keep(article(number), None, now=after(0.2), run=run)
            archive.judgements.write(judged(number), "s", now=after(1), run=run)
        archive.judgements.write_group(ONE.id, None, ONE.id, stamp="g", now=after(1), run=run)
        archive.judgements.write_group(TWO.id, ONE.id, ONE.id, stamp="g", now=after(1), run=run)
    with CrawlStore.open(made.crawl_path, now=NOW) as store:
        store.remember(DROPPED, None, "Chuyện tỉnh khác", None, Outcome.GATED_OUT, after(0.1))
    return made


def told(office: Office, key: str, status: int = 0) -> str:
    out = io.StringIO()
    assert show_trace(office, key, now=after(5), out=out) == status
    return out.getvalue()


def test_a_kept_article_step_by_step_by_id_or_any_address(office: Office) -> None:
    text = told(office, ONE.url)
    steps = [line for line in text.splitlines() if line.startswith("  01/06/2020")]
    assert [step.split(None, 2)[2] for step in steps] == [
        "tìm           tìm thấy: https://tuoitre.vn/rss",
        "đọc trang     đã lưu",
        "phân loại     viết về tỉnh: tên tỉnh ở tiêu đề",
        "gộp nội dung  mở nội dung mới",
    ]
    assert steps[0].startswith("  01/06/2020 09:00:00")
    for word in ("Tiêu đề số 1", "Báo Tuổi Trẻ", "09:00 ngày 01/06/2020", "lĩnh vực Y tế", "địa bàn huyện Kim Thành", ONE.id):
        assert word in text
    assert told(office, ONE.id) == told(office, ONE.url + "?utm_source=x#bl") == text


def test_a_reprint_names_the_article_it_repeats(office: Office) -> None:
    text = told(office, TWO.url)
    assert f"đăng lại: “Tiêu đề số 1” (Báo Tuổi Trẻ, mã {ONE.id})" in text
    assert f"Đăng lại: “Tiêu đề số 1” (Báo Tuổi Trẻ, mã {ONE.id})" in text


def test_an_edited_article_shows_what_changed(office: Office) -> None:
    with Archive.open(office.archive_path, now=NOW) as archive:
        edited = ONE.with_(url="https://tuoitre.vn/moi-1.htm", title="Tiêu đề mới", body="Đoạn một.\nĐoạn hai đã sửa.")
        archive.articles.keep(edited, None, now=after(2), run="r2")
    text = told(office, ONE.url)
    for word in (
        "Các bản đã lưu (2 bản)",
        "bản 2, lưu lúc 11:00 ngày 01/06/2020: báo đã sửa tiêu đề, toàn văn",
        "tiêu đề cũ: Tiêu đề số 1",
        "tiêu đề mới: Tiêu đề mới",
        "toàn văn cũ: Đoạn hai.",
        "toàn văn mới: Đoạn hai đã sửa.",
        f"địa chỉ cũ: {ONE.url}",
        f"Địa chỉ khác: {ONE.url}",
        "báo đã sửa bài, lưu bản mới: tiêu đề, toàn văn",
    ):
        assert word in text
    assert "toàn văn cũ: Đoạn một." not in text
    assert told(office, edited.url) == text


def test_what_was_not_kept_is_told_too(office: Office) -> None:
    dropped, failed = told(office, DROPPED), told(office, FAILED)
    assert "Không có trong kho lưu trữ" in dropped
    assert "ngoài tỉnh (lọc nhanh)" in dropped
    assert "tiêu đề trong nguồn tin: Chuyện tỉnh khác" in dropped
    assert "không tải được: HTTP 503" in failed


def test_an_unknown_address_says_so(office: Office, tmp_path: Path) -> None:
    assert "Chưa từng gặp" in told(office, "https://tuoitre.vn/chua-gap.htm", 1)
    empty = Office(office_province="nghe-an", base=tmp_path / "new")
    assert "Chưa từng gặp" in told(empty, "khong phai dia chi", 1)
    assert not empty.archive_path.exists()


def test_corrections_withdrawal_and_editions_are_part_of_the_way(office: Office) -> None:
    item = EditionItem(position=1, number=4, article=ONE.id, story=ONE.id, outlet="tuoitre", title="x", url=ONE.url)
    row = EditionRow(day=date(2020, 6, 2), number=154, after=NOW, until=NOW, built_at=NOW, frozen_at=after(21.5))
    with Archive.open(office.archive_path, now=NOW) as archive:
        archive.corrections.correct(ONE.id, by="Lan", now=after(2), tone="negative", issue=True)
        archive.corrections.undo(ONE.id, "Minh", after(3))
        archive.corrections.correct(ONE.id, by="Lan", now=after(3), topic="giao-thong")
        archive.articles.withdraw(ONE.id, after(4), "r3")
        archive.editions.save(row, [item])
    text = told(office, ONE.id)
    for word in (
        "Người sửa nhãn",
        "Lan: sắc thái: Trung tính → Tiêu cực; đã bỏ lúc 12:00 ngày 01/06/2020 (Minh)",
        "lĩnh vực Giao thông",
        "người sửa nhãn: bỏ lần sửa",
        "Báo đã gỡ bài (kiểm tra lúc 13:00 ngày 01/06/2020)",
        "Có trong bản tin số 154 ngày 02/06/2020, nội dung 4 (gửi lúc 06:30 ngày 02/06/2020)",
    ):
        assert word in text
