"""Sending as a record: who got the edition, who waits until when and why, what else the operator must know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.settings import Group, Office
from digest.delivery import Delivery, UnreadySettings, send_edition, send_trial
from digest.delivery.letters import queue_letters, send_letters
from digest.delivery.message import MailError
from digest.issue.errors import MissingPart
from tests.support import edition_day as model
from tests.support import office_desk as desk

LATER, NEVER, GOOD = desk.RECIPIENTS
MINUTE = timedelta(minutes=1)


def ready(folder: Path, port: int, **changes: object) -> Office:
    office = desk.office(folder, port, **changes)
    desk.fill(office)
    return office


def deliver(office: Office, now: object = None, **options: object) -> Delivery:
    at = desk.NOW if now is None else now
    with Archive.open(office.archive_path, now=at) as archive:  # type: ignore[arg-type]
        return send_edition(archive, office, model.DAY, now=at, **options)  # type: ignore[arg-type]


def answer(address: str) -> str:
    return {LATER: "450 4.2.0 later", NEVER: "550 5.1.1 no such user"}.get(address, "250 OK")


def test_who_got_it_who_waits_and_who_will_not_get_it(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    box.rcpt = answer
    office = ready(tmp_path, port, mail_operator="vh@tinh.example")
    delivery = deliver(office)
    assert (delivery.sent, delivery.was_tried, delivery.received, delivery.is_complete) == ((GOOD,), True, 1, False)
    (waiting,), (failed,) = delivery.waiting, delivery.failed
    assert (waiting.recipient, waiting.next_at) == (LATER, desk.NOW + MINUTE)
    assert waiting.detail == "máy chủ hẹn lần sau (450 4.2.0 later)"
    assert (failed.recipient, failed.detail) == (NEVER, "máy chủ không nhận (550 5.1.1 no such user)")
    assert sorted(delivery.letters.sent) == ["truc@haiduong.example", "vh@tinh.example"]
    assert (delivery.late_groups, delivery.files_error) == ((), "")
    assert delivery.edition.number == 154


def test_a_mail_that_rests_is_left_alone_unless_a_person_asks(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    box.rcpt = answer
    office = ready(tmp_path, port, mail_recipients=(LATER, GOOD))
    deliver(office)
    resting = deliver(office, at_once=False)
    assert (resting.was_tried, resting.sent, resting.received) == (False, (), 1)
    assert [row.recipient for row in resting.waiting] == [LATER]
    box.rcpt = lambda address: "250 OK"
    asked = deliver(office)
    assert (asked.sent, asked.received, asked.is_complete) == ((LATER,), 2, True)
    done = deliver(office, desk.NOW + timedelta(hours=1))
    assert (done.was_tried, done.received, done.is_complete) == (False, 2, True)


def test_a_group_set_up_too_late_is_named(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    _, port = post
    office = ready(tmp_path, port)
    deliver(office)
    group = Group(slug="moi", name="Sở mới", recipients=("moi@tinh.example",), fields=("y-te",))
    late = deliver(replace(office, groups=(group,)))
    assert (late.late_groups, late.was_tried, late.is_complete) == (("Sở mới",), False, True)


def test_files_that_cannot_be_renewed_stop_no_mail(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = ready(tmp_path, port)
    office.out_dir.write_text("a file where the folder should be", "utf-8")
    delivery = deliver(office)
    assert delivery.is_complete
    assert len(box.to) == 3
    assert delivery.files_error.startswith(f"Không ghi được tệp bản tin vào {office.out_dir} (")
    assert "Cách xử lý:" in delivery.files_error


def test_the_settings_that_are_missing_are_named_and_nothing_is_begun(tmp_path: Path) -> None:
    office = ready(tmp_path, 1, mail_host="", mail_recipients=())
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        with pytest.raises(UnreadySettings) as caught:
            send_edition(archive, office, model.DAY, now=desk.NOW)
        with pytest.raises(UnreadySettings) as trial:
            send_trial(archive, office, model.DAY, "a@tinh.example", now=desk.NOW)
        assert [run.command for run in archive.trail.runs()] == ["test"]
    assert [line.split(":")[0] for line in str(caught.value).splitlines()[1:]] == ["mail.host", "mail.recipients"]
    assert [line.split(":")[0] for line in str(trial.value).splitlines()[1:]] == ["mail.host"]  # a trial needs no recipients


def test_an_edition_of_which_only_figures_are_known_is_not_sent(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = ready(tmp_path, port)
    imported = model.history()[-1].day
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        with pytest.raises(MailError, match="Bản tin ngày 01/06/2020 chỉ có số liệu"):
            send_edition(archive, office, imported, now=desk.NOW)
        with pytest.raises(MailError, match="Bản tin ngày 01/06/2020 chỉ có số liệu"):
            send_trial(archive, office, imported, "a@tinh.example", now=desk.NOW)
    assert box.to == []


def test_a_trial_is_recorded_as_a_run_and_nowhere_else(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = ready(tmp_path, port)
    assert desk.trial(office, "thu@tinh.example").is_sent
    box.rcpt = lambda address: "550 5.1.1 no such user"
    refused = desk.trial(office, "sai@tinh.example", desk.NOW + MINUTE)
    assert (refused.recipient, refused.is_sent) == ("sai@tinh.example", False)
    assert refused.failure == "máy chủ không nhận (550 5.1.1 no such user)"
    with pytest.raises(MissingPart, match="“khong-co”"):
        desk.trial(office, "thu@tinh.example", group="khong-co")
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        runs = [(run.status, run.detail) for run in archive.trail.runs() if run.command == "send" and run.ended_at is not None]
        assert archive.outbox.rows(model.DAY) == []
        edition = archive.editions.get(model.DAY)
    assert sorted(runs) == [("done", "thư gửi thử"), ("problems", "thư gửi thử")]
    assert edition is not None
    assert edition.frozen_at is None


def test_letters_tell_which_are_given_up(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    box.rcpt = answer
    office = ready(tmp_path, port)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        queue_letters(archive, office, "word", "x", desk.RECIPIENTS, subject="Báo tin", text="Nội dung.", now=desk.NOW)
        letters = send_letters(archive, office, now=desk.NOW)
        assert letters.sent == (GOOD,)
        assert {letter.recipient: letter.is_final for letter in letters.unsent} == {LATER: False, NEVER: True}
        assert letters.has_failed
        assert not send_letters(archive, office, now=desk.NOW).has_failed  # what was put off waits for its hour
        again = send_letters(archive, office, now=desk.NOW + MINUTE)
    assert [letter.recipient for letter in again.unsent] == [LATER]
