"""Set up the demo's office: its settings, its mailbox, what it takes over from before the day, and its duty officer.

In: a press day; for the officer also the addresses of its articles and the edition that the system built. Out: the settings file,
the first rows of the archive, and the officer's command lines with their times.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.errors import OperatorError
from data.text import local

if TYPE_CHECKING:
    import click

    from data.archive import Archive
    from data.archive.records import EditionItem
    from data.model import Article
    from data.settings import Office
    from diembao.demo.press_day import DayReview, PressDay
    from ops.history_import import FormerStory

ALWAYS_FOLLOWED = ("tuoitre", "thanhnien", "vnexpress", "dantri", "vietnamplus", "nhandan", "yonhap")  # quiet ones show as silent
STEP = timedelta(minutes=1)  # between two of the officer's commands
Command = tuple[datetime, list[str]]


def write_office(day: PressDay, path: Path, *, port: int, mail_port: int) -> None:
    """Write the settings of the demo's office. `port`: the replay server's; `mail_port`: the mailbox's."""
    texts = ("parent", "name", "addressees", "sender_name", "contact", "duty_officer")
    tables: dict[str, dict[str, Any]] = {
        "office": {"province": day.province, **{key: day.office[key] for key in texts if key in day.office}, "demo": True},
        "crawl": {"delay_seconds": 0, "replay": f"http://127.0.0.1:{port}", "timeout_seconds": 10},
        "edition": {"cutoff": f"{local(day.until):%H:%M}"},
        "mail": {
            "from": "diemtin@demo.example", "recipients": list(day.recipients), "host": "127.0.0.1", "port": mail_port,
            "security": "none",
        },
    }  # fmt: skip
    tables["crawl"]["outlets"] = list(day.only) or followed_outlets(day)
    if day.office.get("alert_recipients"):
        tables["alert"] = {"recipients": day.office["alert_recipients"]}
    if day.office.get("watch_terms"):
        tables["watch"] = {"terms": day.office["watch_terms"]}
    if day.office.get("include_home"):
        tables["edition"]["include_home"] = True
    if day.review:
        tables["edition"] |= {"hold": True, "send_at": f"{local(day.review.send):%H:%M}"}
    if not day.history:
        tables["edition"]["first_number"] = 1
    lines = ["# Do lệnh demo ghi. Dữ liệu giả định."]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())]
        lines += [f"demo_now = {day.now.isoformat()}"] if name == "office" else []
    path.write_text("\n".join(lines) + "\n", "utf-8")


def followed_outlets(day: PressDay) -> list[str]:
    """Return the outlets that the demo's office follows: those that the day speaks of, and a few that are always there."""
    return sorted({article.outlet for article in day.articles} | set(day.outlets) | set(ALWAYS_FOLLOWED))


def take_over(day: PressDay, office: Office, addresses: Mapping[str, Sequence[str]]) -> None:
    """Put what was before the day into the archive: editions with their figures and stories, and the cases followed already.

    `addresses`: of every article, by its id in the day.
    """
    from data.archive import Archive
    from ops.history_import import import_cases, import_editions, import_stories

    office.var_dir.mkdir(parents=True, exist_ok=True)
    articles = {name: _as_archived(day, name, addresses) for story in day.earlier for name in story.articles}
    cases = [replace(case, article=articles[case.article].id) if case.article else case for case in day.cases]
    with Archive.open(office.archive_path, now=day.polls[0]) as archive:
        import_editions(archive, day.history, after=day.after, cutoff=local(day.until).time())
        if day.earlier:
            from nlp.annotate import GROUP_STAMP

            import_stories(archive, _former_stories(day, articles), group_stamp=GROUP_STAMP, now=day.polls[0])
        import_cases(archive, cases, office, now=day.polls[0])


def _former_stories(day: PressDay, articles: Mapping[str, Article]) -> list[FormerStory]:
    """The day's earlier stories as the archive takes them over."""
    from ops.history_import import FormerStory

    return [
        FormerStory(
            edition=story.edition, articles=tuple(articles[name] for name in story.articles), topic=story.topic, tone=story.tone,
            issue=story.issue, urgent=story.urgent, places=story.places,
        )
        for story in day.earlier
    ]  # fmt: skip


def _as_archived(day: PressDay, name: str, addresses: Mapping[str, Sequence[str]]) -> Article:
    """The article of that id in the day as the crawler would have read it before the day began."""
    from crawler.register import spider_classes
    from data.model import Article
    from data.text.urls import article_id, canonical_url

    written = next(article for article in day.articles if article.id == name)
    facts, version = spider_classes()[written.outlet], written.version_at(day.polls[0])
    url = canonical_url(addresses[name][0])
    texts = [block.text.replace("**", "") for block in version.blocks if block.kind in ("p", "h2")]
    return Article(
        id=article_id(written.outlet, url, facts.article_number(url)), url=url, outlet=written.outlet,
        found_at=written.listed_from, found_in="import", title=version.title, summary=version.summary or None,
        body="\n".join(texts), authors=written.authors, section=written.section, lang=written.lang or facts.lang,
        kind=written.kind, published_at=written.published, date_from="page",
    )  # fmt: skip


@contextmanager
def mailbox(mails: list[bytes]) -> Iterator[int]:
    """Run an SMTP server on loopback that puts every mail into `mails`; yields its port."""
    try:
        from aiosmtpd.controller import Controller
    except ImportError as error:
        raise OperatorError(
            "Lệnh demo cần gói aiosmtpd để có máy chủ thư giả lập, và gói này chưa được cài. "
            "Cách xử lý: chạy “make demo”, hoặc cài bằng: .venv/bin/pip install --require-hashes -r requirements-demo.lock"
        ) from error

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


def in_process(command_line: click.Command, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run one command of `diembao` in this process: its exit status and what it printed. Nothing of a real office is read.

    `command_line`: the group of all commands; it is handed in, so that the demo does not depend on the command line.
    """
    from click.testing import CliRunner

    real = {name: None for name in os.environ if name.startswith("DIEMBAO_")}
    result = CliRunner().invoke(command_line, list(arguments), prog_name="diembao", env=real, catch_exceptions=False)
    return subprocess.CompletedProcess(list(arguments), result.exit_code, result.stdout, result.stderr)


def plan_commands(
    review: DayReview, addresses: Mapping[str, Sequence[str]], archive: Archive, items: Sequence[EditionItem]
) -> list[Command]:
    """List what the officer types and when, the approval last. Only what the machine has wrong is mended.

    `items`: the rows of the edition as it waits; `addresses`: of every article, by its id in the day.
    """
    rows = {item.article: item for item in items}

    def find(name: str) -> EditionItem | None:
        ids = (archive.articles.find_id(address) for address in addresses.get(name, ()))
        return next((rows[identity] for identity in ids if identity in rows), None)

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
    timed = [(review.at - STEP * (len(lines) - number), line) for number, line in enumerate(lines)]
    return [*timed, (review.at, ["edition", "approve", *by])]
