"""What the editions of a period told, added up and printed.

In: the archive, a period. Out: `IssuedReport` with every form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from digest.report.issue import BrokenReport, build_report, issue_report, list_forms, write_report
    from digest.report.periods import PeriodError, choose_span, read_period
    from digest.report.render import render_report

__all__ = [
    "BrokenReport",
    "PeriodError",
    "build_report",
    "choose_span",
    "issue_report",
    "list_forms",
    "read_period",
    "render_report",
    "write_report",
]
__getattr__ = door(
    __name__,
    {
        "BrokenReport": "issue",
        "build_report": "issue",
        "issue_report": "issue",
        "list_forms": "issue",
        "write_report": "issue",
        "PeriodError": "periods",
        "choose_span": "periods",
        "read_period": "periods",
        "render_report": "render",
    },
)
