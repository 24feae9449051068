"""The commands `diembao outlets list`, `check` and `record`.

In: what the operator typed. Out: Vietnamese tables, where the report or the test page was written, and the exit status: 0 all is
well, 1 something is not, 2 cannot run. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from diembao.cli.session import NOW, counted_as, finish, load, session

if TYPE_CHECKING:
    from crawler.monitoring.probe import Checked
    from crawler.register import ListedOutlet
    from data.crawl_store import OutletState
    from data.settings import Office

PIPE_WIDTH = 170  # characters, where a table does not go to a terminal
CONFIDENCE = {"A": "A (đã thấy trên trang thật)", "B": "B (có nguồn đáng tin)", "C": "C (chưa kiểm chứng)"}
LIST_HEADINGS = ("Tên", "Nguồn", "Loại nguồn", "Cách thu thập", "Tình trạng", "Độ tin cậy của thông tin")


@click.group()
def outlets() -> None:
    """Các nguồn được theo dõi."""


@outlets.command("list")
@NOW
@click.pass_context
def outlets_list(ctx: click.Context, now: datetime | None) -> None:
    """Danh sách nguồn: tên, loại, cách thu thập, tình trạng.

    \b
    Ví dụ:
        diembao outlets list
    """
    office = load(ctx) if session(ctx).office_path.exists() else None
    finish(show_list(office, now=counted_as(ctx, office, now), out=sys.stdout))


def show_list(office: Office | None, *, now: datetime, out: TextIO) -> int:
    """Prints the register: name, label, owner type, how it is collected, how it has been doing, how sure the facts are."""
    from rich.console import Console
    from rich.table import Table

    from crawler.outlet import confidence_of, owner_word, ways_of
    from crawler.register import list_outlets

    rows = list_outlets(office, now)
    watched = sum(row.is_watched for row in rows)
    table = Table(title=f"{len(rows)} nguồn trong danh mục, {watched} nguồn được theo dõi", title_justify="left")
    for heading in LIST_HEADINGS:
        table.add_column(heading, overflow="fold")
    for row in rows:
        facts = row.facts
        confidence = "{} (tìm bài), {} (đọc trang)".format(*confidence_of(facts))
        label = facts.full_label or facts.label
        table.add_row(facts.name, label, owner_word(facts.outlet()), ways_of(facts), _condition(row), confidence)
    console = Console(file=out, width=None if out.isatty() else PIPE_WIDTH)
    console.print(table)
    console.print("Độ tin cậy: " + "; ".join(CONFIDENCE.values()) + ". Kiểm chứng trên mạng: «diembao outlets check».")
    return 0


def _condition(row: ListedOutlet) -> str:
    if not row.is_watched:
        return "không theo dõi"
    return "chưa thu thập" if row.state is None else _state_words(row.state)


def _state_words(state: OutletState) -> str:
    """The state in words, with since when and why where it is not well."""
    from data.text import local

    since = f" từ {local(state.since):%H:%M %d/%m/%Y}" if state.since else ""
    return f"{state.label}{since} ({state.why})" if state.since and state.why else f"{state.label}{since}"


@outlets.command("check")
@click.argument("outlets", nargs=-1, metavar="[NGUỒN]...")
@NOW
@click.pass_context
def outlets_check(ctx: click.Context, outlets: tuple[str, ...], now: datetime | None) -> None:
    """Kiểm tra các nguồn trên mạng: robots.txt, nguồn tin, sơ đồ tin, trang chuyên mục và từng trường của một bài.

    \b
    Ví dụ:
        diembao outlets check
        diembao outlets check tuoitre vnexpress
    """
    office = load(ctx)
    finish(show_check(office, outlets, counted_as(ctx, office, now), sys.stdout))


def show_check(office: Office, names: Sequence[str], now: datetime, out: TextIO) -> int:
    """Probes the outlets (none named: those of the settings) on the live web and writes the report. 1 when one is broken."""
    from crawler.monitoring.probe import BROKEN, check_outlets
    from crawler.monitoring.probe_report import write_report
    from crawler.register import chosen

    try:
        classes = chosen(office, names)
    except LookupError as error:
        out.write(f"Không kiểm tra được: {error}\n")
        return 2
    checked = check_outlets(office, classes, now)
    _write_table(checked, out)
    for_people, for_programs = write_report(office, checked, now)
    out.write(f"Báo cáo chi tiết: {for_people} và {for_programs.name} (gửi hai tệp này cho người phụ trách phần mềm khi cần).\n")
    return int(any(row.state == BROKEN for row in checked))


def _write_table(checked: Sequence[Checked], out: TextIO) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from crawler.monitoring.probe import FIELDS, GOOD, WAYS

    table = Table(title=f"Kiểm tra {len(checked)} nguồn", title_justify="left")
    ways = [label[:1].upper() + label[1:] for label in WAYS.values()]
    for heading in ("Nguồn", "Kết quả", "Robots", *ways, "Bài thiếu", "Cần xem"):
        table.add_column(heading, overflow="fold")
    for row in checked:
        by_part = {part: [finding for finding in row.findings if finding.part == part] for part in (*WAYS.values(), "robots.txt")}
        answers = [f"{sum(f.state == GOOD for f in by_part[part])}/{len(by_part[part])}" for part in WAYS.values()]
        robots = by_part["robots.txt"][0].state if by_part["robots.txt"] else "chưa rõ"
        missing = ", ".join(f.part for f in row.findings if f.part in FIELDS.values() and f.state != GOOD)
        first = next((f"{f.part}: {f.detail}" for f in row.findings if f.state != GOOD and f.part not in FIELDS.values()), "")
        table.add_row(row.label, row.state, robots, *answers, missing, escape(first))
    Console(file=out, width=None if out.isatty() else PIPE_WIDTH, highlight=False).print(table)


@outlets.command("record")
@click.argument("name")
@click.argument("url")
@click.option("--file", type=click.Path(path_type=Path), help="Trang đã lưu bằng trình duyệt (mặc định: tải từ mạng).")
@click.option("--pages", type=click.Path(path_type=Path), help="Thư mục các trang mẫu (mặc định: tests/pages).")
@NOW
@click.pass_context
def outlets_record(ctx: click.Context, name: str, url: str, file: Path | None, pages: Path | None, now: datetime | None) -> None:
    """Lưu một trang thành trang mẫu để kiểm thử: tệp HTML và các trường đọc được.

    \b
    Ví dụ:
        diembao outlets record tuoitre https://tuoitre.vn/…-20260307075519174.htm
    """
    from data.paths import TEST_PAGES

    office = load(ctx) if session(ctx).office_path.exists() else None
    finish(show_record(office, name, url, file, now=counted_as(ctx, office, now), out=sys.stdout, pages=pages or TEST_PAGES))


def show_record(office: Office | None, name: str, url: str, file: Path | None, *, now: datetime, out: TextIO, pages: Path) -> int:
    """Saves a page as a test case of the outlet: the HTML, and what we read from it, to be looked over by a person."""
    from crawler.engine import PageUnavailable, page_bytes
    from crawler.extraction.saved_page import record_page
    from crawler.outlet import UnknownOutlet
    from crawler.register import spider_class
    from data.text.urls import canonical_url

    try:
        facts, address = spider_class(name), canonical_url(url)
        page = page_bytes(office, facts, address, file, now=now)
    except UnknownOutlet as error:
        out.write(f"{error}\n")
        return 2
    except ValueError:
        out.write(f"Không lưu được: “{url}” không phải địa chỉ trang tin.\n")
        return 2
    except PageUnavailable as error:
        out.write(f"Không lưu được: {error}.\n")
        return 1
    case = record_page(pages / name, facts, address, page.body)
    if page.remark:
        out.write(f"Lưu ý: {page.remark}.\n")
    out.write(
        f"Đã lưu {case} và cập nhật expected.json cạnh đó. Việc cần làm: so từng trường trong expected.json với trang thật; thay "
        "chữ của báo bằng chữ tự viết, giữ nguyên mã HTML, trước khi đưa vào kho mã.\n"
    )
    return 0
