"""Documents: an edition's DOCX and XLSX, and the periodic reports, kept as the bytes that were handed out.

In: bytes made by the digest. Out: the same bytes for ever. An edition's documents are replaced with its draft and frozen with it;
a report is frozen the moment it is issued.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.archive.records import ReportRow
from data.storage import ArchiveError, Store
from data.storage.columns import stamp_of, storable, time_of

FROZEN = "WHEN EXISTS (SELECT 1 FROM editions WHERE day = {row}.day AND frozen_at IS NOT NULL)"
FILES = """
CREATE TABLE edition_files (
    day TEXT NOT NULL REFERENCES editions (day), form TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (day, form)
) WITHOUT ROWID;
""" + "".join(
    f"""
CREATE TRIGGER frozen_files_{verb.lower()} BEFORE {verb} ON edition_files {FROZEN.format(row=row)}
BEGIN SELECT RAISE(ABORT, 'a sent edition cannot be changed'); END;"""
    for verb, row in (("UPDATE", "OLD"), ("DELETE", "OLD"), ("INSERT", "NEW"))
)
REPORTS = """
CREATE TABLE reports (
    since TEXT NOT NULL, until TEXT NOT NULL, issued_at TEXT NOT NULL, title TEXT NOT NULL,
    json TEXT NOT NULL, html TEXT NOT NULL, docx BLOB NOT NULL, xlsx BLOB NOT NULL, PRIMARY KEY (since, until)
) WITHOUT ROWID;
CREATE TRIGGER issued_report_update BEFORE UPDATE ON reports
BEGIN SELECT RAISE(ABORT, 'an issued report cannot be changed'); END;
CREATE TRIGGER issued_report_delete BEFORE DELETE ON reports
BEGIN SELECT RAISE(ABORT, 'an issued report cannot be changed'); END;
"""


class Documents:
    """The documents of an archive."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def save_files(self, day: date, files: Mapping[str, bytes]) -> None:
        """Keep an edition's documents by form, in place of those of an earlier draft. Refused once the edition was sent."""
        with self.store.write():
            self.store.run_sql("DELETE FROM edition_files WHERE day = ?", (day.isoformat(),))
            for form, content in sorted(files.items()):
                self.store.run_sql(
                    "INSERT INTO edition_files (day, form, content) VALUES (?, ?, ?)", (day.isoformat(), form, content)
                )

    def files(self, day: date) -> dict[str, bytes]:
        """An edition's documents by form; empty for editions of a time before they were kept."""
        rows = self.store.rows("SELECT form, content FROM edition_files WHERE day = ? ORDER BY form", (day.isoformat(),))
        return {row["form"]: bytes(row["content"]) for row in rows}

    def save_report(self, report: ReportRow) -> None:
        """Keep a report for ever. Raises ArchiveError when one of this period was issued before."""
        kept = self.report(report.since, report.until)
        if kept is not None:
            raise ArchiveError(
                f"Báo cáo từ {report.since:%d/%m/%Y} đến {report.until:%d/%m/%Y} đã phát hành nên không thay đổi được nữa; "
                "bản đã phát hành vẫn còn nguyên. Cách xử lý: in lại bản đó, hoặc lập báo cáo cho kỳ khác."
            )
        values = {name: getattr(report, name) for name in ("docx", "xlsx")}
        values |= {name: storable(getattr(report, name)) for name in ("title", "json", "html")}
        values |= {"since": report.since.isoformat(), "until": report.until.isoformat(), "issued_at": stamp_of(report.issued_at)}
        self.store.run_sql(
            "INSERT INTO reports (since, until, issued_at, title, json, html, docx, xlsx) "
            "VALUES (:since, :until, :issued_at, :title, :json, :html, :docx, :xlsx)",
            values,
        )

    def report(self, since: date, until: date) -> ReportRow | None:
        """The issued report of exactly this period."""
        row = self.store.row("SELECT * FROM reports WHERE since = ? AND until = ?", (since.isoformat(), until.isoformat()))
        if row is None:
            return None
        return ReportRow(
            since=date.fromisoformat(row["since"]), until=date.fromisoformat(row["until"]), issued_at=time_of(row["issued_at"]),
            title=row["title"], json=row["json"], html=row["html"], docx=bytes(row["docx"]), xlsx=bytes(row["xlsx"]),
        )  # fmt: skip
