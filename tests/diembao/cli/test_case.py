"""`case open`, `case set` and `case list` as the operator meets them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.settings import Office
from data.text.dates import VN
from tests.support import edition_day as model
from tests.support import office_desk as desk
from tests.support.command_line import run_command

BY = ("--by", "Phạm Thu Lan")
DETAILS = ("--title", "Rác tồn đọng", "--outlet", "tienphong", "--published", "2020-05-18")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = desk.office(tmp_path)
    desk.fill(made)
    return made


def case(office: Office, *words: str, now: datetime = desk.NOW) -> str:
    result = run_command(office, "case", *words, now=now)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(office: Office, *words: str) -> str:
    result = run_command(office, "case", *words, now=desk.NOW)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def test_a_case_from_its_opening_to_the_answer(office: Office) -> None:
    text = case(office, "open", "https://dantri.example/bai-2.html", *BY)
    assert text.splitlines() == [
        "Đã mở vấn đề số 1/2020: Nước mương đổi màu, bốc mùi, người dân Tân Lộ lo cho vụ lúa",
        "Tình trạng: mới ghi nhận; cơ quan xử lý: chưa chuyển; hạn báo cáo: chưa có.",
        "Căn cứ: quy chế của cơ quan (điền số, ngày văn bản).",
    ]
    assert "đã có vấn đề theo dõi số 1/2020" in refused(office, "open", model.key(1), *BY)
    text = case(office, "set", "1/2020", "--agency", "UBND huyện Kim Thành", "--sent", "02/06/2020", *BY)
    assert text.startswith("Vấn đề số 1/2020: đã sửa cơ quan xử lý, ngày chuyển, hạn báo cáo, tình trạng.\n")
    assert "hạn báo cáo: 11/06/2020." in text
    later = desk.NOW + timedelta(days=12)
    assert "UBND huyện Kim Thành; hạn báo cáo 11/06/2020; Quá hạn 3 ngày" in case(office, "list", "--overdue", now=later)
    case(office, "set", "1/2020", "--verified", "mot-phan", "--answered", "2020-06-14", *BY, now=later)
    tree = json.loads(case(office, "list", "--all", "--format", "json", now=later))
    assert tree["status"] == "Báo nêu đúng một phần; đã trả lời báo ngày 14/06/2020"
    assert tree["answered_on"] == "2020-06-14"
    assert case(office, "list", now=later) == "Không có vấn đề theo dõi nào.\n"
    assert case(office, "list", "--overdue", now=later) == "Không có vấn đề theo dõi nào quá hạn.\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("khong-co", *BY), "Không có tin, bài hay nội dung nào là “khong-co”"),
        (("--title", "x", *BY), "thiếu --outlet, --published"),
        (DETAILS, "Thiếu tên người thực hiện"),
        ((*DETAILS, "--rule", "la", *BY), "Không có quy tắc thời hạn “la”"),
        ((*DETAILS, "--number", "31", *BY), "“31” không phải số vấn đề theo dõi"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_words(office: Office, words: tuple[str, ...], why: str) -> None:
    assert why in refused(office, "open", *words)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert archive.cases.all() == []


def test_a_change_that_changes_nothing_is_refused(office: Office) -> None:
    case(office, "open", *DETAILS, *BY)
    assert "Không có gì thay đổi" in refused(office, "set", "1/2020", *BY)
    assert "Không có vấn đề số 9/2020" in refused(office, "set", "9/2020", "--note", "x", *BY)


def test_issues_without_a_case_are_listed(office: Office) -> None:
    assert run_command(office, "digest", "--date", model.DAY.isoformat(), now=desk.NOW).exit_code == 0
    text = case(office, "list")
    assert "Báo nêu đã đưa trong 30 ngày qua, chưa mở vấn đề theo dõi:" in text
    assert f"  {model.key(1)}  Nước mương đổi màu" in text
    case(office, "open", model.key(1), *BY)
    assert f"  {model.key(1)}  Nước mương đổi màu" not in case(office, "list")


def test_a_deadline_in_a_year_without_its_plan_says_so(office: Office) -> None:
    words = ("--title", "Rác tồn đọng", "--outlet", "tienphong", "--published", "2026-12-28", "--agency", "UBND phường")
    text = case(office, "open", *words, "--rule", "co-quan", *BY, now=datetime(2026, 12, 29, 9, tzinfo=VN))
    assert "  Lưu ý: chưa ghi lịch nghỉ lễ, Tết đã được quyết định của năm 2027" in text
