"""digest/delivery/smtp.py, letters.py, message.py: what each answer of a server means, the pace, the waits, the words."""

from __future__ import annotations

import smtplib
import socket
import ssl
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive
from data.archive.records import EditionItem, EditionRow
from data.settings import Office
from digest.delivery.letters import _put_off, build_letter, list_overseers, queue_letters, write_erratum
from digest.delivery.message import (
    MailError,
    check_header,
    compute_sending_time,
    list_missing_settings,
    make_message_id,
    parse_address,
)
from digest.delivery.smtp import (
    NoServer,
    Refused,
    SmtpConnection,
    TemporaryFailure,
    classify_failure,
    explain_no_server,
    format_answer,
)
from tests.support import office_desk as desk

NOW = datetime(2021, 3, 3, 1, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return desk.office(tmp_path, 2525, mail_host="thu.example", mail_timeout_seconds=2.5)


@pytest.mark.parametrize(
    ("code", "kind"),
    [(421, TemporaryFailure), (450, TemporaryFailure), (499, TemporaryFailure), (500, Refused), (501, Refused), (550, Refused)],
)
def test_five_hundred_and_more_is_for_good(office: Office, code: int, kind: type[Exception]) -> None:
    for error in (smtplib.SMTPRecipientsRefused({"a@b.example": (code, b"no")}), smtplib.SMTPDataError(code, "no")):
        failure = classify_failure(office, error)
        assert type(failure) is kind
        assert f"({code} no)" in str(failure)


def test_a_refusal_of_the_offices_own_address_may_pass(office: Office) -> None:
    failure = classify_failure(office, smtplib.SMTPSenderRefused(550, b"who", "x@y.example"))
    assert type(failure) is TemporaryFailure
    assert str(failure) == "mail.from: máy chủ từ chối địa chỉ gửi (550 who)"
    assert type(classify_failure(office, smtplib.SMTPServerDisconnected("gone"))) is TemporaryFailure


def test_an_answer_is_one_line_of_three_hundred_characters() -> None:
    assert format_answer(550, b"a\r\n  b\x00c") == "550 a b c"
    assert format_answer(550, "à") == "550 à"
    assert format_answer(550, "à".encode() + b"\xff") == "550 à\ufffd"
    assert len(format_answer(550, "x" * 296)) == 300
    assert format_answer(550, "x" * 297) == "550 " + "x" * 296


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (smtplib.SMTPAuthenticationError(535, b"bad"), "mail.user, mail.password: máy chủ không nhận đăng nhập (535 bad)"),
        (ssl.SSLCertVerificationError("self-signed"), "chứng thư của máy chủ không được tin cậy"),
        (ssl.SSLError("wrong version"), "mail.security, mail.ca_file: không lập được kết nối mã hóa ("),
        (smtplib.SMTPNotSupportedError("STARTTLS"), "mail.security, mail.user: máy chủ không có cách mã hóa hoặc đăng nhập"),
        (TimeoutError(), "mail.host, mail.timeout_seconds: máy chủ thu.example:2525 không trả lời trong 2.5 giây"),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed: timed out"), "không trả lời trong 2.5 giây"),
        (smtplib.SMTPConnectError(554, b"no"), "mail.host: máy chủ thu.example:2525 không tiếp nhận kết nối (554 no)"),
        (socket.gaierror("x"), "mail.host: không dùng được máy chủ thu.example:2525 (không tìm thấy tên máy chủ: x)"),
        (ConnectionRefusedError("x"), "(không có dịch vụ thư ở cổng này: x)"),
        (ConnectionResetError("x"), "(kết nối bị ngắt giữa chừng: x)"),
        (smtplib.SMTPServerDisconnected("x"), "(kết nối bị ngắt giữa chừng: x)"),
        (OSError("x"), "mail.host: không dùng được máy chủ thu.example:2525 (x)"),
        (OSError(), "mail.host: không dùng được máy chủ thu.example:2525 (OSError)"),
    ],
)
def test_a_server_that_cannot_be_used_is_explained(office: Office, error: Exception, words: str) -> None:
    assert words in explain_no_server(office, error)


def test_a_missing_file_of_certificates_is_named(tmp_path: Path) -> None:
    office = desk.office(tmp_path, mail_ca_file="ca.pem")
    assert explain_no_server(office, FileNotFoundError("x")) == f"mail.ca_file: không có tệp {tmp_path / 'ca.pem'}"


def test_mails_keep_the_pace_of_the_settings(tmp_path: Path) -> None:
    waits: list[float] = []
    times = iter([100.0, 101.0, 101.5, 110.0, 110.5, 113.5, 113.5])
    connection = SmtpConnection(desk.office(tmp_path, mail_per_minute=20), pause=waits.append, clock=lambda: next(times))
    connection._keep_pace()
    assert (waits, connection.last) == ([], 100.0)  # nothing was sent before
    connection._keep_pace()  # a second after the last one: two seconds more
    assert (waits, connection.last) == ([2.0], 101.5)
    connection._keep_pace()  # long after
    assert (waits, connection.last) == ([2.0], 110.5)
    connection._keep_pace()  # exactly three seconds after
    assert (waits, connection.last) == ([2.0], 113.5)


def test_without_a_pace_nothing_waits(tmp_path: Path) -> None:
    waits: list[float] = []
    connection = SmtpConnection(desk.office(tmp_path, mail_per_minute=0), pause=waits.append, clock=lambda: 5.0)
    connection._keep_pace()
    connection._keep_pace()
    assert (waits, connection.last) == ([], 5.0)


@pytest.mark.parametrize(("limit", "connections"), [(2, 2), (0, 1), (3, 1), (1, 3)])
def test_a_connection_carries_so_many_mails(tmp_path: Path, post: tuple[desk.Post, int], limit: int, connections: int) -> None:
    _, port = post
    office = desk.office(tmp_path, port, mail_per_connection=limit)
    servers = []
    with SmtpConnection(office) as connection:
        for _ in range(3):
            connection.send("a@b.example", b"Subject: x\r\n\r\nx\r\n")
            servers.append(connection.server)
        assert connection.carried == {2: 1, 0: 3, 3: 3, 1: 1}[limit]
    assert len({id(server) for server in servers}) == connections
    assert connection.server is None


def test_no_server_is_told_from_a_refused_mail(tmp_path: Path) -> None:
    with SmtpConnection(desk.office(tmp_path, desk.free_port())) as connection, pytest.raises(NoServer, match=r"mail\.host"):
        connection.send("a@b.example", b"x")


@pytest.mark.parametrize(
    ("attempts", "hours", "error", "state", "minutes"),
    [
        (0, 0, TemporaryFailure("x"), "deferred", 1),
        (1, 0, TemporaryFailure("x"), "deferred", 5),
        (2, 0, NoServer("x"), "deferred", 15),
        (3, 0, TemporaryFailure("x"), "deferred", 60),
        (4, 0, TemporaryFailure("x"), "deferred", 60),
        (9, 23.5, TemporaryFailure("x"), "deferred", 30),
        (9, 24, TemporaryFailure("x"), "failed", 0),
        (0, 0, Refused("x"), "failed", 0),
        (0, 0, MailError("x"), "failed", 0),
    ],
)
def test_a_letter_waits_longer_each_time_and_is_given_up_after_a_day(
    tmp_path: Path, office: Office, attempts: int, hours: float, error: Exception, state: str, minutes: int
) -> None:
    with Archive.open(tmp_path / "kho.sqlite", now=NOW) as archive:
        queue_letters(archive, office, "word", "k", ["a@b.example"], subject="s", text="t", now=NOW)
        for _ in range(attempts):
            archive.letters.mark(archive.letters.rows()[0], "deferred", NOW)
        now = NOW + timedelta(hours=hours)
        unsent = _put_off(archive, archive.letters.rows()[0], error, now)
        assert (unsent.recipient, unsent.detail, unsent.is_final) == ("a@b.example", "x", state == "failed")
        assert archive.letters.rows()[0].state == state
        due = now + timedelta(minutes=minutes)
        assert len(archive.letters.rows(due_at=due)) == (1 if minutes else 0)
        assert archive.letters.rows(due_at=due - timedelta(seconds=1)) == []


def test_a_letter_is_queued_once_for_each_recipient(tmp_path: Path, office: Office) -> None:
    with Archive.open(tmp_path / "kho.sqlite", now=NOW) as archive:
        facts: dict[str, Any] = {"subject": "s", "text": "t", "now": NOW}
        assert queue_letters(archive, office, "word", "k", ["a@b.example", "c@d.example"], **facts) == 2
        assert queue_letters(archive, office, "word", "k", ["a@b.example", "e@f.example"], **facts) == 1
        assert queue_letters(archive, office, "word", "k", [], **facts) == 0
        assert queue_letters(archive, office, "word", "k2", ["a@b.example"], **facts) == 1
        assert len({letter.message_id for letter in archive.letters.rows()}) == 4
        assert all(
            letter.message_id.startswith("<word.") and letter.message_id.endswith("@haiduong.example>")
            for letter in archive.letters.rows()
        )
        assert all(len(letter.message_id.partition("@")[0]) == len("<word.") + 24 for letter in archive.letters.rows())
        mail = build_letter(office, archive.letters.rows()[0], NOW + timedelta(microseconds=7))
        assert (mail["Subject"], mail["To"], mail["Date"]) == ("s", "a@b.example", "Wed, 03 Mar 2021 08:00:00 +0700")
        assert mail.get_content().splitlines() == ["t"]


def test_overseers_are_the_operator_and_the_officer_each_once(tmp_path: Path) -> None:
    def overseers(**settings: str) -> tuple[str, ...]:
        return list_overseers(
            desk.office(tmp_path, **({"mail_operator": "", "mail_officer": "", "mail_reply_to": ""} | settings))
        )

    assert overseers() == ()
    assert overseers(mail_operator="a@x.example") == ("a@x.example",)
    assert overseers(mail_operator="a@x.example", mail_officer="b@x.example", mail_reply_to="c@x.example") == (
        "a@x.example",
        "b@x.example",
    )
    assert overseers(mail_operator="a@x.example", mail_reply_to="c@x.example") == ("a@x.example", "c@x.example")
    assert overseers(mail_operator="a@x.example", mail_officer="a@x.example") == ("a@x.example",)


def item(article: str, number: int) -> EditionItem:
    return EditionItem(position=1, number=number, article=article, story=f"s{number}", outlet="o", title="Tin", url="")


@pytest.mark.parametrize(
    ("name", "before", "words"),
    [
        ("SỞ X", set(), "Sở xin đính chính: nội dung 1 sai tên, đã bỏ khỏi bản tin. Số liệu đúng: 2 nội dung, 3 tin, bài."),
        (
            "Văn phòng UBND",
            {3},
            "Văn phòng xin đính chính: nội dung 1 sai tên, đã bỏ khỏi bản tin. Số liệu đúng: 1 nội dung, 2 tin, bài.",
        ),
        (
            "Hội Y",
            {2, 3},
            "Cơ quan xin đính chính: nội dung 1 sai tên, đã bỏ khỏi bản tin. Số liệu đúng: 0 nội dung, 0 tin, bài.",
        ),
    ],
)
def test_a_correction_counts_what_is_left(tmp_path: Path, name: str, before: set[int], words: str) -> None:
    json = '{"head": {"province_name": "Hải Dương"}}'
    edition = EditionRow(day=date(2021, 3, 3), number=7, after=NOW, until=NOW, built_at=NOW, counts={}, json=json)
    items = [item("a", 1), item("b", 2), item("c", 2), item("d", 3)]
    subject, text = write_erratum(desk.office(tmp_path, office_name=name), edition, items, 1, why="sai tên", before=before)
    assert subject == "[Điểm tin Hải Dương] ĐÍNH CHÍNH bản tin số 7 ngày 03/03/2021"
    assert text == words


def test_missing_settings_are_listed(tmp_path: Path) -> None:
    assert list_missing_settings(desk.office(tmp_path)) == []
    assert [line.partition(":")[0] for line in list_missing_settings(desk.office(tmp_path, mail_host="", mail_from=""))] == [
        "mail.host",
        "mail.from",
    ]


def test_headers_and_addresses(tmp_path: Path) -> None:
    assert check_header("k", "một dòng") == "một dòng"
    for sign in ("\n", "\r", "\x00", "\x85", "\u2028"):
        with pytest.raises(MailError, match="k:"):
            check_header("k", f"a{sign}b")
    assert str(parse_address("k", "a@b.example", "Tên")) == "Tên <a@b.example>"
    for wrong in ("", "a", "a@b@c", "ả@b.example"):
        with pytest.raises(MailError, match="k:"):
            parse_address("k", wrong)
    office = desk.office(tmp_path)
    day = date(2021, 3, 3)
    first = make_message_id(office, day, "A@b.example")
    assert first == make_message_id(office, day, "a@B.example")
    assert first.startswith("<20210303.hai-duong.") and first.endswith("@haiduong.example>")
    assert len(first) == len("<20210303.hai-duong.@haiduong.example>") + 24
    assert len({first, make_message_id(office, day, "c@b.example"), make_message_id(office, day, "a@b.example", 1)}) == 3
    assert make_message_id(desk.office(tmp_path, mail_from=""), day, "a@b.example").endswith("@diembao.invalid>")


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (datetime(2021, 3, 2, 23, 29, 59, tzinfo=UTC), "06:30:00"),
        (datetime(2021, 3, 2, 23, 30, 1, 5, tzinfo=UTC), "06:30:01"),
        (datetime(2021, 3, 3, 1, 0, tzinfo=UTC), "08:00:00"),
    ],
)
def test_the_date_of_a_mail_is_the_set_hour_or_later(tmp_path: Path, now: datetime, at: str) -> None:
    office = desk.office(tmp_path, edition_send_at="06:30")
    assert compute_sending_time(office, date(2021, 3, 3), now).isoformat() == f"2021-03-03T{at}+07:00"
