"""The commands `report`, `bench report` and `bench edition`.

In: what the operator typed. Out: files, Vietnamese lines and an exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from diembao.cli.session import NOW, Refusal, counted_as, day_of, load

if TYPE_CHECKING:
    from pathlib import Path

    from data.archive.records import ReportRow

AS_JSON = click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")


@click.command("report")
@click.option("--period", help="Kỳ: 2026-W40 (tuần), 2026-10, 2026-Q3, 2026-H1, 2026-7M (bảy tháng đầu năm), 2026.")
@click.option("--from", "since", callback=day_of, help="Từ bản tin ngày.")
@click.option("--to", "until", callback=day_of, help="Đến hết bản tin ngày.")
@click.option(
    "--format", "form", type=click.Choice(["html", "docx", "xlsx", "json"]), help="In một dạng (mặc định: ghi mọi dạng ra tệp)."
)
@click.option("--issue", is_flag=True, help="Phát hành: giữ nguyên văn trong kho lưu trữ, từ đó không đổi nữa.")
@NOW
@click.pass_context
def report_command(
    ctx: click.Context,
    *,
    period: str | None,
    since: date | None,
    until: date | None,
    form: str | None,
    issue: bool,
    now: datetime | None,
) -> None:
    """Lập báo cáo tuần, tháng, quý, sáu tháng, năm hoặc một khoảng ngày: cộng từ các bản tin đã gửi.

    \b
    Ví dụ:
        diembao report --period 2026-10
        diembao report --period 2026-Q3 --issue
        diembao report --from 2026-10-01 --to 2026-10-15 --format docx > bao-cao.docx
    """
    from data.archive import Archive
    from digest.report import choose_span, issue_report, write_report

    office = load(ctx)
    at = counted_as(ctx, office, now)
    try:
        span = choose_span(period, since, until)
        with Archive.open(office.archive_path, now=at, create=False) as archive:
            issued = issue_report(archive, office, span, now=at, is_final=issue)
        folder = write_report(office, issued.row)
    except OSError as error:
        raise Refusal(f"Không ghi được tệp báo cáo ({error}). Cách xử lý: xem chỗ trống và quyền ghi.") from error
    if form is None:
        state = "đã phát hành, không đổi nữa" if issued.is_final else "bản nháp; phát hành bằng --issue"
        click.echo(f"{issued.row.title} ({state}).\nTệp báo cáo: {folder}")
    else:
        _print_form(issued.row, form, folder)


def _print_form(row: ReportRow, form: str, folder: Path) -> None:
    """Print text as text; a document's bytes into a pipe or file, on a terminal only where it lies."""
    from digest.report import list_forms

    content = list_forms(row)[form]
    target = getattr(sys.stdout, "buffer", None)
    if form in ("html", "json"):
        sys.stdout.write(content.decode())
    elif target is None or sys.stdout.isatty():
        sys.stdout.write(f"{folder / f'bao-cao.{form}'}\n")
    else:
        sys.stdout.flush()
        target.write(content)


@click.command("report")
@click.option("--articles", type=click.IntRange(min=100), default=12_000, show_default=True, help="Số tin, bài của kho tự sinh.")
@AS_JSON
def bench_report(articles: int, as_json: bool) -> None:
    """Đo tốc độ lập báo cáo năm trên một kho tự sinh, so với chỉ đọc các dòng ấy.

    \b
    Ví dụ:
        diembao bench report --json
    """
    from diembao.cli.bench import print_race
    from digest.bench import measure_report

    labels = {"articles": "Số tin, bài", "seconds": "Giây mỗi báo cáo"}
    print_race(measure_report(articles), sys.stdout, as_json=as_json, heading="Lập báo cáo năm", labels=labels)


@click.command("edition")
@click.option("--mentions", type=click.IntRange(min=10), default=500, show_default=True, help="Số tin, bài của bản tin.")
@AS_JSON
def bench_edition(mentions: int, as_json: bool) -> None:
    """Đo tốc độ dựng một bản tin lớn với đủ các dạng in, so với chỉ đọc các dòng ấy.

    \b
    Ví dụ:
        diembao bench edition --json
    """
    from diembao.cli.bench import print_race
    from digest.bench import measure_edition

    labels = {"mentions": "Số tin, bài", "seconds": "Giây mỗi bản tin"}
    print_race(measure_edition(mentions), sys.stdout, as_json=as_json, heading="Dựng bản tin", labels=labels)
