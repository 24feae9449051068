"""Play one invented press day from the first crawl to the mail, and how it compares with the right answer.

In: a press day (format: `data/demo/README.md`) and a folder for everything it makes. Out: tables on the terminal, the edition,
the archive, the mails and `truth-report.json` in that folder, and the exit status. The replay server and every stage run as child
processes; mails go to an SMTP server on loopback inside this process and nowhere else.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.paths import ROOT
from data.text import slug
from data.text.dates import format_date, format_short
from diembao.demo.office import in_process, mailbox, plan_commands, take_over, write_office

if TYPE_CHECKING:
    import click

    from diembao.demo.comparison import Comparison
    from diembao.demo.press_day import PressDay

START_SECONDS = 30.0  # the replay server must have said its port by then
SHORT = ("correct", "edition", "case", "send")  # commands that need no process of their own
STAGE_SECONDS = 300.0  # one child process
WIDE = 150  # characters of a line that goes into a file or a pipe
REPORT = "truth-report.json"  # the whole comparison, beside the edition
MARK = ".diembao-demo"  # the file that says a folder is ours to clear


@dataclass(kw_only=True)
class DemoRun:
    """What one demo works with: its press day, its folder, the mails it received, the commands it ran."""

    day: PressDay
    out: Path
    run: click.Command  # the command line: the group of all commands
    mails: list[bytes] = field(default_factory=list)
    steps: list[tuple[str, int, float]] = field(default_factory=list)  # command, exit status, seconds

    @property
    def office(self) -> Path:
        """The settings file of the demo's office."""
        return self.out / "office.toml"


def play(day_dir: Path, out_dir: Path, *, run: click.Command) -> int:
    """Play the press day of `day_dir` into `out_dir`. 0 = it ran and every compulsory check holds, 1 = not, 2 = cannot run.

    `run`: the group of all commands of `diembao`, for those that need no process of their own.
    """
    from rich.console import Console

    from crawler.register import spider_classes
    from data.settings import load_office
    from diembao.demo.press_day import load_day

    began = time.monotonic()
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDE
    day = load_day(day_dir, known_outlets=spider_classes())
    demo_run = DemoRun(day=day, out=out_dir.resolve(), run=run)
    if not _fresh(demo_run.out):
        console.print(
            f"Không ghi đè thư mục {demo_run.out}: không phải thư mục do lệnh demo tạo. Cách xử lý: chọn thư mục khác bằng --out."
        )
        return 2
    console.print(f"[bold]{day.title}[/bold] – Dữ liệu giả định: mọi sự việc, nhân vật và bài báo đều là hư cấu.")
    with _replay(day_dir) as port, mailbox(demo_run.mails) as mail_port:
        write_office(day, demo_run.office, port=port, mail_port=mail_port)
        office = load_office(demo_run.office, {})
        addresses = _addresses(port)
        take_over(day, office, addresses)
        _earlier_troubles(demo_run, console)
        for poll in day.polls:
            _stage(demo_run, console, "crawl", poll)
            _stage(demo_run, console, "annotate", poll)
            if day.office.get("alert_recipients") and poll > day.after:
                _stage(demo_run, console, "alert", poll)
        _stage(demo_run, console, "day", day.now, "--date", day.edition.isoformat())
        before = _review(demo_run, console, addresses) if day.review else None
        first = (len(demo_run.mails), _edition(demo_run))
        sent_at = day.review.send if day.review else day.now
        _stage(demo_run, console, "day", sent_at + timedelta(minutes=10), "--date", day.edition.isoformat())
        again = (len(demo_run.mails), _edition(demo_run))
    paths = _save(demo_run, office.archive_path)
    comparison = _compare(demo_run, addresses, before)
    _print_tables(demo_run, console, paths, (comparison, before), first == again, time.monotonic() - began)
    ran = all(status == 0 for _, status, _ in demo_run.steps) and bool(first[0]) and first == again
    return 0 if ran and (comparison is None or comparison.good) else 1


def _fresh(out: Path) -> bool:
    """An empty folder `out`; False when it holds something that no demo made."""
    if out.exists() and any(out.iterdir()):
        if not (out / MARK).exists():
            return False
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("thư mục này do diembao demo tạo và xóa\n", "utf-8")
    return True


@contextmanager
def _replay(day_dir: Path) -> Iterator[int]:
    """The replay server as a child process; its port."""
    command = [sys.executable, "-m", "diembao.demo.replay.server", str(day_dir.resolve()), "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=_environment())  # noqa: S603 - ours
    try:
        line = server.stdout.readline().strip() if server.stdout else ""
        if not line.isdigit():
            raise RuntimeError("Máy chủ phát lại ngày báo chí không khởi động được (xem thông báo ở trên).")
        yield int(line)
    finally:
        server.terminate()
        server.wait(timeout=START_SECONDS)
        if server.stdout:
            server.stdout.close()


def _environment() -> dict[str, str]:
    """The environment of the children: nothing of a real office, our modules found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DIEMBAO_")}
    return kept | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]), "PYTHONUTF8": "1"}


def _earlier_troubles(demo_run: DemoRun, console: Any) -> None:
    """Outlets that were sick before the day began were looked at when it happened, so that the edition can say since when."""
    first = demo_run.day.polls[0]
    troubled = [(outlet.since, outlet.name) for outlet in demo_run.day.outlets.values() if outlet.since is not None]
    for since, name in sorted(pair for pair in troubled if pair[0] < first):
        _stage(demo_run, console, "crawl", since, name)


def _stage(demo_run: DemoRun, console: Any, command: str, at: datetime, *more: str) -> None:
    """One command of `diembao` at the simulated time `at`; its output goes to run.log.

    Crawling and annotating are child processes, as a Twisted reactor starts once and a model's memory must go back; a person's
    short commands run here, where everything is imported already.
    """
    from rich.markup import escape

    began = time.monotonic()
    arguments = ["--office", str(demo_run.office), command, *more, "--now", at.isoformat()]
    done = in_process(demo_run.run, arguments) if command in SHORT else _child(arguments)
    seconds = time.monotonic() - began
    demo_run.steps.append((command, done.returncode, seconds))
    with (demo_run.out / "run.log").open("a", encoding="utf-8") as log:
        log.write(
            f"$ diembao {command} {shlex.join(more)} --now {at.isoformat()}\n{done.stdout}{done.stderr}[{done.returncode}]\n"
        )
    mark = "[green]xong[/green]" if done.returncode == 0 else f"[red]mã thoát {done.returncode}[/red]"
    name = " ".join((command, *(word for word in more[:1] if command in ("edition", "case"))))
    console.print(f"  {format_short(at)}  diembao {name:<15} {mark}  {seconds:.1f} giây".replace(".", ","))
    if done.returncode:
        console.print(escape((done.stderr or done.stdout).strip()[-1500:]))


def _child(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "diembao", *arguments]
    return subprocess.run(  # noqa: S603 - ours
        command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False, timeout=STAGE_SECONDS
    )


def _review(demo_run: DemoRun, console: Any, addresses: dict[str, list[str]]) -> Comparison | None:
    """The duty officer looks the edition through and it is sent. How the machine's own edition compared with the truth."""
    from data.archive import Archive
    from data.settings import load_office

    day, office = demo_run.day, load_office(demo_run.office, {})
    if day.review is None:
        return None
    before = _comparison(demo_run, addresses)
    with Archive.open(office.archive_path, now=day.now) as archive:
        planned = plan_commands(day.review, addresses, archive, archive.editions.items(day.edition))
    for at, (command, *more) in planned:
        _stage(demo_run, console, command, at, *more)
    _stage(demo_run, console, "send", day.review.send, "--date", day.edition.isoformat())
    return before


def _edition(demo_run: DemoRun) -> tuple[str, str, str] | None:
    """HTML, text and JSON of the edition as the archive has them."""
    from data.archive import Archive
    from data.settings import load_office

    with Archive.open(load_office(demo_run.office, {}).archive_path, now=demo_run.day.now) as archive:
        row = archive.editions.get(demo_run.day.edition)
    return (row.html, row.text, row.json) if row else None


def _addresses(port: int) -> dict[str, list[str]]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/addresses.json", timeout=10) as answer:
        return dict(json.load(answer))


def _save(demo_run: DemoRun, archive_path: Path) -> dict[str, Path]:
    """Everything a person looks at, under fixed names."""
    paths: dict[str, Path] = {}
    for name, text in zip(("digest.html", "digest.txt", "edition.json"), _edition(demo_run) or (), strict=False):
        paths[name] = demo_run.out / name
        paths[name].write_text(text, "utf-8")
    for file in sorted((archive_path.parent / "out" / demo_run.day.edition.isoformat()).glob("Diem-tin-*")):
        paths[file.name] = demo_run.out / file.name
        shutil.copyfile(file, paths[file.name])
    if archive_path.exists():
        paths["archive.db"] = demo_run.out / "archive.db"
        _copy_database(archive_path, paths["archive.db"])
    for mail in demo_run.mails:
        recipient = str(message_from_bytes(mail, policy=policy.default)["To"] or "khong-ro")
        stem = slug(recipient.replace("@", "-tai-").replace(".", "-"))
        copies = sum(name.startswith(stem) for name in paths)
        file = demo_run.out / f"{stem}{f'-{copies + 1}' if copies else ''}.eml"
        file.write_bytes(mail)
        paths[file.name] = file
    paths["run.log"] = demo_run.out / "run.log"
    return paths


def _copy_database(source: Path, target: Path) -> None:
    """The archive with what its write-ahead log still holds; children have closed it, so the log is empty or copied along."""
    for suffix in ("", "-wal"):
        if (part := source.with_name(source.name + suffix)).exists():
            shutil.copyfile(part, target.with_name(target.name + suffix))


def _comparison(demo_run: DemoRun, addresses: dict[str, list[str]]) -> Comparison | None:
    """The edition as it stands against the day's truth; None when the day has no truth."""
    from data.archive import Archive
    from data.settings import load_office
    from diembao.demo.comparison import compare

    if demo_run.day.truth is None:
        return None
    with Archive.open(load_office(demo_run.office, {}).archive_path, now=demo_run.day.now) as archive:
        return compare(demo_run.day.truth, addresses, demo_run.day, archive)


def _compare(demo_run: DemoRun, addresses: dict[str, list[str]], before: Comparison | None) -> Comparison | None:
    """The edition sent against the truth, also written to truth-report.json with what the machine alone had made of it."""
    comparison = _comparison(demo_run, addresses)
    if comparison is not None:
        report = comparison.as_json() | ({"before_review": before.as_json()} if before else {})
        (demo_run.out / REPORT).write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return comparison


def _print_tables(
    demo_run: DemoRun,
    console: Any,
    paths: dict[str, Path],
    compared: tuple[Comparison | None, Comparison | None],
    quiet: bool,
    seconds: float,
) -> None:
    """The tables at the end. `compared`: the edition sent, and the machine's own before a person looked it through."""
    from data.settings import load_office
    from diembao.demo.outlet_figures import count_outlets
    from diembao.demo.tables import checks_table, differences_table, outlets_table

    console.print(outlets_table(count_outlets(load_office(demo_run.office, {}), demo_run.day)))
    comparison, before = compared
    if comparison is not None:
        paths[REPORT] = demo_run.out / REPORT
        console.print(checks_table(comparison, before))
        if comparison.differences:
            console.print(differences_table(comparison, REPORT))
            console.print(f"Báo cáo đối chiếu đầy đủ: {paths[REPORT]}", soft_wrap=True, markup=False)
    console.print(
        f"Thư đã nhận: {len(demo_run.mails)}; chạy lại “diembao day”: "
        + ("không gửi thêm, bản tin không đổi" if quiet else "[red]CÓ THAY ĐỔI[/red]")
    )
    for name, path in paths.items():
        console.print(f"  {name:<16} {path}", soft_wrap=True)
    console.print(f"Ngày {format_date(demo_run.day.edition)}: {seconds:.1f} giây".replace(".", ","))
