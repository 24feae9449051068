"""The outbox: what an edition still owes its recipients goes out, and row by row is kept what became of it.

In: a kept edition, the outbox, the settings. Out: `RoundResult`; a letter to the operator about mails that will not arrive.
A mail is marked after the server took it and keeps its Message-ID, so a crash in between sends it again under the same id and the
receiver drops the second copy; marking first would lose it. A mail put off is tried again after 1, 5, 15 and 60 minutes, then
every hour, and given up after 24 hours. What was tried least often goes first: a good recipient never waits for a bad one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage

from data.archive import Archive
from data.archive.records import EditionRow, OutboxRow
from data.settings import Office
from data.storage.locks import one_sender
from data.text import local
from data.text.dates import format_date, format_time
from digest.delivery.letters import BACK_OFF, GIVE_UP, list_overseers, queue_letters
from digest.delivery.message import MailError, build_message, compute_sending_time, make_message_id, parse_address
from digest.delivery.smtp import NoServer, Refused, SmtpConnection, TemporaryFailure
from digest.issue.parts import MailContent, load_content


@dataclass(frozen=True, kw_only=True)
class RoundResult:
    """What became of the mails of one round."""

    sent: tuple[str, ...]  # recipients, in the order of sending
    deferred: Mapping[str, str]  # recipient -> why, in the server's words
    failed: Mapping[str, str]  # recipient -> why, in the server's words


def wait_after(attempts: int) -> timedelta:
    """Tell how long a mail rests that was put off after so many earlier attempts."""
    return BACK_OFF[min(attempts, len(BACK_OFF) - 1)]


def enqueue(archive: Archive, office: Office, edition: EditionRow, now: datetime) -> None:
    """Add one row of the outbox for each recipient of the settings; rows that exist stay as they are."""
    with archive.write():
        for recipient, group in list_owed(archive, office, edition).items():
            archive.outbox.queue(edition.day, recipient, make_message_id(office, edition.day, recipient), now, group=group)


def list_owed(archive: Archive, office: Office, edition: EditionRow) -> dict[str, str]:
    """List who is to get this edition -> their group; a group set up after it was approved or sent begins with the next one."""
    parts = archive.groups.slugs(edition.day)
    return {recipient: group for recipient, group in office.everybody.items() if not group or group in parts}


def is_settled(archive: Archive, office: Office, edition: EditionRow) -> bool:
    """Tell whether this edition was sent and owes nobody a mail."""
    rows = archive.outbox.rows(edition.day)
    missing = set(list_owed(archive, office, edition)) - {row.recipient for row in rows}
    return edition.frozen_at is not None and not missing and all(row.state in ("sent", "failed") for row in rows)


def requeue(archive: Archive, office: Office, edition: EditionRow, recipient: str, now: datetime) -> None:
    """Queue another try that a person asks for.

    A mail the server is known to have got is sent as a new copy; one that may or may not have arrived keeps its Message-ID, so
    that nobody gets it twice. Raises MailError for what is no address.
    """
    parse_address("--again", recipient)
    row = next((row for row in archive.outbox.rows(edition.day) if row.recipient == recipient), None)
    copies = 0 if row is None else row.copies + (row.state == "sent")
    group = row.group if row is not None and row.state == "sent" else office.everybody.get(recipient, row.group if row else "")
    archive.outbox.requeue(edition.day, recipient, make_message_id(office, edition.day, recipient, copies), now, group=group)


def deliver(
    archive: Archive,
    office: Office,
    edition: EditionRow,
    *,
    now: datetime,
    only: Collection[str] | None = None,
    at_once: bool = False,
) -> RoundResult:
    """Send what this edition owes now. `only`: these recipients; `at_once`: also what still rests after a refusal.

    The first accepted connection freezes the edition. Each row is marked as it happens.
    """
    with one_sender(office.send_lock), SmtpConnection(office) as connection:
        # read in our turn: another sender may have sent some
        due = archive.outbox.due(now + timedelta(days=1) if at_once else now)
        rows = [row for row in due if row.day == edition.day and (only is None or row.recipient in only)]
        round_ = _Round(archive, office, edition, connection, now)
        for index, row in enumerate(rows):
            try:
                round_.send_row(row)
            except NoServer as error:
                with archive.write():
                    for left in rows[index:]:
                        round_.defer(left, str(error))
                break
        return RoundResult(sent=tuple(round_.sent), deferred=round_.deferred, failed=round_.failed)


@dataclass
class _Round:
    """One round of sending."""

    archive: Archive
    office: Office
    edition: EditionRow
    connection: SmtpConnection
    now: datetime
    sent: list[str] = field(default_factory=list)
    deferred: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    contents: dict[str, MailContent | None] = field(default_factory=dict)  # by group; loaded once a round

    def send_row(self, row: OutboxRow) -> None:
        """Send one mail. Raises NoServer when nothing more can be sent in this round."""
        try:
            mail = self.build_mail(row)
            self.connection.open()
            self.archive.editions.freeze(row.day, self.now)
            self.connection.send(row.recipient, mail.as_bytes())
        except NoServer:
            raise
        except TemporaryFailure as error:
            self.defer(row, str(error))
        except (Refused, MailError) as error:
            self.fail(row, str(error))
        else:
            self.archive.outbox.mark_sent(row.day, row.recipient, self.now)
            self.sent.append(row.recipient)

    def build_mail(self, row: OutboxRow) -> EmailMessage:
        """Build the mail of this row. Raises MailError when it cannot be written."""
        if row.group not in self.contents:
            self.contents[row.group] = load_content(self.archive, self.edition, row.group)
        content = self.contents[row.group]
        if content is None:
            raise MailError(f"group.{row.group}: bản tin này không có phần của nhóm. Cách xử lý: xem lại nhóm trong tệp cài đặt.")
        sent_at = compute_sending_time(self.office, row.day, self.now)
        return build_message(self.office, content, row.recipient, identity=row.message_id, sent_at=sent_at)

    def defer(self, row: OutboxRow, detail: str) -> None:
        """Put a mail off, or give it up when a day has gone by."""
        if self.now - row.queued_at >= GIVE_UP:
            self.fail(row, f"đã thử trong 24 giờ, nay thôi; lần cuối: {detail}")
            return
        again = min(self.now + wait_after(row.attempts), row.queued_at + GIVE_UP)
        self.archive.outbox.mark_deferred(row.day, row.recipient, self.now, again_at=again, detail=detail)
        self.deferred[row.recipient] = detail

    def fail(self, row: OutboxRow, detail: str) -> None:
        """Give a mail up, unless a person asks for it again."""
        self.archive.outbox.mark_failed(row.day, row.recipient, self.now, detail=detail)
        self.failed[row.recipient] = detail


def report_failed(archive: Archive, office: Office, edition: EditionRow, failed: Mapping[str, str], now: datetime) -> None:
    """Queue word to the operator about recipients whose mail will not arrive; once for the same ones."""
    if not failed:
        return
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
    key = f"failed/{edition.day}/{which}"
    queue_letters(archive, office, "word", key, list_overseers(office), subject=subject, text=text, now=now)


def describe_unsent(archive: Archive, edition: EditionRow | None, day: date, now: datetime) -> tuple[str, str]:
    """Write subject and text of "bản tin chưa gửi lúc 06:45"."""
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
