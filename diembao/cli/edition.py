"""The commands over an edition: edition show, drop, add, move, note, approve, undo, erratum.

In: what the operator typed. Out: Vietnamese lines, and an exit status: 0 done, 1 a correction could not be mailed yet, 2 cannot
run. Every change is kept with who, when and why, and the edition is built anew at once, so that `digest` shows it. Nothing heavy
is imported before a command runs.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from diembao.cli.session import DATE, NOW, counted_as, finish, load, local_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.archive import Archive
    from data.archive.records import EditionChange, EditionRow
    from data.settings import Office
    from digest.issue.review import EditionReview

BY = click.option("--by", default="", help="Người sửa, người duyệt (bắt buộc).")
KEY = click.argument("key", metavar="SỐ_HOẶC_MÃ")
ACTIONS = {
    "drop": "bỏ", "add": "thêm", "move": "chuyển", "note": "ghi chú", "propose": "đề xuất", "translate": "dịch tiêu đề",
    "brief": "viết gọn", "approve": "duyệt", "erratum": "đính chính",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What each of these commands works on."""

    archive: Archive
    office: Office
    day: date
    at: datetime


@contextmanager
def opened(ctx: click.Context, day: date | None, now: datetime | None) -> Iterator[Opened]:
    """Open the archive of the office for an edition's day (default: today)."""
    from data.archive import Archive

    office = load(ctx)
    at = counted_as(ctx, office, now)
    with Archive.open(office.archive_path, now=at) as archive:
        yield Opened(archive=archive, office=office, day=day or local_day(at), at=at)


@click.group("edition")
def edition_group() -> None:
    """Xem, sửa, duyệt một bản tin trước khi gửi; đính chính sau khi gửi."""


@edition_group.command("show")
@DATE
@NOW
@click.pass_context
def edition_show(ctx: click.Context, day: date | None, now: datetime | None) -> None:
    """Bản tin đang chờ: các nội dung, những lần sửa, và những bài suýt đưa vào kèm lý do.

    \b
    Ví dụ:
        diembao edition show
    """
    from digest.issue.review import review_edition

    with opened(ctx, day, now) as work:
        review = review_edition(work.archive, work.office, work.day, now=work.at)
    click.echo(describe_review(review, work.office), nl=False)


def _edit(
    ctx: click.Context, day: date | None, now: datetime | None, action: str, key: str, by: str, value: str, why: str
) -> None:
    """Make one change and tell how the edition stands."""
    from digest.issue.editing import EditRequest, edit

    request = EditRequest(action=action, key=key, value=value, reason=why)
    with opened(ctx, day, now) as work:
        edited = edit(work.archive, work.office, work.day, request, by=by, now=work.at)
    click.echo(describe_state(work.office, edited.edition, edited.approval))


@edition_group.command("drop")
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
    _edit(ctx, day, now, "drop", key, by, "", why)


@edition_group.command("add")
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
    _edit(ctx, day, now, "add", key, by, "", why)


@edition_group.command("move")
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
    _edit(ctx, day, now, "move", key, by, f"{block or ''}:{place or 0}", "")


@edition_group.command("note")
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
    _edit(ctx, day, now, kind, key, by, text, "")


@edition_group.command("approve")
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
    from digest.issue.editing import approve

    with opened(ctx, day, now) as work:
        approved = approve(work.archive, work.office, work.day, by=by, now=work.at)
    click.echo(describe_state(work.office, approved.edition, approved.approval))


@edition_group.command("undo")
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
    from digest.issue.editing import undo

    with opened(ctx, day, now) as work:
        undone = undo(work.archive, work.office, work.day, by=by, now=work.at)
    click.echo(describe_state(work.office, undone.edition, undone.approval))


@edition_group.command("erratum")
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
    from diembao.cli.messages import phrase_letters
    from digest.delivery.letters import send_erratum

    with opened(ctx, day, now) as work:
        erratum = send_erratum(work.archive, work.office, work.day, number, why=why, by=by, now=work.at)
    unsent = phrase_letters(erratum.letters)
    click.echo(f"{erratum.subject}\n{erratum.text}")
    click.echo(f"Gửi tới {len(erratum.recipients)} nơi đã nhận nội dung này{f'; {unsent}' if unsent else ''}.")
    finish(int(erratum.letters.has_failed))


def describe_state(office: Office, edition: EditionRow, approval: EditionChange | None) -> str:
    """Describe an edition in one line: number, day, what it counts, and whether it is sent, approved or waits."""
    from data.text.dates import format_date, format_time

    if edition.frozen_at is not None:
        state = f"đã gửi lúc {format_time(edition.frozen_at)}"
    elif approval is not None:
        state = f"đã duyệt lúc {format_time(approval.at)} ({approval.by}), gửi lúc {office.edition_send_at}"
    else:
        state = f"chờ duyệt, gửi lúc {office.edition_send_at}"
    counts = f"{edition.counts['stories']} nội dung, {edition.counts['articles']} tin, bài"
    return f"Bản tin số {edition.number} ngày {format_date(edition.day)}: {counts}; {state}."


def describe_review(review: EditionReview, office: Office) -> str:
    """Describe the edition as it stands: its stories, what people changed, what waits, what was nearly taken and why."""
    lines = [describe_state(office, review.edition, review.approval)]
    number = 0
    for item in review.items:
        if item.number != number:
            number = item.number
            lines.append(f"{item.number}. {item.title}  [nội dung {item.story}]")
        lines.append(f"     {item.article}  {item.outlet}")
    lines += [f"  {describe_change(change)}" for change in review.changes]
    for waiting in review.held:
        lead = waiting.story.lead_article
        lines.append(f"Chờ duyệt, chưa đưa vào ({waiting.reason}): {lead.id}  {lead.title}")
    if review.near_misses:
        lines.append("Suýt đưa vào (thêm bằng “diembao edition add MÃ”):")
    for miss in review.near_misses:
        lines.append(f"  {miss.article}  {miss.title}\n      {miss.reason}")
    return "".join(f"{line}\n" for line in lines)


def describe_change(change: EditionChange) -> str:
    """Describe one change that a person made: when, who, what, why."""
    from data.text.dates import format_time

    parts = (format_time(change.at), f"{change.by}:", ACTIONS[change.action], change.target, change.value, change.reason)
    return " ".join(filter(None, parts))
