"""Cases: block IV as the model has it, its identity, and the commands that open and change cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive, CaseError
from data.settings import Office
from data.text import local
from data.text.dates import VN
from digest.cases.block import Docket, classify_case, describe_status, format_due
from digest.cases.service import CaseDetails, KeptCase, change_case, list_cases, open_case
from digest.edition.counts import check_edition
from digest.issue import assemble
from digest.render.html import as_html
from digest.render.text import as_short_text, as_text
from digest.wording.edition import join_pieces, write_cases
from tests.support import edition_day as model
from tests.support import office_desk as desk

BY = "Phạm Thu Lan"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_block_four_in_the_words_of_the_model() -> None:
    edition = model.edition(docket=model.docket())
    assert edition.cases is not None
    assert check_edition(edition) == []
    assert join_pieces(write_cases(edition)) == (
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
    html, text, short = as_html(edition), as_text(edition), as_short_text(edition)
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
    assert "VẤN ĐỀ BÁO NÊU" not in as_html(edition)
    assert "Quá hạn" not in as_short_text(edition)


def test_an_open_case_of_a_story_told_again_is_not_newly_raised() -> None:
    case = replace(model.cases()[3], number="37/2020", story=model.key(1))
    edition = model.edition(docket=Docket(cases=[case]))
    assert edition.cases is not None
    assert (edition.cases.figures.open, edition.cases.figures.new, edition.cases.new_stories) == (2, 1, (2,))
    waiting = replace(case, agency="", due_at=None, state="moi-ghi-nhan")
    edition = model.edition(docket=Docket(cases=[waiting], opened={"37/2020"}))
    assert edition.cases is not None
    assert (edition.cases.figures.new, edition.cases.new_stories) == (2, (1, 2))
    edition = model.edition(docket=Docket(cases=[waiting]))
    assert edition.cases is not None
    assert (edition.cases.figures.new, edition.cases.figures.waiting) == (1, 1)
    assert check_edition(edition) == []


def test_a_broken_identity_is_found() -> None:
    edition = model.edition(docket=model.docket())
    assert edition.cases is not None
    wrong = replace(edition, cases=replace(edition.cases, figures=replace(edition.cases.figures, in_time=2)))
    assert any("vấn đề theo dõi" in line for line in check_edition(wrong))
    short = replace(edition, cases=replace(edition.cases, rows=edition.cases.rows[1:]))
    assert check_edition(short)


def test_reported_in_time_and_by_the_hour() -> None:
    case = model.cases()[1]
    assert describe_status(replace(case, state="da-bao-cao"), model.DAY, model.BUILT) == "Đã báo cáo kết quả"
    hour = replace(case, due_at=datetime(2020, 6, 2, 5, 30, tzinfo=VN))
    assert classify_case(hour, model.DAY, model.BUILT, ()) == "overdue"
    assert describe_status(hour, model.DAY, model.BUILT) == "Quá hạn từ 05:30 hôm nay"
    assert classify_case(replace(case, state="de-nghi-cai-chinh"), model.DAY, model.BUILT, ()) == "reported"


def opened(office: Office, key: str | None = None, *, now: datetime = desk.NOW, by: str = BY, **details: Any) -> KeptCase:
    with Archive.open(office.archive_path, now=now) as archive:
        return open_case(archive, office, CaseDetails(**details), key=key, by=by, now=now)


def changed(office: Office, number: str, *, now: datetime = desk.NOW, **details: Any) -> KeptCase:
    with Archive.open(office.archive_path, now=now) as archive:
        return change_case(archive, office, number, CaseDetails(**details), by=BY, now=now)


def test_a_case_from_its_opening_to_the_answer(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    desk.fill(office)
    kept = opened(office, "https://dantri.example/bai-2.html")
    assert (kept.case.number, kept.case.state, kept.case.agency, kept.case.due_at) == ("1/2020", "moi-ghi-nhan", "", None)
    assert kept.case.title.startswith("Nước mương đổi màu")
    with pytest.raises(CaseError, match="đã có vấn đề theo dõi số 1/2020"):
        opened(office, model.key(1))
    kept = changed(office, "1/2020", agency="UBND huyện Kim Thành", sent=date(2020, 6, 2))
    assert (kept.case.state, format_due(kept.case.due_at)) == ("da-chuyen", "11/06/2020")
    assert kept.changed == ("cơ quan xử lý", "ngày chuyển", "hạn báo cáo", "tình trạng")
    assert kept.deadline is not None
    assert kept.deadline.basis.startswith("quy chế của cơ quan")
    later = desk.NOW + timedelta(days=12)
    with Archive.open(office.archive_path, now=later) as archive:
        (listed,) = list_cases(archive, everything=False, overdue=True, now=later).cases
    assert listed.status == "Quá hạn 3 ngày"
    changed(office, "1/2020", verified="mot-phan", answered=date(2020, 6, 14), now=later)
    with Archive.open(office.archive_path, now=later) as archive:
        (listed,) = list_cases(archive, everything=True, overdue=False, now=later).cases
        assert listed.status == "Báo nêu đúng một phần; đã trả lời báo ngày 14/06/2020"
        assert list_cases(archive, everything=False, overdue=False, now=later).cases == ()
        events = archive.cases.events("1/2020")
        assert {event.by for event in events} == {BY}
        assert [event.value for event in events if event.field == "state"] == ["moi-ghi-nhan", "da-chuyen", "da-tra-loi"]
        with pytest.raises(Exception, match="never changed"):
            archive.store.run_sql("UPDATE case_events SET by = 'x'")
        with pytest.raises(CaseError, match="Không có vấn đề số 9/2020"):
            archive.cases.get("9/2020")


def test_numbers_restart_each_year_and_a_taken_one_is_refused(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    details = {"title": "Rác tồn đọng", "outlet": "tienphong", "published": date(2020, 5, 18)}
    assert opened(office, number="31/2020", **details).case.number == "31/2020"
    assert opened(office, **details).case.number == "32/2020"
    assert opened(office, now=datetime(2021, 1, 1, 0, 10, tzinfo=VN), **details).case.number == "1/2021"
    with pytest.raises(CaseError, match="đã có"):
        opened(office, number="31/2020", **details)


def test_a_change_without_a_change_keeps_nothing(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    opened(office, title="Rác tồn đọng", outlet="tienphong", published=date(2020, 5, 18))
    with pytest.raises(CaseError, match="Không có gì thay đổi"):
        changed(office, "1/2020", title="Rác tồn đọng")
    with pytest.raises(CaseError, match="chưa nêu cơ quan xử lý"):
        changed(office, "1/2020", note="ghi chú", state="da-chuyen")
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert [event.field for event in archive.cases.events("1/2020")] == ["state"]
        assert archive.cases.get("1/2020").note == ""


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
    assert join_pieces(write_cases(built)) == join_pieces(write_cases(model.edition(docket=model.docket())))
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assemble.assemble_edition(archive, office, model.DAY, now=desk.NOW, run="test")
        issues = list_cases(archive, everything=False, overdue=False, now=desk.NOW).unopened
    assert [(issue.story, issue.day, issue.number) for issue in issues] == [
        (story.id, model.DAY, story.number) for story in built.stories if story.issue
    ]
    assert local(desk.NOW).date() == model.DAY
