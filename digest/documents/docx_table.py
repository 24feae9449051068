"""Write a table of a document as one piece of XML: hundreds of rows must not take seconds.

In: a `Table`: columns with widths, rows of cells. Out: WordprocessingML, every text cleaned and escaped, the head repeated on
every page, no row broken across two pages, links http and https only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import Table as WordTable

from digest.documents.zip_package import clean_text, is_web

TWIPS_PER_MM = 1440 / 25.4
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `wide` in mm; `align` is left, center or right."""

    title: str
    wide: float
    align: str = "left"
    link: bool = False  # its text is an address, to be opened


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table ready to print. The last row is bold when it is a sum."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    size: float = 12  # points
    sum_row: bool = False
    bold_rows: frozenset[int] = frozenset()
    bold_cells: frozenset[tuple[int, int]] = frozenset()  # (row, column), from 0


def write_table(table: Table, relation: Callable[[str], str]) -> str:
    """Write the table as WordprocessingML; `relation` gives the id of an outward link."""
    grid = "".join(f'<w:gridCol w:w="{_to_twips(column.wide)}"/>' for column in table.columns)
    total = sum(_to_twips(column.wide) for column in table.columns)
    head = _write_row([column.title for column in table.columns], table, relation, head=True, bold=[True] * len(table.columns))
    last = len(table.rows) - 1
    every = range(len(table.columns))
    rows = ""
    for number, row in enumerate(table.rows):
        whole = (table.sum_row and number == last) or number in table.bold_rows
        rows += _write_row(row, table, relation, bold=[whole or (number, index) in table.bold_cells for index in every])
    return (
        f'<w:tbl {nsdecls("w", "r")}><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _write_row(
    cells: Sequence[str], table: Table, relation: Callable[[str], str], *, bold: Sequence[bool], head: bool = False
) -> str:
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    made = "".join(
        _write_cell(text, column, table.size, relation, head=head, bold=strong)
        for text, column, strong in zip(cells, table.columns, bold, strict=True)
    )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{made}</w:tr>"


def _write_cell(text: str, column: Column, size: float, relation: Callable[[str], str], *, head: bool, bold: bool) -> str:
    look = ("<w:b/>" if bold else "") + f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(clean_text(text))}</w:t></w:r>'
    if column.link and not head and is_web(text):
        run = f'<w:hyperlink r:id="{relation(text)}">{run}</w:hyperlink>'
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' if head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_to_twips(column.wide)}" w:type="dxa"/>{shade}'
        f'<w:vAlign w:val="{"center" if head else "top"}"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20"/><w:jc w:val="{"center" if head else column.align}"/></w:pPr>'
        f"{run}</w:p></w:tc>"
    )


def _to_twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def lay_side_by_side(table: WordTable, widths: Sequence[float], indent: float) -> None:
    """Lay things side by side in a table without rules: fixed widths in mm, `indent` mm from the margin."""
    table.autofit = False
    properties = table._tbl.tblPr
    properties.append(parse_xml(f'<w:tblInd {nsdecls("w")} w:w="{_to_twips(indent)}" w:type="dxa"/>'))
    margins = '<w:tblCellMar {}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    properties.append(parse_xml(margins.format(nsdecls("w"))))
    style = properties.find(qn("w:tblStyle"))
    if style is not None:
        properties.remove(style)
    for cell, wide in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Mm(wide)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
