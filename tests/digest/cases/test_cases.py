"""Cases: block IV as the model has it, its identity, and the commands that open and change cases."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive, CaseError
from data.text import local
from data.text.dates import VN
from diembao.cli import case as case_commands
from digest.cases import block as cases
from digest.edition import counts as figures
from digest.issue import assemble
from digest.render import html as render
from digest.render import text as plain
from digest.wording import edition as sentences
from tests.support import edition_day as model
from tests.support import office_desk as desk

BY = "Phạm Thu Lan"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_block_four_in_the_words_of_the_model() -> None:
    edition = model.edition(docket=model.docket())
    assert edition.cases is not None
    assert figures.check(edition) == []
    assert sentences.plain(sentences.cases(edition)) == (
        "Đang theo dõi 7 vấn đề: 1 quá hạn, 1 đến hạn hôm nay, 3 trong hạn, 2 mới ghi nhận trong kỳ (nội dung 1 và 2, "
        "chưa chuyển cơ quan xử lý). Trong kỳ có 1 vấn đề đã trả lời báo chí."
    )
    assert [(row.number, row.title, row.reported, row.agency, row.due, row.status) for row in edition.cases.rows] == [
        (
            "31/2020", "Rác tồn đọng tại bãi tập kết", "Báo Tiền Phong, 18/05/2020", "UBND thị xã Kinh Môn", "29/05/2020",
            "Quá hạn 4 ngày",
        ),
        (
            "33/2020", "Chậm trả giấy chứng nhận quyền sử dụng đất", "Báo điện tử Dân trí, 22/05/2020", "UBND huyện Thanh Miện",
            "02/06/2020", "Đến hạn hôm nay",
        ),
        (
            "30/2020", "Nhà văn hóa thôn bỏ không", "Báo điện tử VOV, 15/05/2020", "UBND huyện Ninh Giang", "01/06/2020",
            "Báo nêu đúng một phần; đã trả lời báo ngày 01/06/2020",
        ),
    ]  # fmt: skip
    html, text, short = render.html(edition), plain.text(edition), plain.short(edition)
    assert "IV. THEO DÕI XỬ LÝ VẤN ĐỀ BÁO NÊU" in html
    assert "V. BẢY NGÀY GẦN NHẤT" in html
    assert "Quá hạn 4 ngày</b>" in html
    assert "31/2020. Rác tồn đọng tại bãi tập kết (Báo Tiền Phong, 18/05/2020): UBND thị xã Kinh Môn; hạn báo cáo" in flat(text)
    assert short.rstrip().endswith("Quá hạn trả lời: 1 (thị xã Kinh Môn).")
    assert len(short) <= 900


def test_no_block_where_nothing_is_followed_and_nothing_was_raised() -> None:
    quiet = [replace(article, issue=False) for article in model.articles()]
    edition = model.edition(quiet)
    assert edition.cases is None
    assert "VẤN ĐỀ BÁO NÊU" not in render.html(edition)
    assert "Quá hạn" not in plain.short(edition)


def test_an_open_case_of_a_story_told_again_is_not_newly_raised() -> None:
    case = replace(model.cases()[3], number="37/2020", story=model.key(1))
    edition = model.edition(docket=cases.Docket(cases=[case]))
    assert edition.cases is not None
    assert (edition.cases.figures.open, edition.cases.figures.new, edition.cases.new_stories) == (2, 1, (2,))
    waiting = replace(case, agency="", due_at=None, state="moi-ghi-nhan")
    edition = model.edition(docket=cases.Docket(cases=[waiting], opened={"37/2020"}))
    assert edition.cases is not None
    assert (edition.cases.figures.new, edition.cases.new_stories) == (2, (1, 2))
    edition = model.edition(docket=cases.Docket(cases=[waiting]))
    assert edition.cases is not None
    assert (edition.cases.figures.new, edition.cases.figures.waiting) == (1, 1)
    assert figures.check(edition) == []


def test_a_broken_identity_is_found() -> None:
    edition = model.edition(docket=model.docket())
    assert edition.cases is not None
    wrong = replace(edition, cases=replace(edition.cases, figures=replace(edition.cases.figures, in_time=2)))
    assert any("vấn đề theo dõi" in line for line in figures.check(wrong))
    short = replace(edition, cases=replace(edition.cases, rows=edition.cases.rows[1:]))
    assert figures.check(short)


def test_reported_in_time_and_by_the_hour() -> None:
    case = model.cases()[1]
    assert cases.status(replace(case, state="da-bao-cao"), model.DAY, model.BUILT) == "Đã báo cáo kết quả"
    hour = replace(case, due_at=datetime(2020, 6, 2, 5, 30, tzinfo=VN))
    assert cases.kind(hour, model.DAY, model.BUILT, ()) == "overdue"
    assert cases.status(hour, model.DAY, model.BUILT) == "Quá hạn từ 05:30 hôm nay"
    assert cases.kind(replace(case, state="de-nghi-cai-chinh"), model.DAY, model.BUILT, ()) == "reported"


def opened(office: Any, key: str | None, *, now: datetime = desk.NOW, by: str = BY, **said: Any) -> tuple[int, str]:
    out = io.StringIO()
    return case_commands.open_case(office, key, said, by=by, now=now, out=out), out.getvalue()


def changed(office: Any, number: str, *, now: datetime = desk.NOW, **said: Any) -> tuple[int, str]:
    out = io.StringIO()
    return case_commands.set_case(office, number, said, by=BY, now=now, out=out), out.getvalue()


def test_a_case_from_its_opening_to_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = desk.office(tmp_path)
    desk.fill(office)
    status, said = opened(office, "https://dantri.example/bai-2.html", now=desk.NOW)
    assert status == 0
    assert "Đã mở vấn đề số 1/2020: Nước mương đổi màu" in said
    assert "chưa chuyển" in said
    assert opened(office, model.key(1))[0] == 2
    assert "đã có vấn đề theo dõi số 1/2020" in capsys.readouterr().err
    status, said = changed(office, "1/2020", agency="UBND huyện Kim Thành", sent=date(2020, 6, 2))
    assert "đã chuyển xử lý" in said
    assert "hạn báo cáo: 11/06/2020" in said
    assert "Căn cứ: quy chế của cơ quan" in said
    later = desk.NOW + timedelta(days=12)
    out = io.StringIO()
    case_commands.list_cases(office, everything=False, overdue=True, form="table", now=later, out=out)
    assert "Quá hạn 3 ngày" in out.getvalue()
    assert changed(office, "1/2020", verified="mot-phan", answered=date(2020, 6, 14), now=later)[0] == 0
    out = io.StringIO()
    case_commands.list_cases(office, everything=True, overdue=False, form="json", now=later, out=out)
    assert json.loads(out.getvalue())["status"] == "Báo nêu đúng một phần; đã trả lời báo ngày 14/06/2020"
    with Archive.open(office.archive_path, now=later) as archive:
        events = archive.cases.events("1/2020")
        assert {event.by for event in events} == {BY}
        assert [event.value for event in events if event.field == "state"] == ["moi-ghi-nhan", "da-chuyen", "da-tra-loi"]
        with pytest.raises(Exception, match="never changed"):
            archive.store.run_sql("UPDATE case_events SET by = 'x'")
        with pytest.raises(CaseError, match="Không có vấn đề số 9/2020"):
            archive.cases.get("9/2020")


def test_numbers_restart_each_year_and_a_taken_one_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = desk.office(tmp_path)
    said = {"title": "Rác tồn đọng", "outlet": "tienphong", "published": date(2020, 5, 18)}
    assert "số 31/2020" in opened(office, None, number="31/2020", **said)[1]
    assert "số 32/2020" in opened(office, None, **said)[1]
    assert "số 1/2021" in opened(office, None, now=datetime(2021, 1, 1, 0, 10, tzinfo=VN), **said)[1]
    assert opened(office, None, number="31/2020", **said)[0] == 2
    assert "đã có" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("key", "by", "said", "why"),
    [
        ("khong-co", BY, {}, "Không có tin, bài"),
        (None, BY, {"title": "x"}, "--outlet, --published"),
        (None, " ", {"title": "x", "outlet": "vov", "published": date(2020, 5, 1)}, "--by"),
        (None, BY, {"title": "x", "outlet": "vov", "published": date(2020, 5, 1), "rule": "la"}, "Không có quy tắc"),
        (None, BY, {"title": "x", "outlet": "vov", "published": date(2020, 5, 1), "number": "31"}, "31/2020"),
    ],
)
def test_what_cannot_be_opened_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str | None, by: str, said: dict[str, Any], why: str
) -> None:
    office = desk.office(tmp_path)
    assert opened(office, key, by=by, **said)[0] == 2
    assert why in capsys.readouterr().err
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert archive.cases.all() == []


def test_the_edition_reads_the_archive(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    desk.fill(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        for case in model.cases():
            archive.cases.open(replace(case, state="da-chuyen", verified="", answered_on=None))
        archive.cases.change(
            "30/2020", {"state": "da-tra-loi", "verified": "mot-phan", "answered_on": date(2020, 6, 1)}, by=BY,
            now=datetime(2020, 6, 1, 16, tzinfo=VN),
        )  # fmt: skip
        built, _ = assemble.draft_edition(archive, office, model.DAY, now=desk.NOW)
    assert sentences.plain(sentences.cases(built)) == sentences.plain(sentences.cases(model.edition(docket=model.docket())))
    out = io.StringIO()
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assemble.assemble_edition(archive, office, model.DAY, now=desk.NOW, run="test")
    case_commands.list_cases(office, everything=False, overdue=False, form="table", now=desk.NOW, out=out)
    assert "chưa mở vấn đề theo dõi" in out.getvalue()
    assert local(desk.NOW).date() == model.DAY


def test_a_deadline_in_a_year_without_its_plan_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = desk.office(tmp_path)
    said = {
        "title": "Rác tồn đọng",
        "outlet": "tienphong",
        "published": date(2026, 12, 28),
        "agency": "UBND phường",
        "rule": "co-quan",
    }
    out = io.StringIO()
    now = datetime(2026, 12, 29, 9, tzinfo=VN)
    assert case_commands.open_case(office, None, said, by="Cán bộ trực", now=now, out=out) == 0, capsys.readouterr().err
    assert "Lưu ý: chưa ghi lịch nghỉ lễ, Tết đã được quyết định của năm 2027" in out.getvalue()
