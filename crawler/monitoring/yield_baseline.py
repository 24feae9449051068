"""An outlet's yield against its own usual: from two weeks of history on, by weekday.

In: the runs of the last 28 days (time, state, counts) and what this run fetched. Out: "thin" with the figures, or nothing.

The usual is the median of what the same 24 hours brought on the same weekday of the last four weeks (at least two of them). Thin
is less than 40 % of it and further below it than three standard deviations of a count (the root of the mean), so that an outlet
of few articles is never called thin for an ordinary quiet day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from crawler.monitoring.health import Health
from data.text.normal import format_number

Runs = Sequence[tuple[datetime, str, dict[str, int]]]

HISTORY = timedelta(days=28)
ENOUGH = timedelta(days=14)  # younger outlets are judged by absolute rules only
DAY = timedelta(hours=24)
WEEKS = (1, 2, 3, 4)
SHARE = 0.4
DEVIATIONS = 3


def count_day(runs: Runs, until: datetime) -> int | None:
    """Pages newly fetched in the 24 hours up to `until`; None when no run fell into them."""
    counts = [row.get("fetched", 0) for at, _, row in runs if until - DAY < at <= until]
    return sum(counts) if counts else None


def usual_yield(runs: Runs, now: datetime) -> float | None:
    """What the same 24 hours usually bring on this weekday; None while the history is too short."""
    if not runs or runs[0][0] > now - ENOUGH:
        return None
    values = [value for week in WEEKS if (value := count_day(runs, now - timedelta(weeks=week))) is not None]
    return median(values) if len(values) > 1 else None


def assess_yield(runs: Runs, fetched: int, now: datetime) -> Health | None:
    """The state "thin" when today's yield is far below the usual. `runs`: earlier runs, oldest first; `fetched`: of this one."""
    expected = usual_yield(runs, now)
    if expected is None:
        return None
    today = (count_day(runs, now) or 0) + fetched
    if today >= min(SHARE * expected, expected - DEVIATIONS * math.sqrt(expected)):
        return None
    count = f"có {format_number(today)} bài mới" if today else "không có bài mới"
    return Health(state="thin", why=f"24 giờ qua {count}, thường khoảng {format_number(round(expected))} bài")
