"""The clock: asks every minute what is due, and does it. The archive knows what is due; nothing is remembered here.

In: the office, a clock. Out: a `Tick` for each question: rounds of polling, one edition for each day that has one, sent once,
alerts. Restarting it, running two, or setting the system clock back changes nothing: the question is always put to the archive,
under the office's lock.
"""

from __future__ import annotations

import time as system_time
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from data.archive import Archive, ArchiveError
from data.settings import Office
from data.storage.locks import Busy, lock
from data.text import local
from diembao.scheduling.day import (
    ClockError,
    build_edition,
    check_clock,
    merge_editions,
    notify_operator,
    run_mending,
    run_stage,
    send_mails,
)
from diembao.scheduling.leftovers import local_moment, run_housekeeping, tell_officer
from diembao.scheduling.records import Journal, Observer, Tick, ignore
from diembao.stages import MENDING, STAGES
from digest.delivery.alerts import send_alerts
from digest.delivery.message import list_missing_settings
from digest.delivery.outbox import is_settled, list_owed
from digest.issue import IssueError
from digest.issue.assemble import is_issue_day

NIGHT = range(1, 5)  # local hours in which better lists are looked for: sites are idle, the edition is not due
LONGEST_BREAK_DAYS = 31  # without any edition by the settings; beyond it the day itself is taken
ANY_LATER_DAY = timedelta(days=3650)  # an edition that a wrong clock dated ahead is seen too


def find_due_day(archive: Archive, office: Office, now: datetime) -> date | None:
    """Find the day whose edition is to be made or sent now: the latest issued one whose cut-off has come; None when it is done.

    Days before it that were missed get no edition of their own: this one covers the gap. A day before the last edition is never
    made after it, wherever the clock stands.
    """
    day = local(now).date()
    if now < local_moment(day, office.edition_cutoff):
        day -= timedelta(days=1)
    for _ in range(LONGEST_BREAK_DAYS):
        if is_issue_day(office, day):
            break
        day -= timedelta(days=1)
    last = archive.editions.last(day + ANY_LATER_DAY)
    if last is None and day != local(now).date():
        return None  # a new office begins with its next cut-off
    if last is not None and last.day > day:
        return None
    edition = archive.editions.get(day)
    if edition is None:
        return day
    return None if edition.imported or is_settled(archive, office, edition) else day


def choose_day(office: Office, now: datetime) -> date:
    """Choose the day that `diembao day` makes when none is named: the one that is due, else today."""
    if not office.archive_path.exists():
        return local(now).date()
    with Archive.open(office.archive_path, now=now) as archive:
        return find_due_day(archive, office, now) or local(now).date()


def is_poll_due(archive: Archive, office: Office, now: datetime) -> bool:
    """Tell whether a round of polling is due; a last one in the future means that the clock was set back."""
    last = next((run.began_at for run in archive.trail.runs(200) if run.command == "poll"), None)
    return last is None or last > now or now - last >= timedelta(minutes=office.crawl_every_minutes)


def is_mending_due(archive: Archive, now: datetime) -> bool:
    """Tell whether it is night and better lists were not looked for in this night yet."""
    if local(now).hour not in NIGHT:
        return False
    last = next((run.began_at for run in archive.trail.runs(200) if run.command == MENDING[-1]), None)
    return last is None or last > now or now - last >= timedelta(hours=len(NIGHT) + 1)


def run_due(office_path: Path, office: Office, *, now: datetime, skip: Collection[str] = (), observe: Observer = ignore) -> Tick:
    """Do what is due at `now`. `skip`: stages of STAGES that do not run; `observe` gets each event as it happens.

    Raises Busy when another process is at work, ClockError for a clock that cannot be right, ArchiveError.
    """
    if not office.office_demo:  # a demo plays an invented day, however long ago
        check_clock(now)
    journal = Journal(observe)
    done: list[str] = []
    with lock(office.run_lock):
        with Archive.open(office.archive_path, now=now) as archive:
            day = find_due_day(archive, office, now)
            is_fresh = day is not None and archive.editions.get(day) is None
            is_poll = is_fresh or is_poll_due(archive, office, now)
            if is_poll:
                archive.trail.begin_run("poll", now)
            is_mending = not is_fresh and "crawl" not in skip and is_mending_due(archive, now)
        if is_poll:
            _poll(office_path, office, journal, now, skip)
            done.append("poll")
        if is_mending:
            journal.add(run_mending(office_path, office, now))
            done.append("mend")
        if day is not None and is_fresh:
            merge_editions(office, journal, day=day, now=now)
            build_edition(office, journal, day=day, now=now)
            done.append("build")
        late = day if day is not None and now >= local_moment(day, office.edition_send_at) else None
        if day is not None:
            tell_officer(office, journal, day=day, now=now)
        if late is not None and not list_missing_settings(office) and _is_mail_due(office, late, now):
            send_mails(office, journal, day=late, now=now)
            done.append("send")
        run_housekeeping(office, journal, day=late, now=now, earlier_than=day or local(now).date())
        if done:
            journal.add(notify_operator(office, now))
    return Tick(at=now, done=tuple(done), events=tuple(journal.events))


def _poll(office_path: Path, office: Office, journal: Journal, now: datetime, skip: Collection[str]) -> None:
    """One round of polling: what is new is fetched and judged, and what is urgent is told at once."""
    for name in STAGES:
        if name not in skip:
            journal.add(run_stage(name, office_path, office, now))
    with Archive.open(office.archive_path, now=now) as archive:
        journal.add(send_alerts(archive, office, now=now))


def _is_mail_due(office: Office, day: date, now: datetime) -> bool:
    """Tell whether a mail of this day's edition may go now; a mail put off rests until its hour."""
    with Archive.open(office.archive_path, now=now) as archive:
        edition = archive.editions.get(day)
        if edition is None or any(row.day == day for row in archive.outbox.due(now)):
            return True
        return not {row.recipient for row in archive.outbox.rows(day)} >= set(list_owed(archive, office, edition))


def watch(
    office_path: Path,
    office: Office,
    *,
    clock: Callable[[], datetime],
    skip: Collection[str] = (),
    observe: Observer = ignore,
) -> Iterator[Tick]:
    """Ask what is due, do it, and ask again every minute, without end; one Tick for each question.

    A question that could not be answered (the archive is locked, the disk is full) gives a Tick with `error`, and the next
    minute asks again. Raises ClockError before the first question where the clock cannot be right.
    """
    import schedule

    check_clock(clock())

    def ask() -> Tick:
        now = clock()
        journal = Journal(observe)
        try:
            return run_due(office_path, office, now=now, skip=skip, observe=journal.add)
        except (ArchiveError, IssueError, ClockError, Busy, OSError) as error:
            return Tick(at=now, done=(), events=tuple(journal.events), error=error)

    yield ask()
    ticks: list[Tick] = []
    ticker = schedule.Scheduler()  # a clock only: it says that a minute has passed
    ticker.every(1).minutes.do(lambda: ticks.append(ask()))
    while True:
        ticker.run_pending()
        yield from ticks
        ticks.clear()
        system_time.sleep(1)
