"""Block IV: the cases followed, as an edition tells them.

In: the office's cases, the stories of this edition, the day. Out: a `CaseBlock`, counted; None when there is nothing to tell.
A story with the mark "báo nêu" and no open case counts as newly raised until a person opens one: the machine proposes, a person
decides. Only what needs the reader's eye stands in the table: overdue, due today, answered in the period.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.archive.records import REPORTED, VERIFIED, Case
from data.calendar import is_whole_day
from data.text import local, tidy
from data.text.dates import format_date, format_time
from digest import labels as words
from digest.model import CaseBlock, CaseFigures, CaseRow, EditionStory

KINDS = ("overdue", "due_today", "in_time", "new", "waiting", "reported")
TITLE_LIMIT = 120


@dataclass(frozen=True, kw_only=True)
class Docket:
    """What an edition is given: the cases, and which of them changed since the edition before."""

    cases: Sequence[Case] = ()
    opened: Collection[str] = frozenset()  # numbers opened since the edition before
    answered: Collection[str] = frozenset()  # numbers answered since then


def kind(case: Case, day: date, at: datetime, opened: Collection[str]) -> str:
    """Which of KINDS an open case belongs to on a local day; an hour as deadline is compared with `at`."""
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


def block(
    docket: Docket, stories: Sequence[EditionStory], *, day: date, at: datetime, label: Callable[[str], str]
) -> CaseBlock | None:
    """The block. `label` names an outlet of the register as this edition does; `stories` carry their numbers already."""
    followed = [case for case in docket.cases if case.open]
    kinds = {case.number: kind(case, day, at, docket.opened) for case in followed}
    by_story = {case.story: case for case in followed if case.story}
    raised = [story for story in stories if story.issue and story.id not in by_story]
    fresh = [story.number for story in stories if story.id in by_story and kinds[by_story[story.id].number] == "new"]
    answered = [case for case in docket.cases if case.number in docket.answered and case.state == "da-tra-loi"]
    counted = {name: sum(found == name for found in kinds.values()) for name in KINDS}
    counted["new"] += len(raised)
    if not (followed or raised or answered):
        return None
    overdue = [case for case in followed if kinds[case.number] == "overdue"]
    today = [case for case in followed if kinds[case.number] == "due_today"]
    return CaseBlock(
        figures=CaseFigures(open=len(followed) + len(raised), answered=len(answered), **counted),
        new_stories=tuple(sorted([*fresh, *(story.number for story in raised)])),
        overdue_at=tuple(dict.fromkeys(place_of(case.agency) for case in overdue if case.agency)),
        rows=tuple(
            CaseRow(
                number=case.number,
                title=words.cut(case.title, TITLE_LIMIT),
                reported=f"{label(case.outlet)}, {format_date(local(case.published_at).date())}",
                agency=tidy(case.agency) or "chưa chuyển",
                due=tell_due(case.due_at),
                status=status(case, day, at),
                pressing=case.open,
            )
            for case in (*overdue, *today, *answered)
        ),
    )


def place_of(agency: str) -> str:
    """ "thị xã Kinh Môn" of "UBND thị xã Kinh Môn"."""
    return tidy(agency).removeprefix("UBND ")


def tell_due(due: datetime | None) -> str:
    """ "29/05/2020"; with its hour where the deadline is one; empty when there is none."""
    if due is None:
        return ""
    day = format_date(local(due).date())
    return day if is_whole_day(due) else f"{format_time(due)} ngày {day}"


def status(case: Case, day: date, at: datetime) -> str:
    """ "Quá hạn 4 ngày", "Đến hạn hôm nay", "Báo nêu đúng một phần; đã trả lời báo ngày 01/06/2020"."""
    if case.open and case.state not in REPORTED and case.due_at is not None:
        late = (day - local(case.due_at).date()).days
        if late > 0:
            return f"Quá hạn {late} ngày"
        if late == 0 and case.due_at < at:
            return f"Quá hạn từ {format_time(case.due_at)} hôm nay"
        if late == 0:
            return "Đến hạn hôm nay"
    said = [VERIFIED[case.verified]] if case.verified else []
    if case.state == "da-tra-loi" and case.answered_on:
        said.append(f"đã trả lời báo ngày {format_date(case.answered_on)}")
    else:
        said.append(case.label)
    return words.upper_first("; ".join(said))


def counts(block: CaseBlock) -> list[tuple[str, bool]]:
    """The sentence of counts as (text, strong): "Đang theo dõi **7 vấn đề**: 1 quá hạn, …"; a kind without a case is left out."""
    found = block.figures
    refs = words.joined([str(number) for number in block.new_stories])
    where = f"nội dung {refs}, " if refs else ""
    parts = [
        f"{count} {name}"
        for count, name in (
            (found.overdue, "quá hạn"),
            (found.due_today, "đến hạn hôm nay"),
            (found.in_time, "trong hạn"),
            (found.reported, "đã báo cáo kết quả, chưa trả lời báo chí"),
            (found.waiting, "chưa có hạn báo cáo"),
            (found.new, f"mới ghi nhận trong kỳ ({where}chưa chuyển cơ quan xử lý)"),
        )
        if count
    ]
    said = [("Đang theo dõi ", False), (f"{found.open} vấn đề", True), (f": {', '.join(parts)}.", False)] if found.open else []
    if not found.open:
        said = [("Không còn vấn đề nào đang theo dõi.", False)]
    if found.answered:
        said.append((f" Trong kỳ có {found.answered} vấn đề đã trả lời báo chí.", False))
    return said


def check(block: CaseBlock | None) -> list[str]:
    """Every broken identity of the block (number 5 of the model)."""
    if block is None:
        return []
    found, broken = block.figures, []
    parts = [getattr(found, name) for name in KINDS]
    if sum(parts) != found.open:
        broken.append(f"vấn đề theo dõi: {' + '.join(map(str, parts))} khác {found.open}")
    if len(block.rows) != found.overdue + found.due_today + found.answered:
        broken.append("bảng vấn đề theo dõi khác số quá hạn, đến hạn và đã trả lời")
    if sum(row.pressing for row in block.rows) != found.overdue + found.due_today:
        broken.append("bảng vấn đề theo dõi: số dòng quá hạn, đến hạn khác câu tổng hợp")
    if len(block.new_stories) > found.new:
        broken.append("vấn đề mới ghi nhận ít hơn số nội dung báo nêu được nêu")
    return broken


def for_short(block: CaseBlock | None) -> str:
    """ " Quá hạn trả lời: 1 (thị xã Kinh Môn)."; empty when nothing is overdue."""
    if block is None or not block.figures.overdue:
        return ""
    where = f" ({', '.join(block.overdue_at[:3])}{'…' if len(block.overdue_at) > 3 else ''})" if block.overdue_at else ""
    return f" Quá hạn trả lời: {block.figures.overdue}{where}."
