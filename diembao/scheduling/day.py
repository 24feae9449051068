"""One day, start to end: crawl, annotate, build, send. What cron calls.

In: the office's settings file, the day, the present time. Out: an exit status; every step recorded in the archive's runs.
Crawl and annotate run as child processes (a Twisted reactor starts once in a process, a model's memory goes back). A step that
fails stops none of the later ones: a sick crawl still sends an edition that names what is missing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from data.archive import Archive
from data.crawl_store import CrawlStore
from data.paths import ROOT
from data.settings import Office
from data.storage.locks import lock
from diembao.scheduling import leftovers as errands
from digest.delivery import outbox as delivery
from digest.edition.edits import find_approval
from digest.issue.assemble import issued

PATIENCE_SECONDS = {"crawl": 2 * 3600, "annotate": 3600}  # a step that hangs must not cost the edition
SEEN_DAYS = 90  # how long a URL that no feed names any more is remembered
OTHERS_INPUT = 1  # exit status: some input could not be handled, the rest is done


@dataclass(frozen=True)
class Step:
    """How one step ended: exit status and what to tell the operator (empty when all is well)."""

    name: str
    status: int
    detail: str = ""


def day(
    office_path: Path,
    office: Office,
    *,
    day: date,
    now: datetime,
    out: TextIO,
    no_send: bool = False,
    skip: Collection[str] = (),
) -> int:
    """The whole day. Raises Busy when another run holds the office's lock. 0 done, 1 a step or a mail failed."""
    from diembao.cli.digest import digest, send

    with lock(office.run_lock):
        if finished(office, day, now):
            out.write(f"Bản tin ngày {day:%d/%m/%Y} đã gửi đủ từ trước; không làm lại.\n")
            _errands(office, day, now, out, no_send=no_send)
            return 0
        if not issued(office, day):
            out.write(f"Ngày {day:%d/%m/%Y} không phát hành bản tin theo cài đặt; tin, bài được gộp vào bản tin sau.\n")
            _errands(office, day, now, out, no_send=no_send)
            return 0
        run = _begin(office, now)
        frozen = _frozen(office, day, now)  # only its mails are left: nothing is crawled or built for them
        steps = [child(name, office_path, office, now) for name in ("crawl", "annotate") if name not in skip and not frozen]
        if not no_send:
            with Archive.open(office.archive_path, now=now) as archive:
                errands.say(out, errands.merge_unsent_edition(archive, office, day))
        if not frozen:
            steps.append(Step("digest", digest(office, day, None, now=now, out=out)))
        if not no_send:
            errands.say(out, errands.tell_officer(office, day, now))
        if not no_send and held(office, day, now):
            out.write(
                f"Bản tin chờ duyệt, gửi lúc {office.edition_send_at}. Cách xử lý: “diembao edition show”, rồi “approve”.\n"
            )
        elif not no_send:
            steps.append(Step("send", send(office, day, now=now, out=out, at_once=False)))
            steps.append(notices(office, now))
        _errands(office, day, now, out, no_send=no_send)
        _end(office, run, steps, now, out)
    return int(any(step.status for step in steps))


def _errands(office: Office, day: date, now: datetime, out: TextIO, *, no_send: bool) -> None:
    if not no_send:
        errands.run(office, day, now, out, earlier_than=day)


def _frozen(office: Office, day: date, now: datetime) -> bool:
    with Archive.open(office.archive_path, now=now) as archive:
        edition = archive.editions.get(day)
    return edition is not None and edition.frozen_at is not None


def held(office: Office, day: date, now: datetime) -> bool:
    """Whether the edition still waits for a person: on hold by the settings, not approved, its sending hour not come."""
    if not office.edition_hold or now >= errands.send_hour(office, day):
        return False
    with Archive.open(office.archive_path, now=now) as archive:
        return find_approval(archive, archive.reviews.changes(day)) is None


def notices(office: Office, now: datetime) -> Step:
    """Tell the operator which outlets went bad or are well again; a mail that cannot go out waits for the next run."""
    from digest.delivery.outlet_notices import send_notices

    with Archive.open(office.archive_path, now=now) as archive:
        detail = send_notices(archive, office, now=now)
    return Step("notices", int(bool(detail)), detail)


def child(name: str, office_path: Path, office: Office, now: datetime) -> Step:
    """Run one command of ours as a child process; its output goes where ours goes. Status 1 is news, not a failure."""
    command = [sys.executable, "-m", "diembao", "--office", str(office_path), name, "--now", now.isoformat()]
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, timeout=PATIENCE_SECONDS[name], check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return Step(name, 2, f"bước {name} chạy quá lâu nên đã dừng")
    except OSError as error:
        return Step(name, 2, f"bước {name} không chạy được ({error})")
    if done.returncode == OTHERS_INPUT and completed(office, name, now):
        return Step(name, 0, f"bước {name} hoàn thành, có lỗi cần xem")
    return Step(name, done.returncode, f"bước {name} hỏng, mã {done.returncode}" if done.returncode else "")


def completed(office: Office, name: str, now: datetime) -> bool:
    """Whether the last run of a command came to its end: a crash has exit status 1 too, but leaves its run open or has none."""
    with Archive.open(office.archive_path, now=now) as archive:
        runs = [run for run in archive.trail.runs() if run.command == name and run.began_at == now]
    return bool(runs) and runs[0].ended_at is not None


def finished(office: Office, day: date, now: datetime) -> bool:
    """Whether the day's edition was sent and owes nobody a mail."""
    if not office.archive_path.exists():
        return False
    with Archive.open(office.archive_path, now=now) as archive:
        edition = archive.editions.get(day)
        return edition is not None and delivery.settled(archive, office, edition)


def _begin(office: Office, now: datetime) -> str:
    with Archive.open(office.archive_path, now=now) as archive:
        return archive.trail.begin_run("day", now)


def _end(office: Office, run: str, steps: list[Step], now: datetime, out: TextIO) -> None:
    for step in steps:
        if step.detail:
            out.write(f"{step.detail[:1].upper()}{step.detail[1:]}.\n")
    bad = [step.name for step in steps if step.status]
    detail = "; ".join(f"{step.name}: {step.status}" + (f" ({step.detail})" if step.detail else "") for step in steps)
    with Archive.open(office.archive_path, now=now) as archive:
        archive.trail.end_run(run, now, "problems" if bad else "done", detail)
        archive.upkeep.prune(now, office)
    if office.crawl_path.exists():
        with CrawlStore.open(office.crawl_path, now=now) as store:
            store.prune(now, SEEN_DAYS)
