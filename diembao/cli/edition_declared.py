"""The commands over an edition: edition show, drop, add, move, note, approve, undo, erratum. Declarations only.

In: what the operator typed. Out: an exit status. The work is in `edition_commands`.
"""

from __future__ import annotations

import sys
from datetime import date, datetime

import click

from diembao.cli.session import DATE, NOW, counted_as, finish, load, local_day

BY = click.option("--by", default="", help="Người sửa, người duyệt (bắt buộc).")
KEY = click.argument("key", metavar="SỐ_HOẶC_MÃ")


@click.group("edition")
def edition() -> None:
    """Xem, sửa, duyệt một bản tin trước khi gửi; đính chính sau khi gửi."""


@edition.command("show")
@DATE
@NOW
@click.pass_context
def edition_show(ctx: click.Context, day: date | None, now: datetime | None) -> None:
    """Bản tin đang chờ: các nội dung, những lần sửa, và những bài suýt đưa vào kèm lý do.

    \b
    Ví dụ:
        diembao edition show
    """
    from diembao.cli.edition import show

    office = load(ctx)
    at = counted_as(ctx, office, now)
    finish(show(office, day or local_day(at), now=at, out=sys.stdout))


def _change(
    ctx: click.Context, day: date | None, now: datetime | None, action: str, key: str, by: str, value: str, why: str
) -> None:
    from diembao.cli.edition import Wish, change

    office = load(ctx)
    at = counted_as(ctx, office, now)
    wish = Wish(action=action, key=key, value=value, reason=why)
    finish(change(office, day or local_day(at), wish, by=by, now=at, out=sys.stdout))


@edition.command("drop")
@KEY
@click.option("--why", default="", help="Lý do.")
@BY
@DATE
@NOW
@click.pass_context
def edition_drop(ctx: click.Context, key: str, why: str, by: str, day: date | None, now: datetime | None) -> None:
    """Bỏ một nội dung (theo số) hoặc một bài (theo mã) khỏi bản tin.

    \b
    Ví dụ:
        diembao edition drop 9 --why "không thuộc tỉnh" --by "Phạm Thu Lan"
    """
    _change(ctx, day, now, "drop", key, by, "", why)


@edition.command("add")
@KEY
@click.option("--why", default="", help="Lý do.")
@BY
@DATE
@NOW
@click.pass_context
def edition_add(ctx: click.Context, key: str, why: str, by: str, day: date | None, now: datetime | None) -> None:
    """Thêm một bài có trong kho lưu trữ vào bản tin.

    \b
    Ví dụ:
        diembao edition add 0123456789abcdef --by "Phạm Thu Lan"
    """
    _change(ctx, day, now, "add", key, by, "", why)


@edition.command("move")
@KEY
@click.option(
    "--block", type=click.Choice(["attention", "field", "foreign"]), default=None, help="Mục: cần chú ý, theo lĩnh vực, …"
)
@click.option("--place", type=click.IntRange(1, 99), default=None, help="Thứ tự trong mục.")
@BY
@DATE
@NOW
@click.pass_context
def edition_move(
    ctx: click.Context, key: str, block: str | None, place: int | None, by: str, day: date | None, now: datetime | None
) -> None:
    """Chuyển một nội dung sang mục khác hoặc lên, xuống trong mục.

    \b
    Ví dụ:
        diembao edition move 11 --block attention --place 1 --by "Phạm Thu Lan"
    """
    _change(ctx, day, now, "move", key, by, f"{block or ''}:{place or 0}", "")


@edition.command("note")
@KEY
@click.argument("text")
@click.option("--as", "kind", type=click.Choice(["note", "propose", "translate", "brief"]), default="note", show_default=True)
@BY
@DATE
@NOW
@click.pass_context
def edition_note(ctx: click.Context, key: str, text: str, kind: str, by: str, day: date | None, now: datetime | None) -> None:
    """Ghi chú, đề xuất (propose), dịch tiêu đề (translate) hoặc viết gọn cho bản tin ngắn (brief) một nội dung.

    \b
    Ví dụ:
        diembao edition note 14 "Doanh nghiệp Hàn Quốc mở rộng nhà máy" --as translate --by "Phạm Thu Lan"
        diembao edition note 2 "đường đê hư hỏng" --as brief --by "Phạm Thu Lan"
    """
    _change(ctx, day, now, kind, key, by, text, "")


@edition.command("approve")
@BY
@DATE
@NOW
@click.pass_context
def edition_approve(ctx: click.Context, by: str, day: date | None, now: datetime | None) -> None:
    """Duyệt bản tin. Sửa thêm sau khi duyệt thì phải duyệt lại.

    \b
    Ví dụ:
        diembao edition approve --by "Phạm Thu Lan"
    """
    from diembao.cli.edition import approve

    office = load(ctx)
    at = counted_as(ctx, office, now)
    finish(approve(office, day or local_day(at), by=by, now=at, out=sys.stdout))


@edition.command("undo")
@BY
@DATE
@NOW
@click.pass_context
def edition_undo(ctx: click.Context, by: str, day: date | None, now: datetime | None) -> None:
    """Bỏ lần sửa hoặc lần duyệt gần nhất.

    \b
    Ví dụ:
        diembao edition undo --by "Phạm Thu Lan"
    """
    from diembao.cli.edition import undo

    office = load(ctx)
    at = counted_as(ctx, office, now)
    finish(undo(office, day or local_day(at), by=by, now=at, out=sys.stdout))


@edition.command("erratum")
@click.argument("number", type=click.IntRange(1, 9999), metavar="SỐ_NỘI_DUNG")
@click.option("--why", required=True, help="Sai ở đâu, như “không thuộc tỉnh Hải Dương”.")
@BY
@DATE
@NOW
@click.pass_context
def edition_erratum(ctx: click.Context, number: int, why: str, by: str, day: date | None, now: datetime | None) -> None:
    """Gửi đính chính của một bản tin đã gửi tới mọi nơi đã nhận.

    \b
    Ví dụ:
        diembao edition erratum 9 --why "không thuộc tỉnh Hải Dương" --by "Phạm Thu Lan"
    """
    from diembao.cli.edition import erratum

    office = load(ctx)
    at = counted_as(ctx, office, now)
    finish(erratum(office, day or local_day(at), number, why=why, by=by, now=at, out=sys.stdout))
