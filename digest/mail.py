"""Mail: one edition to each recipient, once, through the outbox.

In: a built edition, the recipients of the settings. Out: what became of every mail, written in the outbox row by row.
A mail is marked after the server took it and keeps its Message-ID, so a crash in between sends it again under the same id and the
receiver drops the second copy; marking first would lose it. One bad recipient never stops the others.
"""

from __future__ import annotations

import hashlib
import json
import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from data.archive import Archive, EditionRow, OutboxRow
from data.office import Office
from digest.attachments import Attachment, attached

HANOI = timezone(timedelta(hours=7))  # what the Date header says; Vietnam has no summer time
UNFIT = re.compile("[\x00-\x1f\x7f\x80-\x9f\u2028\u2029\ud800-\udfff]")  # line breaks and controls forge headers
TEMPORARY = 400
PERMANENT = 500
LEAVE = "Ngừng nhận điểm tin báo chí"


class MailError(Exception):
    """The mail cannot be written or sent; the Vietnamese text names the setting and what to do."""


@dataclass
class Delivery:
    """What became of the mails of one call: recipient -> the server's words (empty when sent)."""

    sent: list[str] = field(default_factory=list)
    deferred: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def missing_settings(office: Office) -> list[str]:
    """Vietnamese lines, one per setting without which no mail can go out; empty = ready."""
    wanted = {
        "mail.host": (office.mail_host, "máy chủ gửi thư"),
        "mail.from": (office.mail_from, "địa chỉ gửi"),
        "mail.recipients": (office.mail_recipients, "danh sách nơi nhận"),
    }
    return [
        f"{key}: chưa có {what}. Cách xử lý: thêm vào mục [mail] của tệp cài đặt."
        for key, (value, what) in wanted.items()
        if not value
    ]


def checked(key: str, value: str) -> str:
    """The value when it may stand in a header. Raises MailError, naming the setting, for line breaks, NUL and other controls."""
    if UNFIT.search(value):
        raise MailError(
            f"{key}: có ký tự xuống dòng hoặc ký tự điều khiển nên không ghi được vào đầu thư. Chưa thư nào bị ảnh hưởng khác. "
            "Cách xử lý: viết lại giá trị này trên một dòng."
        )
    return value


def address(key: str, value: str, name: str = "") -> Address:
    """A header address. Raises MailError, naming the setting, when it is none."""
    try:
        found = Address(display_name=checked(key, name), addr_spec=checked(key, value))
        found.addr_spec.encode("ascii")
    except (MessageError, ValueError, IndexError) as error:
        raise MailError(f"{key}: “{UNFIT.sub('?', value)}” không phải địa chỉ thư. Cách xử lý: sửa lại địa chỉ này.") from error
    return found


def message_id(office: Office, day: date, recipient: str, copy: int = 0) -> str:
    """The same for one edition and one recipient, always; `copy` counts what a person asked to send again."""
    secret = "\n".join((office.office_province, day.isoformat(), recipient.casefold(), str(copy)))
    host = office.mail_from.rpartition("@")[2] or "diembao.invalid"
    return f"<{day:%Y%m%d}.{office.office_province}.{hashlib.sha256(secret.encode()).hexdigest()[:24]}@{host}>"


def sending_time(office: Office, day: date, now: datetime) -> datetime:
    """The Date of the mail: the set hour of the edition's day, or the present when it is later than that. Hanoi time."""
    hour, minute = map(int, office.edition_send_at.split(":"))
    due = datetime.combine(day, time(hour, minute), tzinfo=HANOI)
    return max(due, now.astimezone(HANOI).replace(microsecond=0))


def message(
    office: Office,
    edition: EditionRow,
    recipient: str,
    *,
    identity: str,
    sent_at: datetime,
    files: Sequence[Attachment] = (),
    test: bool = False,
) -> EmailMessage:
    """The mail of one recipient: full plain text, HTML, and its files. Raises MailError naming the unfit setting."""
    subject = str(json.loads(edition.json)["subject"])
    answers = office.mail_reply_to or office.mail_from
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = checked("tiêu đề thư", f"[Gửi thử] {subject}" if test else subject)
    mail["From"] = address("mail.from", office.mail_from, checked("office.sender_name", office.office_sender_name))
    mail["To"] = address("mail.recipients", recipient)
    mail["Reply-To"] = address("mail.reply_to", answers)
    mail["Date"] = sent_at
    mail["Message-ID"] = checked("mail.from", identity)
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<mailto:{address('mail.reply_to', answers).addr_spec}?subject={quote(LEAVE)}>"
    mail.set_content(edition.text, subtype="plain", charset="utf-8", cte="base64")
    mail.add_alternative(edition.html, subtype="html", charset="utf-8", cte="base64")
    for file in files:
        mail.add_attachment(file.content, maintype=file.main, subtype=file.sub, filename=file.name)
    mail["Content-Language"] = "vi"  # after the parts: they would carry it off
    for depth, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        inner = f"\n{depth}" if depth else ""
        part.set_boundary(f"diembao-{hashlib.sha256((identity + inner).encode()).hexdigest()[:24]}")
    return mail


def connect(office: Office) -> smtplib.SMTP:
    """An open, secured, logged-in connection. Raises OSError or SMTPException; nothing was sent then."""
    where, port, patience = office.mail_host, office.mail_port, office.mail_timeout_seconds
    if office.mail_security == "none":
        server = smtplib.SMTP(where, port, timeout=patience)
    else:
        trusted = ssl.create_default_context(cafile=str(office.base / office.mail_ca_file) if office.mail_ca_file else None)
        if office.mail_security == "tls":
            server = smtplib.SMTP_SSL(where, port, timeout=patience, context=trusted)
        else:
            server = smtplib.SMTP(where, port, timeout=patience)
            try:
                server.starttls(context=trusted)
            except BaseException:
                server.close()
                raise
    try:
        if office.mail_user:
            server.login(office.mail_user, office.mail_password)
    except BaseException:
        server.close()
        raise
    return server


def deliver(
    archive: Archive,
    office: Office,
    edition: EditionRow,
    *,
    now: datetime,
    clock: Callable[[], datetime] | None = None,
    only: Sequence[str] | None = None,
) -> Delivery:
    """Send what this edition still owes. The first accepted connection freezes the edition. Each row is marked as it happens."""
    result = Delivery()
    rows = [row for row in archive.due(now) if row.day == edition.day and (only is None or row.recipient in only)]
    if not rows:
        return result
    tell = clock or (lambda: now)
    files = attached(archive, edition)
    try:
        server = connect(office)
    except (OSError, smtplib.SMTPException) as error:
        for row in rows:
            _defer(archive, result, row, _no_server(office, error), tell())
        return result
    archive.freeze_edition(edition.day, tell())
    try:
        for row in rows:
            server = _deliver_one(archive, office, edition, row, server, result, tell, files)
    finally:
        _leave(server)
    return result


def _deliver_one(
    archive: Archive,
    office: Office,
    edition: EditionRow,
    row: OutboxRow,
    server: smtplib.SMTP,
    result: Delivery,
    tell: Callable[[], datetime],
    files: Sequence[Attachment],
) -> smtplib.SMTP:
    """One mail; the connection to use for the next one."""
    try:
        when = sending_time(office, edition.day, tell())
        mail = message(office, edition, row.recipient, identity=row.message_id, sent_at=when, files=files)
        server.sendmail(office.mail_from, [row.recipient], mail.as_bytes())
    except MailError as error:
        _fail(archive, result, row, str(error), tell())
    except smtplib.SMTPRecipientsRefused as error:
        code, words = error.recipients[row.recipient]
        _refused(archive, result, row, code, words, tell())
    except smtplib.SMTPSenderRefused as error:  # the office's own address: the recipient is not at fault
        said = _words(error.smtp_code, error.smtp_error)
        _defer(archive, result, row, f"mail.from: máy chủ từ chối địa chỉ gửi ({said})", tell())
    except smtplib.SMTPResponseException as error:
        _refused(archive, result, row, error.smtp_code, error.smtp_error, tell())
    except (OSError, smtplib.SMTPException) as error:
        _defer(archive, result, row, _no_server(office, error), tell())
    else:
        archive.mark_sent(row.day, row.recipient, tell())
        result.sent.append(row.recipient)
        return server
    return server if _alive(server) else _again(office, server)


def _refused(archive: Archive, result: Delivery, row: OutboxRow, code: int, words: bytes | str, at: datetime) -> None:
    said = _words(code, words)
    if TEMPORARY <= code < PERMANENT:
        _defer(archive, result, row, f"máy chủ hẹn lần sau ({said})", at)
    else:
        _fail(archive, result, row, f"máy chủ không nhận ({said})", at)


def _defer(archive: Archive, result: Delivery, row: OutboxRow, detail: str, at: datetime) -> None:
    archive.mark_deferred(row.day, row.recipient, at, detail=detail)
    result.deferred[row.recipient] = detail


def _fail(archive: Archive, result: Delivery, row: OutboxRow, detail: str, at: datetime) -> None:
    archive.mark_failed(row.day, row.recipient, at, detail=detail)
    result.failed[row.recipient] = detail


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(UNFIT.sub(' ', text).split())}"


def _no_server(office: Office, error: Exception) -> str:
    """Why the server could not be used, naming the settings to look at."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"mail.user, mail.password: máy chủ không nhận đăng nhập ({_words(error.smtp_code, error.smtp_error)})"
    if isinstance(error, FileNotFoundError):
        return f"mail.ca_file: không có tệp {office.base / office.mail_ca_file}"
    if isinstance(error, ssl.SSLError):
        return f"mail.security, mail.ca_file: không lập được kết nối mã hóa ({UNFIT.sub(' ', str(error))})"
    why = UNFIT.sub(" ", str(error)) or type(error).__name__
    return f"mail.host: không dùng được máy chủ {office.mail_host}:{office.mail_port} ({why})"


def _alive(server: smtplib.SMTP) -> bool:
    try:
        return 200 <= server.rset()[0] < 300
    except (OSError, smtplib.SMTPException):
        return False


def _again(office: Office, server: smtplib.SMTP) -> smtplib.SMTP:
    """A fresh connection after a broken one; the broken one when there is none to have (the next mail is then deferred)."""
    server.close()
    try:
        return connect(office)
    except (OSError, smtplib.SMTPException):
        return server


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
