"""Issue a report: read the editions of a period, add them up, print every form, keep it.

In: the archive, the office, a period. Out: a report as kept, and its files.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from data.archive import Archive
from data.archive.records import ReportRow
from data.errors import OperatorError
from data.gazetteer import load_province
from data.settings import Office
from data.text import local
from digest.documents import read_imprint
from digest.edition.build import make_head
from digest.report.periods import PeriodError, Span, find_span_before, find_span_last_year
from digest.report.render import render_report
from digest.report.totals import Ledgers, Report, check_report, total_report


class BrokenReport(OperatorError):
    """The report contradicts the editions sent; the text is Vietnamese and names every broken identity."""


@dataclass(frozen=True, kw_only=True)
class IssuedReport:
    """A report with its printed forms; `is_final`: kept in the archive, never changed any more."""

    row: ReportRow
    is_final: bool


def issue_report(archive: Archive, office: Office, span: Span, *, now: datetime, is_final: bool) -> IssuedReport:
    """Return the final report of a period, else make a new one: a draft, or kept as final when `is_final`.

    Raises PeriodError when a final report is asked for a period that has not ended, BrokenReport, ArchiveError.
    """
    kept = archive.documents.report(span.since, span.until)
    if kept is not None:
        return IssuedReport(row=kept, is_final=True)
    if is_final and span.until >= local(now).date():
        raise PeriodError(f"Kỳ báo cáo đến hết ngày {span.until:%d/%m/%Y} chưa kết thúc nên chưa phát hành được.")
    row = render_report(build_report(archive, office, span, now=now), read_imprint(office))
    if is_final:
        archive.documents.save_report(row)
    return IssuedReport(row=row, is_final=is_final)


def build_report(archive: Archive, office: Office, span: Span, *, now: datetime) -> Report:
    """Count and check a report; it is not yet printed. Raises BrokenReport."""
    before, last_year = find_span_before(span), find_span_last_year(span)
    ledgers = Ledgers(
        editions=archive.ledger.edition_figures(span.since, span.until),
        items=archive.ledger.items_between(span.since, span.until),
        before=archive.ledger.edition_figures(before.since, before.until),
        last_year=archive.ledger.edition_figures(last_year.since, last_year.until),
        outlets=archive.articles.outlets(),
        cases=archive.cases.all(),
        corrected=archive.ledger.corrected_since_sent(span.since, span.until),
        heads=archive.ledger.story_heads(),
    )
    province = load_province(office.office_province, watch=office.watch_terms)
    head = replace(make_head(office, province, span.until), attachments=())
    report = total_report(ledgers, span=span, before=before, last_year=last_year, head=head, at=now)
    broken = check_report(report)
    if broken:
        raise BrokenReport("Số liệu báo cáo mâu thuẫn nên chưa lập: " + "; ".join(broken) + ".")
    return report


def write_report(office: Office, row: ReportRow) -> Path:
    """Write every form into the office's out folder; each file appears whole or not at all."""
    folder = office.out_dir / f"bao-cao-{row.since.isoformat()}-{row.until.isoformat()}"
    folder.mkdir(parents=True, exist_ok=True)
    for form, content in list_forms(row).items():
        part = folder / f"bao-cao.{form}.part"
        part.write_bytes(content)
        part.replace(folder / f"bao-cao.{form}")
    return folder


def list_forms(row: ReportRow) -> dict[str, bytes]:
    """Map each form (html, docx, xlsx, json) to its bytes."""
    return {"html": row.html.encode(), "docx": row.docx, "xlsx": row.xlsx, "json": row.json.encode()}
