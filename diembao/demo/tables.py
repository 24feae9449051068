"""Render the tables that `diembao demo` prints at its end.

In: records (what each outlet gave, a comparison). Out: rich tables, in Vietnamese. Nothing is cut: a long text wraps.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from data.text.normal import format_number
from diembao.demo.comparison import CHECKS, COMPULSORY, Comparison, Difference
from diembao.demo.outlet_figures import FIGURES, OutletFigures

COLUMNS = ("Nguồn (mô phỏng)", "Tìm thấy", "Tải về", "Đọc được", "Lưu", "Ngoài tỉnh", "Lỗi", "Vào bản tin", "Tình trạng")
ITEM_WIDTH = 32  # characters of the left column, so that the table is readable on a terminal of 80


def outlets_table(rows: Sequence[OutletFigures]) -> Table:
    """Show what each outlet gave over all polls of the day, and how many of its articles the edition tells."""
    table = Table(*COLUMNS, title="Cả ngày, theo nguồn")
    for column in table.columns[1:8]:
        column.justify = "right"
    for row in rows:
        table.add_row(row.label, *map(format_number, (*row.figures, row.in_edition)), row.state)
    sums = [sum(row.figures[index] for row in rows) for index in range(len(FIGURES))]
    table.add_section()
    table.add_row("Cộng", *map(format_number, (*sums, sum(row.in_edition for row in rows))), "")
    return table


def checks_table(comparison: Comparison, before: Comparison | None = None) -> Table:
    """Show how many of each check hold; `before`: what the machine alone had right before a person looked the edition through."""
    alone = ("Máy làm",) if before else ()
    right_now = "Sau rà soát" if before else "Đúng"
    table = Table("So với đáp án", *alone, right_now, "Tất cả", "Tỷ lệ", "", title="Đối chiếu với truth.toml")
    for column in table.columns[1:-1]:
        column.justify = "right"
    for check, label in CHECKS.items():
        right, every = comparison.right[check], comparison.all[check]
        if every:
            share = f"{100 * right / every:.0f}%"
            machine = (str(before.right[check]),) if before else ()
            table.add_row(label, *machine, str(right), str(every), share, "bắt buộc" if check in COMPULSORY else "")
    return table


def differences_table(comparison: Comparison, report: str) -> Table:
    """Show every difference by name, compulsory ones first: two columns, every text whole, readable at 80 characters.

    `report`: name of the file that holds the whole comparison.
    """
    title = f"{len(comparison.differences)} chỗ khác đáp án (tệp {report} ghi đủ)"
    table = Table(title=title, show_lines=True)
    table.add_column("Mục, bài", width=ITEM_WIDTH, overflow="fold")
    table.add_column("Đáp án, kết quả, lý do", overflow="fold")
    for difference in sorted(comparison.differences, key=_order):
        needed = " (bắt buộc)" if difference.check in COMPULSORY else ""
        table.add_row(Text(f"{CHECKS[difference.check]}{needed}\n{difference.item}"), Text(_lines(difference)))
    return table


def _order(difference: Difference) -> tuple[bool, int]:
    return difference.check not in COMPULSORY, list(CHECKS).index(difference.check)


def _lines(difference: Difference) -> str:
    lines = [f"Đáp án:  {difference.expected}", f"Kết quả: {difference.got}"]
    return "\n".join([*lines, f"Lý do:   {difference.reason}"] if difference.reason else lines)
