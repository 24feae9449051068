"""Dates as Nghị định 30/2020/NĐ-CP writes them: zero before days under 10 and before the months 1 and 2 only.

In: days, or our own sentences with dates in the mail's form. Out: text.
"""

from __future__ import annotations

import re
from datetime import date

LONG_MONTH = re.compile(r"\b(\d\d)/0([3-9])(?=/\d{4}\b|\b(?![/\d]))")


def by_decree(text: str) -> str:
    """The dates of our own sentences as the decree writes them: 02/06/2020 becomes 02/6/2020; zero stays before 1 and 2."""
    return LONG_MONTH.sub(r"\1/\2", text)


def month_number(month: int) -> str:
    """ "01", "02", "3" … "12"."""
    return f"{month:02d}" if month < 3 else str(month)


def long_month(month: int) -> str:
    """ "tháng 6"."""
    return f"tháng {month_number(month)}"


def long_date(day: date) -> str:
    """ "ngày 02 tháng 6 năm 2020"."""
    return f"ngày {day.day:02d} {long_month(day.month)} năm {day.year}"


def short_date(day: date) -> str:
    """ "02/6/2020"."""
    return f"{day.day:02d}/{month_number(day.month)}/{day.year}"
