"""The demo: one invented press day from the first crawl to the mail, and how it compares with the right answer.

In: a press day (format: `data/demo/README.md`) and a folder for everything it makes. Out: tables on the terminal, the edition,
the archive, the mails and `truth-report.json` in that folder, and the exit status. The replay server and every stage run as child
processes; mails go to an SMTP server on loopback inside this process and nowhere else.
"""

from __future__ import annotations

import json
import os
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

from data.text import local, slug, tell_date, tell_short

if TYPE_CHECKING:
    from crawler.day import PressDay
    from crawler.truth import Comparison

ROOT = Path(__file__).resolve().parent
START_SECONDS = 30.0  # the replay server must have said its port by then
STAGE_SECONDS = 300.0  # one child process
ALWAYS_FOLLOWED = ("tuoitre", "thanhnien", "vnexpress", "dantri", "vietnamplus", "nhandan", "yonhap")  # quiet ones show as silent
MARK = ".diembao-demo"  # the file that says a folder is ours to clear


@dataclass(kw_only=True)
class Play:
    """What one demo has in hand."""

    day: PressDay
    out: Path
    mails: list[bytes] = field(default_factory=list)
    steps: list[tuple[str, int, float]] = field(default_factory=list)  # command, exit status, seconds

    @property
    def office(self) -> Path:
        """The settings file of the demo's office."""
        return self.out / "office.toml"


def demo(day_dir: Path, out_dir: Path) -> int:
    """Plays the press day of `day_dir` into `out_dir`. 0 = it ran and every compulsory check holds, 1 = not, 2 = cannot run."""
    from rich.console import Console

    from crawler.day import load_day
    from crawler.outlets import spider_classes
    from data.office import load_office

    began = time.monotonic()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 150)
    day = load_day(day_dir, known_outlets=spider_classes())
    play = Play(day=day, out=out_dir.resolve())
    if not _fresh(play.out):
        console.print(
            f"Không ghi đè thư mục {play.out}: không phải thư mục do lệnh demo tạo. Cách xử lý: chọn thư mục khác bằng --out."
        )
        return 2
    console.print(f"[bold]{day.title}[/bold] – Dữ liệu giả định: mọi sự việc, nhân vật và bài báo đều là hư cấu.")
    with _replay(day_dir) as port, _mailbox(play.mails) as mail_port:
        _write_office(play, port, mail_port)
        office = load_office(play.office, {})
        _take_over(play)
        for poll in day.polls:
            _stage(play, console, "crawl", poll)
            _stage(play, console, "annotate", poll)
            if day.office.get("alert_recipients") and poll > day.after:
                _stage(play, console, "alert", poll)
        _stage(play, console, "day", day.now, "--date", day.edition.isoformat())
        first = (len(play.mails), _edition(play))
        _stage(play, console, "day", day.now + timedelta(minutes=10), "--date", day.edition.isoformat())
        again = (len(play.mails), _edition(play))
        addresses = _addresses(port)
    paths = _save(play, office.archive_path)
    comparison = _compare(play, addresses)
    _tell(play, console, paths, comparison, first == again, time.monotonic() - began)
    ran = all(status == 0 for _, status, _ in play.steps) and bool(first[0]) and first == again
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
    command = [sys.executable, "-m", "crawler.replay", str(day_dir.resolve()), "--port", "0"]
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


@contextmanager
def _mailbox(mails: list[bytes]) -> Iterator[int]:
    """An SMTP server on loopback that puts every mail into `mails`; its port."""
    from aiosmtpd.controller import Controller

    class Handler:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            mails.append(envelope.content)
            return "250 OK"

    controller = Controller(Handler(), hostname="127.0.0.1", port=_free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment() -> dict[str, str]:
    """The environment of the children: nothing of a real office, our modules found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DIEMBAO_")}
    return kept | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]), "PYTHONUTF8": "1"}


def _write_office(play: Play, port: int, mail_port: int) -> None:
    """The settings of the demo's office."""
    day, said = play.day, play.day.office
    texts = ("parent", "name", "addressees", "sender_name", "contact", "duty_officer")
    tables: dict[str, dict[str, Any]] = {
        "office": {"province": day.province, **{key: said[key] for key in texts if key in said}, "demo": True},
        "crawl": {"delay_seconds": 0, "replay": f"http://127.0.0.1:{port}", "timeout_seconds": 10},
        "edition": {"cutoff": f"{local(day.until):%H:%M}"},
        "mail": {
            "from": "diemtin@demo.example", "recipients": list(day.recipients), "host": "127.0.0.1", "port": mail_port,
            "security": "none",
        },
    }  # fmt: skip
    tables["crawl"]["outlets"] = list(day.only) or _followed(day)
    if said.get("alert_recipients"):
        tables["alert"] = {"recipients": said["alert_recipients"]}
    if said.get("watch_terms"):
        tables["watch"] = {"terms": said["watch_terms"]}
    if not day.history:
        tables["edition"]["first_number"] = 1
    lines = ["# Do lệnh demo ghi. Dữ liệu giả định."]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())]
        lines += [f"demo_now = {day.now.isoformat()}"] if name == "office" else []
    play.office.write_text("\n".join(lines) + "\n", "utf-8")


def _followed(day: PressDay) -> list[str]:
    """The outlets that the demo's office follows: those that the day speaks of, and a few that are always there."""
    return sorted({article.outlet for article in day.articles} | set(day.outlets) | set(ALWAYS_FOLLOWED))


def _take_over(play: Play) -> None:
    """The editions before this one with their figures, and the cases followed already."""
    from data.archive import Archive
    from data.office import load_office
    from digest.past import import_cases, import_editions

    office, day = load_office(play.office, {}), play.day
    office.var_dir.mkdir(parents=True, exist_ok=True)
    with Archive.open(office.archive_path, now=day.polls[0]) as archive:
        import_editions(archive, day.history, after=day.after, cutoff=local(day.until).time())
        import_cases(archive, day.cases, office, now=day.polls[0])


def _stage(play: Play, console: Any, command: str, at: datetime, *more: str) -> None:
    """One command of `diembao` as a child process at the simulated time `at`; its output goes to run.log."""
    from rich.markup import escape

    began = time.monotonic()
    arguments = [sys.executable, "-m", "diembao", "--office", str(play.office), command, *more, "--now", at.isoformat()]
    done = subprocess.run(  # noqa: S603 - ours
        arguments, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False, timeout=STAGE_SECONDS
    )
    seconds = time.monotonic() - began
    play.steps.append((command, done.returncode, seconds))
    with (play.out / "run.log").open("a", encoding="utf-8") as log:
        log.write(f"$ diembao {command} {' '.join(more)} --now {at.isoformat()}\n{done.stdout}{done.stderr}[{done.returncode}]\n")
    mark = "[green]xong[/green]" if done.returncode == 0 else f"[red]mã thoát {done.returncode}[/red]"
    console.print(f"  {tell_short(at)}  diembao {command:<9} {mark}  {seconds:.1f} giây".replace(".", ","))
    if done.returncode:
        console.print(escape((done.stderr or done.stdout).strip()[-1500:]))


def _edition(play: Play) -> tuple[str, str, str] | None:
    """HTML, text and JSON of the edition as the archive has them."""
    from data.archive import Archive
    from data.office import load_office

    with Archive.open(load_office(play.office, {}).archive_path, now=play.day.now) as archive:
        row = archive.edition(play.day.edition)
    return (row.html, row.text, row.json) if row else None


def _addresses(port: int) -> dict[str, list[str]]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/addresses.json", timeout=10) as answer:
        return dict(json.load(answer))


def _save(play: Play, archive_path: Path) -> dict[str, Path]:
    """Everything a person looks at, under fixed names."""
    paths: dict[str, Path] = {}
    for name, text in zip(("digest.html", "digest.txt", "edition.json"), _edition(play) or (), strict=False):
        paths[name] = play.out / name
        paths[name].write_text(text, "utf-8")
    for file in sorted((archive_path.parent / "out" / play.day.edition.isoformat()).glob("Diem-tin-*")):
        paths[file.name] = play.out / file.name
        shutil.copyfile(file, paths[file.name])
    if archive_path.exists():
        paths["archive.db"] = play.out / "archive.db"
        _copy_database(archive_path, paths["archive.db"])
    for mail in play.mails:
        recipient = str(message_from_bytes(mail, policy=policy.default)["To"] or "khong-ro")
        file = play.out / f"{slug(recipient.replace('@', '-tai-').replace('.', '-'))}.eml"
        file.write_bytes(mail)
        paths[file.name] = file
    paths["run.log"] = play.out / "run.log"
    return paths


def _copy_database(source: Path, target: Path) -> None:
    """The archive with what its write-ahead log still holds; children have closed it, so the log is empty or copied along."""
    for suffix in ("", "-wal"):
        if (part := source.with_name(source.name + suffix)).exists():
            shutil.copyfile(part, target.with_name(target.name + suffix))


def _compare(play: Play, addresses: dict[str, list[str]]) -> Comparison | None:
    """The edition against the day's truth, also written to truth-report.json; None when the day has no truth."""
    from crawler.truth import compare
    from data.archive import Archive
    from data.office import load_office

    if play.day.truth is None:
        return None
    day = play.day
    with Archive.open(load_office(play.office, {}).archive_path, now=day.now) as archive:
        comparison = compare(play.day.truth, addresses, day, archive)
    report = json.dumps(comparison.as_json(), ensure_ascii=False, indent=1)
    (play.out / "truth-report.json").write_text(report + "\n", "utf-8")
    return comparison


def _tell(play: Play, console: Any, paths: dict[str, Path], comparison: Comparison | None, quiet: bool, seconds: float) -> None:
    """The tables at the end."""
    from crawler.demo_tables import checks_table, differences_table, outlets_table

    console.print(outlets_table(play.office, play.day))
    if comparison is not None:
        console.print(checks_table(comparison))
        if comparison.differences:
            console.print(differences_table(comparison))
    console.print(
        f"Thư đã nhận: {len(play.mails)}; chạy lại “diembao day”: "
        + ("không gửi thêm, bản tin không đổi" if quiet else "[red]CÓ THAY ĐỔI[/red]")
    )
    for name, path in paths.items():
        console.print(f"  {name:<16} {path}", soft_wrap=True)
    console.print(f"Ngày {tell_date(play.day.edition)}: {seconds:.1f} giây".replace(".", ","))
