"""An office with a filled archive and a real SMTP server on loopback, for the tests of mail and day."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from data.archive import Archive
from data.crawl_store import CrawlStore
from data.settings import Office
from data.text.dates import VN
from diembao.cli.messages import describe_delivery, describe_event
from diembao.scheduling import DayPlan, run_day, run_due
from diembao.scheduling.records import Event, Tick
from diembao.stages import STAGES
from digest.delivery import Trial, send_edition, send_trial
from digest.issue import Issued, issue_edition
from digest.issue.editing import Approval, Edited, EditRequest, approve, edit
from tests.support import edition_day as model

NOW = datetime(2020, 6, 2, 6, 5, tzinfo=VN)
RECIPIENTS = ("lanh-dao@tinh.example", "van-phong@tinh.example", "truc@tinh.example")


def office(base: Path, port: int = 1, **changes: Any) -> Office:
    values: dict[str, Any] = {
        "office_province": "hai-duong",
        "office_parent": "UBND TỈNH HẢI DƯƠNG",
        "office_name": "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "office_addressees": "Thường trực Tỉnh ủy",
        "office_sender_name": "Điểm tin báo chí Hải Dương",
        "office_contact": "máy lẻ 118",
        "mail_from": "diemtin@haiduong.example",
        "mail_reply_to": "truc@haiduong.example",
        "mail_recipients": RECIPIENTS,
        "mail_host": "127.0.0.1",
        "mail_port": port,
        "mail_security": "none",
        "mail_timeout_seconds": 5.0,
        "base": base,
    }
    return Office(**(values | changes))


def fill(desk: Office) -> None:
    """Put the model day into the office's archive and crawl store, as the stages before would have done."""
    with Archive.open(desk.archive_path, now=model.AFTER) as archive, archive.write():
        run = archive.trail.begin_run("test", model.AFTER)
        archive.articles.register_outlets(model.outlets().values(), model.AFTER)
        for row in model.history():
            archive.editions.save(row)
        for article in model.articles():
            kept = article.published_at + timedelta(minutes=20) if article.published_at else model.UNTIL
            archive.articles.keep(article, None, now=kept, run=run)
            archive.judgements.write(article, "stamp", now=kept, run=run)
            archive.judgements.write_group(article.id, article.same_as, article.story, stamp="stamp", now=kept, run=run)
    with CrawlStore.open(desk.crawl_path, now=NOW) as store, store.write():
        for name, state in model.states().items():
            if name in model.outlets():
                store.record_outlet_run("test", name, state.since or model.UNTIL, state.counts, state.state)


def issue(desk: Office, day: date = model.DAY, now: datetime = NOW) -> Issued:
    """The edition of a day, built and written."""
    with Archive.open(desk.archive_path, now=now) as archive:
        return issue_edition(archive, desk, day, now=now)


def send(desk: Office, now: datetime = NOW, *, again: str | None = None, at_once: bool = True) -> tuple[int, str]:
    """`diembao send`: its exit status and its words. What it refuses is raised."""
    with Archive.open(desk.archive_path, now=now) as archive:
        delivery = send_edition(archive, desk, model.DAY, now=now, again=again, at_once=at_once)
    return int(not delivery.is_complete), describe_delivery(delivery)


def trial(desk: Office, recipient: str, now: datetime = NOW, *, group: str = "") -> Trial:
    """A trial mail."""
    with Archive.open(desk.archive_path, now=now) as archive:
        return send_trial(archive, desk, model.DAY, recipient, now=now, group=group)


def change(desk: Office, request: EditRequest, *, by: str, now: datetime = NOW) -> Edited:
    """One change of a person."""
    with Archive.open(desk.archive_path, now=now) as archive:
        return edit(archive, desk, model.DAY, request, by=by, now=now)


def approved(desk: Office, *, by: str, day: date = model.DAY, now: datetime = NOW) -> Approval:
    """The edition of a day, approved by a person."""
    with Archive.open(desk.archive_path, now=now) as archive:
        return approve(archive, desk, day, by=by, now=now)


def one_day(
    desk: Office, now: datetime = NOW, day: date | None = None, *, may_send: bool = True, skip: Collection[str] = STAGES
) -> tuple[int, str]:
    """`diembao day` without crawling: its exit status and its words."""
    events: list[Event] = []
    plan = DayPlan(day=day or now.astimezone(VN).date(), may_send=may_send, skip=skip)
    report = run_day(desk.base / "office.toml", desk, plan, now=now, observe=events.append)
    assert report.events == tuple(events)
    return int(report.has_failed), "".join(map(describe_event, events))


def tick(desk: Office, now: datetime) -> tuple[Tick, str]:
    """One question of `diembao watch`, without crawling: what was done, and its words."""
    done = run_due(desk.base / "office.toml", desk, now=now, skip=STAGES)
    return done, "".join(map(describe_event, done.events))


@dataclass
class Post:
    """The mails a server took, and how it is to answer each recipient."""

    taken: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    rcpt: Callable[[str], str] = lambda address: "250 OK"
    data: Callable[[str], str] = lambda address: "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]) -> str:
        answer = self.rcpt(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        await asyncio.sleep(0)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.data(envelope.rcpt_tos[0])
        if answer.startswith("250"):
            content = envelope.original_content or b""
            mail = message_from_bytes(content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.taken.append(mail)
            self.to += envelope.rcpt_tos
        await asyncio.sleep(0)
        return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(post: Post) -> Controller:
    """A server on a free loopback port; call `stop()` when done."""
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    return controller
