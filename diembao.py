"""The front door: the `diembao` command.

In: what a person or cron typed. Out: one call into the stage that does the work, and its exit status (0 done, 1 some input could
not be handled, 2 cannot run). Everything heavy is imported inside the command that needs it, so that `--help` answers at once.
This module and `digest.clock` are the only places that read the clock.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from data.office import Office

ROOT = Path(__file__).resolve().parent
PEOPLE_ERRORS = ("SettingsError", "ArchiveError", "UnknownProvinceError", "UnknownOutletError", "PressDayError", "MailError")


class Refusal(click.ClickException):
    """Cannot run: said in Vietnamese on stderr, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


class VietnameseGroup(click.Group):
    """Turns the errors that are meant for people into a message and exit status 2, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if type(error).__name__ in PEOPLE_ERRORS:
                raise Refusal(str(error)) from error
            raise


def moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """Reads --now: ISO 8601, Vietnam time where no offset is given."""
    if value is None:
        return None
    from data.text import VN

    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise Refusal(f"--now: «{value}» không phải thời điểm. Viết như 2026-11-22T06:05 (giờ Việt Nam).") from None
    return at.replace(tzinfo=VN).astimezone(UTC) if at.tzinfo is None else at.astimezone(UTC)


def day_of(_ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Reads a date: 2026-11-22 or 22/11/2026."""
    if value is None:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    raise Refusal(f"--{param.name}: «{value}» không phải ngày. Viết như 2026-11-22 hoặc 22/11/2026.")


NOW = click.option("--now", callback=moment, help="Thời điểm giả định (mặc định: bây giờ), như 2026-11-22T06:05.")
DATE = click.option("--date", "day", callback=day_of, help="Ngày của bản tin, như 2026-11-22 (mặc định: hôm nay).")


def office_of(ctx: click.Context) -> Office:
    """The office's settings, from --office, DIEMBAO_OFFICE or ./office.toml."""
    from data.office import load_office

    return load_office(Path(ctx.obj["office"]), os.environ)


def clock(office: Office, now: datetime | None) -> datetime:
    """The moment this run counts as: --now, the demo's own moment, else the clock (UTC)."""
    if now is not None:
        return now
    if office.office_demo and office.office_demo_now is not None:
        return office.office_demo_now
    return datetime.now(UTC)


def local_day(now: datetime) -> date:
    """The calendar day in Vietnam."""
    from data.text import local

    return local(now).date()


def finish(status: int) -> None:
    """Ends the command with its exit status."""
    sys.exit(status)


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
    ctx.obj = {"office": office}


@main.command()
@click.option("--day", "day_dir", type=click.Path(path_type=Path), help="Thư mục của một ngày báo chí (mặc định: ngày kèm sẵn).")
@click.option("--out", "out_dir", type=click.Path(path_type=Path), help="Nơi ghi kết quả (mặc định: var/demo).")
def demo(day_dir: Path | None, out_dir: Path | None) -> None:
    """Chạy thử trọn một ngày báo chí giả định: thu thập qua HTTP trên máy này, phân loại, dựng bản tin và gửi thư."""
    import diembao_demo

    day_dir = day_dir or ROOT / "data" / "demo" / "hai-duong-2020-06-02"
    finish(diembao_demo.demo(day_dir, out_dir or Path("var") / "demo" / day_dir.name))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="Địa chỉ thật của trang.")
@click.option("--outlet", help="Tên nguồn (mặc định: nhận theo địa chỉ).")
def read(file: Path, url: str, outlet: str | None) -> None:
    """Đọc một trang đã lưu, in ra một đối tượng JSON: tiêu đề, sapo, toàn văn, tác giả, giờ đăng…"""
    import json

    from crawler.commands import read_file

    fields, status = read_file(file, url, outlet)
    click.echo(json.dumps(fields, ensure_ascii=False))
    finish(status)


def stream(name: str) -> Callable[..., int]:
    """One of the JSONL commands of nlp."""
    from importlib import import_module

    command: Callable[..., int] = getattr(import_module("nlp.commands"), name)
    return command


@main.command()
@click.option("--province", required=True, help="Tên viết không dấu, như hai-duong, quang-tri.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Số tiến trình song song.")
def judge(province: str, jobs: int) -> None:
    """Phân loại tin, bài (JSONL từ đầu vào chuẩn): viết về tỉnh hay không, căn cứ, lĩnh vực, sắc thái, báo nêu…"""
    finish(stream("judge_stream")(province, sys.stdin, sys.stdout, jobs))


@main.command()
def names() -> None:
    """Tách câu, từ và tên riêng (JSONL từ đầu vào chuẩn: id, text)."""
    finish(stream("names_stream")(sys.stdin, sys.stdout))


@main.command()
def group() -> None:
    """Nhận ra bài đăng lại và gộp theo nội dung (JSONL từ đầu vào chuẩn)."""
    finish(stream("group_stream")(sys.stdin, sys.stdout))


@main.command()
@click.argument("outlets", nargs=-1)
@NOW
@click.pass_context
def crawl(ctx: click.Context, outlets: tuple[str, ...], now: datetime | None) -> None:
    """Thu thập tin, bài mới từ các nguồn (mặc định: mọi nguồn trong cài đặt)."""
    from crawler.crawl_commands import crawl as run

    office = office_of(ctx)
    finish(run(office, outlets, clock(office, now), sys.stdout))


@main.command()
@click.option("--all", "again", is_flag=True, help="Phân loại lại cả tin, bài cũ hơn 30 ngày.")
@NOW
@click.pass_context
def annotate(ctx: click.Context, again: bool, now: datetime | None) -> None:
    """Phân loại những tin, bài chưa phân loại, rồi gộp theo nội dung."""
    from nlp.commands import annotate_command

    office = office_of(ctx)
    finish(annotate_command(office, clock(office, now), sys.stdout, again))


@main.command()
@DATE
@click.option("--format", "form", type=click.Choice(["html", "txt", "short", "json"]), default="html", show_default=True)
@click.option("--open", "open_", is_flag=True, help="Mở bản tin bằng trình duyệt.")
@NOW
@click.pass_context
def digest(ctx: click.Context, day: date | None, form: str, open_: bool, now: datetime | None) -> None:
    """Dựng và in bản tin của một ngày; bản tin đã gửi được in lại nguyên văn."""
    from digest.commands import digest as run

    office = office_of(ctx)
    at = clock(office, now)
    finish(run(office, day or local_day(at), form, now=at, out=sys.stdout, open_=open_))


@main.command()
@DATE
@click.option("--again", metavar="ĐỊA_CHỈ", help="Gửi lại cho một người nhận.")
@click.option("--test", metavar="ĐỊA_CHỈ", help="Chỉ gửi thử tới địa chỉ này.")
@NOW
@click.pass_context
def send(ctx: click.Context, day: date | None, again: str | None, test: str | None, now: datetime | None) -> None:
    """Gửi những thư chưa gửi của một bản tin."""
    from digest.commands import send as run

    office = office_of(ctx)
    at = clock(office, now)
    finish(run(office, day or local_day(at), again=again, test=test, now=at, out=sys.stdout))


@main.command()
@DATE
@click.option("--no-send", is_flag=True, help="Dựng bản tin nhưng không gửi.")
@NOW
@click.pass_context
def day(ctx: click.Context, day: date | None, no_send: bool, now: datetime | None) -> None:
    """Làm trọn một ngày: thu thập, phân loại, dựng bản tin, gửi thư. Đặt lệnh này vào cron."""
    from digest.commands import day_command

    office = office_of(ctx)
    at = clock(office, now)
    finish(day_command(Path(ctx.obj["office"]), office, day or local_day(at), now=at, no_send=no_send, out=sys.stdout))


@main.command()
@click.argument("url")
@click.option("--file", type=click.Path(path_type=Path), help="Trang đã lưu, khi hệ thống không tải được.")
@NOW
@click.pass_context
def add(ctx: click.Context, url: str, file: Path | None, now: datetime | None) -> None:
    """Thêm bằng tay một tin, bài mà hệ thống không thu thập được."""
    from crawler.crawl_commands import add as run

    office = office_of(ctx)
    finish(run(office, url, file, clock(office, now), sys.stdout))


@main.command()
@click.argument("article")
@click.option("--verdict", type=click.Choice(["subject", "passing", "namesake", "absent"]), help="viết về tỉnh, chỉ nhắc đến, …")
@click.option("--topic", help="Lĩnh vực, như y-te, giao-thong.")
@click.option("--tone", type=click.Choice(["positive", "neutral", "negative"]), help="Sắc thái đối với tỉnh.")
@click.option("--issue", type=click.Choice(["yes", "no"]), help="Có phải vấn đề báo nêu không.")
@click.option("--story", help="Gộp vào nội dung này; chính mã của bài = tách thành nội dung riêng.")
@click.option("--by", help="Người sửa.")
@click.option("--undo", is_flag=True, help="Bỏ lần sửa gần nhất.")
@NOW
@click.pass_context
def correct(ctx: click.Context, article: str, now: datetime | None, **changes: Any) -> None:
    """Sửa nhãn do hệ thống gắn. Nhãn người sửa luôn được giữ, không bao giờ bị ghi đè."""
    from data.commands import correct as run

    office = office_of(ctx)
    finish(run(office, article, now=clock(office, now), out=sys.stdout, **changes))


@main.command()
@click.argument("query")
@click.option("--from", "since", callback=day_of, help="Từ ngày.")
@click.option("--to", "until", callback=day_of, help="Đến hết ngày.")
@click.option("--outlet", help="Tên nguồn.")
@click.option("--topic", help="Lĩnh vực.")
@click.option("--tone", type=click.Choice(["positive", "neutral", "negative"]))
@click.option("--place", help="Địa bàn, như “huyện Kim Thành”.")
@click.option("--sort", type=click.Choice(["new", "rank"]), default="new", show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@NOW
@click.pass_context
def search(ctx: click.Context, query: str, now: datetime | None, form: str, **filters: Any) -> None:
    """Tìm trong kho lưu trữ. Gõ có dấu thì tìm đúng dấu, gõ không dấu thì tìm cả hai."""
    from data.commands import search as run

    office = office_of(ctx)
    finish(run(office, query, now=clock(office, now), format=form, out=sys.stdout, **filters))


@main.command()
@click.argument("key", metavar="ĐỊA_CHỈ_HOẶC_MÃ")
@NOW
@click.pass_context
def trace(ctx: click.Context, key: str, now: datetime | None) -> None:
    """Cho biết một tin, bài đã đi qua những bước nào, vì sao được lấy hoặc bị bỏ."""
    from data.commands import trace as run

    office = office_of(ctx)
    finish(run(office, key, now=clock(office, now), out=sys.stdout))


@main.group()
def province() -> None:
    """Bản đồ hành chính theo ngày của các tỉnh."""


@province.command("show")
@click.argument("slug")
@click.option("--on", callback=day_of, help="Ngày xem, như 2026-01-01 (mặc định: hôm nay).")
def province_show(slug: str, on: date | None) -> None:
    """Tên, đơn vị hành chính và những tên trùng của một tỉnh vào một ngày."""
    from data.commands import province_show as run

    finish(run(slug, on=on or local_day(datetime.now(UTC)), out=sys.stdout))


@main.group()
def outlets() -> None:
    """Các nguồn được theo dõi."""


@outlets.command("list")
@NOW
@click.pass_context
def outlets_list(ctx: click.Context, now: datetime | None) -> None:
    """Danh sách nguồn: tên, loại, cách thu thập, tình trạng."""
    from crawler.commands import outlets_list as run

    office = office_of(ctx) if Path(ctx.obj["office"]).exists() else None
    finish(run(office, now=clock(office, now) if office else (now or datetime.now(UTC)), out=sys.stdout))


@main.command()
@NOW
@click.pass_context
def doctor(ctx: click.Context, now: datetime | None) -> None:
    """Kiểm tra cài đặt, kho lưu trữ, mô hình, nguồn, thư, giờ, đĩa; nói rõ cách xử lý."""
    from data.commands import doctor as run

    finish(run(Path(ctx.obj["office"]), os.environ, now=now or datetime.now(UTC), out=sys.stdout))


if __name__ == "__main__":
    main()
