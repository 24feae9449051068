"""Single mails beside the editions (alerts, corrections of an edition, word to the officer): queued, then each sent once.

In: an open archive, the settings, the present time. Out: `LetterRound`, who got a letter and who did not; `Erratum`. A letter is
tried again after 1, 5, 15 and 60 minutes; after 24 hours it is given up and stays in the archive as not sendable.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from data.archive import Archive
from data.archive.records import EditionItem, EditionRow, Letter
from data.settings import Office
from data.storage.locks import one_sender
from data.text import tidy
from data.text.dates import format_date
from digest.cases.service import require_person
from digest.delivery.message import HANOI, MailError, check_header, parse_address
from digest.delivery.smtp import NoServer, Refused, SmtpConnection, TemporaryFailure
from digest.issue.errors import ChangeError

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
GIVE_UP = timedelta(hours=24)
ISSUERS = ("Sở", "Văn phòng", "Ban")  # how an office names itself in a correction, by the first word of its name


@dataclass(frozen=True, kw_only=True)
class UnsentLetter:
    """A letter that did not go out in one round."""

    recipient: str
    detail: str  # why, in Vietnamese
    is_final: bool  # given up: it is not tried again


@dataclass(frozen=True, kw_only=True)
class LetterRound:
    """What became of the letters that were due; both empty when none was."""

    sent: tuple[str, ...] = ()  # recipients
    unsent: tuple[UnsentLetter, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether any letter did not go out."""
        return bool(self.unsent)


def queue_letters(
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


def list_overseers(office: Office) -> tuple[str, ...]:
    """List the addresses of the operator and the officer: who is told when mails do not arrive."""
    return tuple(dict.fromkeys(filter(None, (office.mail_operator, office.mail_officer or office.mail_reply_to))))


def send_letters(archive: Archive, office: Office, *, now: datetime) -> LetterRound:
    """Send the letters that are due; nothing where the settings name no mail server."""
    if not (office.mail_host and office.mail_from) or not archive.letters.rows(due_at=now):
        return LetterRound()
    sent: list[str] = []
    unsent: list[UnsentLetter] = []
    with one_sender(office.send_lock), SmtpConnection(office) as connection:
        due = archive.letters.rows(due_at=now)  # read in our turn
        for index, letter in enumerate(due):
            try:
                connection.send(letter.recipient, build_letter(office, letter, now).as_bytes())
            except NoServer as error:  # nothing can go out now: the others need not knock as well
                unsent += [_put_off(archive, left, error, now) for left in due[index:]]
                break
            except (TemporaryFailure, Refused, MailError) as error:
                unsent.append(_put_off(archive, letter, error, now))
            else:
                archive.letters.mark(letter, "sent", now)
                sent.append(letter.recipient)
    return LetterRound(sent=tuple(sent), unsent=tuple(unsent))


def _put_off(archive: Archive, letter: Letter, error: Exception, now: datetime) -> UnsentLetter:
    """Mark a letter as deferred, or as failed where it is not worth another try."""
    detail = " ".join(str(error).split())
    is_final = isinstance(error, Refused | MailError) or now - letter.queued_at >= GIVE_UP
    if is_final:
        archive.letters.mark(letter, "failed", now, detail=detail)
    else:
        wait = BACK_OFF[min(letter.attempts, len(BACK_OFF) - 1)]
        archive.letters.mark(letter, "deferred", now, again_at=min(now + wait, letter.queued_at + GIVE_UP), detail=detail)
    return UnsentLetter(recipient=letter.recipient, detail=detail, is_final=is_final)


def build_letter(office: Office, letter: Letter, now: datetime) -> EmailMessage:
    """Build the mail of one letter. Raises MailError for what may not stand in a header."""
    mark = "[Dữ liệu giả định] " if office.office_demo else ""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = check_header("tiêu đề thư", letter.subject)
    mail["From"] = parse_address("mail.from", office.mail_from, check_header("office.sender_name", office.office_sender_name))
    mail["To"] = parse_address("mail.recipients", letter.recipient)
    mail["Reply-To"] = parse_address("mail.reply_to", office.mail_reply_to or office.mail_from)
    mail["Date"] = now.astimezone(HANOI).replace(microsecond=0)
    mail["Message-ID"] = check_header("mail.from", letter.message_id)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(f"{mark}{letter.text}".rstrip() + "\n", subtype="plain", charset="utf-8", cte="base64")
    return mail


@dataclass(frozen=True, kw_only=True)
class Erratum:
    """The correction of a sent edition, and who was told."""

    subject: str
    text: str  # in the numbers of the whole edition; a group reads its own numbers
    recipients: tuple[str, ...]  # who had got the story
    letters: LetterRound


def send_erratum(archive: Archive, office: Office, day: date, number: int, *, why: str, by: str, now: datetime) -> Erratum:
    """Correct a sent edition: one letter to everybody who got the story; the sent edition itself stays as it is.

    `number`: the story's number in the whole edition. Raises ChangeError (not sent yet, no such story), ArchiveError (`by` is
    empty).
    """
    edition = archive.editions.get(day)
    if edition is None or edition.frozen_at is None:
        raise ChangeError(f"Bản tin ngày {format_date(day)} chưa gửi. Cách xử lý: sửa bằng “diembao edition drop”.")
    items = archive.editions.items(day)
    if not any(item.number == number for item in items):
        raise ChangeError(f"Bản tin không có nội dung {number}. Chưa gửi gì.")
    why = tidy(why)
    before = {int(change.target) for change in archive.reviews.changes(day) if change.action == "erratum"}
    subject, text = write_erratum(office, edition, items, number, why=why, before=before)
    archive.reviews.change(day, "erratum", by=require_person(by), now=now, target=str(number), reason=why)
    rows = [row for row in archive.outbox.rows(day) if row.state == "sent"]
    recipients: list[str] = []
    for slug in sorted({row.group for row in rows}):
        part_text = _write_for_group(archive, office, edition, slug, items, number, why=why, before=before)
        people = [row.recipient for row in rows if row.group == slug]
        if part_text is not None:
            recipients += people
            key = f"{day}/{number}"
            queue_letters(archive, office, "erratum", key, people, subject=subject, text=part_text, now=now)
    letters = send_letters(archive, office, now=now)
    return Erratum(subject=subject, text=text, recipients=tuple(recipients), letters=letters)


def _write_for_group(
    archive: Archive,
    office: Office,
    edition: EditionRow,
    slug: str,
    items: Sequence[EditionItem],
    number: int,
    *,
    why: str,
    before: Collection[int],
) -> str | None:
    """The correction in the numbers and figures of what a group got; None when it never got this story."""
    part = archive.groups.part(edition.day, slug) if slug else None
    if part is not None:
        numbers = {article["id"]: story["number"] for story in json.loads(part.json)["stories"] for article in story["articles"]}
        renumbered = {item.number: numbers[item.article] for item in items if item.article in numbers}
        if number not in renumbered:
            return None
        items = [replace(item, number=numbers[item.article]) for item in items if item.article in numbers]
        number, before = renumbered[number], {renumbered[earlier] for earlier in before if earlier in renumbered}
    return write_erratum(office, edition, items, number, why=why, before=before)[1]


def write_erratum(
    office: Office, edition: EditionRow, items: Sequence[EditionItem], number: int, *, why: str, before: Collection[int]
) -> tuple[str, str]:
    """Write subject and text of a correction. `before`: numbers of the stories corrected already."""
    left = [item for item in items if item.number != number and item.number not in before]
    stories = len({item.number for item in left})
    name = json.loads(edition.json)["head"]["province_name"]
    issuer = next((word for word in ISSUERS if office.office_name.upper().startswith(word.upper())), "Cơ quan")
    subject = f"[Điểm tin {name}] ĐÍNH CHÍNH bản tin số {edition.number} ngày {format_date(edition.day)}"
    text = (
        f"{issuer} xin đính chính: nội dung {number} {why}, đã bỏ khỏi bản tin. "
        f"Số liệu đúng: {stories} nội dung, {len(left)} tin, bài."
    )
    return subject, text
