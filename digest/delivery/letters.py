"""Letters beside the editions: alerts, corrections of an edition, word to the officer; queued, then each sent once.

In: subject and text, the recipients. Out: what could not be sent, in Vietnamese. Back-off of 1, 5, 15, 60 minutes; after 24 hours
a letter is given up and stays in the archive as not sendable.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from data.archive import Archive
from data.archive.records import Letter
from data.settings import Office
from data.storage.locks import one_sender
from digest.delivery.message import HANOI, MailError, address, checked
from digest.delivery.smtp import NoServer, Refused, SmtpConnection, TemporaryFailure

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
GIVE_UP = timedelta(hours=24)


def queue(
    archive: Archive, office: Office, kind: str, key: str, recipients: Iterable[str], *, subject: str, text: str, now: datetime
) -> int:
    """Queue one letter to each recipient; how many are new. The same kind and key are never queued twice for one recipient."""
    host = office.mail_from.rpartition("@")[2] or "diembao.invalid"
    new = 0
    for recipient in recipients:
        mark = hashlib.sha256("\n".join((office.office_province, kind, key, recipient.casefold())).encode()).hexdigest()[:24]
        new += archive.letters.queue(
            kind, key, recipient, message_id=f"<{kind}.{mark}@{host}>", subject=subject, text=text, now=now
        )
    return new


def overseers(office: Office) -> tuple[str, ...]:
    """The operator and the officer: who is told when mails do not arrive."""
    return tuple(dict.fromkeys(filter(None, (office.mail_operator, office.mail_officer or office.mail_reply_to))))


def send_due(archive: Archive, office: Office, *, now: datetime) -> str:
    """Send what is due. Empty when all went out, else in Vietnamese what did not."""
    if not (office.mail_host and office.mail_from) or not archive.letters.rows(due_at=now):
        return ""
    failed: list[str] = []
    with one_sender(office.send_lock), SmtpConnection(office) as line:
        due = archive.letters.rows(due_at=now)  # read in our turn
        for place, letter in enumerate(due):
            try:
                line.send(letter.recipient, message(office, letter, now).as_bytes())
            except NoServer as error:  # nothing can go out now: the others need not knock as well
                for left in due[place:]:
                    failed.append(left.recipient)
                    _put_off(archive, left, error, now)
                break
            except (TemporaryFailure, Refused, MailError) as error:
                failed.append(letter.recipient)
                _put_off(archive, letter, error, now)
            else:
                archive.letters.mark(letter, "sent", now)
    return f"chưa gửi được {len(failed)} thư ({', '.join(dict.fromkeys(failed))})" if failed else ""


def _put_off(archive: Archive, letter: Letter, error: Exception, now: datetime) -> None:
    detail = " ".join(str(error).split())
    if isinstance(error, Refused | MailError) or now - letter.queued_at >= GIVE_UP:
        archive.letters.mark(letter, "failed", now, detail=detail)
    else:
        wait = BACK_OFF[min(letter.attempts, len(BACK_OFF) - 1)]
        archive.letters.mark(letter, "deferred", now, again_at=min(now + wait, letter.queued_at + GIVE_UP), detail=detail)


def message(office: Office, letter: Letter, now: datetime) -> EmailMessage:
    """The mail of one letter. Raises MailError for what may not stand in a header."""
    mark = "[Dữ liệu giả định] " if office.office_demo else ""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = checked("tiêu đề thư", letter.subject)
    mail["From"] = address("mail.from", office.mail_from, checked("office.sender_name", office.office_sender_name))
    mail["To"] = address("mail.recipients", letter.recipient)
    mail["Reply-To"] = address("mail.reply_to", office.mail_reply_to or office.mail_from)
    mail["Date"] = now.astimezone(HANOI).replace(microsecond=0)
    mail["Message-ID"] = checked("mail.from", letter.message_id)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(f"{mark}{letter.text}".rstrip() + "\n", subtype="plain", charset="utf-8", cte="base64")
    return mail
