"""Which stage runs when: one day from crawl to mail, and the loop that asks the archive what is due.

Door: `run_day`, `run_due`, `watch`, and the `records` of what happened.
"""

from __future__ import annotations

from diembao.scheduling.clock import choose_day, run_due, watch
from diembao.scheduling.day import ClockError, DayPlan, run_day
from diembao.scheduling.records import DayReport, Tick

__all__ = [
    "ClockError", "DayPlan", "DayReport", "Tick", "choose_day", "records", "run_day", "run_due", "watch",
]  # fmt: skip
