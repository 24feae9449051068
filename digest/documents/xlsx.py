"""Write tables as XLSX in which nothing is alive.

In: sheets of plain values. Out: bytes. Text is always written as text: no formula, no link, no number is made of it; figures are
figures and times are times, so that they can be sorted and added up. The same content and moment give the same bytes.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.text import local
from digest.documents.zip_package import clean_text, settle_package

LINE = 15.0  # points: one line of FONT
LETTERS = 1.1  # letters of running text in a column one character wide, which is the width of a figure
TALLEST = 27  # lines; a row holds no more than 409 points
LONGEST = 32_767  # characters; a cell holds no more
FONT = {"font_name": "Times New Roman", "font_size": 11}
DEAD = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
UNFIT_NAME = "[]:*?/\\'"

Value = str | int | float | datetime | None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: lines above the table, its head with widths (in characters), its rows."""

    name: str
    above: Sequence[str]
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[Value]]
    sum_row: bool = False  # the last row is a sum


def write_workbook(sheets: Sequence[Sheet], *, title: str, author: str, mark: str, at: datetime) -> bytes:
    """Write the file. `mark` ("Dữ liệu giả định") stands above every table and on every printed page."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, DEAD | {"remove_timezone": True})
    moment = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.set_properties(
        {"title": clean_text(title), "author": clean_text(author), "comments": clean_text(mark), "created": moment}
    )
    looks = {
        "plain": book.add_format(FONT | {"text_wrap": True, "valign": "top", "border": 1}),
        "time": book.add_format(FONT | {"num_format": "dd/mm/yyyy hh:mm", "align": "left", "valign": "top", "border": 1}),
        "head": book.add_format(
            FONT | {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1, "bg_color": "#E7E6E6"}
        ),
        "sum": book.add_format(FONT | {"bold": True, "border": 1}),
        "above": book.add_format(FONT | {"bold": True}),
    }
    for sheet in sheets:
        _write_sheet(book.add_worksheet(_clean_name(sheet.name)), sheet, looks, mark)
    book.close()
    return settle_package(target.getvalue(), at)


def _clean_name(name: str) -> str:
    return "".join(letter for letter in clean_text(name) if letter not in UNFIT_NAME)[:31]


def _write_sheet(page: Worksheet, sheet: Sheet, looks: dict[str, Format], mark: str) -> None:
    above = [*([mark] if mark else []), *sheet.above]
    for number, line in enumerate(above):
        _write_cell(page, number, 0, line, looks["above"], looks["above"])
    top = len(above)
    for index, (title, wide) in enumerate(sheet.columns):
        page.set_column(index, index, wide)
        _write_cell(page, top, index, title, looks["head"], looks["head"])
    page.set_row(top, LINE * _count_lines([title for title, _ in sheet.columns], sheet.columns))
    for down, row in enumerate(sheet.rows, start=1):
        look = looks["sum"] if sheet.sum_row and down == len(sheet.rows) else looks["plain"]
        for index, value in enumerate(row):
            _write_cell(page, top + down, index, value, look, looks["time"])
        page.set_row(top + down, LINE * _count_lines(row, sheet.columns))
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_margins(0.6, 0.6, 0.7, 0.7)
    page.set_header(f"&C{mark + ' – ' if mark else ''}&P")
    if sheet.rows:
        page.autofilter(top, 0, top + len(sheet.rows) - int(sheet.sum_row), len(sheet.columns) - 1)


def _count_lines(row: Sequence[Value], columns: Sequence[tuple[str, float]]) -> int:
    """Count the lines the row needs; not every program finds that out by itself."""
    needed = [
        len(textwrap.wrap(text, max(1, int(wide * LETTERS))))
        for text, (_, wide) in zip(row, columns, strict=True)
        if isinstance(text, str)
    ]
    return min(TALLEST, max([1, *needed]))


def _write_cell(page: Worksheet, row: int, column: int, value: Value, look: Format, time: Format) -> None:
    if isinstance(value, datetime):
        page.write_datetime(row, column, local(value).replace(tzinfo=None, microsecond=0, second=0), time)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, look)
    elif value:
        page.write_string(row, column, clean_text(value)[:LONGEST], look)
    else:
        page.write_blank(row, column, None, look)
