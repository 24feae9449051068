"""What is left to do beside the day's edition: mails of earlier editions, letters that wait, word that an edition is not out.

In: the archive, the settings, the present time. Out: Vietnamese lines of what was done. `watch` and `day` both run these, so that
an office with cron alone is served no worse; the archive knows what is due, nothing is remembered here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TextIO

from data.archive import Archive
from data.settings import Office
from data.text.dates import VN, format_date
from digest.delivery import letters
from digest.delivery import officer_mail as officer
from digest.delivery import outbox as delivery

LATE = timedelta(minutes=15)  # after the sending hour people are told that the edition is not out


def say(out: TextIO, text: str) -> None:
    """One line of a report: a capital at its head, a full stop at its end; nothing for an empty text."""
    if text:
        out.write(f"{text[:1].upper()}{text[1:]}.\n")


def send_hour(office: Office, day: date) -> datetime:
    """When a day's edition is to go out."""
    return datetime.combine(day, time.fromisoformat(office.edition_send_at), tzinfo=VN)


def earlier_mails(archive: Archive, office: Office, day: date, now: datetime) -> str:
    """Send what editions of earlier days still owe; they are never built anew. What happened, empty when nothing was due."""
    said = []
    for earlier in sorted({row.day for row in archive.outbox.due(now) if row.day < day}):
        edition = archive.editions.get(earlier)
        if edition is None or edition.imported:
            continue
        done = delivery.deliver(archive, office, edition, now=now)
        delivery.tell_failed(archive, office, edition, done.failed, now)
        counts = (len(done.sent), len(done.deferred), len(done.failed))
        parts = [f"{count} {word}" for count, word in zip(counts, ("đã gửi", "hoãn", "không gửi được"), strict=True) if count]
        said.append(f"thư còn lại của bản tin ngày {format_date(earlier)}: {', '.join(parts)}")
    return "; ".join(said)


def merge_unsent_edition(archive: Archive, office: Office, day: date) -> str:
    """Take back an edition of an earlier day that nobody was ever sent a mail of (the machine was off at its hour): the edition
    of `day` then covers its period too, so that its news are told once and are not lost."""
    last = archive.editions.last(day)
    if last is None or last.imported or last.frozen_at is not None or not office.everybody:
        return ""
    if archive.outbox.rows(last.day) or archive.editions.get(day) is not None:
        return ""
    archive.editions.discard_draft(last.day)
    return f"bản tin ngày {format_date(last.day)} chưa kịp gửi cho ai, nội dung được gộp vào bản tin ngày {format_date(day)}"


def warn_unsent(archive: Archive, office: Office, day: date, now: datetime) -> str:
    """ "Bản tin chưa gửi lúc 06:45": once for a day, to the operator and the officer."""
    edition = archive.editions.get(day)
    if now < send_hour(office, day) + LATE or (edition is not None and delivery.settled(archive, office, edition)):
        return ""
    subject, text = delivery.unsent(archive, edition, day, now)
    told = letters.overseers(office)
    new = letters.queue(archive, office, "word", f"unsent/{day}", told, subject=subject, text=text, now=now)
    return subject[:1].lower() + subject[1:] if new else ""


def tell_officer(office: Office, day: date, now: datetime) -> str:
    """The press officer's mail about an edition that waits; on its way before the edition is."""
    if not (office.mail_host and office.mail_from):
        return ""
    with Archive.open(office.archive_path, now=now) as archive:
        return "; ".join(filter(None, (officer.tell(archive, office, day, now), letters.send_due(archive, office, now=now))))


def run(office: Office, day: date | None, now: datetime, out: TextIO, *, earlier_than: date) -> None:
    """All of it: `day` is the edition whose hour has come and which is still owed, if there is one."""
    if not (office.mail_host and office.mail_from):
        return
    with Archive.open(office.archive_path, now=now) as archive:
        say(out, earlier_mails(archive, office, earlier_than, now))
        if day is not None:
            say(out, warn_unsent(archive, office, day, now))
        say(out, letters.send_due(archive, office, now=now))
