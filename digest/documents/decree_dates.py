"""Write dates as Nghị định 30/2020/NĐ-CP: zero before days under 10, before months 1 and 2 only.

In: days, or our own sentences with dates in the mail's form. Out: text.
"""

from __future__ import annotations

import re
from datetime import date

LONG_MONTH = re.compile(r"\b(\d\d)/0([3-9])(?=/\d{4}\b|\b(?![/\d]))")


def rewrite_dates(text: str) -> str:
    """Rewrite the dates of our own sentences: 02/06/2020 becomes 02/6/2020; the zero stays before 1 and 2."""
    return LONG_MONTH.sub(r"\1/\2", text)


def format_month_number(month: int) -> str:
    """ "01", "02", "3" … "12"."""
    return f"{month:02d}" if month < 3 else str(month)


def format_long_month(month: int) -> str:
    """ "tháng 6"."""
    return f"tháng {format_month_number(month)}"


def format_long_date(day: date) -> str:
    """ "ngày 02 tháng 6 năm 2020"."""
    return f"ngày {day.day:02d} {format_long_month(day.month)} năm {day.year}"


def format_short_date(day: date) -> str:
    """ "02/6/2020"."""
    return f"{day.day:02d}/{format_month_number(day.month)}/{day.year}"
