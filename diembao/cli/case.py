"""The commands `case open`, `case set` and `case list`.

In: what the operator typed. Out: Vietnamese lines and an exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from diembao.cli.session import NOW, counted_as, day_of, load

if TYPE_CHECKING:
    from data.archive.records import Case
    from digest.cases.service import CaseList, DeadlineBasis

STATES = ("moi-ghi-nhan", "da-chuyen", "dang-xac-minh", "da-bao-cao", "da-tra-loi", "de-nghi-cai-chinh", "ket-thuc")
AGENCY = click.option("--agency", help="Cơ quan xử lý; nêu cơ quan là chuyển xử lý.")
RULE = click.option("--rule", help="Quy tắc thời hạn, như co-quan, luat-bao-chi-2016-dieu-39.")
DUE = click.option("--due", callback=day_of, help="Hạn báo cáo, khi không theo quy tắc.")
SENT = click.option("--sent", callback=day_of, help="Ngày chuyển (mặc định: hôm nay).")
NOTE = click.option("--note", help="Ghi chú.")
BY = click.option("--by", default="", help="Người thực hiện (bắt buộc).")


@click.group("case")
def case_group() -> None:
    """Theo dõi xử lý vấn đề báo nêu."""


@case_group.command("open")
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
def case_open(ctx: click.Context, /, key: str | None, by: str, now: datetime | None, **details: Any) -> None:
    """Mở một vấn đề theo dõi từ một bài hoặc một nội dung báo nêu.

    \b
    Ví dụ:
        diembao case open https://… --agency "UBND huyện Kim Thành" --rule co-quan --by "Phạm Thu Lan"
        diembao case open --title "Rác tồn đọng" --outlet tienphong --published 2026-05-18 --by "Phạm Thu Lan"
    """
    from data.archive import Archive
    from digest.cases.service import CaseDetails, open_case

    office = load(ctx)
    at = counted_as(ctx, office, now)
    with Archive.open(office.archive_path, now=at) as archive:
        kept = open_case(archive, office, CaseDetails(**details), key=key, by=by, now=at)
    click.echo(f"Đã mở vấn đề số {kept.case.number}: {kept.case.title}")
    click.echo("\n".join(_describe_case(kept.case, kept.deadline)))


@case_group.command("set")
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
def case_set(ctx: click.Context, /, number: str, by: str, now: datetime | None, **details: Any) -> None:
    """Cập nhật một vấn đề: chuyển cơ quan, kết quả xác minh, trả lời báo. Mọi lần sửa đều được giữ lại.

    \b
    Ví dụ:
        diembao case set 31/2026 --agency "UBND thị xã Kinh Môn" --sent 2026-05-20 --by "Phạm Thu Lan"
        diembao case set 30/2026 --verified mot-phan --answered 2026-06-01 --by "Phạm Thu Lan"
    """
    from data.archive import Archive
    from digest.cases.service import CaseDetails, change_case

    office = load(ctx)
    at = counted_as(ctx, office, now)
    with Archive.open(office.archive_path, now=at) as archive:
        kept = change_case(archive, office, number, CaseDetails(**details), by=by, now=at)
    click.echo(f"Vấn đề số {kept.case.number}: đã sửa {', '.join(kept.changed)}.")
    click.echo("\n".join(_describe_case(kept.case, kept.deadline)))


@case_group.command("list")
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
    from data.archive import Archive
    from digest.cases.service import list_cases

    office = load(ctx)
    at = counted_as(ctx, office, now)
    with Archive.open(office.archive_path, now=at, create=False) as archive:
        cases = list_cases(archive, everything=everything, overdue=overdue, now=at)
    lines = _list_json(cases) if form == "json" else _list_table(cases, overdue=overdue)
    for line in lines:
        click.echo(line)


def _list_json(cases: CaseList) -> Iterator[str]:
    from dataclasses import asdict

    for listed in cases.cases:
        tree = {name: str(value) if isinstance(value, date) else value for name, value in asdict(listed.case).items()}
        yield json.dumps(tree | {"status": listed.status}, ensure_ascii=False)


def _list_table(cases: CaseList, *, overdue: bool) -> Iterator[str]:
    from data.text import local
    from data.text.dates import format_date
    from digest.cases.block import format_due
    from digest.cases.service import UNOPENED_DAYS

    for listed in cases.cases:
        case = listed.case
        agency, due = case.agency or "chưa chuyển cơ quan xử lý", format_due(case.due_at) or "chưa có"
        yield f"{case.number}  {case.title} ({case.outlet}, {format_date(local(case.published_at).date())})"
        yield f"    {agency}; hạn báo cáo {due}; {listed.status}"
    if not cases.cases:
        yield "Không có vấn đề theo dõi nào" + (" quá hạn." if overdue else ".")
    if cases.unopened:
        yield f"\nBáo nêu đã đưa trong {UNOPENED_DAYS} ngày qua, chưa mở vấn đề theo dõi:"
        for issue in cases.unopened:
            yield f"  {issue.story}  {issue.title} (bản tin ngày {format_date(issue.day)}, nội dung {issue.number})"
        yield "Cách xử lý: “diembao case open MÃ --agency … --by …”."


def _describe_case(case: Case, deadline: DeadlineBasis | None) -> Iterator[str]:
    """How a case stands, and why it is due when it is due."""
    from data.archive.records import VERIFIED
    from digest.cases.block import format_due

    parts = [f"Tình trạng: {case.label}", f"cơ quan xử lý: {case.agency or 'chưa chuyển'}"]
    parts.append(f"hạn báo cáo: {format_due(case.due_at) or 'chưa có'}")
    yield "; ".join(parts + ([VERIFIED[case.verified]] if case.verified else [])) + "."
    if deadline is None:
        return
    warning = " Quy tắc này cần đối chiếu văn bản gốc trước khi dùng." if deadline.needs_check else ""
    yield f"Căn cứ: {deadline.basis}.{warning}"
    for duty in deadline.interim:
        yield f"  {duty.label}: hạn {format_due(duty.due)}"
    for doubt in deadline.doubts:
        yield f"  Lưu ý: {doubt}; hạn có thể thay đổi."
