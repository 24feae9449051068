"""One day, start to end: crawl, annotate, build, send. What cron calls.

In: the office's settings file, the day, the present time. Out: `DayReport`; every stage recorded in the archive's runs.
Crawl and annotate run as child processes (a Twisted reactor starts once in a process, a model's memory goes back). A stage that
fails stops none of the later ones: a sick crawl still sends an edition that names what is missing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from data.archive import Archive, ArchiveError
from data.crawl_store import CrawlStore
from data.errors import OperatorError
from data.paths import ROOT
from data.settings import Office
from data.storage.locks import lock
from data.text.dates import VN
from diembao.scheduling.leftovers import local_moment, merge_unsent_edition, run_housekeeping, tell_officer
from diembao.scheduling.records import (
    AlreadySent,
    DayReport,
    Journal,
    NoIssueDay,
    Observer,
    OnHold,
    StageRefused,
    StageResult,
    ignore,
)
from diembao.stages import MENDING, MENDING_SECONDS, PATIENCE_SECONDS, STAGES
from digest.delivery import MailError, send_edition
from digest.delivery.outbox import is_settled
from digest.delivery.outlet_notices import send_notices
from digest.edition.edits import find_approval
from digest.issue import IssueError, issue_edition
from digest.issue.assemble import is_issue_day

SEEN_DAYS = 90  # how long a URL that no feed names any more is remembered
OTHERS_INPUT = 1  # exit status: some input could not be handled, the rest is done
EARLIEST_YEAR = 2015  # a computer that thinks it is earlier has lost its clock
ZONE = timedelta(hours=7)


class ClockError(OperatorError):
    """The computer's clock or zone table cannot be trusted; the message is Vietnamese."""


def check_clock(now: datetime) -> None:
    """Raise ClockError when the zone of Vietnam is unknown or wrong, or the year cannot be."""
    if now.year < EARLIEST_YEAR:
        raise ClockError(f"Đồng hồ máy chỉ năm {now.year}. Cách xử lý: đặt lại giờ (timedatectl), rồi chạy lại.")
    if now.astimezone(VN).utcoffset() != ZONE:
        raise ClockError("Bảng múi giờ của máy sai: Asia/Ho_Chi_Minh phải là UTC+7. Cách xử lý: cài lại gói tzdata.")


@dataclass(frozen=True, kw_only=True)
class DayPlan:
    """What one run of a day is to do."""

    day: date  # of the edition
    may_send: bool = True
    skip: Collection[str] = ()  # of STAGES


def run_day(office_path: Path, office: Office, plan: DayPlan, *, now: datetime, observe: Observer = ignore) -> DayReport:
    """Run the whole day. `observe` gets each event as it happens.

    Raises Busy when another run holds the office's lock, ClockError for a clock that cannot be right, ArchiveError.
    """
    if not office.office_demo:  # a demo plays an invented day, however long ago
        check_clock(now)
    journal = Journal(observe)
    stages: list[StageResult] = []
    with lock(office.run_lock):
        run = None
        if is_finished(office, plan.day, now):
            journal.add(AlreadySent(day=plan.day))
        elif not is_issue_day(office, plan.day):
            journal.add(NoIssueDay(day=plan.day))
        else:
            run = _begin(office, now)
            stages += _make_edition(office_path, office, plan, journal, now)
        if plan.may_send:
            run_housekeeping(office, journal, day=plan.day, now=now, earlier_than=plan.day)
        for stage in stages:
            journal.add(stage)
        if run is not None:
            _end(office, run, stages, now)
    return DayReport(day=plan.day, events=tuple(journal.events), stages=tuple(stages))


def _make_edition(office_path: Path, office: Office, plan: DayPlan, journal: Journal, now: datetime) -> list[StageResult]:
    """The stages of the day, one after the other; how each ended."""
    is_frozen = _is_frozen(office, plan.day, now)  # only its mails are left: nothing is crawled or built for them
    names = [name for name in STAGES if name not in plan.skip and not is_frozen]
    stages = [run_stage(name, office_path, office, now) for name in names]
    if plan.may_send:
        merge_editions(office, journal, day=plan.day, now=now)
    if not is_frozen:
        stages.append(build_edition(office, journal, day=plan.day, now=now))
    if plan.may_send:
        tell_officer(office, journal, day=plan.day, now=now)
        if is_held(office, plan.day, now):
            journal.add(OnHold(send_at=office.edition_send_at))
        else:
            stages.append(send_mails(office, journal, day=plan.day, now=now))
            stages.append(notify_operator(office, now))
    return stages


def merge_editions(office: Office, journal: Journal, *, day: date, now: datetime) -> None:
    """Take back an earlier edition that nobody was sent, before the edition of `day` is built."""
    with Archive.open(office.archive_path, now=now) as archive:
        if merged := merge_unsent_edition(archive, office, day):
            journal.add(merged)


def build_edition(office: Office, journal: Journal, *, day: date, now: datetime) -> StageResult:
    """Build the edition of a day and write its files."""
    try:
        with Archive.open(office.archive_path, now=now) as archive:
            journal.add(issue_edition(archive, office, day, now=now))
    except (ArchiveError, IssueError) as error:
        journal.add(StageRefused(name="digest", message=str(error)))
        return StageResult(name="digest", status=2)
    return StageResult(name="digest", status=0)


def send_mails(office: Office, journal: Journal, *, day: date, now: datetime) -> StageResult:
    """Send the mails of a day's edition that are due."""
    try:
        with Archive.open(office.archive_path, now=now) as archive:
            delivery = send_edition(archive, office, day, now=now, at_once=False)
    except (ArchiveError, IssueError, MailError) as error:
        journal.add(StageRefused(name="send", message=str(error)))
        return StageResult(name="send", status=2)
    journal.add(delivery)
    return StageResult(name="send", status=int(not delivery.is_complete))


def notify_operator(office: Office, now: datetime) -> StageResult:
    """Tell the operator which outlets went bad or are well again; a mail that cannot go out waits for the next run."""
    with Archive.open(office.archive_path, now=now) as archive:
        notices = send_notices(archive, office, now=now)
    return StageResult(name="notices", status=int(notices.has_failed), detail=notices.failure)


def _is_frozen(office: Office, day: date, now: datetime) -> bool:
    """Tell whether a first mail froze the day's edition."""
    with Archive.open(office.archive_path, now=now) as archive:
        edition = archive.editions.get(day)
    return edition is not None and edition.frozen_at is not None


def is_held(office: Office, day: date, now: datetime) -> bool:
    """Tell whether the edition waits for a person: on hold by the settings, not approved, its sending hour not come."""
    if not office.edition_hold or now >= local_moment(day, office.edition_send_at):
        return False
    with Archive.open(office.archive_path, now=now) as archive:
        return find_approval(archive, archive.reviews.changes(day)) is None


def run_mending(office_path: Path, office: Office, now: datetime) -> StageResult:
    """Look for better lists of outlets that are ill, as a child process."""
    return run_stage(MENDING[-1], office_path, office, now, words=MENDING, patience=MENDING_SECONDS)


def run_stage(
    name: str, office_path: Path, office: Office, now: datetime, *, words: Sequence[str] = (), patience: int = 0
) -> StageResult:
    """Run one command of ours as a child process; its output goes where ours goes. Its exit status 1 is news, not a failure.

    `words`: the command where it is not the stage's name alone; `patience`: in seconds, the stage's own where it is 0.
    """
    command = [sys.executable, "-m", "diembao", "--office", str(office_path), *(words or [name]), "--now", now.isoformat()]
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    patience = patience or PATIENCE_SECONDS[name]
    try:
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, timeout=patience, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return StageResult(name=name, status=2, detail=f"bước {name} chạy quá lâu nên đã dừng")
    except OSError as error:
        return StageResult(name=name, status=2, detail=f"bước {name} không chạy được ({error})")
    status = done.returncode
    if status == OTHERS_INPUT and is_completed(office, name, now):
        return StageResult(name=name, status=0, detail=f"bước {name} hoàn thành, có lỗi cần xem")
    return StageResult(name=name, status=status, detail=f"bước {name} hỏng, mã {status}" if status else "")


def is_completed(office: Office, name: str, now: datetime) -> bool:
    """Tell whether the last run of a command came to its end.

    A crash has exit status 1 too, but leaves its run open or has none.
    """
    with Archive.open(office.archive_path, now=now) as archive:
        runs = [run for run in archive.trail.runs() if run.command == name and run.began_at == now]
    return bool(runs) and runs[0].ended_at is not None


def is_finished(office: Office, day: date, now: datetime) -> bool:
    """Tell whether the day's edition was sent and owes nobody a mail."""
    if not office.archive_path.exists():
        return False
    with Archive.open(office.archive_path, now=now) as archive:
        edition = archive.editions.get(day)
        return edition is not None and is_settled(archive, office, edition)


def _begin(office: Office, now: datetime) -> str:
    """Record that a day begins; the run."""
    with Archive.open(office.archive_path, now=now) as archive:
        return archive.trail.begin_run("day", now)


def _end(office: Office, run: str, stages: Sequence[StageResult], now: datetime) -> None:
    """Record how the day ended, and let go of what is older than its retention."""
    is_bad = any(stage.has_failed for stage in stages)
    detail = "; ".join(f"{stage.name}: {stage.status}" + (f" ({stage.detail})" if stage.detail else "") for stage in stages)
    with Archive.open(office.archive_path, now=now) as archive:
        archive.trail.end_run(run, now, "problems" if is_bad else "done", detail)
        archive.upkeep.prune(now, office)
    if office.crawl_path.exists():
        with CrawlStore.open(office.crawl_path, now=now) as store:
            store.prune(now, SEEN_DAYS)
