"""The demo's office: its settings, its mailbox, what it takes over from before the day, and its duty officer.

In: a press day; for the officer also the addresses of its articles and the edition that the system built. Out: the settings file,
the first rows of the archive, and the officer's command lines with their times.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.text import local

if TYPE_CHECKING:
    from data.archive import Archive
    from data.archive.records import EditionItem
    from data.settings import Office
    from diembao.demo.press_day.day import DayReview, PressDay

ALWAYS_FOLLOWED = ("tuoitre", "thanhnien", "vnexpress", "dantri", "vietnamplus", "nhandan", "yonhap")  # quiet ones show as silent
STEP = timedelta(minutes=1)  # between two of the officer's commands
Command = tuple[datetime, list[str]]


def write_office(day: PressDay, path: Path, *, port: int, mail_port: int) -> None:
    """The settings of the demo's office. `port`: the replay server's; `mail_port`: the mailbox's."""
    said = day.office
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
    tables["crawl"]["outlets"] = list(day.only) or followed(day)
    if said.get("alert_recipients"):
        tables["alert"] = {"recipients": said["alert_recipients"]}
    if said.get("watch_terms"):
        tables["watch"] = {"terms": said["watch_terms"]}
    if day.review:
        tables["edition"] |= {"hold": True, "send_at": f"{local(day.review.send):%H:%M}"}
    if not day.history:
        tables["edition"]["first_number"] = 1
    lines = ["# Do lệnh demo ghi. Dữ liệu giả định."]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())]
        lines += [f"demo_now = {day.now.isoformat()}"] if name == "office" else []
    path.write_text("\n".join(lines) + "\n", "utf-8")


def followed(day: PressDay) -> list[str]:
    """The outlets that the demo's office follows: those that the day speaks of, and a few that are always there."""
    return sorted({article.outlet for article in day.articles} | set(day.outlets) | set(ALWAYS_FOLLOWED))


def take_over(day: PressDay, office: Office) -> None:
    """The editions before this one with their figures, and the cases followed already."""
    from data.archive import Archive
    from ops.history_import import import_cases, import_editions

    office.var_dir.mkdir(parents=True, exist_ok=True)
    with Archive.open(office.archive_path, now=day.polls[0]) as archive:
        import_editions(archive, day.history, after=day.after, cutoff=local(day.until).time())
        import_cases(archive, day.cases, office, now=day.polls[0])


@contextmanager
def mailbox(mails: list[bytes]) -> Iterator[int]:
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


def in_process(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """One command of `diembao` in this process: its exit status and what it printed. Nothing of a real office is read."""
    from diembao.cli.entry import main

    out, err = io.StringIO(), io.StringIO()
    status: Any = 0
    real = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("DIEMBAO_")}
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main.main(list(arguments), prog_name="diembao")
    except SystemExit as end:
        status = end.code or 0
    finally:
        os.environ.update(real)
    return subprocess.CompletedProcess(list(arguments), int(status), out.getvalue(), err.getvalue())


def commands(
    review: DayReview, addresses: Mapping[str, Sequence[str]], archive: Archive, told: Sequence[EditionItem]
) -> list[Command]:
    """What the officer types and when, the approval last. Only what the machine has wrong is mended.

    `told`: the rows of the edition as it waits; `addresses`: of every article, by its id in the day.
    """
    items = {item.article: item for item in told}

    def find(name: str) -> EditionItem | None:
        ids = (archive.articles.find_id(address) for address in addresses.get(name, ()))
        return next((items[identity] for identity in ids if identity in items), None)

    by = ["--by", review.by]
    lines = [
        ["correct", item.article, "--verdict", "namesake", *by] for name in review.namesakes if (item := find(name)) is not None
    ]
    for name, topic in (review.topics or {}).items():
        if (item := find(name)) is not None and item.topic != topic:
            lines.append(["correct", item.article, "--topic", topic, *by])
    for kind, texts in (("translate", review.translations), ("brief", review.briefs)):
        for name, text in (texts or {}).items():
            if (item := find(name)) is not None:
                lines.append(["edition", "note", item.article, text, "--as", kind, *by])
    lines += [["case", "open", item.article, *by] for name in review.cases if (item := find(name)) is not None]
    before = [(review.at - STEP * (len(lines) - place), line) for place, line in enumerate(lines)]
    return [*before, (review.at, ["edition", "approve", *by])]
