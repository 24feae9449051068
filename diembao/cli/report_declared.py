"""The commands of reports and of the digest's speed: report, bench report, bench edition. Declarations only.

In: what the operator typed. Out: an exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from datetime import date, datetime

import click

from diembao.cli.session import NOW, counted_as, day_of, finish, load

AS_JSON = click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")


@click.command()
@click.option("--period", help="Kỳ: 2026-W40 (tuần), 2026-10, 2026-Q3, 2026-H1, 2026-7M (bảy tháng đầu năm), 2026.")
@click.option("--from", "since", callback=day_of, help="Từ bản tin ngày.")
@click.option("--to", "until", callback=day_of, help="Đến hết bản tin ngày.")
@click.option(
    "--format", "form", type=click.Choice(["html", "docx", "xlsx", "json"]), help="In một dạng (mặc định: ghi mọi dạng ra tệp)."
)
@click.option("--issue", is_flag=True, help="Phát hành: giữ nguyên văn trong kho lưu trữ, từ đó không đổi nữa.")
@NOW
@click.pass_context
def report(
    ctx: click.Context,
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
    from diembao.cli.report import report as run

    office = load(ctx)
    at = counted_as(ctx, office, now)
    finish(run(office, period=period, since=since, until=until, form=form, issue=issue, now=at, out=sys.stdout))


@click.command("report")
@click.option("--articles", type=click.IntRange(min=100), default=12_000, show_default=True, help="Số tin, bài của kho tự sinh.")
@AS_JSON
def bench_report(articles: int, as_json: bool) -> None:
    """Đo tốc độ lập báo cáo năm trên một kho tự sinh, so với chỉ đọc các dòng ấy.

    \b
    Ví dụ:
        diembao bench report --json
    """
    from digest.bench import bench_report as run

    finish(run(articles, sys.stdout, as_json=as_json))


@click.command("edition")
@click.option("--mentions", type=click.IntRange(min=10), default=500, show_default=True, help="Số tin, bài của bản tin.")
@AS_JSON
def bench_edition(mentions: int, as_json: bool) -> None:
    """Đo tốc độ dựng một bản tin lớn với đủ các dạng in, so với chỉ đọc các dòng ấy.

    \b
    Ví dụ:
        diembao bench edition --json
    """
    from digest.bench import bench_edition as run

    finish(run(mentions, sys.stdout, as_json=as_json))
