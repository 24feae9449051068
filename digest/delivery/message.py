"""Mail: an edition as the message of one recipient.

In: a built edition, a recipient, the settings. Out: an `EmailMessage` with a stable Message-ID, or a `MailError` that names the
setting which may not stand in a header. How it is carried is in `transport`, what becomes of it in `delivery`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from data.archive.records import EditionRow
from data.settings import Office
from digest.delivery.smtp import UNFIT
from digest.render.attachments import Attachment

HANOI = timezone(timedelta(hours=7))  # what the Date header says; Vietnam has no summer time
LEAVE = "Ngừng nhận điểm tin báo chí"


class MailError(Exception):
    """The mail cannot be written or sent; the Vietnamese text names the setting and what to do."""


def missing_settings(office: Office) -> list[str]:
    """Vietnamese lines, one per setting without which no mail can go out; empty = ready."""
    wanted = {
        "mail.host": (office.mail_host, "máy chủ gửi thư"),
        "mail.from": (office.mail_from, "địa chỉ gửi"),
        "mail.recipients": (office.everybody, "danh sách nơi nhận"),
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
    short: bool = False,
) -> EmailMessage:
    """The mail of one recipient: full plain text and HTML (or the short text alone), and its files.

    Raises MailError naming the unfit setting.
    """
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
    mail.set_content(edition.short if short else edition.text, subtype="plain", charset="utf-8", cte="base64")
    if not short:
        mail.add_alternative(edition.html, subtype="html", charset="utf-8", cte="base64")
    for file in files:
        mail.add_attachment(file.content, maintype=file.main, subtype=file.sub, filename=file.name)
    mail["Content-Language"] = "vi"  # after the parts: they would carry it off
    for depth, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        inner = f"\n{depth}" if depth else ""
        part.set_boundary(f"diembao-{hashlib.sha256((identity + inner).encode()).hexdigest()[:24]}")
    return mail
