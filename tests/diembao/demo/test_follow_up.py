"""A day that goes on where the day before ended: a follow-up, its case, an article found late, the province's own paper."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive
from data.model import Outcome
from data.settings import load_office
from diembao.cli import main
from diembao.demo import play
from tests.support.press_day import FRAME, article, write_day

BEFORE = """
Sáng 31/5, đoạn kè sông Kinh Thầy dài gần 60 mét qua thôn Bến Mới, xã Hợp Lưu, huyện Nam Sách, tỉnh Hải Dương bất ngờ sạt lở.

Người dân thôn Bến Mới phản ánh vết nứt trên kè sông Kinh Thầy xuất hiện từ giữa tháng 5 nhưng chưa có đơn vị nào đến gia cố.

Theo UBND huyện Nam Sách, kè Bến Mới được xây dựng năm 2012. Huyện đã cắm biển cảnh báo và đề nghị tỉnh Hải Dương kiểm tra.
"""
TODAY = """
Ngày 1/6, vết sạt lở ở kè sông Kinh Thầy qua thôn Bến Mới, xã Hợp Lưu, huyện Nam Sách, tỉnh Hải Dương đã ăn sâu thêm hai mét.

Người dân thôn Bến Mới tiếp tục phản ánh kè sông Kinh Thầy chưa được gia cố, nhiều hộ sống sát chỗ sạt lở lo mất đất vườn.

Lãnh đạo UBND huyện Nam Sách cho biết đã đề nghị tỉnh Hải Dương bố trí kinh phí xử lý kè Bến Mới trước mùa mưa bão.
"""
LATE = """
Chiều 31/5, UBND huyện Thanh Hà, tỉnh Hải Dương khai trương điểm giới thiệu vải thiều đầu vụ, phục vụ khách đến hết tháng 7.

Toàn tỉnh Hải Dương hiện có hơn chín nghìn héc-ta vải. Huyện Thanh Hà chiếm hơn một phần ba diện tích và là nơi xuất khẩu chính.

Lãnh đạo Sở Nông nghiệp và Phát triển nông thôn Hải Dương cho biết các lô hàng đầu tiên đã được cấp mã số vùng trồng.
"""
OWN = """
Trường tiểu học và trường mầm non của huyện Ninh Giang, tỉnh Hải Dương vừa được công nhận đạt chuẩn quốc gia.

Hai trường đã xây thêm sáu phòng học, sửa sân chơi và bổ sung thiết bị từ ngân sách huyện trong hai năm qua.

Phòng Giáo dục và Đào tạo huyện Ninh Giang cho biết toàn huyện hiện có 40 trường đạt chuẩn.
"""
ARTICLES = {
    "ke-cu": article("ke-cu", "vnexpress", "31 09:00", "Sạt lở kè sông Kinh Thầy ở Nam Sách, Hải Dương", text=BEFORE),
    "ke-moi": article("ke-moi", "tuoitre", "01 10:00", "Vết sạt lở kè sông Kinh Thầy ở Nam Sách ăn sâu thêm", text=TODAY),
    "vai": article(
        "vai", "dantri", "31 17:00", "Hải Dương mở điểm giới thiệu vải thiều Thanh Hà", text=LATE, section="Kinh doanh",
        more="announced = 2020-06-01T11:00:00+07:00\n",
    ),
    "bao-tinh": article("bao-tinh", "baohaiduong", "01 09:00", "Ninh Giang có thêm hai trường đạt chuẩn quốc gia", text=OWN),
}  # fmt: skip
EARLIER = """
[[earlier]]
edition = 2020-06-01
articles = ["ke-cu"]
topic = "moi-truong-thien-tai"
tone = "negative"
issue = true
places = ["huyện Nam Sách"]

[[case]]
number = "5/2020"
title = "Kè sông Kinh Thầy sạt lở"
outlet = "vnexpress"
published = 2020-05-31
article = "ke-cu"
agency = "UBND huyện Nam Sách"
rule = "co-quan"
"""
ITEM = '[[item]]\nid = "{}"\nverdict = "subject"\nin_edition = {}\n'
TRUTH = "".join(
    (
        ITEM.format("ke-cu", "false") + 'outcome = "before_window"\nlabels = { tone = "negative" }\n',
        ITEM.format("ke-moi", "true") + 'story = "1"\ncontinues = 153\ncase = "5/2020"\ntopic = "moi-truong-thien-tai"\n',
        'tone = "negative"\nissue = true\nplaces = ["huyện Nam Sách"]\n',
        ITEM.format("vai", "true") + 'story = "2"\nlate = true\ntopic = "nong-nghiep"\ntone = "positive"\n',
        'places = ["huyện Thanh Hà"]\n',
        ITEM.format("bao-tinh", "false") + 'outcome = "home"\nlabels = { topic = "giao-duc", tone = "positive" }\n',
        "[totals]\narticles = 2\nstories = 2\nlate = 1\ncases = 1\noverdue = 0\n",
    )
)
POLLS = "polls = [2020-06-01T05:50:00+07:00, 2020-06-01T12:00:00+07:00, 2020-06-02T05:55:00+07:00]"
TWO_POLLS = "polls = [2020-06-01T05:50:00+07:00, 2020-06-01T12:00:00+07:00]"
SETTINGS = 'only = ["baohaiduong", "dantri", "tuoitre", "vnexpress"]\n'


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The output folder of one demo and its exit status."""
    folder = tmp_path_factory.mktemp("follow-up")
    frame = SETTINGS + FRAME.replace(POLLS, TWO_POLLS) + EARLIER
    day = write_day(folder / "day", ARTICLES, frame=frame, truth=TRUTH)
    return folder / "out", play(day, folder / "out", run=main)


@pytest.fixture(scope="module")
def report(played: tuple[Path, int]) -> dict[str, Any]:
    """The comparison with the truth."""
    content: dict[str, Any] = json.loads((played[0] / "truth-report.json").read_text("utf-8"))
    return content


def test_the_day_is_played_as_its_truth_says(played: tuple[Path, int], report: dict[str, Any]) -> None:
    assert report["differences"] == []
    assert played[1] == 0
    right = {check: figures["right"] for check, figures in report["checks"].items()}
    assert (right["continues"], right["case"], right["late"], right["outcome"], right["labels"]) == (2, 1, 2, 2, 3)
    assert right["verdict"] == 4


def test_the_edition_prints_where_the_story_was_told_before(played: tuple[Path, int]) -> None:
    text = " ".join((played[0] / "digest.txt").read_text("utf-8").split())
    assert "Tiếp theo (bản tin số 153)" in text
    assert "Đăng ngày 31/05, thu được muộn" in text
    stories = json.loads((played[0] / "edition.json").read_text("utf-8"))["stories"]
    assert sorted(story["continues"] for story in stories) == ["", "Tiếp theo (bản tin số 153):"]


def test_the_case_follows_the_story_and_nothing_is_newly_raised(played: tuple[Path, int]) -> None:
    cases = json.loads((played[0] / "edition.json").read_text("utf-8"))["cases"]
    assert (cases["figures"]["open"], cases["figures"]["new"], cases["new_stories"]) == (1, 0, [])


def test_the_archive_has_what_was_before_the_first_poll(played: tuple[Path, int]) -> None:
    office = load_office(played[0] / "office.toml", {})
    with Archive.open(office.archive_path, now=office.office_demo_now) as archive:
        (item,) = archive.editions.items(date(2020, 6, 1))
        before = archive.articles.get(item.article)
        assert before is not None
        assert (item.story, item.number, item.topic, item.issue) == (before.id, 1, "moi-truong-thien-tai", True)
        today = next(row for row in archive.editions.items(date(2020, 6, 2)) if row.outlet == "tuoitre")
        assert today.story == before.story == before.id
        assert archive.cases.get("5/2020").story == before.id
        assert any(line.outcome is Outcome.TOLD and "số 153" in line.detail for line in archive.trail.lines(before.id))
        assert [row.outlet for row in archive.search.find("Ninh Giang")] == ["baohaiduong"]
