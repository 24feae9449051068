"""The commands `diembao outlets mend` and `outlets accept`.

In: what the operator typed. Out: Vietnamese lines, and the exit status: 0 done, 1 nothing to decide, 2 cannot run.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

import click

from diembao.cli.outlets import outlets
from diembao.cli.session import NOW, counted_as, finish, load

if TYPE_CHECKING:
    from data.settings import Office

__all__ = ["outlets"]  # the group with these commands


@outlets.command("mend")
@click.argument("names", nargs=-1, metavar="[NGUỒN]...")
@NOW
@click.pass_context
def outlets_mend(ctx: click.Context, names: tuple[str, ...], now: datetime | None) -> None:
    """Tìm danh sách tốt hơn cho các nguồn hỏng từ một ngày trở lên (hoặc các nguồn nêu tên), thử hai ngày rồi dùng.

    \b
    Ví dụ:
        diembao outlets mend
        diembao outlets mend cand
    """
    office = load(ctx)
    finish(show_mend(office, names, counted_as(ctx, office, now), sys.stdout))


def show_mend(office: Office, names: Sequence[str], now: datetime, out: TextIO) -> int:
    """Looks for better lists and says what came of it."""
    from crawler.mending import mend
    from data.archive import Archive

    with Archive.open(office.archive_path, now=now) as archive:
        run = archive.trail.begin_run("mend", now)
    try:
        rows = mend(office, names, now=now)
    except LookupError as error:
        out.write(f"Không tìm được: {error}\n")
        return 2
    for row in rows:
        out.write(f"{row.label}: {row.result}.\n")
    if not rows:
        out.write("Không có nguồn nào cần tìm danh sách mới.\n")
    with Archive.open(office.archive_path, now=now) as archive:
        archive.trail.end_run(run, now, "done", f"xem {len(rows)} nguồn")
    return 0


@outlets.command("accept")
@click.argument("name", metavar="NGUỒN")
@click.option("--decline", is_flag=True, help="Không nhận: tên miền đó không phải của báo này.")
@NOW
@click.pass_context
def outlets_accept(ctx: click.Context, name: str, decline: bool, now: datetime | None) -> None:
    """Xác nhận một báo đã chuyển tên miền; bài đã lưu từ tên miền mới được đưa vào bản tin từ kỳ sau.

    \b
    Ví dụ:
        diembao outlets accept cand
        diembao outlets accept cand --decline
    """
    office = load(ctx)
    finish(show_accept(office, name, is_accepted=not decline, now=counted_as(ctx, office, now), out=sys.stdout))


def show_accept(office: Office, name: str, *, is_accepted: bool, now: datetime, out: TextIO) -> int:
    """Decides on every proposed move of the outlet."""
    from data.crawl_store import CrawlStore

    with CrawlStore.open(office.crawl_path, now=now) as store:
        moves = store.moves(name, ("proposed",))
        for move in moves:
            store.decide_move(name, move.host, accept=is_accepted, now=now)
            word = "Đã nhận" if is_accepted else "Không nhận"
            out.write(f"{word} {move.host} là tên miền của {name} ({move.evidence}).\n")
    if not moves:
        out.write(f"Nguồn {name} không có tên miền nào chờ xác nhận.\n")
    return int(not moves)
