"""Deadlines for what the press raised: rule tables with their legal basis, and the day or hour they give.

In: a rule's name, the day a matter was published and the day it was sent to an agency. Out: `Deadline`s. A rule is one TOML file
of `rules/`; a file of the same name in the office's folder (setting `cases.rules_dir`) stands in its place.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from data.calendar.holidays import FILE as HOLIDAYS
from data.calendar.holidays import Calendar, RuleError, load_calendar
from data.paths import RULES
from data.text import local
from data.text.dates import VN

UNITS = ("days", "working_days", "hours", "weekly")
END_OF_DAY = time(23, 59, 59)  # a deadline told as a day is kept until its last second


@dataclass(frozen=True, kw_only=True)
class Step:
    """One duty of a rule."""

    label: str  # "báo cáo kết quả"
    unit: str  # days | working_days | hours | weekly
    count: int = 0
    weekday: int = 0  # weekly: 1 Monday … 7 Sunday
    at: time = END_OF_DAY  # weekly: the hour


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule table."""

    name: str  # the file's name
    label: str
    basis: str  # the legal basis, for people
    start: str  # published | sent: what the clock starts with
    steps: tuple[Step, ...]  # in order; the last is the "hạn báo cáo"
    province: str = ""  # a rule of one province
    check: bool = False  # to be compared with the original text before use
    valid_from: date | None = None
    valid_until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the rule holds for what starts on this day."""
        return (self.valid_from is None or day >= self.valid_from) and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One duty with its time, UTC."""

    label: str
    due: datetime


def rule_names(folder: Path | None = None) -> list[str]:
    """The rules there are, the office's own included."""
    files = [*RULES.glob("*.toml"), *(folder.glob("*.toml") if folder else ())]
    return sorted({path.stem for path in files if path.name != HOLIDAYS})


def load_rule(name: str, folder: Path | None = None) -> Rule:
    """One rule. Raises RuleError naming file and key."""
    if name not in rule_names(folder):
        names = ", ".join(rule_names(folder))
        raise RuleError(f"Không có quy tắc thời hạn “{name}”. Cách xử lý: chọn một trong: {names}; hoặc thêm tệp {name}.toml.")
    office_file = folder / f"{name}.toml" if folder else None
    path = office_file if office_file is not None and office_file.exists() else RULES / f"{name}.toml"
    try:
        return rule_of(name, tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{path.name}: không đọc được ({error}). Cách xử lý: sửa tệp theo mẫu co-quan.toml.") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RuleError(f"{path.name}: thiếu hoặc sai {error}. Cách xử lý: sửa tệp theo mẫu co-quan.toml.") from error


def rule_of(name: str, table: dict[str, Any]) -> Rule:
    """A rule from a parsed table. Raises KeyError or ValueError for a fault."""
    if table["start"] not in ("published", "sent"):
        raise ValueError("start (published hoặc sent)")
    steps = tuple(_step(step) for step in table["step"])
    if not steps:
        raise ValueError("step (cần ít nhất một)")
    return Rule(
        name=name, label=str(table["label"]), basis=str(table["basis"]), start=table["start"], steps=steps,
        province=table.get("province", ""), check=bool(table.get("check", False)),
        valid_from=table.get("valid_from"), valid_until=table.get("valid_until"),
    )  # fmt: skip


def _step(table: dict[str, Any]) -> Step:
    unit = table["unit"]
    if unit not in UNITS:
        raise ValueError(f"unit (một trong: {', '.join(UNITS)})")
    if unit == "weekly":
        weekday = int(table["weekday"])
        if not 1 <= weekday <= 7:
            raise ValueError("weekday (1 đến 7)")
        return Step(label=str(table["label"]), unit=unit, weekday=weekday, at=time.fromisoformat(table["time"]))
    count = int(table["count"])
    if count < 1:
        raise ValueError("count (số dương)")
    return Step(label=str(table["label"]), unit=unit, count=count)


def counts_working_days(rule: Rule) -> bool:
    """Whether a rule depends on the table of holidays."""
    return any(step.unit == "working_days" for step in rule.steps)


def legal_deadlines(
    rule: Rule, *, published: datetime | None, sent: datetime | None, folder: Path | None = None
) -> list[Deadline]:
    """The duties of a rule with their times, the last one being the "hạn báo cáo"; none while the clock has not started.

    Counted from the calendar day in Vietnam, that day itself not counted; hours are counted from the moment. Raises RuleError.
    """
    start = published if rule.start == "published" else sent
    if start is None:
        return []
    if not rule.in_force(local(start).date()):
        raise RuleError(
            f"{rule.name}.toml: quy tắc “{rule.label}” không có hiệu lực ngày {local(start):%d/%m/%Y}. "
            "Cách xử lý: chọn quy tắc khác, hoặc ghi hạn bằng --due."
        )
    calendar = load_calendar(folder)
    return [Deadline(label=step.label, due=_due(step, start, calendar)) for step in rule.steps]


def _due(step: Step, start: datetime, calendar: Calendar) -> datetime:
    day = local(start).date()
    if step.unit == "hours":
        return (start + timedelta(hours=step.count)).astimezone(UTC)
    if step.unit == "weekly":
        ahead = (step.weekday - 1 - day.weekday()) % 7
        due = datetime.combine(day + timedelta(days=ahead), step.at, tzinfo=VN)
        return (due if due > start else due + timedelta(days=7)).astimezone(UTC)
    end = day + timedelta(days=step.count) if step.unit == "days" else calendar.add_working_days(day, step.count)
    return end_of(end)


def end_of(day: date) -> datetime:
    """The last second of a local day, UTC: how a deadline that is a day is stored."""
    return datetime.combine(day, END_OF_DAY, tzinfo=VN).astimezone(UTC)


def is_whole_day(due: datetime) -> bool:
    """Whether a deadline is a day, not an hour."""
    return local(due).time() == END_OF_DAY
