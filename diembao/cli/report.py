"""The work of `diembao report`: the periodic report, as a draft or issued.

In: settings, a period, the present time. Out: files, Vietnamese lines and an exit status: 0 done, 2 cannot run.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, TextIO

from digest.report.issue import BrokenReport, _forms, report_of, span_of, write

if TYPE_CHECKING:
    from pathlib import Path

    from data.archive.records import ReportRow
    from data.settings import Office


def report(
    office: Office,
    *,
    period: str | None,
    since: date | None,
    until: date | None,
    now: datetime,
    out: TextIO,
    form: str | None = None,
    issue: bool = False,
) -> int:
    """Make the report of a period (or hand out the issued one), write its files, print the asked form."""
    from data.archive import Archive, ArchiveError
    from digest.report.periods import PeriodError

    try:
        span = span_of(period, since, until)
        with Archive.open(office.archive_path, now=now, create=False) as archive:
            row, issued = report_of(archive, office, span, now=now, issue=issue)
        folder = write(office, row)
    except (ArchiveError, BrokenReport, PeriodError) as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"Không ghi được tệp báo cáo ({error}). Cách xử lý: xem chỗ trống và quyền ghi.")
    if form is None:
        state = "đã phát hành, không đổi nữa" if issued else "bản nháp; phát hành bằng --issue"
        out.write(f"{row.title} ({state}).\nTệp báo cáo: {folder}\n")
    else:
        _print(row, form, folder, out)
    return 0


def _print(row: ReportRow, form: str, folder: Path, out: TextIO) -> None:
    """Text as text; a document's bytes into a pipe or file, on a terminal only where it lies."""
    content = _forms(row)[form]
    target = getattr(out, "buffer", None)
    if form in ("html", "json"):
        out.write(content.decode())
    elif target is None or out.isatty():
        out.write(f"{folder / f'bao-cao.{form}'}\n")
    else:
        out.flush()
        target.write(content)


def _refuse(text: str, status: int = 2) -> int:
    sys.stderr.write(text + "\n")
    return status
