"""What is left over: mails put off yesterday, an edition nobody was ever sent, cron alone, word that the edition is not out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.settings import Office
from data.text.dates import VN
from diembao.stages import STAGES
from tests.support import edition_day as model
from tests.support import office_desk as desk
from tests.support.faulty_server import Faulty, faulty

BAD = desk.RECIPIENTS[0]
NEXT = model.DAY + timedelta(days=1)


def at(hour: int, minute: int, day: int = 2) -> datetime:
    return datetime(2020, 6, day, hour, minute, tzinfo=VN)


def tick(office: Office, now: datetime) -> str:
    return desk.tick(office, now)[1]


def day(office: Office, now: datetime, skip: tuple[str, ...] = STAGES) -> tuple[int, str]:
    return desk.one_day(office, now, skip=skip)


def filled(base: Path, port: int, **changes: object) -> Office:
    office = desk.office(base, port, **({"mail_operator": "vanhanh@tinh.example"} | changes))
    desk.fill(office)
    return office


def states(office: Office, of: date = model.DAY) -> dict[str, str]:
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        return {row.recipient: row.state for row in archive.outbox.rows(of)}


def put_off_for_bad(stage: str, to: str) -> str | None:
    return "450 4.2.0 later" if stage == "rcpt" and to == BAD else None


def test_yesterdays_mail_is_still_tried_today_under_its_message_id_beside_todays_edition(tmp_path: Path) -> None:
    plan = Faulty(answer=put_off_for_bad)
    with faulty(plan) as port:
        office = filled(tmp_path, port)
        for hour in (6, 7, 12, 23):
            tick(office, at(hour, 30))
        assert states(office)[BAD] == "deferred"
        plan.answer = lambda stage, to: None
        assert "thư còn lại của bản tin ngày 02/06/2020: 1 đã gửi" in tick(office, at(6, 5, 3)).lower()
        tick(office, at(6, 30, 3))
    assert set(states(office).values()) == set(states(office, NEXT).values()) == {"sent"}
    ids = [identity for to, identity in plan.taken if to == BAD]
    assert [identity[1:9] for identity in ids] == ["20200602", "20200603"]


def test_a_mail_of_yesterday_is_given_up_after_a_day_though_today_has_its_own_edition(tmp_path: Path) -> None:
    plan = Faulty(answer=put_off_for_bad)
    with faulty(plan) as port:
        office = filled(tmp_path, port)
        now = at(6, 5)
        while now < at(9, 0, 3):
            tick(office, now)
            now += timedelta(minutes=5)
    assert states(office)[BAD] == "failed"
    assert states(office, NEXT)[BAD] == "deferred"
    with Archive.open(office.archive_path, now=now) as archive:
        subjects = [
            (letter.recipient, letter.subject) for letter in archive.letters.rows() if "không nhận được" in letter.subject
        ]
    told = "Bản tin số 154 ngày 02/06/2020: 1 nơi không nhận được thư"
    assert subjects == [("truc@haiduong.example", told), (office.mail_operator, told)]


@pytest.mark.parametrize("by_cron", [False, True])
def test_an_edition_built_but_never_sent_is_taken_into_the_next_one(tmp_path: Path, by_cron: bool) -> None:
    plan = Faulty()
    with faulty(plan) as port:
        office = filled(tmp_path, port)
        tick(office, at(6, 5))  # built, then the machine was off at 06:30 and all the day
        said = day(office, at(6, 40, 3))[1] if by_cron else tick(office, at(6, 40, 3))
    assert "được gộp vào bản tin ngày 03/06/2020" in said
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert archive.editions.get(model.DAY) is None
        edition = archive.editions.get(NEXT)
        assert edition is not None
        assert (edition.number, edition.counts["stories"]) == (154, 14)
        assert edition.after == model.AFTER
    assert sorted(to for to, _ in plan.taken if to in desk.RECIPIENTS) == sorted(desk.RECIPIENTS)


def test_cron_alone_tries_again_without_crawling_again(tmp_path: Path) -> None:
    plan = Faulty(answer=put_off_for_bad)
    with faulty(plan) as port:
        office = filled(tmp_path, port)
        assert day(office, at(6, 5))[0] == 1
        assert "còn 1 thư chưa đến giờ gửi lại" in day(office, at(6, 5) + timedelta(seconds=30), skip=())[1].lower()
        plan.answer = lambda stage, to: None
        assert day(office, at(6, 6), skip=())[0] == 0
        assert "đã gửi đủ từ trước" in day(office, at(6, 7), skip=())[1]
    assert set(states(office).values()) == {"sent"}
    assert sorted(to for to, _ in plan.taken if to in desk.RECIPIENTS) == sorted(desk.RECIPIENTS)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert not [run for run in archive.trail.runs() if run.command in STAGES]


def test_cron_alone_tells_that_the_edition_is_not_out_and_who_waits(tmp_path: Path) -> None:
    plan = Faulty(answer=put_off_for_bad)
    with faulty(plan) as port:
        office = filled(tmp_path, port, mail_officer="baochi@tinh.example")
        day(office, at(6, 30))
        assert "chưa gửi đủ lúc 06:45" in day(office, at(6, 45))[1]
        assert "chưa gửi đủ" not in day(office, at(7, 0))[1]
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        letters = [letter for letter in archive.letters.rows() if letter.kind == "word"]
    assert [letter.recipient for letter in letters] == ["baochi@tinh.example", "vanhanh@tinh.example"]
    assert {letter.state for letter in letters} == {"sent"}
    assert letters[0].subject == "Bản tin ngày 02/06/2020 chưa gửi đủ lúc 06:45"
    assert "2 nơi đã nhận, 1 nơi chờ gửi" in letters[0].text
    assert f"- {BAD}: máy chủ hẹn lần sau (450 4.2.0 later)" in letters[0].text
    assert "Không mất dữ liệu" in letters[0].text


def test_letters_that_wait_go_out_by_the_clock_even_without_an_alert_group(tmp_path: Path) -> None:
    plan = Faulty(answer=lambda stage, to: "421 4.3.2 down" if stage == "greeting" else None)
    with faulty(plan) as port:
        office = filled(tmp_path, port, mail_officer="baochi@tinh.example")
        tick(office, at(6, 5))
        plan.answer = lambda stage, to: None
        tick(office, at(6, 6))
    assert [to for to, _ in plan.taken] == ["baochi@tinh.example"]


def test_a_test_mail_changes_nothing(tmp_path: Path) -> None:
    plan = Faulty(answer=lambda stage, to: "550 5.1.1 no such user" if stage == "rcpt" else None)
    with faulty(plan) as port:
        office = filled(tmp_path, port)
        assert desk.trial(office, "toi@tinh.example").failure == "máy chủ không nhận (550 5.1.1 no such user)"
        plan.answer = lambda stage, to: None
        assert desk.trial(office, "toi@tinh.example").is_sent
    assert states(office) == {}
    assert [to for to, _ in plan.taken] == ["toi@tinh.example"]
