"""What is left to do beside the day's edition: mails of earlier editions, letters that wait, word that an edition is not out.

In: the archive, the settings, the present time. Out: records of what was done, None where nothing was due. `watch` and `day` both
run this housekeeping, so that an office with cron alone is served no worse; the archive knows what is due, nothing is remembered
here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from data.archive import Archive
from data.settings import Office
from data.text.dates import VN
from diembao.scheduling.records import EarlierMails, Journal, MergedEdition, UnsentWarning
from digest.delivery.letters import list_overseers, queue_letters, send_letters
from digest.delivery.officer_mail import notify_officer
from digest.delivery.outbox import deliver, describe_unsent, is_settled, report_failed

LATE = timedelta(minutes=15)  # after the sending hour people are told that the edition is not out


def local_moment(day: date, hour: str) -> datetime:
    """Return a time of day of the settings (HH:MM) on a local day, aware."""
    return datetime.combine(day, time.fromisoformat(hour), tzinfo=VN)


def may_mail(office: Office) -> bool:
    """Tell whether the settings name a mail server and a sender."""
    return bool(office.mail_host and office.mail_from)


def send_earlier_mails(archive: Archive, office: Office, day: date, now: datetime) -> EarlierMails | None:
    """Send what editions of days before `day` still owe; they are never built anew. None when nothing was due."""
    rounds = []
    for earlier in sorted({row.day for row in archive.outbox.due(now) if row.day < day}):
        edition = archive.editions.get(earlier)
        if edition is None or edition.imported:
            continue
        result = deliver(archive, office, edition, now=now)
        report_failed(archive, office, edition, result.failed, now)
        rounds.append((earlier, result))
    return EarlierMails(rounds=tuple(rounds)) if rounds else None


def merge_unsent_edition(archive: Archive, office: Office, day: date) -> MergedEdition | None:
    """Take back an edition of an earlier day that nobody was ever sent, as when the machine was off at its hour.

    The edition of `day` then covers its period too, so that its news are told once and are not lost.
    """
    last = archive.editions.last(day)
    if last is None or last.imported or last.frozen_at is not None or not office.everybody:
        return None
    if archive.outbox.rows(last.day) or archive.editions.get(day) is not None:
        return None
    archive.editions.discard_draft(last.day)
    return MergedEdition(unsent=last.day, into=day)


def warn_unsent(archive: Archive, office: Office, day: date, now: datetime) -> UnsentWarning | None:
    """Queue word that the edition is not out, once for a day, to the operator and the officer."""
    edition = archive.editions.get(day)
    is_late = now >= local_moment(day, office.edition_send_at) + LATE
    if not is_late or (edition is not None and is_settled(archive, office, edition)):
        return None
    subject, text = describe_unsent(archive, edition, day, now)
    key = f"unsent/{day}"
    new = queue_letters(archive, office, "word", key, list_overseers(office), subject=subject, text=text, now=now)
    return UnsentWarning(day=day, subject=subject) if new else None


def tell_officer(office: Office, journal: Journal, *, day: date, now: datetime) -> None:
    """Send the press officer's mail about an edition that waits; on its way before the edition is."""
    if may_mail(office):
        with Archive.open(office.archive_path, now=now) as archive:
            journal.add(notify_officer(archive, office, day, now=now))


def run_housekeeping(office: Office, journal: Journal, *, day: date | None, now: datetime, earlier_than: date) -> None:
    """Do all that is left over. `day`: the edition whose hour has come and which is still owed, if there is one."""
    if not may_mail(office):
        return
    with Archive.open(office.archive_path, now=now) as archive:
        if mails := send_earlier_mails(archive, office, earlier_than, now):
            journal.add(mails)
        if day is not None and (warning := warn_unsent(archive, office, day, now)):
            journal.add(warning)
        journal.add(send_letters(archive, office, now=now))
