"""Every fault of an SMTP server, as a table: state of each row of the outbox, hour of the next try, words of the notice."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive
from data.archive.records import OutboxRow
from data.settings import Office
from data.text.dates import VN
from digest.delivery.smtp import SmtpConnection
from tests.digest.delivery.test_mail_secure import certificate
from tests.support import edition_day as model
from tests.support import office_desk as desk
from tests.support.faulty_server import DROP, HANG, Faulty, faulty

TWENTY = tuple(f"noi-nhan-{n:02d}@tinh.example" for n in range(1, 21))
BAD = TWENTY[6]
MINUTE = timedelta(minutes=1)
NEVER = "không nhận"  # the words of a refusal for good
LATER = "hẹn lần sau"
SENDER = "mail.from: máy chủ từ chối địa chỉ gửi"
GREETING = "mail.host: máy chủ 127.0.0.1"
BROKEN = "mail.host: không dùng được máy chủ"
SLOW = "mail.host, mail.timeout_seconds: máy chủ 127.0.0.1"
CIPHER = "mail.security, mail.user: máy chủ không có cách mã hóa hoặc đăng nhập mà cài đặt đòi"
TRUST = "mail.security, mail.ca_file: không lập được kết nối mã hóa"
LOGIN = "mail.user, mail.password: máy chủ không nhận đăng nhập"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One row of the table: what the server says at which stage, and what the outbox must hold then."""

    stage: str
    says: str
    bad: str  # state of the row that met the fault
    words: str  # what its detail says
    all: bool = False  # the fault meets every recipient
    arrived: bool = False  # the server had the mail all the same
    security: str = "none"
    user: str = ""


def one(stage: str, says: str, bad: str, words: str, **more: Any) -> Fault:
    return Fault(stage=stage, says=says, bad=bad, words=words, **more)


TABLE = [
    one("greeting", "421 4.3.2 closing", "deferred", GREETING, all=True),
    one("greeting", "554 5.3.2 no service here", "deferred", GREETING, all=True),
    one("greeting", DROP, "deferred", BROKEN, all=True),
    one("greeting", HANG, "deferred", SLOW, all=True),
    one("ehlo", "421 4.3.2 closing", "deferred", GREETING, all=True),
    one("ehlo", "550 5.7.1 not you", "deferred", GREETING, all=True),
    one("ehlo", DROP, "deferred", BROKEN, all=True),
    one("auth", "454 4.7.0 later", "deferred", LOGIN, all=True, user="diemtin"),
    one("auth", "535 5.7.8 wrong password", "deferred", LOGIN, all=True, user="diemtin"),
    one("auth", HANG, "deferred", SLOW, all=True, user="diemtin"),
    one("starttls", "454 4.7.0 TLS not available", "deferred", CIPHER, all=True, security="starttls"),
    one("starttls", "502 5.5.1 no", "deferred", CIPHER, all=True, security="starttls"),
    one("starttls", DROP, "deferred", BROKEN, all=True, security="starttls"),
    one("none", "", "deferred", CIPHER, all=True, security="starttls"),  # STARTTLS is not offered
    one("untrusted", "", "deferred", TRUST, all=True, security="starttls"),  # a certificate nobody vouches for
    one("mail", "451 4.3.0 busy", "deferred", SENDER, all=True),
    one("mail", "550 5.1.8 sender unknown", "deferred", SENDER, all=True),
    one("mail", "421 4.7.0 too many", "deferred", SENDER, all=True),
    one("rcpt", "450 4.2.0 greylisted", "deferred", LATER),
    one("rcpt", "452 4.2.2 mailbox full", "deferred", LATER),
    one("rcpt", "421 4.3.2 closing", "deferred", LATER),
    one("rcpt", "550 5.1.1 no such user", "failed", NEVER),
    one("rcpt", "553 5.1.3 bad address", "failed", NEVER),
    one("rcpt", DROP, "deferred", BROKEN),
    one("rcpt", HANG, "deferred", SLOW),
    one("data", "451 4.3.0 busy", "deferred", LATER),
    one("data", "554 5.5.1 no valid recipients", "failed", NEVER),
    one("data", DROP, "deferred", BROKEN),
    one("data", HANG, "deferred", SLOW),
    one("body", "452 4.3.1 disk full", "deferred", LATER),
    one("body", "421 4.3.2 closing", "deferred", LATER),
    one("body", "552 5.3.4 too large", "failed", NEVER),
    one("body", "554 5.7.1 refused as spam", "failed", NEVER),
    one("body", DROP, "deferred", BROKEN, arrived=True),
    one("body", HANG, "deferred", SLOW),
]


def told_at(fault: Fault) -> Any:
    return lambda stage, to: fault.says if stage == fault.stage and (fault.all or to == BAD) else None


def rows(office: Office) -> dict[str, OutboxRow]:
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        return {row.recipient: row for row in archive.outbox.rows(model.DAY)}


def letters(office: Office) -> list[tuple[str, str, str]]:
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        return [(letter.recipient, letter.subject, letter.text) for letter in archive.letters.rows()]


def office_of(base: Path, port: int, **changes: Any) -> Office:
    given = {"mail_recipients": TWENTY, "mail_timeout_seconds": 1.0, "mail_operator": "vanhanh@tinh.example"}
    office = desk.office(base, port, **(given | changes))
    desk.fill(office)
    return office


@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: f"{fault.stage}-{fault.says.replace(' ', '_') or 'fault'}")
def test_each_fault_leaves_the_outbox_as_promised(tmp_path: Path, fault: Fault) -> None:
    features = ("AUTH PLAIN",) if fault.user else ()
    tls = None
    if fault.security == "starttls" and fault.stage != "none":
        features = (*features, "STARTTLS")
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate(tmp_path))
    plan = Faulty(answer=told_at(fault), features=features, tls=tls)
    with faulty(plan) as port:
        office = office_of(tmp_path, port, mail_security=fault.security, mail_user=fault.user, mail_password=fault.user)
        status, said = desk.send(office)
        found = rows(office)
        met = set(TWENTY) if fault.all else {BAD}
        assert status == 1
        assert {row.state for to, row in found.items() if to in met} == {fault.bad}
        assert {row.state for to, row in found.items() if to not in met} <= {"sent"}
        assert fault.words in found[BAD].detail
        assert found[BAD].attempts == 1
        assert BAD in said
        if fault.bad == "deferred":
            assert found[BAD].next_at == desk.NOW + MINUTE
            assert "hoãn, sẽ gửi lại lúc 06:06" in said
            assert letters(office) == []
        else:
            subject = "Bản tin số 154 ngày 02/06/2020: 1 nơi không nhận được thư"
            notices = letters(office)
            assert {(to, title) for to, title, _ in notices} == {(office.mail_operator, subject), (office.mail_reply_to, subject)}
            assert f"- {BAD}: máy chủ không nhận ({fault.says})" in notices[0][2]
            assert "Không mất dữ liệu" in notices[0][2]
            assert "--again ĐỊA_CHỈ" in notices[0][2]
        got = [to for to, _ in plan.taken if to in TWENTY]
        assert sorted(got) == sorted(set(TWENTY) - met | (met if fault.arrived else set()))
        # the fault is mended: what was put off arrives under the same Message-ID, what was refused waits for a person
        plan.answer = lambda stage, recipient: None
        if fault.security == "starttls":
            plan.tls = plan.tls or _trusted(tmp_path)
            plan.features = ("STARTTLS",)
        mended = Office(**{**vars(office), "mail_ca_file": "ca.pem" if fault.security == "starttls" else ""})
        desk.send(mended, now=desk.NOW + MINUTE, at_once=False)
    ids = {to: {identity for name, identity in plan.taken if name == to} for to in TWENTY}
    assert all(len(ids[to]) == 1 for to in TWENTY if to not in met or fault.bad == "deferred")
    assert ids[BAD] == ({found[BAD].message_id} if fault.bad == "deferred" else set())


def _trusted(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))
    return context


def test_a_mail_rests_1_5_15_60_minutes_then_every_hour_and_is_given_up_after_a_day(tmp_path: Path) -> None:
    plan = Faulty(answer=lambda stage, to: "450 4.2.0 later" if stage == "rcpt" and to == BAD else None)
    with faulty(plan) as port:
        office = office_of(tmp_path, port)
        desk.send(office)
        waits, now = [], desk.NOW
        while (row := rows(office)[BAD]).state == "deferred":
            waits.append(int((row.next_at - now).total_seconds() // 60))
            desk.send(office, now=row.next_at - timedelta(seconds=1), at_once=False)
            assert rows(office)[BAD].attempts == row.attempts, "tried before its hour"
            now = row.next_at
            desk.send(office, now=now, at_once=False)
        subjects = [subject for _, subject, _ in letters(office)]
    assert waits == [1, 5, 15, *[60] * 23, 39]
    assert rows(office)[BAD].state == "failed"
    assert "đã thử trong 24 giờ, nay thôi" in rows(office)[BAD].detail
    assert subjects == ["Bản tin số 154 ngày 02/06/2020: 1 nơi không nhận được thư"] * 2
    assert "tính đến 06:05 ngày 03/06/2020" in letters(office)[0][2]
    assert sorted(to for to, _ in plan.taken if to in TWENTY) == sorted(set(TWENTY) - {BAD})
    with Archive.open(office.archive_path, now=now) as archive:
        log = [line.state for line in archive.outbox.tries(model.DAY) if line.recipient == BAD]
    assert log == ["deferred"] * 27 + ["failed"]


def test_watch_retries_by_itself_and_warns_once_that_the_edition_is_not_out(tmp_path: Path) -> None:
    plan = Faulty(answer=lambda stage, to: "421 4.3.2 down" if stage == "greeting" else None)
    with faulty(plan) as port:
        office = office_of(tmp_path, port, mail_officer="baochi@tinh.example")

        def tick(hour: int, minute: int) -> str:
            return desk.tick(office, datetime(2020, 6, 2, hour, minute, tzinfo=VN))[1]

        tick(6, 1)
        for minute in (30, 31, 36, 44):
            tick(6, minute)
        attempts = rows(office)[BAD].attempts
        assert "chưa gửi lúc 06:45" in tick(6, 45)
        assert "chưa gửi" not in tick(6, 46)
        words = [(to, subject) for to, subject, _ in letters(office) if subject.startswith("Bản tin ngày")]
        assert words == [(to, "Bản tin ngày 02/06/2020 chưa gửi lúc 06:45") for to in (office.mail_officer, office.mail_operator)]
        plan.answer = lambda stage, to: None
        tick(6, 51)
        for minute in (52, 53, 59):
            tick(6, minute)
    assert attempts == 3
    assert {row.state for row in rows(office).values()} == {"sent"}
    assert sorted(to for to, _ in plan.taken if to in TWENTY) == sorted(TWENTY)
    assert [to for to, _ in plan.taken].count(office.mail_officer) >= 1


def test_again_keeps_the_message_id_of_a_mail_that_may_have_arrived_and_makes_a_copy_of_one_that_did(tmp_path: Path) -> None:
    plan = Faulty(answer=lambda stage, to: DROP if stage == "body" else None)
    with faulty(plan) as port:
        office = office_of(tmp_path, port, mail_recipients=(BAD,))
        desk.send(office)
        plan.answer = lambda stage, to: None
        assert desk.send(office, again=BAD)[0] == 0
        assert desk.send(office, again=BAD)[0] == 0
    identities = [identity for to, identity in plan.taken if to == BAD]
    assert identities[0] == identities[1] != identities[2]
    assert rows(office)[BAD].copies == 1


@pytest.mark.parametrize(("limit", "connections"), [(0, 1), (7, 3), (20, 1), (1, 20)])
def test_no_more_mails_over_one_connection_than_the_server_allows(tmp_path: Path, limit: int, connections: int) -> None:
    plan = Faulty()
    with faulty(plan) as port:
        assert desk.send(office_of(tmp_path, port, mail_per_connection=limit))[0] == 0
    assert (len(plan.taken), plan.connections) == (20, connections)


def test_no_more_mails_in_a_minute_than_the_server_allows(tmp_path: Path) -> None:
    plan, slept, at = Faulty(), [0.0], [100.0]

    def pause(seconds: float) -> None:
        slept[0] += seconds
        at[0] += seconds

    with faulty(plan) as port:
        office = office_of(tmp_path, port, mail_per_minute=30)
        with SmtpConnection(office, pause=pause, clock=lambda: at[0]) as line:
            for to in TWENTY:
                line.send(to, b"Subject: x\r\n\r\nx")
    assert slept[0] == pytest.approx(19 * 2)
