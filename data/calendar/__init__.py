"""Days off, working days, legal deadlines.

In: the tables of data/rules. Out: `Calendar`, the deadlines of a rule.
"""

from __future__ import annotations

from data.calendar.deadlines import Deadline, counts_working_days, end_of, is_whole_day, legal_deadlines, load_rule
from data.calendar.holidays import FILE, SATURDAY, Calendar, RuleError, load_calendar

__all__ = [
    "FILE",
    "SATURDAY",
    "Calendar",
    "Deadline",
    "RuleError",
    "counts_working_days",
    "end_of",
    "is_whole_day",
    "legal_deadlines",
    "load_calendar",
    "load_rule",
]
