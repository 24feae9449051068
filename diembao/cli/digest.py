"""The commands `digest` and `send`: build and print an edition, send its mails, print its outbox.

In: what the operator typed. Out: the edition in the asked form, or Vietnamese lines, and an exit status: 0 done, 1 some mail
could not be sent, 2 cannot run. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
import webbrowser
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from diembao.cli.session import DATE, NOW, Refusal, counted_as, finish, load, local_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.archive.records import OutboxRow, OutboxTry
    from data.settings import Office
    from digest.issue import Issued

DOCUMENTS = ("docx", "xlsx")  # forms that are files, not text


@click.command("digest")
@DATE
@click.option(
    "--format", "form", type=click.Choice(["html", "txt", "short", "docx", "xlsx", "json"]), default="html", show_default=True
)
@click.option("--open", "open_", is_flag=True, help="Mở bản tin bằng trình duyệt.")
@click.option("--group", metavar="NHÓM", help="In phần mà một nhóm nhận được gửi (tên trong mục [group.…]).")
@NOW
@click.pass_context
def digest_command(ctx: click.Context, day: date | None, form: str, open_: bool, group: str | None, now: datetime | None) -> None:
    """Dựng và in bản tin của một ngày; bản tin đã gửi được in lại nguyên văn.

    \b
    Ví dụ:
        diembao digest --open
        diembao digest --date 2026-11-22 --format short
        diembao digest --format docx > diem-tin.docx
        diembao digest --format txt --group so-y-te
    """
    from data.archive import Archive
    from digest.issue import issue_edition, issue_part

    office = load(ctx)
    at = counted_as(ctx, office, now)
    day = day or local_day(at)
    with Archive.open(office.archive_path, now=at) as archive:
        issued = issue_part(archive, office, day, group, now=at) if group else issue_edition(archive, office, day, now=at)
    if form in DOCUMENTS:
        _print_file(office, issued, form)
    else:
        sys.stdout.write(issued.texts[form])
    if open_ and issued.page is not None and form not in DOCUMENTS:
        webbrowser.open(issued.page.resolve().as_uri())


def _print_file(office: Office, issued: Issued, form: str) -> None:
    """Write the document's bytes into a pipe or file; on a terminal tell where it lies."""
    from digest.issue import read_file

    name, content = read_file(office, issued, form)
    target = getattr(sys.stdout, "buffer", None)
    if target is not None and not sys.stdout.isatty():
        sys.stdout.flush()
        target.write(content)
    elif issued.folder is not None:
        click.echo(str(issued.folder / name))
    else:
        raise Refusal(f"Không in tệp {form} ra màn hình. Cách xử lý: chuyển vào tệp, như “> {name}”.")


@click.command("send")
@DATE
@click.option("--again", metavar="ĐỊA_CHỈ", help="Gửi lại cho một người nhận.")
@click.option("--test", metavar="ĐỊA_CHỈ", help="Chỉ gửi thử tới địa chỉ này.")
@click.option("--group", metavar="NHÓM", default="", help="Cùng --test: gửi thử phần của một nhóm nhận.")
@click.option("--log", is_flag=True, help="Chỉ in sổ gửi: từng nơi nhận, từng lần gửi; không gửi gì.")
@NOW
@click.pass_context
def send_command(
    ctx: click.Context, day: date | None, again: str | None, test: str | None, group: str, log: bool, now: datetime | None
) -> None:
    """Gửi những thư chưa gửi của một bản tin.

    \b
    Ví dụ:
        diembao send --test toi@co-quan.gov.vn
        diembao send --again lanhdao@tinh.gov.vn
        diembao send --log
    """
    from data.archive import Archive
    from diembao.cli.messages import describe_delivery
    from digest.delivery import send_edition

    office = load(ctx)
    at = counted_as(ctx, office, now)
    day = day or local_day(at)
    if log:
        _print_outbox(office, day, at)
    elif test:
        _send_trial(office, day, test, group, at)
    else:
        with Archive.open(office.archive_path, now=at) as archive:
            delivery = send_edition(archive, office, day, now=at, again=again or None)
        click.echo(describe_delivery(delivery), nl=False)
        finish(int(not delivery.is_complete))


def _send_trial(office: Office, day: date, recipient: str, group: str, at: datetime) -> None:
    """Send a trial mail and tell what became of it."""
    from data.archive import Archive
    from digest.delivery import send_trial

    with Archive.open(office.archive_path, now=at) as archive:
        trial = send_trial(archive, office, day, recipient, now=at, group=group)
    if trial.is_sent:
        click.echo(f"Đã gửi thử tới {trial.recipient}; bản tin chưa bị khóa, sổ gửi không đổi.")
        return
    click.echo(
        f"Chưa gửi thử được: {trial.failure}. Bản tin không bị ảnh hưởng. Cách xử lý: kiểm tra mục [mail] của tệp cài đặt.",
        err=True,
    )
    finish(1)


def _print_outbox(office: Office, day: date, at: datetime) -> None:
    """Print an edition's outbox: each recipient with its state, each try with its hour and the server's words."""
    from data.archive import Archive
    from data.text.dates import format_date

    with Archive.open(office.archive_path, now=at) as archive:
        rows, tries = archive.outbox.rows(day), archive.outbox.tries(day)
    if not rows:
        click.echo(f"Sổ gửi bản tin ngày {format_date(day)}: chưa có thư nào.")
    for row in rows:
        click.echo(describe_mail(row, tries), nl=False)


def describe_mail(row: OutboxRow, tries: Sequence[OutboxTry]) -> str:
    """Describe one mail of the outbox: its state, then a line for each try."""
    from data.archive.records import OUTBOX_STATES
    from data.text import local
    from data.text.dates import format_date, format_time

    again = f" lúc {format_time(row.next_at)}" if row.state == "deferred" else ""
    lines = [f"{row.recipient}{f' (nhóm {row.group})' if row.group else ''}: {row.label}{again}  {row.message_id}\n"]
    for attempt in tries:
        if attempt.recipient == row.recipient:
            state = f"{OUTBOX_STATES[attempt.state]}{f': {attempt.detail}' if attempt.detail else ''}"
            lines.append(f"    {format_time(attempt.at)} {format_date(local(attempt.at).date())}  {state}\n")
    return "".join(lines)
