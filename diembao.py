"""The front door: the `diembao` command.

In: what a person or cron typed. Out: one call into the stage that does the work, and its exit status (0 done, 1 some input could
not be handled, 2 cannot run). Each stage declares its own commands in its `cli` module, which imports nothing heavy, so that
`--help` answers at once. This module and `digest.clock` are the only places that read the clock.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import crawler.cli
import data.cli
import digest.case_cli
import digest.cli
import digest.clock_cli
import digest.edition_cli
import digest.report_cli
import nlp.cli
import nlp.quality_cli
from data.console import Refusal, Session, file_error, finish

ROOT = Path(__file__).resolve().parent
PEOPLE_ERRORS = {"SettingsError", "ArchiveError", "UnknownProvince", "UnknownOutlet", "PressDayError", "MailError", "ModelError"}


class VietnameseGroup(click.Group):
    """Turns the errors that are meant for people into a message and exit status 2, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if isinstance(error, OSError) and (said := file_error(error)):
                raise Refusal(said) from error
            if PEOPLE_ERRORS & {kind.__name__ for kind in type(error).__mro__}:
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
    import diembao_demo

    day_dir = day_dir or ROOT / "data" / "demo" / "hai-duong-2020-06-02"
    finish(diembao_demo.demo(day_dir, out_dir or Path("var") / "demo" / day_dir.name))


@main.group()
def bench() -> None:
    """Đo tốc độ, so với công cụ cùng loại trên cùng dữ liệu, chạy xen kẽ."""


for measured in (
    crawler.cli.bench_read,
    crawler.cli.bench_crawl,
    crawler.cli.bench_gate,
    nlp.cli.bench_names,
    nlp.cli.bench_judge,
    nlp.cli.bench_repeats,
    digest.report_cli.bench_edition,
    digest.report_cli.bench_report,
):
    bench.add_command(measured)

for command in (
    nlp.cli.judge,
    nlp.cli.names,
    nlp.cli.group,
    nlp.cli.annotate,
    nlp.quality_cli.train,
    nlp.quality_cli.evaluate,
    crawler.cli.crawl,
    crawler.cli.read,
    crawler.cli.add,
    crawler.cli.outlets,
    digest.cli.digest,
    digest.cli.send,
    digest.cli.day,
    digest.report_cli.report,
    digest.clock_cli.watch,
    digest.clock_cli.alert,
    digest.clock_cli.init,
    digest.edition_cli.edition,
    digest.case_cli.case,
    data.cli.correct,
    data.cli.search,
    data.cli.trace,
    data.cli.province,
    data.cli.doctor,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
