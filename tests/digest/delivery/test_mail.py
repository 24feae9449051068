"""Mail against a real SMTP server on loopback: each recipient once, faults as promised, no forged header."""

from __future__ import annotations

import json
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.archive import Archive
from data.archive.records import EditionRow, OutboxRow
from digest.delivery import UnreadySettings
from digest.delivery.message import MailError, build_message, make_message_id
from digest.issue.assemble import assemble_edition
from digest.issue.editing import EditRequest
from digest.issue.parts import MailContent
from tests.support import edition_day as model
from tests.support import office_desk as desk

GOOD = desk.RECIPIENTS[0]


def outbox(base: Path, office: Any) -> dict[str, OutboxRow]:
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        return {row.recipient: row for row in archive.outbox.rows(model.DAY)}


def test_each_recipient_gets_one_whole_mail(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    desk.fill(office)
    assert desk.send(office) == (0, "Bản tin số 154: đã gửi 3 thư.\n")
    assert sorted(box.to) == sorted(desk.RECIPIENTS)
    mail = box.taken[0]
    assert mail["Subject"] == "[Điểm tin Hải Dương] Thứ Ba 02/06/2020: 14 nội dung, 2 báo nêu, 1 tin nhanh"
    assert str(mail["From"]) == "Điểm tin báo chí Hải Dương <diemtin@haiduong.example>"
    assert mail["Reply-To"] == "truc@haiduong.example"
    assert mail["Date"] == "Tue, 02 Jun 2020 06:30:00 +0700"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert str(mail["List-Unsubscribe"]).startswith("<mailto:truc@haiduong.example?subject=")
    assert mail.get_content_type() == "multipart/alternative"
    parts = [(part.get_content_type(), part.get_content_charset()) for part in mail.iter_parts()]
    assert parts == [("text/plain", "utf-8"), ("text/html", "utf-8")]
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        kept = archive.editions.get(model.DAY)
        assert kept is not None
        assert kept.frozen_at is not None
        plain, page = (part.get_content() for part in mail.iter_parts())
        assert (plain.replace("\r\n", "\n"), page.replace("\r\n", "\n")) == (kept.text, kept.html)
        assert [row.outcome.value for row in archive.trail.lines(model.key(1))][-2:] == ["told", "sent"]


def test_second_send_sends_nothing_and_changes_nothing(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    desk.fill(office)
    desk.send(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        archive.corrections.correct(model.key(23), by="Người sửa", now=desk.NOW, verdict="passing")
        first = archive.editions.get(model.DAY)
    status, said = desk.send(office, now=desk.NOW + timedelta(hours=2))
    assert (status, len(box.taken)) == (0, 3)
    assert "Không còn thư nào chờ gửi" in said
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert archive.editions.get(model.DAY) == first


@pytest.mark.parametrize(
    ("where", "answer", "state"),
    [
        ("rcpt", "550 5.1.1 No such user", "failed"),
        ("rcpt", "450 4.2.0 Try later", "deferred"),
        ("data", "554 5.6.0 Refused", "failed"),
        ("data", "451 4.3.0 Busy", "deferred"),
        ("data", "421 4.3.2 Closing", "deferred"),
    ],
)
def test_one_bad_recipient_never_stops_the_others(
    tmp_path: Path, post: tuple[desk.Post, int], where: str, answer: str, state: str
) -> None:
    box, port = post
    bad = sorted(desk.RECIPIENTS)[0]  # the first to be sent
    setattr(box, where, lambda address: answer if address == bad else "250 OK")
    office = desk.office(tmp_path, port)
    desk.fill(office)
    status, said = desk.send(office)
    rows = outbox(tmp_path, office)
    assert status == 1
    assert rows[bad].state == state
    assert answer.split(maxsplit=1)[0] in rows[bad].detail
    assert bad in said
    assert sorted(to for to in box.to if to in desk.RECIPIENTS) == sorted(set(desk.RECIPIENTS) - {bad})
    setattr(box, where, lambda address: "250 OK")
    status, _ = desk.send(office, now=desk.NOW + timedelta(minutes=5))
    assert (status, bad in box.to) == ((0, True) if state == "deferred" else (1, False))


def test_no_server_defers_all_and_keeps_their_identity(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    dead = desk.office(tmp_path, 1)
    desk.fill(dead)
    status, said = desk.send(dead)
    before = outbox(tmp_path, dead)
    assert status == 1
    assert "mail.host" in said
    assert {row.state for row in before.values()} == {"deferred"}
    with Archive.open(dead.archive_path, now=desk.NOW) as archive:
        edition = archive.editions.get(model.DAY)
        assert edition is not None
        assert edition.frozen_at is None
    assert desk.send(desk.office(tmp_path, port))[0] == 0
    assert {str(mail["Message-ID"]) for mail in box.taken} == {row.message_id for row in before.values()}


def test_resend_after_a_crash_keeps_the_message_id(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port, mail_recipients=(GOOD,))
    desk.fill(office)
    desk.send(office)
    with Archive.open(
        office.archive_path, now=desk.NOW
    ) as archive:  # as if killed after the server took it, before it was marked
        archive.outbox.mark_deferred(model.DAY, GOOD, desk.NOW, detail="")
    desk.send(office)
    assert len(box.taken) == 2
    assert box.taken[0]["Message-ID"] == box.taken[1]["Message-ID"]
    assert box.taken[0].as_bytes() == box.taken[1].as_bytes()


def test_again_and_test(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port, mail_recipients=(GOOD,))
    desk.fill(office)
    assert desk.trial(office, "thu@tinh.example").is_sent
    assert outbox(tmp_path, office) == {}
    assert str(box.taken[0]["Subject"]).startswith("[Gửi thử] ")
    desk.send(office)
    desk.send(office, again=GOOD)
    assert box.to == ["thu@tinh.example", GOOD, GOOD]
    assert len({str(mail["Message-ID"]) for mail in box.taken}) == 3
    with pytest.raises(MailError, match="ký tự xuống dòng"):
        desk.send(office, again="hai\ndong@tinh.example")


def test_late_mail_bears_its_true_date(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    desk.fill(office)
    late = desk.NOW + timedelta(hours=5)
    desk.send(office, now=late)
    assert parsedate_to_datetime(str(box.taken[0]["Date"])) == late


def test_without_settings_the_edition_is_built_and_the_setting_named(tmp_path: Path) -> None:
    office = desk.office(tmp_path, mail_host="", mail_from="", mail_recipients=())
    desk.fill(office)
    with pytest.raises(UnreadySettings) as caught:
        desk.send(office)
    assert all(key in str(caught.value) for key in ("mail.host", "mail.from", "mail.recipients"))
    assert desk.issue(office).folder == office.out_dir / "2020-06-02"
    assert (office.out_dir / "2020-06-02" / "digest.html").read_text("utf-8").startswith("<!DOCTYPE html>")


EDITION = EditionRow(
    day=model.DAY, number=1, after=model.AFTER, until=model.UNTIL, built_at=model.BUILT,
    json=json.dumps({"subject": "[Điểm tin]"}), html="<p>Tin</p>", text="Tin\n", short="Tin",
)  # fmt: skip


def content(edition: EditionRow) -> MailContent:
    return MailContent(edition=edition, files=())


HEADERS = b"Subject From To Reply-To Date Message-ID Auto-Submitted List-Unsubscribe Content-Language MIME-Version Content-Type"
EVIL = st.text(max_size=40).flatmap(
    lambda text: st.sampled_from(["\r\n", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028", ""]).map(
        lambda mark: f"{text}{mark}Bcc: ai-do@khac.example{mark}{mark}x"
    )
)


@settings(max_examples=200, deadline=None)
@given(EVIL, st.sampled_from(["sender", "recipient", "reply", "from", "subject"]))
def test_no_header_can_be_forged(evil: str, where: str) -> None:
    changes = {"sender": "office_sender_name", "reply": "mail_reply_to", "from": "mail_from"}
    office = desk.office(Path(), **({changes[where]: evil} if where in changes else {}))
    recipient = evil if where == "recipient" else GOOD
    edition = EDITION
    if where == "subject":
        edition = EditionRow(
            **{name: getattr(EDITION, name) for name in EDITION.__slots__} | {"json": json.dumps({"subject": evil})}
        )
    try:
        mail = build_message(
            office, content(edition), recipient, identity=make_message_id(office, model.DAY, GOOD), sent_at=model.BUILT
        )
        raw = mail.as_bytes()
    except (MailError, UnicodeEncodeError):
        return
    head = raw.split(b"\r\n\r\n", 1)[0]
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert sorted(names) == sorted(HEADERS.split())


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("office.sender_name", {"office_sender_name": "Điểm tin\nBcc: x@y.example"}),
        ("mail.from", {"mail_from": "a\r\nb@c.example"}),
        ("mail.reply_to", {"mail_reply_to": "không phải địa chỉ"}),
    ],
)
def test_an_unfit_setting_is_named(key: str, changes: dict[str, str]) -> None:
    with pytest.raises(MailError, match=key):
        build_message(desk.office(Path(), **changes), content(EDITION), GOOD, identity="<a@b>", sent_at=model.BUILT)


def test_edition_is_frozen_by_its_first_mail(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    _, port = post
    office = desk.office(tmp_path, port, mail_recipients=(GOOD,))
    desk.fill(office)
    desk.send(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        run = archive.trail.begin_run("digest", desk.NOW)
        first = assemble_edition(archive, office, model.DAY, now=desk.NOW + timedelta(hours=9), run=run)
        assert first.built_at == desk.NOW
    assert desk.issue(office, now=desk.NOW + timedelta(days=3)).texts["html"] == first.html


def test_the_files_in_the_folder_are_those_of_the_edition_sent(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    _, port = post
    office = desk.office(tmp_path, port, mail_recipients=(GOOD,))
    desk.fill(office)
    folder = desk.issue(office).folder
    assert folder is not None
    drafted = (folder / "digest.html").read_bytes()
    desk.change(office, EditRequest(action="drop", key="9"), by="Người trực")
    desk.send(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        edition, documents = archive.editions.get(model.DAY), archive.documents.files(model.DAY)
    assert edition is not None
    assert (folder / "digest.html").read_bytes() == edition.html.encode() != drafted
    assert {path.read_bytes() for path in folder.glob("Diem-tin-*")} == set(documents.values())
