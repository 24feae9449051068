"""Delivery: what an edition still owes its recipients goes out, and the outbox says row by row what became of it.

In: a kept edition, the outbox, the settings. Out: `Delivery`; a letter to the operator about mails that will not arrive.
A mail is marked after the server took it and keeps its Message-ID, so a crash in between sends it again under the same id and the
receiver drops the second copy; marking first would lose it. A mail put off is tried again after 1, 5, 15 and 60 minutes, then
every hour, and given up after 24 hours. What was tried least often goes first: a good recipient never waits for a bad one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage

from data.archive import Archive
from data.archive.records import EditionRow, OutboxRow
from data.settings import Office
from data.storage.locks import one_sender
from data.text import local
from data.text.dates import format_date, format_time
from digest.delivery import letters
from digest.delivery.letters import BACK_OFF, GIVE_UP
from digest.delivery.message import MailError, address, message, message_id, sending_time
from digest.delivery.smtp import NoServer, Refused, SmtpConnection, TemporaryFailure
from digest.issue import parts as groups


@dataclass
class Delivery:
    """What became of the mails of one call: recipient -> the server's words (empty when sent)."""

    sent: list[str] = field(default_factory=list)
    deferred: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def wait_after(attempts: int) -> timedelta:
    """How long a mail rests that was put off after so many earlier attempts."""
    return BACK_OFF[min(attempts, len(BACK_OFF) - 1)]


def enqueue(archive: Archive, office: Office, edition: EditionRow, now: datetime) -> None:
    """One row of the outbox for each recipient of the settings; rows that are there stay as they are."""
    with archive.write():
        for recipient, group in owed(archive, office, edition).items():
            archive.outbox.queue(edition.day, recipient, message_id(office, edition.day, recipient), now, group=group)


def owed(archive: Archive, office: Office, edition: EditionRow) -> dict[str, str]:
    """Who is to get this edition -> their group; a group set up after it was approved or sent begins with the next one."""
    parts = archive.groups.slugs(edition.day)
    return {who: group for who, group in office.everybody.items() if not group or group in parts}


def settled(archive: Archive, office: Office, edition: EditionRow) -> bool:
    """Whether this edition was sent and owes nobody a mail."""
    rows = archive.outbox.rows(edition.day)
    missing = set(owed(archive, office, edition)) - {row.recipient for row in rows}
    return edition.frozen_at is not None and not missing and all(row.state in ("sent", "failed") for row in rows)


def once_more(archive: Archive, office: Office, edition: EditionRow, recipient: str, now: datetime) -> None:
    """A person asks for another try. A mail the server is known to have got is sent as a new copy; one that may or may not have
    arrived keeps its Message-ID, so that nobody gets it twice. Raises MailError for what is no address."""
    address("--again", recipient)
    row = next((row for row in archive.outbox.rows(edition.day) if row.recipient == recipient), None)
    copies = 0 if row is None else row.copies + (row.state == "sent")
    group = row.group if row is not None and row.state == "sent" else office.everybody.get(recipient, row.group if row else "")
    archive.outbox.requeue(edition.day, recipient, message_id(office, edition.day, recipient, copies), now, group=group)


def deliver(
    archive: Archive,
    office: Office,
    edition: EditionRow,
    *,
    now: datetime,
    clock: Callable[[], datetime] | None = None,
    only: Collection[str] | None = None,
    at_once: bool = False,
    line: SmtpConnection | None = None,
) -> Delivery:
    """Send what this edition owes now; `at_once`: also what still rests after a refusal.

    The first accepted connection freezes the edition. Each row is marked as it happens.
    """
    result = Delivery()
    tell = clock or (lambda: now)
    with one_sender(office.send_lock), line or SmtpConnection(office) as open_line:
        found = archive.outbox.due(
            now + timedelta(days=1) if at_once else now
        )  # read in our turn: another sender may have sent some
        rows = [row for row in found if row.day == edition.day and (only is None or row.recipient in only)]
        work = _Round(archive, office, edition, open_line, result, tell)
        for place, row in enumerate(rows):
            try:
                work.one(row)
            except NoServer as error:
                with archive.write():
                    for left in rows[place:]:
                        work.defer(left, str(error))
                break
    return result


@dataclass
class _Round:
    """One round of sending."""

    archive: Archive
    office: Office
    edition: EditionRow
    line: SmtpConnection
    result: Delivery
    tell: Callable[[], datetime]
    loads: dict[str, groups.Load | None] = field(default_factory=dict)  # by group; built once a round

    def one(self, row: OutboxRow) -> None:
        """One mail. Raises NoServer when nothing more can be sent in this round."""
        try:
            mail = self.mail(row)
            self.line.open()
            self.archive.editions.freeze(row.day, self.tell())
            self.line.send(row.recipient, mail.as_bytes())
        except NoServer:
            raise
        except TemporaryFailure as error:
            self.defer(row, str(error))
        except (Refused, MailError) as error:
            self.fail(row, str(error))
        else:
            self.archive.outbox.mark_sent(row.day, row.recipient, self.tell())
            self.result.sent.append(row.recipient)

    def mail(self, row: OutboxRow) -> EmailMessage:
        """The mail of this row. Raises MailError when it cannot be written."""
        if row.group not in self.loads:
            self.loads[row.group] = groups.load(self.archive, self.edition, row.group)
        load = self.loads[row.group]
        if load is None:
            raise MailError(f"group.{row.group}: bản tin này không có phần của nhóm. Cách xử lý: xem lại nhóm trong tệp cài đặt.")
        return message(
            self.office,
            load.edition,
            row.recipient,
            identity=row.message_id,
            sent_at=sending_time(self.office, row.day, self.tell()),
            files=load.files,
            short=load.short,
        )

    def defer(self, row: OutboxRow, detail: str) -> None:
        """Later again, or never more when a day has gone by."""
        at = self.tell()
        if at - row.queued_at >= GIVE_UP:
            self.fail(row, f"đã thử trong 24 giờ, nay thôi; lần cuối: {detail}")
            return
        again = min(at + wait_after(row.attempts), row.queued_at + GIVE_UP)
        self.archive.outbox.mark_deferred(row.day, row.recipient, at, again_at=again, detail=detail)
        self.result.deferred[row.recipient] = detail

    def fail(self, row: OutboxRow, detail: str) -> None:
        """Never more, unless a person asks."""
        self.archive.outbox.mark_failed(row.day, row.recipient, self.tell(), detail=detail)
        self.result.failed[row.recipient] = detail


def tell_failed(archive: Archive, office: Office, edition: EditionRow, failed: Mapping[str, str], now: datetime) -> None:
    """Queue word to the operator about recipients whose mail will not arrive; once for the same ones."""
    if not failed:
        return
    told = letters.overseers(office)
    which = hashlib.sha256("\n".join(sorted(failed)).encode()).hexdigest()[:16]
    subject = f"Bản tin số {edition.number} ngày {format_date(edition.day)}: {len(failed)} nơi không nhận được thư"
    text = "\n".join(
        [
            f"{subject}, tính đến {format_time(now)} ngày {format_date(local(now).date())}:",
            *(f"- {recipient}: {detail}" for recipient, detail in sorted(failed.items())),
            "",
            "Không mất dữ liệu: bản tin còn nguyên trong kho lưu trữ, các nơi nhận khác không bị ảnh hưởng.",
            "Cách xử lý: kiểm tra địa chỉ và hộp thư đó, rồi gửi lại từng nơi bằng:",
            f"“diembao send --date {edition.day} --again ĐỊA_CHỈ”.",
        ]
    )
    letters.queue(archive, office, "word", f"failed/{edition.day}/{which}", told, subject=subject, text=text, now=now)


def unsent(archive: Archive, edition: EditionRow | None, day: date, now: datetime) -> tuple[str, str]:
    """Subject and text of "bản tin chưa gửi lúc 06:45"."""
    rows: Sequence[OutboxRow] = archive.outbox.rows(day)
    sent = sum(row.state == "sent" for row in rows)
    left = [row for row in rows if row.state in ("queued", "deferred")]
    state = "chưa gửi đủ" if sent else "chưa gửi"
    subject = f"Bản tin ngày {format_date(day)} {state} lúc {format_time(now)}"
    lines = [f"{subject}: {sent} nơi đã nhận, {len(left)} nơi chờ gửi."] if rows else [f"{subject}: chưa thư nào được xếp gửi."]
    if edition is None:
        lines.append("Bản tin chưa dựng xong.")
    lines += [f"- {row.recipient}: {row.detail or row.label}" for row in left]
    lines += [
        "",
        "Không mất dữ liệu; hệ thống còn gửi lại trong 24 giờ, mỗi nơi nhận chỉ có một thư.",
        "Cách xử lý: chạy “diembao doctor --mail” để biết máy chủ thư có nhận không, rồi “diembao send” để gửi ngay.",
    ]
    return subject, "\n".join(lines)
