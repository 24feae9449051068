"""Issue a report: read the editions of a period, add them up, print every form, keep it.

In: the archive, the office, a period. Out: a kept report and its files.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from data.archive import Archive
    from data.archive.records import ReportRow
    from data.settings import Office
    from digest.report.periods import Span
    from digest.report.totals import Report


class BrokenReport(Exception):
    """The report contradicts the editions sent; the text is Vietnamese and names every broken identity."""


def span_of(period: str | None, since: date | None, until: date | None) -> Span:
    """The period asked for: by its name, or by its two days. Raises PeriodError."""
    from digest.report.periods import PeriodError, range_of, read_period

    if period is not None and since is None and until is None:
        return read_period(period)
    if period is not None or since is None or until is None:
        raise PeriodError("Nêu kỳ báo cáo bằng --period (như 2026-10), hoặc bằng cả --from và --to.")
    return range_of(since, until)


def report_of(archive: Archive, office: Office, span: Span, *, now: datetime, issue: bool) -> tuple[ReportRow, bool]:
    """The issued report of a period, else a new one; whether it is issued. Raises BrokenReport, PeriodError, ArchiveError."""
    from data.text import local
    from digest.documents.edition import imprint
    from digest.report.periods import PeriodError
    from digest.report.render import printed

    kept = archive.documents.report(span.since, span.until)
    if kept is not None:
        return kept, True
    if issue and span.until >= local(now).date():
        raise PeriodError(f"Kỳ báo cáo đến hết ngày {span.until:%d/%m/%Y} chưa kết thúc nên chưa phát hành được.")
    row = printed(made(archive, office, span, now=now), imprint(office))
    if issue:
        archive.documents.save_report(row)
    return row, issue


def made(archive: Archive, office: Office, span: Span, *, now: datetime) -> Report:
    """The report counted and checked, not yet printed. Raises BrokenReport."""
    from data.gazetteer import load_province
    from digest.edition.build import head
    from digest.report.periods import before, last_year
    from digest.report.totals import Ledgers, build, check

    former, year_ago = before(span), last_year(span)
    given = Ledgers(
        editions=archive.ledger.edition_figures(span.since, span.until),
        items=archive.ledger.items_between(span.since, span.until),
        before=archive.ledger.edition_figures(former.since, former.until),
        last_year=archive.ledger.edition_figures(year_ago.since, year_ago.until),
        outlets=archive.articles.outlets(),
        cases=archive.cases.all(),
        corrected=archive.ledger.corrected_since_sent(span.since, span.until),
        heads=archive.ledger.story_heads(),
    )
    heading = replace(head(office, load_province(office.office_province, watch=office.watch_terms), span.until), attachments=())
    found = build(given, span=span, before=former, last_year=year_ago, head=heading, at=now)
    broken = check(found)
    if broken:
        raise BrokenReport("Số liệu báo cáo mâu thuẫn nên chưa lập: " + "; ".join(broken) + ".")
    return found


def write(office: Office, row: ReportRow) -> Path:
    """Write every form into the office's out folder; each file appears whole or not at all."""
    folder = office.out_dir / f"bao-cao-{row.since.isoformat()}-{row.until.isoformat()}"
    folder.mkdir(parents=True, exist_ok=True)
    for form, content in _forms(row).items():
        part = folder / f"bao-cao.{form}.part"
        part.write_bytes(content)
        part.replace(folder / f"bao-cao.{form}")
    return folder


def _forms(row: ReportRow) -> dict[str, bytes]:
    return {"html": row.html.encode(), "docx": row.docx, "xlsx": row.xlsx, "json": row.json.encode()}
