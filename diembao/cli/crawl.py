"""The commands `diembao crawl`, `add`, `outlets mend` and `outlets accept`.

In: what the operator typed. Out: a Vietnamese table or sentence, and the exit status: 0 done, 1 a page that could not be kept, 2
cannot run (an unknown outlet or address). Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from diembao.cli.outlets import outlets as outlet_commands
from diembao.cli.session import NOW, counted_as, finish, load

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from crawler.fetch.warc_files import WarcFiles
    from crawler.run import OutletCounts, Progress
    from data.settings import Office

COLUMNS = ("Nguồn", "Tìm thấy", "Tải về", "Đọc được", "Lưu", "Ngoài tỉnh", "Lỗi", "Tình trạng")
FILE = click.Path(path_type=Path, dir_okay=False)
PIPE_WIDTH = 150  # characters, where the table does not go to a terminal


@click.command("crawl")
@click.argument("outlets", nargs=-1)
@click.option("--to-warc", type=FILE, help="Ghi lại mọi trang nhận được vào tệp WARC mới, để xem lại ở máy khác.")
@click.option("--from-warc", type=FILE, help="Đọc từ tệp WARC thay vì từ mạng; tính như lúc tệp được ghi.")
@NOW
@click.pass_context
def crawl(
    ctx: click.Context, outlets: tuple[str, ...], to_warc: Path | None, from_warc: Path | None, now: datetime | None
) -> None:
    """Thu thập tin, bài mới từ các nguồn (mặc định: mọi nguồn trong cài đặt).

    \b
    Ví dụ:
        diembao crawl
        diembao crawl tuoitre vnexpress
        diembao crawl tuoitre --to-warc su-co.warc.gz
        diembao --office thu/office.toml crawl tuoitre --from-warc su-co.warc.gz
    """
    from crawler.fetch.warc_files import WarcFiles

    office = load(ctx)
    if from_warc is not None:
        now = now or _recorded_at(from_warc)
    at = counted_as(ctx, office, now)
    finish(show_crawl(office, outlets, at, sys.stdout, WarcFiles(read=from_warc, write=to_warc)))


def _recorded_at(path: Path) -> datetime | None:
    """The time at which a WARC file was written; what is damaged in it is told on stderr."""
    from crawler.fetch.warc_files import index_warc

    index = index_warc(path)
    if index.damage:
        click.echo(f"{index.damage} Các trang ghi trước chỗ hỏng vẫn được đọc.", err=True)
    return index.recorded_at


def show_crawl(office: Office, outlets: Sequence[str], now: datetime, out: TextIO, warc: WarcFiles | None = None) -> int:
    """Crawls the outlets and prints how each did."""
    from crawler.run import crawl as crawl_outlets

    try:
        with crawl_progress() as progress:
            counts = crawl_outlets(office, outlets, now=now, progress=progress, warc=warc)
    except LookupError as error:
        out.write(f"Không thu thập được: {error}\n")
        return 2
    write_table(counts, out)
    return 0


@contextmanager
def crawl_progress() -> Iterator[Progress]:
    """A progress bar on a terminal; nothing under cron."""
    from crawler.run import NoProgress

    if not sys.stderr.isatty():
        yield NoProgress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("Thu thập"), BarColumn(), MofNCompleteColumn(), TextColumn("nguồn; {task.fields[pages]} trang"))
    with Bar(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        yield BarProgress(bar)


class BarProgress:
    """A crawl's progress on a rich bar."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        self.task = bar.add_task("", total=None, pages=0)
        self.pages = 0

    def begin(self, outlets: int) -> None:
        """So many outlets are crawled."""
        self.bar.update(self.task, total=outlets)

    def page_came(self) -> None:
        """One answer more."""
        self.pages += 1
        self.bar.update(self.task, pages=self.pages)

    def outlet_done(self) -> None:
        """One outlet is through."""
        self.bar.advance(self.task)


def write_table(counts: Sequence[OutletCounts], out: TextIO) -> None:
    """The table per outlet, with a line of sums."""
    from rich.console import Console
    from rich.table import Table

    from data.crawl_store import STATES
    from data.text import sort_key
    from data.text.normal import format_number

    table = Table(*COLUMNS, title="Kết quả thu thập", show_footer=False)
    for column in table.columns[1:7]:
        column.justify = "right"
    for row in sorted(counts, key=lambda row: sort_key(row.label)):
        table.add_row(row.label, *map(format_number, _figures(row)), row.why or STATES[row.state])
    table.add_section()
    table.add_row("Cộng", *(format_number(sum(column)) for column in zip(*map(_figures, counts), strict=True)), "")
    Console(file=out, width=None if out.isatty() else PIPE_WIDTH, highlight=False).print(table)


def _figures(row: OutletCounts) -> tuple[int, ...]:
    return row.announced, row.fetched, row.read, row.kept, row.outside, row.failed


@click.command("add")
@click.argument("url")
@click.option("--file", type=click.Path(path_type=Path), help="Trang đã lưu, khi hệ thống không tải được.")
@NOW
@click.pass_context
def add(ctx: click.Context, url: str, file: Path | None, now: datetime | None) -> None:
    """Thêm bằng tay một tin, bài mà hệ thống không thu thập được.

    \b
    Ví dụ:
        diembao add https://laodong.vn/… --file trang-da-luu.html
    """
    office = load(ctx)
    finish(show_add(office, url, file, counted_as(ctx, office, now), sys.stdout))


def show_add(office: Office, url: str, file: Path | None, now: datetime, out: TextIO) -> int:
    """Keeps one page by hand and says what became of it."""
    from crawler.engine import PageUnavailable, add_page
    from crawler.outlet import UnknownOutlet
    from crawler.register import load_register

    try:
        facts, address = load_register(office.outlets_path).outlet_of_page(url)
        added = add_page(office, facts, address, file, now=now)
    except UnknownOutlet as error:
        out.write(f"Không thêm được: {error}.\n")
        return 2
    except PageUnavailable as error:
        hint = "; hãy lưu trang bằng trình duyệt rồi thêm lại với --file" if error.fetched else ""
        out.write(f"Không thêm được: {error}{hint}.\n")
        return 1
    out.write(added.message + "\n")
    return int(added.article_id is None)


@outlet_commands.command("mend")
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


@outlet_commands.command("accept")
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
