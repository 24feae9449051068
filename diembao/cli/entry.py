"""The front door: the `diembao` command.

In: what a person or cron typed. Out: one call into the stage that does the work, and its exit status (0 done, 1 some input could
not be handled, 2 cannot run). Each stage declares its own commands in its `cli` module, which imports nothing heavy, so that
`--help` answers at once. This module and `diembao.scheduling.clock` are the only places that read the clock.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from data.errors import OperatorError
from data.paths import BUNDLED_DAY
from diembao.cli import (
    annotate_declared,
    archive_declared,
    case,
    crawl_declared,
    digest_declared,
    edition_declared,
    models,
    report,
    schedule,
)
from diembao.cli.session import Refusal, Session, file_error, finish

PEOPLE_ERRORS = {"PressDayError", "MailError"}


class VietnameseGroup(click.Group):
    """Turns the errors that are meant for people into a message and exit status 2, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if isinstance(error, OSError) and (said := file_error(error)):
                raise Refusal(said) from error
            if isinstance(error, OperatorError) or PEOPLE_ERRORS & {kind.__name__ for kind in type(error).__mro__}:
                raise Refusal(str(error)) from error
            raise


def clock() -> datetime:
    """The present moment, aware, in UTC."""
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
    from diembao.demo.run import demo as play

    day_dir = day_dir or BUNDLED_DAY
    finish(play(day_dir, out_dir or Path("var") / "demo" / day_dir.name))


@main.group()
def bench() -> None:
    """Đo tốc độ, so với công cụ cùng loại trên cùng dữ liệu, chạy xen kẽ."""


for measured in (
    crawl_declared.bench_read,
    crawl_declared.bench_crawl,
    crawl_declared.bench_gate,
    annotate_declared.bench_names,
    annotate_declared.bench_judge,
    annotate_declared.bench_repeats,
    report.bench_edition,
    report.bench_report,
):
    bench.add_command(measured)

for command in (
    annotate_declared.judge,
    annotate_declared.names,
    annotate_declared.group,
    annotate_declared.annotate,
    models.train,
    models.evaluate,
    crawl_declared.crawl,
    crawl_declared.read,
    crawl_declared.add,
    crawl_declared.outlets,
    digest_declared.digest,
    digest_declared.send,
    digest_declared.day,
    report.report_command,
    schedule.watch,
    schedule.alert,
    schedule.init,
    edition_declared.edition,
    case.case_group,
    archive_declared.correct,
    archive_declared.search,
    archive_declared.trace,
    archive_declared.province,
    archive_declared.doctor,
):
    main.add_command(command)
