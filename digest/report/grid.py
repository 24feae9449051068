"""The parts a report is printed from: sections with sentences, tables and a chart; and how a report names things.

In: nothing of ours but the report. Out: frozen records and small phrases, not yet escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import tidy
from digest import labels as words
from digest.report.totals import OutletLine, Report


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One table: columns as (title, width in mm on paper), rows of text and figures."""

    name: str  # of its sheet
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[str | int]]
    sum_row: bool = False
    bold_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section: its heading, sentences, table, charts by name, a note in italics."""

    title: str
    said: Sequence[str] = ()
    grids: Sequence[Grid] = ()
    chart: str = ""  # key of charts.draw
    note: str = ""


def known(report: Report) -> str:
    """That the detailed tables leave out editions of which only totals are known."""
    return f"Không gồm {report.imported} bản tin phát hành trước khi dùng hệ thống, chỉ có tổng số." if report.imported else ""


def full_label(line: OutletLine, report: Report) -> str:
    """The outlet as a report names it; in a demo every name says that it is simulated."""
    return tidy(line.outlet.full_label or line.outlet.label) + (words.DEMO_OUTLET if report.head.demo else "")


def label(name: str, report: Report) -> str:
    """An outlet by the name of the register."""
    outlet = report.names.get(name)
    return (tidy(outlet.label) if outlet else tidy(name)) + (words.DEMO_OUTLET if report.head.demo else "")
