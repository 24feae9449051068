"""Public holidays and working days of Vietnam.

In: `rules/holidays.toml`, or the office's own copy of it. Out: `Calendar`: is this a working day, which day is n working days on.
A calendar day here is the local one; times of day belong to `deadlines`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from data.errors import OperatorError
from data.paths import RULES

DAY = timedelta(days=1)
SATURDAY = 5
TET_BEFORE, TET_AFTER = 1, 3  # where no plan was decided yet: the last day of the old lunar year and the first four of the new
FILE = "holidays.toml"


class RuleError(OperatorError):
    """A rule table is missing or wrong; the text is Vietnamese and names file and key."""


@dataclass(frozen=True)
class Calendar:
    """The days off of the years of one table."""

    off: frozenset[date]
    work: frozenset[date]  # Saturdays worked in exchange for another day
    years: frozenset[int]  # the years whose lunar feasts are known
    decided: frozenset[int] = frozenset()  # of these, the years whose plan of days off was decided and is in the table

    def working(self, day: date) -> bool:
        """Whether offices work on this day. Raises RuleError for a year outside the table."""
        if day.year not in self.years:
            raise RuleError(
                f"{FILE}: chưa có ngày Tết của năm {day.year} nên không tính được ngày làm việc. "
                "Cách xử lý: thêm năm này vào mục [lunar]."
            )
        return day in self.work or (day.weekday() < SATURDAY and day not in self.off)

    def doubt(self, year: int) -> str:
        """Why a count of working days in a year is not certain, in Vietnamese; empty when it is."""
        if year not in self.years:
            return f"chưa có ngày Tết của năm {year} nên không tính được ngày làm việc"
        if year not in self.decided:
            return f"chưa ghi lịch nghỉ lễ, Tết đã được quyết định của năm {year}, đang tính theo Bộ luật Lao động"
        return ""

    def add_working_days(self, day: date, count: int) -> date:
        """The day that is `count` working days after `day`; the day itself does not count."""
        while count:
            day += DAY
            count -= self.working(day)
        return day


@cache
def load_calendar(folder: Path | None = None) -> Calendar:
    """The calendar of the office's own table in `folder`, else of ours. Raises RuleError."""
    office_file = folder / FILE if folder else None
    path = office_file if office_file is not None and office_file.exists() else RULES / FILE
    try:
        return calendar_of(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(
            f"{path.name}: không đọc được ({error}). Cách xử lý: sửa tệp, hoặc bỏ tệp để dùng bảng kèm sẵn."
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError(f"{path.name}: sai ở {error}. Cách xử lý: viết như bảng kèm sẵn.") from error


def calendar_of(table: Mapping[str, Any]) -> Calendar:
    """The calendar of a parsed table."""
    off: set[date] = set()
    work: set[date] = set()
    years = {int(year) for year in table["lunar"]}
    for year in sorted(years):
        plan = table.get("year", {}).get(str(year), {})
        tet, ancestors = table["lunar"][str(year)]
        extra = set(plan.get("off", ()))
        work |= set(plan.get("work", ()))
        if "tet" in plan:  # decided with its days in lieu already
            off |= set(_days(*plan["tet"]))
        else:
            off |= _with_lieu(_days(tet - TET_BEFORE * DAY, tet + TET_AFTER * DAY), off)
        feasts = {date(year, *map(int, day.split("-"))) for day in table["fixed"]} | {ancestors} | extra
        second = table.get("second_national_day_from", year + 1)
        if year >= second and not any(day.month == 9 for day in extra):
            feasts.add(date(year, 9, 1))
        off |= _with_lieu(sorted(feasts), off)
    decided = frozenset(int(year) for year in table.get("year", {}))
    return Calendar(frozenset(off), frozenset(work), frozenset(years), decided)


def _days(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def _with_lieu(feasts: list[date], taken: set[date]) -> set[date]:
    """The feasts, and for each on a weekend the next day that would be worked."""
    off = set(feasts)
    for feast in feasts:
        lieu = feast
        while feast.weekday() >= SATURDAY and (lieu in off or lieu in taken or lieu.weekday() >= SATURDAY):
            lieu += DAY
        off.add(lieu)
    return off
