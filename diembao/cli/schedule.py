"""The commands of the schedule: day, watch, alert.

In: what the operator typed. Out: Vietnamese lines, printed as things happen, and an exit status: 0 done, 1 a stage or a mail
failed, 2 cannot run. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from diembao.cli.session import DATE, NOW, Refusal, counted_as, finish, load, session
from diembao.stages import STAGES

if TYPE_CHECKING:
    from diembao.scheduling.records import Tick

NAMES = ", ".join(STAGES)  # what --skip takes


def read_stages(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """Read --skip: names of stages with commas between."""
    stages = tuple(filter(None, (name.strip() for name in value.split(","))))
    unknown = [name for name in stages if name not in STAGES]
    if unknown:
        raise Refusal(f"--skip: không có bước «{', '.join(unknown)}». Cách xử lý: chỉ viết {NAMES}, cách nhau dấu phẩy.")
    return stages


SKIP = click.option(
    "--skip", callback=read_stages, default="", metavar="BƯỚC,…", help=f"Bỏ qua bước {NAMES} (viết cách nhau dấu phẩy)."
)


@click.command()
@DATE
@click.option("--no-send", is_flag=True, help="Dựng bản tin nhưng không gửi.")
@SKIP
@NOW
@click.pass_context
def day(ctx: click.Context, day: date | None, no_send: bool, skip: tuple[str, ...], now: datetime | None) -> None:
    """Làm trọn một ngày: thu thập, phân loại, dựng bản tin, gửi thư. Đặt lệnh này vào cron.

    \b
    Ví dụ:
        diembao day
        diembao day --no-send
    """
    from diembao.cli.messages import print_event
    from diembao.scheduling import DayPlan, choose_day, run_day

    office = load(ctx)
    at = counted_as(ctx, office, now)
    plan = DayPlan(day=day or choose_day(office, at), may_send=not no_send, skip=skip)
    report = run_day(session(ctx).office_path, office, plan, now=at, observe=print_event)
    finish(int(report.has_failed))


@click.command()
@click.option("--once", is_flag=True, help="Chỉ làm những việc đang đến hạn rồi thôi.")
@SKIP
@NOW
@click.pass_context
def watch(ctx: click.Context, once: bool, skip: tuple[str, ...], now: datetime | None) -> None:
    """Chạy liên tục: thu thập theo chu kỳ, dựng bản tin lúc chốt kỳ, gửi đúng giờ, báo tin nhanh.

    \b
    Ví dụ:
        diembao watch
        diembao watch --once
        diembao watch --once --skip crawl,annotate --now 2026-11-22T06:30
    """
    from diembao.cli.messages import print_event
    from diembao.scheduling import run_due
    from diembao.scheduling import watch as run

    if now is not None and not once:
        raise Refusal(
            "--now: chỉ dùng cùng --once, vì lệnh watch chạy theo đồng hồ của máy. Cách xử lý: thêm --once hoặc bỏ --now."
        )
    office, path = load(ctx), session(ctx).office_path
    if once:
        tick = run_due(path, office, now=now or session(ctx).clock(), skip=skip, observe=print_event)
        click.echo(describe_tick(tick), nl=False)
        finish(int(tick.has_failed))
    for tick in run(path, office, clock=session(ctx).clock, skip=skip, observe=print_event):
        click.echo(describe_tick(tick), nl=False)


def describe_tick(tick: Tick) -> str:
    """Tell what one question of the clock led to; empty when nothing was due."""
    from data.text import local
    from data.text.dates import format_date, format_time
    from diembao.errors import describe_file_error

    if tick.error is not None:
        failure = describe_file_error(tick.error) if isinstance(tick.error, OSError) else ""
        return f"{format_time(tick.at)}: {failure or tick.error}\n"
    return f"{format_date(local(tick.at).date())} {format_time(tick.at)}: {', '.join(tick.done)}\n" if tick.done else ""


@click.command()
@NOW
@click.pass_context
def alert(ctx: click.Context, now: datetime | None) -> None:
    """Gửi tin nhanh đang đến hạn tới nhóm nhận tin nhanh (lệnh watch tự làm việc này).

    \b
    Ví dụ:
        diembao crawl && diembao annotate && diembao alert
    """
    from data.archive import Archive
    from diembao.cli.messages import describe_event
    from digest.delivery.alerts import send_alerts

    office = load(ctx)
    at = counted_as(ctx, office, now)
    with Archive.open(office.archive_path, now=at) as archive:
        alerts = send_alerts(archive, office, now=at)
    click.echo(describe_event(alerts) or "Không có tin nhanh nào cần báo.\n", nl=False)
    finish(int(alerts.has_failed))
