"""The commands of the cases: case open, set, list. Declarations only; the work is in `case_commands`.

In: what the operator typed. Out: an exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click

from diembao.cli.session import NOW, counted_as, day_of, finish, load

STATES = ("moi-ghi-nhan", "da-chuyen", "dang-xac-minh", "da-bao-cao", "da-tra-loi", "de-nghi-cai-chinh", "ket-thuc")
AGENCY = click.option("--agency", help="Cơ quan xử lý; nêu cơ quan là chuyển xử lý.")
RULE = click.option("--rule", help="Quy tắc thời hạn, như co-quan, luat-bao-chi-2016-dieu-39.")
DUE = click.option("--due", callback=day_of, help="Hạn báo cáo, khi không theo quy tắc.")
SENT = click.option("--sent", callback=day_of, help="Ngày chuyển (mặc định: hôm nay).")
NOTE = click.option("--note", help="Ghi chú.")
BY = click.option("--by", default="", help="Người thực hiện (bắt buộc).")


@click.group("case")
def case() -> None:
    """Theo dõi xử lý vấn đề báo nêu."""


@case.command("open")
@click.argument("key", required=False, metavar="[ĐỊA_CHỈ_HOẶC_MÃ]")
@AGENCY
@RULE
@DUE
@SENT
@NOTE
@click.option("--number", help="Số vấn đề, như 31/2020 (mặc định: số kế tiếp của năm).")
@click.option("--title", help="Vấn đề, viết ngắn (mặc định: tiêu đề của bài).")
@click.option("--outlet", help="Tên nguồn, khi bài không có trong kho lưu trữ.")
@click.option("--published", callback=day_of, help="Ngày đăng, khi bài không có trong kho lưu trữ.")
@BY
@NOW
@click.pass_context
def case_open(ctx: click.Context, /, key: str | None, by: str, now: datetime | None, **said: Any) -> None:
    """Mở một vấn đề theo dõi từ một bài hoặc một nội dung báo nêu.

    \b
    Ví dụ:
        diembao case open https://… --agency "UBND huyện Kim Thành" --rule co-quan --by "Phạm Thu Lan"
        diembao case open --title "Rác tồn đọng" --outlet tienphong --published 2026-05-18 --by "Phạm Thu Lan"
    """
    from diembao.cli.case import open_case

    office = load(ctx)
    finish(open_case(office, key, said, by=by, now=counted_as(ctx, office, now), out=sys.stdout))


@case.command("set")
@click.argument("number", metavar="SỐ")
@AGENCY
@RULE
@DUE
@SENT
@NOTE
@click.option("--title", help="Vấn đề, viết ngắn.")
@click.option("--state", type=click.Choice(STATES), help="Tình trạng.")
@click.option(
    "--verified", type=click.Choice(["dung", "mot-phan", "khong-dung"]), help="Báo nêu đúng, đúng một phần, không đúng."
)
@click.option("--answered", callback=day_of, help="Ngày đã trả lời báo chí.")
@BY
@NOW
@click.pass_context
def case_set(ctx: click.Context, /, number: str, by: str, now: datetime | None, **said: Any) -> None:
    """Cập nhật một vấn đề: chuyển cơ quan, kết quả xác minh, trả lời báo. Mọi lần sửa đều được giữ lại.

    \b
    Ví dụ:
        diembao case set 31/2026 --agency "UBND thị xã Kinh Môn" --sent 2026-05-20 --by "Phạm Thu Lan"
        diembao case set 30/2026 --verified mot-phan --answered 2026-06-01 --by "Phạm Thu Lan"
    """
    from diembao.cli.case import set_case

    office = load(ctx)
    finish(set_case(office, number, said, by=by, now=counted_as(ctx, office, now), out=sys.stdout))


@case.command("list")
@click.option("--all", "everything", is_flag=True, help="Cả những vấn đề đã kết thúc.")
@click.option("--overdue", is_flag=True, help="Chỉ những vấn đề quá hạn.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@NOW
@click.pass_context
def case_list(ctx: click.Context, everything: bool, overdue: bool, form: str, now: datetime | None) -> None:
    """Các vấn đề đang theo dõi, và những báo nêu đã đưa mà chưa mở.

    \b
    Ví dụ:
        diembao case list --overdue
    """
    from diembao.cli.case import list_cases

    office = load(ctx)
    finish(
        list_cases(office, everything=everything, overdue=overdue, form=form, now=counted_as(ctx, office, now), out=sys.stdout)
    )
