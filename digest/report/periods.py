"""Periods of reports: week, month, quarter, half-year, the first N months, year, any range of days.

In: "2026-W40", "2026-10", "2026-Q3", "2026-H1", "2026-7M", "2026", or two days. Out: a `Span` with its Vietnamese name, the
period before it and the same period of the year before.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from data.errors import OperatorError
from digest import labels
from digest.documents.decree_dates import format_long_month, format_short_date

DAY = timedelta(days=1)
FORM = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|([1-9]|1[0-2])M|W(\d{2})))?")
LONGEST = 366  # days


class PeriodError(OperatorError):
    """No such period; the text is Vietnamese."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days of editions, both ends included. `kind`: range, week, month, quarter, half, months, year."""

    since: date
    until: date
    kind: str
    name: str

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1


def choose_span(period: str | None, since: date | None, until: date | None) -> Span:
    """Read the period asked for: by its name, or by its two days. Raises PeriodError."""
    if period is not None and since is None and until is None:
        return read_period(period)
    if period is not None or since is None or until is None:
        raise PeriodError("Nêu kỳ báo cáo bằng --period (như 2026-10), hoặc bằng cả --from và --to.")
    return make_range(since, until)


def read_period(text: str) -> Span:
    """Read the period that an operator wrote. Raises PeriodError."""
    match = FORM.fullmatch(text.strip().upper())
    if match is None or not 1 <= int(match[1]) <= 9998:
        raise PeriodError(
            f"«{text}» không phải kỳ báo cáo. Viết như 2026-W40 (tuần), 2026-10 (tháng), 2026-Q3 (quý), 2026-H1 (sáu tháng), "
            "2026-7M (bảy tháng đầu năm), 2026 (năm); hoặc dùng --from và --to."
        )
    year = int(match[1])
    _, month, quarter, half, first, week = match.groups()
    if month:
        if not 1 <= int(month) <= 12:
            raise PeriodError(f"«{text}»: không có tháng {month}.")
        return _make_months(year, int(month), int(month), "month", f"{format_long_month(int(month))} năm {year}")
    if quarter:
        last = 3 * int(quarter)
        return _make_months(year, last - 2, last, "quarter", f"quý {labels.format_roman(int(quarter))} năm {year}")
    if half:
        return _make_months(
            year, 6 * int(half) - 5, 6 * int(half), "half", f"6 tháng {'đầu' if half == '1' else 'cuối'} năm {year}"
        )
    if first:
        return _make_months(
            year, 1, int(first), "months", f"{first} tháng đầu năm {year}" if first != "1" else f"tháng 01 năm {year}"
        )
    return _read_week(year, int(week), text) if week else _make_months(year, 1, 12, "year", f"năm {year}")


def _make_months(year: int, first: int, last: int, kind: str, name: str) -> Span:
    until = date(year, last, calendar.monthrange(year, last)[1])
    return Span(since=date(year, first, 1), until=until, kind=kind, name=name)


def _read_week(year: int, number: int, text: str) -> Span:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        raise PeriodError(f"«{text}»: năm {year} không có tuần {number}.") from None
    return make_week(monday)


def make_week(monday: date) -> Span:
    """Make the week that begins on a Monday."""
    sunday = monday + 6 * DAY
    return Span(
        since=monday, until=sunday, kind="week", name=f"tuần từ {format_short_date(monday)} đến {format_short_date(sunday)}"
    )


def make_range(since: date, until: date) -> Span:
    """Make a period of any days, both included. Raises PeriodError: ends too early, over a year."""
    if since > until:
        raise PeriodError(f"Ngày đầu {since:%d/%m/%Y} sau ngày cuối {until:%d/%m/%Y}. Cách xử lý: đổi lại --from và --to.")
    if (until - since).days >= LONGEST:
        raise PeriodError("Kỳ báo cáo dài quá một năm. Cách xử lý: chọn kỳ ngắn hơn, mỗi năm một báo cáo.")
    return Span(
        since=since, until=until, kind="range", name=f"từ ngày {format_short_date(since)} đến ngày {format_short_date(until)}"
    )


def find_span_before(span: Span) -> Span:
    """Find the period just before: of the same kind where the calendar has one, else as many days."""
    if span.kind == "week":
        return make_week(span.since - 7 * DAY)
    if span.kind in ("months", "year"):
        return find_span_last_year(span)
    if span.kind in ("month", "quarter", "half"):
        end = span.since - DAY
        mark = {"month": f"{end.month:02d}", "quarter": f"Q{(end.month - 1) // 3 + 1}", "half": f"H{(end.month - 1) // 6 + 1}"}
        return read_period(f"{end.year}-{mark[span.kind]}")
    return make_range(span.since - span.days * DAY, span.since - DAY)


def find_span_last_year(span: Span) -> Span:
    """Find the same period of the year before; 29 February becomes the 28th; a week is 52 weeks earlier."""
    if span.kind == "week":
        return make_week(span.since - 364 * DAY)
    since, until = _subtract_year(span.since), _subtract_year(span.until)
    if span.kind != "range" and until.month == 2:
        until = until.replace(day=calendar.monthrange(until.year, 2)[1])
    name = span.name.replace(str(span.since.year), str(since.year))
    return make_range(since, until) if span.kind == "range" else Span(since=since, until=until, kind=span.kind, name=name)


def _subtract_year(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
