"""A report printed: HTML, Word, Excel, JSON; every form prints the same sections.

In: a checked `Report`, the office's imprint. Out: strings and bytes, dated to the moment the report was made.
"""

from __future__ import annotations

import base64
import dataclasses
import json

from data.archive.records import ReportRow
from data.text import local
from data.text.normal import format_number
from digest import labels as words
from digest.documents.decree_dates import by_decree
from digest.documents.docx import Letterhead, Paper, Run
from digest.documents.docx_table import Column, Table
from digest.documents.edition import Imprint
from digest.documents.xlsx import Sheet, workbook
from digest.render import html as render
from digest.report import charts
from digest.report.grid import Grid, Section
from digest.report.sections import sections, title
from digest.report.totals import Report

CHARACTERS_PER_MM = 0.55  # of a spreadsheet's column
DEMO_LINE = f"[{words.DEMO_MARK}: sự việc, nhân vật và bài báo trong báo cáo này là hư cấu.]"
TABLE_SIZE = 11.0  # points
DATED = ("Ngày đăng", "Hạn báo cáo", "Tình trạng", "Bản tin ngày")  # columns of our own dates

Pictures = dict[str, tuple[bytes, str]]


def printed(report: Report, marks: Imprint) -> ReportRow:
    """Every form of a report."""
    found, pictures = sections(report), charts.draw(report)
    return ReportRow(
        since=report.span.since,
        until=report.span.until,
        issued_at=report.at,
        title=f"{title(report)}, {report.span.name}",
        json=as_json(report, found),
        html=as_html(report, found, pictures),
        docx=as_docx(report, found, pictures, marks),
        xlsx=as_xlsx(report, found),
    )


def _mark(report: Report) -> str:
    return words.DEMO_MARK if report.head.demo else ""


def _shown(value: str | int) -> str:
    return format_number(value) if isinstance(value, int) else value


def as_html(report: Report, found: list[Section], pictures: Pictures) -> str:
    """A page that prints well; charts stand inside it, nothing is loaded from elsewhere."""
    images = {
        name: (f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}", said) for name, (png, said) in pictures.items()
    }
    page = render.template("report.html.j2").render(
        report=report,
        title=title(report),
        sections=found,
        images=images,
        shown=_shown,
        demo_line=DEMO_LINE if report.head.demo else "",
    )
    return render.BLANK_LINES.sub("\n", page) + "\n"


def as_docx(report: Report, found: list[Section], pictures: Pictures, marks: Imprint) -> bytes:
    """The report in the form of Nghị định 30/2020; its number is left for the office to write."""
    head = report.head
    paper = Paper(title=f"{title(report)}, {report.span.name}", author=head.office, mark=_mark(report))
    place = marks.place or head.province_name
    paper.letterhead(
        Letterhead(parent=head.parent, office=head.office, number=marks.number(None), place=place, day=local(report.at).date())
    )
    if head.demo:
        paper.centred(Run(text=DEMO_LINE, italic=True), size=12, before=10)
    paper.centred(Run(text="BÁO CÁO", bold=True), before=14)
    paper.centred(Run(text=_about(report), bold=True), after=2)
    paper.rule()
    for section in found:
        paper.heading(section.title)
        for said in section.said:
            paper.text(Run(text=said))
        if section.chart in pictures:
            png, description = pictures[section.chart]
            paper.picture(png, wide=160, description=description)
        for grid in section.grids:
            paper.table(_table(grid))
            paper.gap()
        if section.note:
            paper.text(Run(text=section.note, italic=True), size=12)
    receivers = tuple(line for line in marks.receivers if line != "Như trên") or marks.receivers
    paper.ending(receivers, marks.signer_title, marks.signer)
    return paper.packed(report.at)


def _about(report: Report) -> str:
    return f"Tổng hợp tin, bài báo chí viết về {report.head.province_label}, {report.span.name}"


def _table(grid: Grid) -> Table:
    figures = [
        all(isinstance(row[place], int) or row[place] in ("", "–") for row in grid.rows) for place in range(len(grid.columns))
    ]
    columns = [
        Column(title=name.strip(), wide=wide, align="right" if figure and grid.rows else "left")
        for (name, wide), figure in zip(grid.columns, figures, strict=True)
    ]
    dated = [name.strip() in DATED for name, _ in grid.columns]
    rows = [
        [by_decree(_shown(value)) if own else _shown(value) for value, own in zip(row, dated, strict=True)] for row in grid.rows
    ]
    return Table(columns=columns, rows=rows, size=TABLE_SIZE, sum_row=grid.sum_row, bold_rows=grid.bold_rows)


def as_xlsx(report: Report, found: list[Section]) -> bytes:
    """One sheet for each table; figures are figures."""
    sheets = [
        Sheet(
            name=grid.name,
            above=(f"{title(report)}, {report.span.name}", section.title),
            columns=[(name.strip(), max(8.0, wide * CHARACTERS_PER_MM)) for name, wide in grid.columns],
            rows=grid.rows,
            sum_row=grid.sum_row,
        )
        for section in found
        for grid in section.grids
    ]
    if not sheets:
        sheets = [Sheet(name="Báo cáo", above=(title(report), *found[0].said), columns=[("Không có số liệu", 40.0)], rows=[])]
    return workbook(sheets, title=title(report), author=report.head.office, mark=_mark(report), at=report.at)


def as_json(report: Report, found: list[Section]) -> str:
    """Totals and sections. Keys sorted."""
    tree = {
        "title": title(report), "period": report.span.name, "since": report.span.since.isoformat(),
        "until": report.span.until.isoformat(), "made_at": local(report.at).isoformat(), "totals": report.totals,
        "reprints": report.reprints, "foreign": len(report.foreign), "editions": len(report.editions),
        "imported": report.imported, "before": report.before, "last_year": report.last_year, "note": _mark(report),
        "sections": [dataclasses.asdict(section) | {"grids": [_grid(grid) for grid in section.grids]} for section in found],
    }  # fmt: skip
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _grid(grid: Grid) -> dict[str, object]:
    return {"name": grid.name, "columns": [name.strip() for name, _ in grid.columns], "rows": grid.rows}
