"""The parts a report is printed from: sections with sentences, tables, a chart; names of outlets.

In: a report. Out: frozen records and small phrases, not yet escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import tidy
from digest import labels
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
    sentences: Sequence[str] = ()
    grids: Sequence[Grid] = ()
    chart: str = ""  # key of draw_charts
    note: str = ""


def note_imported(report: Report) -> str:
    """Say that the detailed tables leave out editions of which only totals are kept."""
    return f"Không gồm {report.imported} bản tin phát hành trước khi dùng hệ thống, chỉ có tổng số." if report.imported else ""


def format_full_label(line: OutletLine, report: Report) -> str:
    """Name an outlet in full; in a demo every name says that it is simulated."""
    return tidy(line.outlet.full_label or line.outlet.label) + (labels.DEMO_OUTLET if report.head.demo else "")


def format_label(name: str, report: Report) -> str:
    """Name an outlet by its name in the register."""
    return labels.name_outlet(name, report.names.get(name), is_demo=report.head.demo)
