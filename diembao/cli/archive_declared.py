"""The commands over the archive: correct, search, trace, province, doctor. Declarations only; the work is in `commands`.

In: what the operator typed. Out: an exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from typing import Any

import click

from diembao.cli.session import NOW, counted_as, day_of, finish, load, local_day, session


@click.command()
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
def correct(ctx: click.Context, /, article: str, now: datetime | None, **changes: Any) -> None:
    """Sửa nhãn do hệ thống gắn. Nhãn người sửa luôn được giữ, không bao giờ bị ghi đè.

    \b
    Ví dụ:
        diembao correct 0123456789abcdef --verdict namesake --by "Phạm Thu Lan"
        diembao correct 0123456789abcdef --undo --by "Phạm Thu Lan"
    """
    from diembao.cli.archive import correct as run

    office = load(ctx)
    finish(run(office, article, now=counted_as(ctx, office, now), out=sys.stdout, **changes))


@click.command()
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
def search(ctx: click.Context, /, query: str, now: datetime | None, form: str, **filters: Any) -> None:
    """Tìm trong kho lưu trữ. Gõ có dấu thì tìm đúng dấu, gõ không dấu thì tìm cả hai.

    \b
    Ví dụ:
        diembao search "vải thiều" --from 2026-06-01 --place "xã Thanh Hà"
    """
    from diembao.cli.archive import search as run

    office = load(ctx)
    finish(run(office, query, now=counted_as(ctx, office, now), format=form, out=sys.stdout, **filters))


@click.command()
@click.argument("key", metavar="ĐỊA_CHỈ_HOẶC_MÃ")
@NOW
@click.pass_context
def trace(ctx: click.Context, key: str, now: datetime | None) -> None:
    """Cho biết một tin, bài đã đi qua những bước nào, vì sao được lấy hoặc bị bỏ.

    \b
    Ví dụ:
        diembao trace https://tuoitre.vn/…-20260307075519174.htm
    """
    from diembao.cli.archive import trace as run

    office = load(ctx)
    finish(run(office, key, now=counted_as(ctx, office, now), out=sys.stdout))


@click.group()
def province() -> None:
    """Bản đồ hành chính theo ngày của các tỉnh."""


@province.command("show")
@click.argument("slug")
@click.option("--on", callback=day_of, help="Ngày xem, như 2026-01-01 (mặc định: hôm nay).")
@click.pass_context
def province_show(ctx: click.Context, slug: str, on: date | None) -> None:
    """Tên, đơn vị hành chính và những tên trùng của một tỉnh vào một ngày.

    \b
    Ví dụ:
        diembao province show hai-duong --on 2020-06-02
    """
    from diembao.cli.archive import province_show as run

    finish(run(slug, on=on or local_day(session(ctx).clock()), out=sys.stdout))


@click.command()
@click.option("--mail", "ask_mail", is_flag=True, help="Kết nối thử cả máy chủ gửi thư.")
@NOW
@click.pass_context
def doctor(ctx: click.Context, ask_mail: bool, now: datetime | None) -> None:
    """Kiểm tra cài đặt, kho lưu trữ, mô hình, nguồn, thư, giờ, đĩa; nói rõ cách xử lý.

    \b
    Ví dụ:
        diembao doctor
    """
    from diembao.cli.archive import doctor as run

    finish(run(session(ctx).office_path, os.environ, now=now or session(ctx).clock(), out=sys.stdout, ask_mail=ask_mail))
