"""The commands of the clock: watch, alert. Declarations only.

In: what the operator typed. Out: an exit status. The work is in `clock` and `alerts`.
"""

from __future__ import annotations

import sys
from datetime import datetime

import click

from diembao.cli.session import NOW, counted_as, finish, load, session


@click.command()
@click.option("--once", is_flag=True, help="Chỉ làm những việc đang đến hạn rồi thôi.")
@click.pass_context
def watch(ctx: click.Context, once: bool) -> None:
    """Chạy liên tục: thu thập theo chu kỳ, dựng bản tin lúc chốt kỳ, gửi đúng giờ, báo tin nhanh.

    \b
    Ví dụ:
        diembao watch
        diembao watch --once
    """
    from diembao.scheduling.clock import watch as run

    office = load(ctx)
    finish(run(session(ctx).office_path, office, clock=session(ctx).clock, out=sys.stdout, once=once))


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
    from digest.delivery.alerts import run

    office = load(ctx)
    at = counted_as(ctx, office, now)
    with Archive.open(office.archive_path, now=at) as archive:
        said = run(archive, office, now=at)
    sys.stdout.write(f"{said[:1].upper()}{said[1:]}.\n" if said else "Không có tin nhanh nào cần báo.\n")
    finish(int("chưa gửi được" in said))
