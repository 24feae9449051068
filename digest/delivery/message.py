"""Mail: an edition as the message of one recipient.

In: a built edition, a recipient, the settings. Out: an `EmailMessage` with a stable Message-ID, or a `MailError` that names the
setting which may not stand in a header. How it is carried is in `smtp`, what becomes of it in `outbox`.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, time, timedelta, timezone
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from data.errors import OperatorError
from data.settings import Office
from digest.delivery.smtp import UNFIT
from digest.issue.parts import MailContent

HANOI = timezone(timedelta(hours=7))  # what the Date header says; Vietnam has no summer time
LEAVE = "Ngừng nhận điểm tin báo chí"


class MailError(OperatorError):
    """The mail cannot be written or sent; the Vietnamese text names the setting and what to do."""


def list_missing_settings(office: Office) -> list[str]:
    """List in Vietnamese the settings that are missing and without which no mail can go out; empty = ready."""
    wanted = {
        "mail.host": (office.mail_host, "máy chủ gửi thư"),
        "mail.from": (office.mail_from, "địa chỉ gửi"),
        "mail.recipients": (office.everybody, "danh sách nơi nhận"),
    }
    return [
        f"{key}: chưa có {name}. Cách xử lý: thêm vào mục [mail] của tệp cài đặt."
        for key, (value, name) in wanted.items()
        if not value
    ]


def check_header(key: str, value: str) -> str:
    """Return the value when it may stand in a header.

    Raises MailError, naming the setting, for line breaks, NUL and other controls.
    """
    if UNFIT.search(value):
        raise MailError(
            f"{key}: có ký tự xuống dòng hoặc ký tự điều khiển nên không ghi được vào đầu thư. Chưa thư nào bị ảnh hưởng khác. "
            "Cách xử lý: viết lại giá trị này trên một dòng."
        )
    return value


def parse_address(key: str, value: str, name: str = "") -> Address:
    """Parse a header address. Raises MailError, naming the setting, when it is none."""
    try:
        address = Address(display_name=check_header(key, name), addr_spec=check_header(key, value))
        address.addr_spec.encode("ascii")
    except (MessageError, ValueError, IndexError) as error:
        raise MailError(f"{key}: “{UNFIT.sub('?', value)}” không phải địa chỉ thư. Cách xử lý: sửa lại địa chỉ này.") from error
    return address


def make_message_id(office: Office, day: date, recipient: str, copy: int = 0) -> str:
    """Make a Message-ID: always the same for one edition and one recipient. `copy` counts what a person asked to send again."""
    secret = "\n".join((office.office_province, day.isoformat(), recipient.casefold(), str(copy)))
    host = office.mail_from.rpartition("@")[2] or "diembao.invalid"
    return f"<{day:%Y%m%d}.{office.office_province}.{hashlib.sha256(secret.encode()).hexdigest()[:24]}@{host}>"


def compute_sending_time(office: Office, day: date, now: datetime) -> datetime:
    """Compute the Date of the mail: the set hour of the edition's day, or the present when it is later than that. Hanoi time."""
    hour, minute = map(int, office.edition_send_at.split(":"))
    due = datetime.combine(day, time(hour, minute), tzinfo=HANOI)
    return max(due, now.astimezone(HANOI).replace(microsecond=0))


def build_message(
    office: Office,
    content: MailContent,
    recipient: str,
    *,
    identity: str,
    sent_at: datetime,
    is_trial: bool = False,
) -> EmailMessage:
    """Build the mail of one recipient: full plain text and HTML (or the short text alone), and its files.

    `identity`: the Message-ID; `sent_at`: the Date header. Raises MailError naming the unfit setting.
    """
    edition = content.edition
    subject = str(json.loads(edition.json)["subject"])
    answers = office.mail_reply_to or office.mail_from
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = check_header("tiêu đề thư", f"[Gửi thử] {subject}" if is_trial else subject)
    mail["From"] = parse_address("mail.from", office.mail_from, check_header("office.sender_name", office.office_sender_name))
    mail["To"] = parse_address("mail.recipients", recipient)
    mail["Reply-To"] = parse_address("mail.reply_to", answers)
    mail["Date"] = sent_at
    mail["Message-ID"] = check_header("mail.from", identity)
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<mailto:{parse_address('mail.reply_to', answers).addr_spec}?subject={quote(LEAVE)}>"
    mail.set_content(edition.short if content.short else edition.text, subtype="plain", charset="utf-8", cte="base64")
    if not content.short:
        mail.add_alternative(edition.html, subtype="html", charset="utf-8", cte="base64")
    for file in content.files:
        mail.add_attachment(file.content, maintype=file.main, subtype=file.sub, filename=file.name)
    mail["Content-Language"] = "vi"  # after the parts: they would carry it off
    for depth, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        inner = f"\n{depth}" if depth else ""
        part.set_boundary(f"diembao-{hashlib.sha256((identity + inner).encode()).hexdigest()[:24]}")
    return mail
