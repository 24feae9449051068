"""The commands of the digest: digest, send, day. Declarations only; the work is in `commands`.

In: what the operator typed. Out: an exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from datetime import date, datetime

import click

from diembao.cli.session import DATE, NOW, counted_as, finish, load, local_day, session


@click.command()
@DATE
@click.option(
    "--format", "form", type=click.Choice(["html", "txt", "short", "docx", "xlsx", "json"]), default="html", show_default=True
)
@click.option("--open", "open_", is_flag=True, help="Mở bản tin bằng trình duyệt.")
@click.option("--group", metavar="NHÓM", help="In phần mà một nhóm nhận được gửi (tên trong mục [group.…]).")
@NOW
@click.pass_context
def digest(ctx: click.Context, day: date | None, form: str, open_: bool, group: str | None, now: datetime | None) -> None:
    """Dựng và in bản tin của một ngày; bản tin đã gửi được in lại nguyên văn.

    \b
    Ví dụ:
        diembao digest --open
        diembao digest --date 2026-11-22 --format short
        diembao digest --format docx > diem-tin.docx
        diembao digest --format txt --group so-y-te
    """
    from diembao.cli.digest import digest as run

    office = load(ctx)
    at = counted_as(ctx, office, now)
    finish(run(office, day or local_day(at), form, now=at, out=sys.stdout, open_=open_, group=group))


@click.command()
@DATE
@click.option("--again", metavar="ĐỊA_CHỈ", help="Gửi lại cho một người nhận.")
@click.option("--test", metavar="ĐỊA_CHỈ", help="Chỉ gửi thử tới địa chỉ này.")
@click.option("--group", metavar="NHÓM", default="", help="Cùng --test: gửi thử phần của một nhóm nhận.")
@click.option("--log", is_flag=True, help="Chỉ in sổ gửi: từng nơi nhận, từng lần gửi; không gửi gì.")
@NOW
@click.pass_context
def send(
    ctx: click.Context, day: date | None, again: str | None, test: str | None, group: str, log: bool, now: datetime | None
) -> None:
    """Gửi những thư chưa gửi của một bản tin.

    \b
    Ví dụ:
        diembao send --test toi@co-quan.gov.vn
        diembao send --again lanhdao@tinh.gov.vn
        diembao send --log
    """
    from diembao.cli.digest import outbox_log
    from diembao.cli.digest import send as run

    office = load(ctx)
    at = counted_as(ctx, office, now)
    if log:
        finish(outbox_log(office, day or local_day(at), now=at, out=sys.stdout))
    finish(run(office, day or local_day(at), again=again, test=test, group=group, now=at, out=sys.stdout))


@click.command()
@DATE
@click.option("--no-send", is_flag=True, help="Dựng bản tin nhưng không gửi.")
@NOW
@click.pass_context
def day(ctx: click.Context, day: date | None, no_send: bool, now: datetime | None) -> None:
    """Làm trọn một ngày: thu thập, phân loại, dựng bản tin, gửi thư. Đặt lệnh này vào cron.

    \b
    Ví dụ:
        diembao day
        diembao day --no-send
    """
    from diembao.cli.digest import day_command
    from diembao.scheduling.clock import day_to_make

    office = load(ctx)
    at = counted_as(ctx, office, now)
    finish(day_command(session(ctx).office_path, office, day or day_to_make(office, at), now=at, no_send=no_send, out=sys.stdout))
