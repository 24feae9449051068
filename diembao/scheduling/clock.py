"""The clock: asks every minute what is due, and does it. The archive knows what is due; nothing is remembered here.

In: the office, a clock. Out: rounds of polling, one edition for each day that has one, sent once, alerts. Restarting it, running
two, or setting the system clock back changes nothing: the question is always put to the archive, under the office's lock.
"""

from __future__ import annotations

import time as system_time
from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TextIO

from data.archive import Archive, ArchiveError
from data.settings import Office
from data.storage import locks
from data.text import local
from data.text.dates import VN, format_date, format_time
from diembao.cli.session import file_error
from diembao.scheduling import day as daily
from diembao.scheduling import leftovers as errands
from digest.delivery import alerts
from digest.delivery import outbox as delivery
from digest.delivery.message import missing_settings
from digest.issue.assemble import BrokenFigures, NotYet, issued

EARLIEST = 2015  # a computer that thinks it is earlier has lost its clock
ZONE = timedelta(hours=7)


class ClockError(ArchiveError):
    """The computer's clock or zone table cannot be trusted; the message is Vietnamese."""


def check_clock(now: datetime) -> None:
    """Raises ClockError when the zone of Vietnam is unknown or wrong, or the year cannot be."""
    if now.year < EARLIEST:
        raise ClockError(f"Đồng hồ máy chỉ năm {now.year}. Cách xử lý: đặt lại giờ (timedatectl), rồi chạy lại.")
    if now.astimezone(VN).utcoffset() != ZONE:
        raise ClockError("Bảng múi giờ của máy sai: Asia/Ho_Chi_Minh phải là UTC+7. Cách xử lý: cài lại gói tzdata.")


def at(day: date, hour: str) -> datetime:
    """A time of day of the settings on a local day."""
    return datetime.combine(day, time.fromisoformat(hour), tzinfo=VN)


def due_day(archive: Archive, office: Office, now: datetime) -> date | None:
    """The day whose edition is to be made or sent now: the latest issued one whose cut-off has come; None when it is done.

    Days before it that were missed get no edition of their own: this one covers the gap. A day before the last edition is never
    made after it, wherever the clock stands.
    """
    day = local(now).date()
    if now < at(day, office.edition_cutoff):
        day -= timedelta(days=1)
    for _ in range(31):
        if issued(office, day):
            break
        day -= timedelta(days=1)
    last = archive.editions.last(day + timedelta(days=3650))
    if last is None and day != local(now).date():
        return None  # a new office begins with its next cut-off
    if last is not None and last.day > day:
        return None
    kept = archive.editions.get(day)
    if kept is None:
        return day
    return None if kept.imported or delivery.settled(archive, office, kept) else day


def day_to_make(office: Office, now: datetime) -> date:
    """The day that `diembao day` makes when none is named: the one that is due, else today."""
    if not office.archive_path.exists():
        return local(now).date()
    with Archive.open(office.archive_path, now=now) as archive:
        return due_day(archive, office, now) or local(now).date()


def poll_due(archive: Archive, office: Office, now: datetime) -> bool:
    """Whether a round of polling is due; a last one in the future means that the clock was set back."""
    last = next((run.began_at for run in archive.trail.runs(200) if run.command == "poll"), None)
    return last is None or last > now or now - last >= timedelta(minutes=office.crawl_every_minutes)


def tick(office_path: Path, office: Office, *, now: datetime, out: TextIO, skip: Collection[str] = ()) -> list[str]:
    """Do what is due at `now`; the names of what was done. Raises locks.Busy when another process is at work."""
    from diembao.cli.digest import digest, send

    done: list[str] = []
    with locks.lock(office.run_lock):
        with Archive.open(office.archive_path, now=now) as archive:
            day = due_day(archive, office, now)
            fresh = day is not None and archive.editions.get(day) is None
            poll = fresh or poll_due(archive, office, now)
            if poll:
                archive.trail.begin_run("poll", now)
        if poll:
            for step in ("crawl", "annotate"):
                if step not in skip:
                    errands.say(out, daily.child(step, office_path, office, now).detail)
            done.append("poll")
            with Archive.open(office.archive_path, now=now) as archive:
                errands.say(out, alerts.run(archive, office, now=now))
        if day is not None and fresh:
            with Archive.open(office.archive_path, now=now) as archive:
                errands.say(out, errands.merge_unsent_edition(archive, office, day))
            digest(office, day, None, now=now, out=out)
            done.append("build")
        if day is not None:
            errands.say(out, errands.tell_officer(office, day, now))
        late = day if day is not None and now >= at(day, office.edition_send_at) else None
        if late is not None and not missing_settings(office) and _mails_due(office, late, now):
            send(office, late, now=now, out=out, at_once=False)
            done.append("send")
        errands.run(office, late, now, out, earlier_than=day or local(now).date())
        if done:
            errands.say(out, daily.notices(office, now).detail)
    return done


def _mails_due(office: Office, day: date, now: datetime) -> bool:
    """Whether a mail of this day's edition may go now; a mail put off rests until its hour."""
    with Archive.open(office.archive_path, now=now) as archive:
        edition = archive.editions.get(day)
        if edition is None or any(row.day == day for row in archive.outbox.due(now)):
            return True
        return not {row.recipient for row in archive.outbox.rows(day)} >= set(delivery.owed(archive, office, edition))


def watch(office_path: Path, office: Office, *, clock: Callable[[], datetime], out: TextIO, once: bool = False) -> int:
    """Keep asking, once a minute, until the process is ended. 0 done (only with `once`), 2 cannot run."""
    import schedule

    try:
        check_clock(clock())
    except ClockError as error:
        out.write(f"{error}\n")
        return 2

    def ask() -> None:
        now = clock()
        try:
            done = tick(office_path, office, now=now, out=out)
            if done:
                out.write(f"{format_date(local(now).date())} {format_time(now)}: {', '.join(done)}\n")
        except (ArchiveError, BrokenFigures, NotYet, locks.Busy, OSError) as error:
            said = file_error(error) if isinstance(error, OSError) else ""
            out.write(f"{format_time(now)}: {said or error}\n")  # the next minute asks again
        out.flush()

    ask()
    if once:
        return 0
    ticker = schedule.Scheduler()  # a clock only: it says that a minute has passed
    ticker.every(1).minutes.do(ask)
    while True:
        ticker.run_pending()
        system_time.sleep(1)
