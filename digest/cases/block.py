"""Build the block of cases of an edition: kinds, counts, rows, and the words for them.

In: the office's cases, the stories of this edition, the day. Out: a counted `CaseBlock`; None when there is nothing to say.
A story with the mark "báo nêu" and no open case counts as newly raised until a person opens one: the system proposes, a person
decides. The table lists only overdue cases, those due today and those answered in the period.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.archive.records import REPORTED, VERIFIED, Case
from data.calendar import is_whole_day
from data.text import local, tidy
from data.text.dates import format_date, format_time
from digest import labels
from digest.model import CaseBlock, CaseFigures, CaseRow, EditionStory

KINDS = ("overdue", "due_today", "in_time", "new", "waiting", "reported")
TITLE_LIMIT = 120  # characters


@dataclass(frozen=True, kw_only=True)
class Docket:
    """The cases of an office, and which of them changed since the edition before."""

    cases: Sequence[Case] = ()
    opened: Collection[str] = frozenset()  # numbers opened since the edition before
    answered: Collection[str] = frozenset()  # numbers answered since then


def classify_case(case: Case, day: date, at: datetime, opened: Collection[str]) -> str:
    """Say which of KINDS an open case is of on a local day; an hour as deadline is compared with `at`."""
    if case.state in REPORTED:
        return "reported"
    if case.state == "moi-ghi-nhan" and not case.agency and case.number in opened:
        return "new"
    if case.due_at is None:
        return "waiting"
    due = local(case.due_at).date()
    if due < day or (due == day and case.due_at < at):
        return "overdue"
    return "due_today" if due == day else "in_time"


def build_case_block(
    docket: Docket, stories: Sequence[EditionStory], *, day: date, at: datetime, label: Callable[[str], str]
) -> CaseBlock | None:
    """Build the block. `stories` are numbered; `label` names an outlet as this edition does."""
    followed = [case for case in docket.cases if case.open]
    kinds = {case.number: classify_case(case, day, at, docket.opened) for case in followed}
    by_story = {case.story: case for case in followed if case.story}
    raised = [story for story in stories if story.issue and story.id not in by_story]
    fresh = [story.number for story in stories if story.id in by_story and kinds[by_story[story.id].number] == "new"]
    answered = [case for case in docket.cases if case.number in docket.answered and case.state == "da-tra-loi"]
    counted = {name: sum(kind == name for kind in kinds.values()) for name in KINDS}
    counted["new"] += len(raised)
    if not (followed or raised or answered):
        return None
    overdue = [case for case in followed if kinds[case.number] == "overdue"]
    today = [case for case in followed if kinds[case.number] == "due_today"]
    return CaseBlock(
        figures=CaseFigures(open=len(followed) + len(raised), answered=len(answered), **counted),
        new_stories=tuple(sorted([*fresh, *(story.number for story in raised)])),
        overdue_at=tuple(dict.fromkeys(strip_committee(case.agency) for case in overdue if case.agency)),
        rows=tuple(
            CaseRow(
                number=case.number,
                title=labels.shorten(case.title, TITLE_LIMIT),
                reported=f"{label(case.outlet)}, {format_date(local(case.published_at).date())}",
                agency=tidy(case.agency) or "chưa chuyển",
                due=format_due(case.due_at),
                status=describe_status(case, day, at),
                pressing=case.open,
            )
            for case in (*overdue, *today, *answered)
        ),
    )


def strip_committee(agency: str) -> str:
    """ "thị xã Kinh Môn" of "UBND thị xã Kinh Môn"."""
    return tidy(agency).removeprefix("UBND ")


def format_due(due: datetime | None) -> str:
    """ "29/05/2020"; with its hour where the deadline is one; empty when there is none."""
    if due is None:
        return ""
    day = format_date(local(due).date())
    return day if is_whole_day(due) else f"{format_time(due)} ngày {day}"


def describe_status(case: Case, day: date, at: datetime) -> str:
    """ "Quá hạn 4 ngày", "Đến hạn hôm nay", "Báo nêu đúng một phần; đã trả lời báo ngày 01/06/2020"."""
    if case.open and case.state not in REPORTED and case.due_at is not None:
        late = (day - local(case.due_at).date()).days
        if late > 0:
            return f"Quá hạn {late} ngày"
        if late == 0 and case.due_at < at:
            return f"Quá hạn từ {format_time(case.due_at)} hôm nay"
        if late == 0:
            return "Đến hạn hôm nay"
    parts = [VERIFIED[case.verified]] if case.verified else []
    if case.state == "da-tra-loi" and case.answered_on:
        parts.append(f"đã trả lời báo ngày {format_date(case.answered_on)}")
    else:
        parts.append(case.label)
    return labels.capitalise("; ".join(parts))


def describe_counts(block: CaseBlock) -> list[tuple[str, bool]]:
    """Write the counts as (text, is strong): "Đang theo dõi", "7 vấn đề"; zero counts are left out."""
    figures = block.figures
    refs = labels.join_words([str(number) for number in block.new_stories])
    where = f"nội dung {refs}, " if refs else ""
    parts = [
        f"{count} {name}"
        for count, name in (
            (figures.overdue, "quá hạn"),
            (figures.due_today, "đến hạn hôm nay"),
            (figures.in_time, "trong hạn"),
            (figures.reported, "đã báo cáo kết quả, chưa trả lời báo chí"),
            (figures.waiting, "chưa có hạn báo cáo"),
            (figures.new, f"mới ghi nhận trong kỳ ({where}chưa chuyển cơ quan xử lý)"),
        )
        if count
    ]
    pieces = [("Không còn vấn đề nào đang theo dõi.", False)]
    if figures.open:
        pieces = [("Đang theo dõi ", False), (f"{figures.open} vấn đề", True), (f": {', '.join(parts)}.", False)]
    if figures.answered:
        pieces.append((f" Trong kỳ có {figures.answered} vấn đề đã trả lời báo chí.", False))
    return pieces


def check_case_block(block: CaseBlock | None) -> list[str]:
    """List every broken identity of the block."""
    if block is None:
        return []
    figures, broken = block.figures, []
    parts = [getattr(figures, name) for name in KINDS]
    if sum(parts) != figures.open:
        broken.append(f"vấn đề theo dõi: {' + '.join(map(str, parts))} khác {figures.open}")
    if len(block.rows) != figures.overdue + figures.due_today + figures.answered:
        broken.append("bảng vấn đề theo dõi khác số quá hạn, đến hạn và đã trả lời")
    if sum(row.pressing for row in block.rows) != figures.overdue + figures.due_today:
        broken.append("bảng vấn đề theo dõi: số dòng quá hạn, đến hạn khác câu tổng hợp")
    if len(block.new_stories) > figures.new:
        broken.append("vấn đề mới ghi nhận ít hơn số nội dung báo nêu được nêu")
    return broken


def describe_overdue(block: CaseBlock | None) -> str:
    """ " Quá hạn trả lời: 1 (thị xã Kinh Môn)."; empty when nothing is overdue."""
    if block is None or not block.figures.overdue:
        return ""
    where = f" ({', '.join(block.overdue_at[:3])}{'…' if len(block.overdue_at) > 3 else ''})" if block.overdue_at else ""
    return f" Quá hạn trả lời: {block.figures.overdue}{where}."
