"""Print a report as HTML, Word, Excel and JSON; every form prints the same sections.

In: a checked `Report`, the office's imprint. Out: strings and bytes, dated to the moment the report was made.
"""

from __future__ import annotations

import base64
import json

from data.archive.records import ReportRow
from data.text import local
from data.text.normal import format_number
from digest import labels
from digest.documents.decree_dates import rewrite_dates
from digest.documents.docx import Letterhead, Paper, Run
from digest.documents.docx_table import Column, Table
from digest.documents.edition import Imprint
from digest.documents.xlsx import Sheet, write_workbook
from digest.render.html import BLANK_LINES, load_template
from digest.report.charts import draw_charts
from digest.report.grid import Grid, Section
from digest.report.sections import write_sections, write_title
from digest.report.totals import Report

CHARACTERS_PER_MM = 0.55  # of a spreadsheet's column
DEMO_LINE = f"[{labels.DEMO_MARK}: sự việc, nhân vật và bài báo trong báo cáo này là hư cấu.]"
TABLE_SIZE = 11.0  # points
DATED = ("Ngày đăng", "Hạn báo cáo", "Tình trạng", "Bản tin ngày")  # columns of our own dates

Pictures = dict[str, tuple[bytes, str]]


def render_report(report: Report, marks: Imprint) -> ReportRow:
    """Print every form of a report."""
    parts, pictures = write_sections(report), draw_charts(report)
    return ReportRow(
        since=report.span.since,
        until=report.span.until,
        issued_at=report.at,
        title=f"{write_title(report)}, {report.span.name}",
        json=as_json(report, parts),
        html=as_html(report, parts, pictures),
        docx=as_docx(report, parts, pictures, marks),
        xlsx=as_xlsx(report, parts),
    )


def _choose_mark(report: Report) -> str:
    return labels.DEMO_MARK if report.head.demo else ""


def _format_value(value: str | int) -> str:
    return format_number(value) if isinstance(value, int) else value


def as_html(report: Report, parts: list[Section], pictures: Pictures) -> str:
    """Print a page; charts stand inside it, nothing is loaded from elsewhere."""
    images = {
        name: (f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}", text) for name, (png, text) in pictures.items()
    }
    page = load_template("report.html.j2").render(
        report=report,
        title=write_title(report),
        sections=parts,
        images=images,
        shown=_format_value,
        demo_line=DEMO_LINE if report.head.demo else "",
    )
    return BLANK_LINES.sub("\n", page) + "\n"


def as_docx(report: Report, parts: list[Section], pictures: Pictures, marks: Imprint) -> bytes:
    """Print the report in the form of Nghị định 30/2020; its number is left for the office to write."""
    head = report.head
    paper = Paper(title=f"{write_title(report)}, {report.span.name}", author=head.office, mark=_choose_mark(report))
    place = marks.place or head.province_name
    paper.add_letterhead(
        Letterhead(parent=head.parent, office=head.office, number=marks.number(None), place=place, day=local(report.at).date())
    )
    if head.demo:
        paper.add_centred(Run(text=DEMO_LINE, italic=True), size=12, before=10)
    paper.add_centred(Run(text="BÁO CÁO", bold=True), before=14)
    paper.add_centred(Run(text=_describe_subject(report), bold=True), after=2)
    paper.add_rule()
    for section in parts:
        paper.add_heading(section.title)
        for sentence in section.sentences:
            paper.add_text(Run(text=sentence))
        if section.chart in pictures:
            png, description = pictures[section.chart]
            paper.add_picture(png, wide=160, description=description)
        for grid in section.grids:
            paper.add_table(_make_table(grid))
            paper.add_gap()
        if section.note:
            paper.add_text(Run(text=section.note, italic=True), size=12)
    receivers = tuple(line for line in marks.receivers if line != "Như trên") or marks.receivers
    paper.add_ending(receivers, marks.signer_title, marks.signer)
    return paper.to_bytes(report.at)


def _describe_subject(report: Report) -> str:
    return f"Tổng hợp tin, bài báo chí viết về {report.head.province_label}, {report.span.name}"


def _make_table(grid: Grid) -> Table:
    figures = [
        all(isinstance(row[index], int) or row[index] in ("", "–") for row in grid.rows) for index in range(len(grid.columns))
    ]
    columns = [
        Column(title=name.strip(), wide=wide, align="right" if figure and grid.rows else "left")
        for (name, wide), figure in zip(grid.columns, figures, strict=True)
    ]
    dated = [name.strip() in DATED for name, _ in grid.columns]
    rows = [
        [
            rewrite_dates(_format_value(value)) if is_ours else _format_value(value)
            for value, is_ours in zip(row, dated, strict=True)
        ]
        for row in grid.rows
    ]
    return Table(columns=columns, rows=rows, size=TABLE_SIZE, sum_row=grid.sum_row, bold_rows=grid.bold_rows)


def as_xlsx(report: Report, parts: list[Section]) -> bytes:
    """Print one sheet for each table; figures are figures."""
    sheets = [
        Sheet(
            name=grid.name,
            above=(f"{write_title(report)}, {report.span.name}", section.title),
            columns=[(name.strip(), max(8.0, wide * CHARACTERS_PER_MM)) for name, wide in grid.columns],
            rows=grid.rows,
            sum_row=grid.sum_row,
        )
        for section in parts
        for grid in section.grids
    ]
    if not sheets:
        sheets = [
            Sheet(name="Báo cáo", above=(write_title(report), *parts[0].sentences), columns=[("Không có số liệu", 40.0)], rows=[])
        ]
    return write_workbook(sheets, title=write_title(report), author=report.head.office, mark=_choose_mark(report), at=report.at)


def as_json(report: Report, parts: list[Section]) -> str:
    """Print totals and sections; keys sorted."""
    tree = {
        "title": write_title(report), "period": report.span.name, "since": report.span.since.isoformat(),
        "until": report.span.until.isoformat(), "made_at": local(report.at).isoformat(), "totals": report.totals,
        "reprints": report.reprints, "foreign": len(report.foreign), "editions": len(report.editions),
        "imported": report.imported, "before": report.before, "last_year": report.last_year, "note": _choose_mark(report),
        "sections": [_list_section(section) for section in parts],
    }  # fmt: skip
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _list_section(section: Section) -> dict[str, object]:
    grids = [
        {"name": grid.name, "columns": [name.strip() for name, _ in grid.columns], "rows": grid.rows} for grid in section.grids
    ]
    return {"title": section.title, "said": section.sentences, "grids": grids, "chart": section.chart, "note": section.note}
