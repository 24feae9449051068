"""A person's hand on an edition: dropped, added, moved, noted, approved, undone; what waits; a sent one is corrected."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive
from data.settings import Group, Office
from data.text.dates import VN
from diembao.cli.edition import describe_review, describe_state
from digest.delivery.letters import Erratum, send_erratum
from digest.issue.assemble import assemble_edition
from digest.issue.editing import Approval, Edited, EditRequest, undo
from digest.issue.errors import ChangeError, NotYet
from digest.issue.review import review_edition
from tests.support import edition_day as model
from tests.support import office_desk as desk

BY = "Phạm Thu Lan"
AT = datetime(2020, 6, 2, 6, 20, tzinfo=VN)


def build(office: Office, now: datetime = desk.NOW) -> Any:
    with Archive.open(office.archive_path, now=now) as archive:
        return assemble_edition(archive, office, model.DAY, now=now, run="test")


def change(office: Office, action: str, key: str, value: str = "", now: datetime = AT, reason: str = "") -> Edited:
    return desk.change(office, EditRequest(action=action, key=key, value=value, reason=reason), by=BY, now=now)


def approve(office: Office, now: datetime = AT) -> Approval:
    return desk.approved(office, by=BY, now=now)


def take_back(office: Office, now: datetime) -> Edited:
    with Archive.open(office.archive_path, now=now) as archive:
        return undo(archive, office, model.DAY, by=BY, now=now)


def correct(office: Office, number: int, why: str) -> Erratum:
    with Archive.open(office.archive_path, now=AT) as archive:
        return send_erratum(archive, office, model.DAY, number, why=why, by=BY, now=AT)


def filled(tmp_path: Path, port: int = 1, **changes: Any) -> Office:
    office = desk.office(tmp_path, port, **changes)
    desk.fill(office)
    return office


def test_the_foot_says_who_looked_when_and_what_was_done(tmp_path: Path) -> None:
    office = filled(tmp_path)
    assert "06:05, chưa có người rà soát. Báo, đài" in build(office).text.replace("\n", " ")
    with Archive.open(office.archive_path, now=AT) as archive:
        archive.corrections.correct(model.key(30), by=BY, now=AT - timedelta(minutes=3), verdict="namesake")
        archive.corrections.correct(model.key(31), by=BY, now=AT - timedelta(minutes=2), topic="giao-thong")
    approved = approve(office)
    assert (approved.by, approved.edition.counts["stories"]) == (BY, 13)
    state = "Bản tin số 154 ngày 02/06/2020: 13 nội dung, 30 tin, bài; đã duyệt lúc 06:20 (Phạm Thu Lan), gửi lúc 06:30."
    assert describe_state(office, approved.edition, approved.approval) == state
    row = build(office, AT + timedelta(minutes=10))
    text = " ".join(row.text.split())
    assert "lúc 06:05; cán bộ trực Phạm Thu Lan rà soát lúc 06:20 (bỏ 1 tin trùng tên, sửa 1 lĩnh vực)." in text
    assert "hệ thống gợi ý" not in text
    assert "Cơ quan liên quan: UBND huyện Kim Thành" in text
    assert row.counts["stories"] == 13
    assert "hệ thống gợi ý" not in row.html


def test_what_was_approved_goes_out_and_a_later_change_asks_again(tmp_path: Path) -> None:
    office = filled(tmp_path)
    build(office)
    approve(office)
    approved = build(office, AT)
    with Archive.open(office.archive_path, now=AT) as archive:
        late = replace(model.articles()[29], id="d" * 16, url="https://nhandan.example/d")
        archive.articles.keep(late, None, now=AT + timedelta(minutes=1), run="test")
        archive.judgements.write(late, "stamp", now=AT + timedelta(minutes=1), run="test")
    assert build(office, AT + timedelta(minutes=10)) == approved
    change(office, "drop", "13", now=AT + timedelta(minutes=5), reason="không thuộc tỉnh")
    again = build(office, AT + timedelta(minutes=10))
    assert "chưa có người rà soát" in " ".join(again.text.split())


def test_drop_add_move_note_and_undo(tmp_path: Path) -> None:
    office = filled(tmp_path)
    before = build(office)
    dropped = change(office, "drop", "13", reason="ngoài phạm vi")
    assert [(line.action, line.by, line.reason) for line in dropped.changes] == [("drop", BY, "ngoài phạm vi")]
    assert (dropped.edition.counts["stories"], dropped.approval) == (13, None)
    assert build(office).counts["stories"] == 13
    assert change(office, "add", model.key(30), now=AT + timedelta(seconds=1)).changes[0].target == model.key(30)
    assert build(office).counts["stories"] == 14
    story = json.loads(build(office).json)["stories"][10]["id"]
    change(office, "move", "11", "attention:1", now=AT + timedelta(seconds=2))
    moved = json.loads(build(office).json)["stories"]
    assert (moved[0]["id"], moved[0]["block"], moved[0]["number"]) == (story, "attention", 1)
    change(office, "translate", "14", "Doanh nghiệp Hàn Quốc mở rộng nhà máy", now=AT + timedelta(seconds=3))
    change(office, "propose", "1", "giao Sở Nội vụ xem", now=AT + timedelta(seconds=4))
    text = " ".join(build(office).text.split())
    assert "Tiêu đề dịch (cán bộ trực dịch): Doanh nghiệp Hàn Quốc mở rộng nhà máy." in text
    assert "chưa dịch" not in text
    assert "Đề xuất: giao Sở Nội vụ xem." in text
    undone = [take_back(office, AT + timedelta(seconds=10 + second)).changes[0].action for second in range(5)]
    assert undone == ["propose", "translate", "move", "add", "drop"]
    assert build(office).text == before.text
    with pytest.raises(ChangeError, match="Không có lần sửa nào để bỏ"):
        take_back(office, AT + timedelta(seconds=20))


@pytest.mark.parametrize(
    ("action", "key", "why"),
    [("drop", "99", "không có nội dung"), ("add", "khong-co", "không có trong kho"), ("note", "x", "không có nội dung")],
)
def test_a_wrong_request_changes_nothing(tmp_path: Path, action: str, key: str, why: str) -> None:
    office = filled(tmp_path)
    with pytest.raises(ChangeError, match=f"{why}.*Cách xử lý"):
        change(office, action, key, "x")
    with Archive.open(office.archive_path, now=AT) as archive:
        assert archive.reviews.changes(model.DAY) == []


def test_nearly_taken_is_listed_with_its_reason(tmp_path: Path) -> None:
    office = filled(tmp_path)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        other = replace(
            model.articles()[0], id="e" * 16, url="https://vov.example/e", relevance="passing", score=0.6, story=None,
            reasons=("chỉ nêu tên tỉnh trong danh sách",), title="Mưa lớn ở nhiều tỉnh",
        )  # fmt: skip
        archive.articles.keep(other, None, now=desk.NOW - timedelta(hours=1), run="test")
        archive.judgements.write(other, "stamp", now=desk.NOW, run="test")
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        review = review_edition(archive, office, model.DAY, now=desk.NOW)
    assert (len(review.items), review.approval, review.changes, review.held) == (31, None, (), ())
    (miss,) = review.near_misses
    assert (miss.article, miss.title, miss.outlet) == ("e" * 16, "Mưa lớn ở nhiều tỉnh", "Báo Tuổi Trẻ")
    assert miss.reason == "chỉ nhắc đến: chỉ nêu tên tỉnh trong danh sách"
    text = describe_review(review, office)
    assert text.startswith("Bản tin số 154 ngày 02/06/2020: 14 nội dung, 31 tin, bài; chờ duyệt, gửi lúc 06:30.\n1. Nước mương")
    assert text.endswith(
        "Suýt đưa vào (thêm bằng “diembao edition add MÃ”):\n  eeeeeeeeeeeeeeee  Mưa lớn ở nhiều tỉnh\n"
        "      chỉ nhắc đến: chỉ nêu tên tỉnh trong danh sách\n"
    )


def test_sensitive_stories_wait_for_a_person(tmp_path: Path) -> None:
    office = filled(tmp_path, sensitive_hold=("accused",))
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        thief = replace(model.articles()[26], title="Khởi tố bị can trong nhóm trộm xe máy ở huyện Tứ Kỳ")
        archive.articles.keep(thief, None, now=desk.NOW, run="test")
        archive.judgements.write(thief.with_(versions=2), "stamp", now=desk.NOW, run="test")
    waiting = build(office)
    assert waiting.counts["stories"] == 13
    assert "1 nội dung nhạy cảm chờ người phụ trách xem" in " ".join(waiting.text.split())
    approve(office)
    told = build(office, AT)
    assert told.counts["stories"] == 14
    assert "nhạy cảm" not in told.text


def test_on_hold_until_approved_or_the_hour(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = filled(tmp_path, port, edition_hold=True)

    def day(now: datetime) -> str:
        return desk.one_day(office, now)[1]

    assert "chờ duyệt" in day(desk.NOW)
    assert box.taken == []
    approve(office)
    assert "đã gửi 3 thư" in day(AT + timedelta(minutes=1))
    assert len(box.taken) == 3
    other = filled(tmp_path / "khac", port, edition_hold=True)
    desk.one_day(other, AT + timedelta(minutes=10))
    assert len(box.taken) == 6
    assert "chưa có người rà soát" in " ".join(box.taken[-1].get_body(("plain",)).get_content().split())  # type: ignore[union-attr]


def test_a_sent_edition_is_corrected_by_a_letter(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = filled(tmp_path, port)
    with pytest.raises(ChangeError, match="chưa gửi"):
        correct(office, 9, "x")
    desk.one_day(office)
    with pytest.raises(ChangeError, match="đã gửi nên không sửa được nữa"):
        change(office, "drop", "9")
    sent = build(office, AT)
    erratum = correct(office, 9, "không thuộc tỉnh Hải Dương")
    assert sorted(erratum.recipients) == sorted(desk.RECIPIENTS)
    mails = box.taken[3:]
    assert len(mails) == 3
    assert mails[0]["Subject"] == "[Điểm tin Hải Dương] ĐÍNH CHÍNH bản tin số 154 ngày 02/06/2020"
    assert mails[0].get_content().strip() == (
        "Sở xin đính chính: nội dung 9 không thuộc tỉnh Hải Dương, đã bỏ khỏi bản tin. Số liệu đúng: 13 nội dung, 29 tin, bài."
    )
    assert build(office, AT) == sent
    correct(office, 9, "không thuộc tỉnh Hải Dương")
    assert len(box.taken) == 6


def test_working_days_only(tmp_path: Path) -> None:
    office = desk.office(tmp_path, edition_days="working")
    saturday = datetime(2020, 6, 6, 7, tzinfo=VN)
    status, text = desk.one_day(office, saturday, may_send=False)
    assert (status, "không phát hành" in text) == (0, True)
    with Archive.open(office.archive_path, now=saturday) as archive, pytest.raises(NotYet, match=r"edition\.days"):
        assemble_edition(archive, office, date(2020, 6, 7), now=saturday + timedelta(days=1), run="test")


def delicate(office: Office) -> None:
    """Story 11 names an accused person; another article was nearly taken."""
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        thief = replace(model.articles()[26], title="Khởi tố bị can trong nhóm trộm xe máy ở huyện Tứ Kỳ")
        archive.articles.keep(thief, None, now=desk.NOW - timedelta(minutes=1), run="test")
        archive.judgements.write(thief.with_(versions=2), "stamp", now=desk.NOW, run="test")
        other = replace(
            model.articles()[0], id="e" * 16, url="https://vov.example/e", outlet="vov", relevance="passing", score=0.6,
            story=None, reasons=("chỉ nêu tên tỉnh trong danh sách",), title="Mưa lớn ở nhiều tỉnh",
        )  # fmt: skip
        archive.articles.keep(other, None, now=desk.NOW - timedelta(hours=1), run="test")
        archive.judgements.write(other, "stamp", now=desk.NOW, run="test")


def tick(office: Office, hour: int, minute: int, day: int = 2) -> str:
    return desk.tick(office, datetime(2020, 6, day, hour, minute, tzinfo=VN))[1]


def test_the_officer_gets_the_waiting_edition_first_with_what_is_sensitive_and_what_was_nearly_taken(
    tmp_path: Path, post: tuple[desk.Post, int]
) -> None:
    box, port = post
    office = filled(tmp_path, port, sensitive_hold=("accused",), mail_officer="baochi@tinh.example", edition_hold=True)
    delicate(office)
    assert "Thư chờ duyệt gửi tới baochi@tinh.example" in tick(office, 6, 5)
    tick(office, 6, 6)
    assert box.to == ["baochi@tinh.example"]
    mail = box.taken[0]
    assert mail["Subject"] == "[Chờ duyệt] Bản tin số 154 ngày 02/06/2020: 13 nội dung, 1 nội dung cần xem trước"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content().replace("\r\n", "\n")
    assert "chờ duyệt, gửi lúc 06:30." in text
    held = text.partition("CHƯA ĐƯA VÀO BẢN TIN")[2].partition("SUÝT ĐƯA VÀO")[0]
    assert "trộm xe máy" in held
    assert "Lý do: người bị nghi, bị cáo buộc." in held
    assert "https://" in held
    near = text.partition("SUÝT ĐƯA VÀO")[2]
    assert "- Mưa lớn ở nhiều tỉnh (Báo điện tử VOV; mã eeeeeeeeeeeeeeee)\n" in near
    assert "\n  chỉ nhắc đến: chỉ nêu tên tỉnh trong danh sách\n" in near
    approve(office)
    tick(office, 6, 30)
    assert sorted(box.to[1:]) == sorted(desk.RECIPIENTS)
    assert "14 nội dung" in str(box.taken[1]["Subject"])


def test_a_sensitive_story_nobody_looked_at_waits_a_week_and_is_never_dropped_silently(
    tmp_path: Path, post: tuple[desk.Post, int]
) -> None:
    box, port = post
    office = filled(tmp_path, port, sensitive_hold=("accused",), mail_officer="baochi@tinh.example")
    delicate(office)
    for day in (2, 3, 4):
        tick(office, 6, 5, day)
        tick(office, 6, 30, day)
    letters = [mail.get_content() for to, mail in zip(box.to, box.taken, strict=True) if to == office.mail_officer]
    assert len(letters) == 3
    assert all("trộm xe máy" in text.partition("SUÝT ĐƯA VÀO")[0] for text in letters)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert [row.outcome.value for row in archive.trail.lines(model.key(27))][-1] == "held_sensitive"
    fifth = datetime(2020, 6, 5, 6, 10, tzinfo=VN)
    tick(office, 6, 5, 5)
    desk.approved(office, by=BY, day=fifth.date(), now=fifth)
    tick(office, 6, 30, 5)
    told = [str(mail["Subject"]) for to, mail in zip(box.to, box.taken, strict=True) if to == desk.RECIPIENTS[0]]
    assert told[-1] == "[Điểm tin Hải Dương] Thứ Sáu 05/06/2020: 1 nội dung"


def test_what_groups_do_not_get_is_told_to_the_officer(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    group = Group(slug="bao-chi", name="Báo chí", recipients=("nhom@tinh.example",), withhold=("accused",))
    office = filled(tmp_path, port, groups=(group,), mail_officer="baochi@tinh.example")
    delicate(office)
    tick(office, 6, 5)
    text = box.taken[0].get_content().replace("\r\n", "\n")
    kept = text.partition("KHÔNG GỬI CHO MỘT SỐ NHÓM NHẬN")[2].partition("SUÝT ĐƯA VÀO")[0]
    assert "- 11. " in kept
    assert "Không gửi cho nhóm: Báo chí." in kept
    tick(office, 6, 30)
    got = {to: str(mail["Subject"]) for to, mail in zip(box.to, box.taken, strict=True)}
    assert "13 nội dung" in got["nhom@tinh.example"]
    assert "14 nội dung" in got[desk.RECIPIENTS[0]]
