"""The front door: the `diembao` command.

In: what a person or cron typed. Out: one call into the stage that does the work, and its exit status (0 done, 1 some input could
not be handled, 2 cannot run). Each group of commands has a module of its own, which imports nothing heavy, so that `--help`
answers at once. This module is the only place that reads the clock.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from data.errors import OperatorError
from data.paths import BUNDLED_DAY
from diembao.cli import (
    annotate,
    archive,
    case,
    crawl,
    digest,
    edition,
    models,
    ops,
    outlets,
    read,
    report,
    schedule,
    trace,
)
from diembao.cli import (
    bench as benches,
)
from diembao.cli.session import Refusal, Session, finish
from diembao.errors import describe_file_error


class VietnameseGroup(click.Group):
    """Turns the errors that are meant for people into their message and exit status, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if isinstance(error, OSError) and (failure := describe_file_error(error)):
                raise Refusal(failure) from error
            if isinstance(error, OperatorError):
                raise Refusal(str(error), error.exit_status) from error
            raise


def clock() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


@click.group(cls=VietnameseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--office", envvar="DIEMBAO_OFFICE", default="office.toml", show_default=True, help="Tệp cài đặt của cơ quan.")
@click.version_option("0.1.0", prog_name="diembao", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, office: str) -> None:
    """Điểm báo tự động cho một tỉnh: thu thập tin, bài; phân loại; dựng và gửi bản tin hằng ngày.

    \b
    Bắt đầu:       diembao demo            xem cả một ngày báo chí giả định, không cần cài đặt gì
    Hằng ngày:     diembao day             thu thập, phân loại, dựng và gửi bản tin (lệnh để đặt vào cron)
    Tra cứu:       diembao search "vải thiều Thanh Hà"
    Hỏi vì sao:    diembao trace https://…  một tin, bài đã đi qua những bước nào
    """
    ctx.obj = Session(office_path=Path(office), clock=clock)


@main.command()
@click.option("--day", "day_dir", type=click.Path(path_type=Path), help="Thư mục của một ngày báo chí (mặc định: ngày kèm sẵn).")
@click.option("--out", "out_dir", type=click.Path(path_type=Path), help="Nơi ghi kết quả (mặc định: var/demo).")
def demo(day_dir: Path | None, out_dir: Path | None) -> None:
    """Chạy thử trọn một ngày báo chí giả định: thu thập qua HTTP trên máy này, phân loại, dựng bản tin và gửi thư.

    \b
    Ví dụ:
        make demo
        diembao demo --day thu-muc-ngay-bao-chi --out ket-qua
    """
    from diembao.demo import play

    day_dir = day_dir or BUNDLED_DAY
    finish(play(day_dir, out_dir or Path("var") / "demo" / day_dir.name, run=main))


@main.group()
def bench() -> None:
    """Đo tốc độ, so với công cụ cùng loại trên cùng dữ liệu, chạy xen kẽ."""


for measured in (
    benches.bench_read,
    benches.bench_crawl,
    benches.bench_gate,
    annotate.bench_names,
    annotate.bench_judge,
    annotate.bench_repeats,
    report.bench_edition,
    report.bench_report,
):
    bench.add_command(measured)

for command in (
    annotate.judge,
    annotate.names,
    annotate.group,
    annotate.annotate_command,
    models.train,
    models.evaluate,
    crawl.crawl,
    read.read,
    read.links,
    crawl.add,
    outlets.outlets,
    report.report_command,
    schedule.watch,
    schedule.alert,
    ops.init,
    digest.digest_command,
    digest.send_command,
    schedule.day,
    edition.edition_group,
    case.case_group,
    archive.correct,
    archive.search,
    trace.trace,
    archive.province,
    ops.doctor,
):
    main.add_command(command)
