"""Send what a day's edition still owes its recipients; send a trial mail that leaves no trace in the outbox.

In: an open archive, the office's settings, the day, the present time. Out: `Delivery`, or `Trial`: records of who got a mail, who
waits and why, and what else the operator should know. Each mail goes out once; see `outbox`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from data.archive import Archive
from data.archive.records import EditionRow, OutboxRow
from data.model import Outcome, Stage
from data.settings import Office
from data.storage.locks import one_sender
from data.text.dates import format_date
from digest.delivery import outbox
from digest.delivery.letters import LetterRound, send_letters
from digest.delivery.message import MailError, build_message, compute_sending_time, list_missing_settings, make_message_id
from digest.delivery.smtp import Refused, SmtpConnection, TemporaryFailure
from digest.issue import describe_edition
from digest.issue.assemble import assemble_edition
from digest.issue.errors import MissingPart, UnwrittenFiles
from digest.issue.out_folder import renew_files
from digest.issue.parts import load_content


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What became of an edition's mails in one call, and how its outbox stands afterwards."""

    edition: EditionRow
    sent: tuple[str, ...]  # recipients whose mail the server took in this call
    was_tried: bool  # whether any mail was due
    waiting: tuple[OutboxRow, ...]  # queued or put off: `next_at` says until when, `detail` why; by recipient
    failed: tuple[OutboxRow, ...]  # given up: `detail` says why; by recipient
    received: int  # recipients who have their mail, from all calls
    late_groups: tuple[str, ...] = ()  # names of groups set up after the edition was approved or sent
    letters: LetterRound = field(default_factory=LetterRound)  # the single mails that were due at the same time
    files_error: str = ""  # why the files in the out folder could not be renewed, in Vietnamese

    @property
    def is_complete(self) -> bool:
        """Whether nobody waits for this edition and no mail was given up."""
        return not self.waiting and not self.failed


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A trial mail: nothing is recorded, the edition stays open."""

    recipient: str
    edition: EditionRow
    failure: str = ""  # why the server did not take it, in Vietnamese; empty when it did

    @property
    def is_sent(self) -> bool:
        """Whether the server took the mail."""
        return not self.failure


class UnreadySettings(MailError):
    """Settings are missing without which no mail can go out; the message names each of them."""


def send_edition(
    archive: Archive, office: Office, day: date, *, now: datetime, again: str | None = None, at_once: bool = True
) -> Delivery:
    """Send what a day's edition still owes; build the edition first where it is not kept yet.

    `again`: one address that is to get its mail once more. `at_once`: a person asks, so a mail that rests after a refusal does
    not wait for its hour. Raises MailError (settings missing, no address), IssueError, ArchiveError.
    """
    _check_settings(office, needs_recipients=again is None)
    with one_sender(office.send_lock):
        _refuse_imported(archive, day)
        run = archive.trail.begin_run("send", now)
        edition = assemble_edition(archive, office, day, now=now, run=run)
        late_groups: tuple[str, ...] = ()
        if again is not None:
            outbox.requeue(archive, office, edition, again, now)
        else:
            outbox.enqueue(archive, office, edition, now)
            parts = archive.groups.slugs(day)
            late_groups = tuple(group.label for group in office.groups if group.slug not in parts)
        only = [again] if again is not None else None
        result = outbox.deliver(archive, office, edition, now=now, only=only, at_once=at_once)
        if result.sent:
            _note_sent(archive, edition, len(result.sent), now=now, run=run)
        outbox.report_failed(archive, office, edition, result.failed, now)
        letters = send_letters(archive, office, now=now)
        delivery = _sum_up(archive, edition, result, late_groups, letters, _renew_files(archive, office, edition))
        archive.trail.end_run(run, now, "done" if delivery.is_complete else "problems", describe_edition(edition))
        return delivery


def send_trial(archive: Archive, office: Office, day: date, recipient: str, *, now: datetime, group: str = "") -> Trial:
    """Send a trial mail of a day's edition, or of a group's part, to one address; the outbox does not change.

    Raises MailError (settings missing, no address), IssueError (MissingPart: no such group), ArchiveError.
    """
    _check_settings(office, needs_recipients=False)
    with one_sender(office.send_lock):
        _refuse_imported(archive, day)
        run = archive.trail.begin_run("send", now)
        edition = assemble_edition(archive, office, day, now=now, run=run)
        content = load_content(archive, edition, group)
        if content is None:
            raise MissingPart.of_group(group)
        mail = build_message(
            office,
            content,
            recipient,
            identity=make_message_id(office, edition.day, f"{recipient}\ntest\n{now.isoformat()}"),
            sent_at=compute_sending_time(office, edition.day, now),
            is_trial=True,
        )
        failure = ""
        try:
            with SmtpConnection(office) as connection:
                connection.send(recipient, mail.as_bytes())
        except (TemporaryFailure, Refused) as error:
            failure = str(error)
        archive.trail.end_run(run, now, "problems" if failure else "done", "thư gửi thử")
        return Trial(recipient=recipient, edition=edition, failure=failure)


def _check_settings(office: Office, *, needs_recipients: bool) -> None:
    """Raise UnreadySettings where a setting is missing without which the mail cannot go out."""
    missing = list_missing_settings(office)
    if not needs_recipients:
        missing = [line for line in missing if not line.startswith("mail.recipients")]
    if missing:
        raise UnreadySettings("Chưa gửi được thư; bản tin vẫn được dựng và lưu. Còn thiếu cài đặt:\n" + "\n".join(missing))


def _refuse_imported(archive: Archive, day: date) -> None:
    """Raise MailError for an edition of which only the figures are known."""
    edition = archive.editions.get(day)
    if edition is not None and edition.imported:
        raise MailError(f"Bản tin ngày {format_date(day)} chỉ có số liệu, do phần mềm trước phát hành nên không gửi lại được.")


def _note_sent(archive: Archive, edition: EditionRow, count: int, *, now: datetime, run: str) -> None:
    """Write a line of the trail for each article of the edition."""
    detail = f"bản tin số {edition.number}, {count} nơi nhận"
    archive.trail.note_all(
        [(item.article, Stage.SEND, Outcome.SENT, run, now, detail) for item in archive.editions.items(edition.day)]
    )


def _renew_files(archive: Archive, office: Office, edition: EditionRow) -> str:
    """Write the files as the edition was sent; why not, in Vietnamese, where the disk refuses: that stops nothing."""
    try:
        renew_files(archive, office, edition)
    except UnwrittenFiles as error:
        return str(error)
    return ""


def _sum_up(
    archive: Archive,
    edition: EditionRow,
    result: outbox.RoundResult,
    late_groups: tuple[str, ...],
    letters: LetterRound,
    files_error: str,
) -> Delivery:
    """The record of a call: this round, and the outbox as it stands now."""
    rows = sorted(archive.outbox.rows(edition.day), key=lambda row: row.recipient)
    return Delivery(
        edition=edition,
        sent=result.sent,
        was_tried=bool(result.sent or result.deferred or result.failed),
        waiting=tuple(row for row in rows if row.state in ("queued", "deferred")),
        failed=tuple(row for row in rows if row.state == "failed"),
        received=sum(row.state == "sent" for row in rows),
        late_groups=late_groups,
        letters=letters,
        files_error=files_error,
    )
