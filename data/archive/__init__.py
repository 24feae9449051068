"""One office's archive: the only SQL of an office.

In: the path of its file and the present time. Out: `Archive`, which keeps articles, their judgements, corrections, editions
and the trail, each table family in a module of its own.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from data.archive.articles import Version
from data.archive.cases import Case, CaseError, CaseEvent
from data.archive.corrections import Correction, CorrectionError
from data.archive.documents import ReportRow
from data.archive.editions import EditionItem, EditionRow, FrozenError
from data.archive.groups import GroupRow
from data.archive.letters import Alert, Letter
from data.archive.notices import Notice
from data.archive.outbox import OutboxRow, OutboxTry
from data.archive.review import EditionChange
from data.archive.schema import ARCHIVE
from data.archive.trail import Run, TrailRow
from data.archive.upkeep import Upkeep
from data.storage.opening import BUSY_SECONDS, ArchiveError, open_database

__all__ = [
    "Alert", "Archive", "ArchiveError", "Case", "CaseError", "CaseEvent", "Correction", "CorrectionError", "EditionChange",
    "EditionItem", "EditionRow",
    "FrozenError", "GroupRow", "Letter", "Notice", "OutboxRow", "OutboxTry", "ReportRow", "Run", "TrailRow", "Version",
]  # fmt: skip


class Archive(Upkeep):
    """An open archive. Use it as a context manager; every method is a transaction of its own; `write()` joins several."""

    opened_at: datetime

    @classmethod
    def open(cls, path: Path, *, now: datetime, create: bool = True, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Open the archive at `path`, create it when it is missing (unless `create` is False), bring its schema up to date.

        Raises ArchiveError, in Vietnamese, for a file that is foreign, newer than this program, damaged, locked or unwritable.
        """
        if not create and not path.exists():
            raise ArchiveError(
                f"Chưa có kho lưu trữ {path}. Không mất dữ liệu. Cách xử lý: kiểm tra cài đặt paths.var và office.province; "
                "nếu mới cài đặt, chạy “diembao day” một lần để tạo kho."
            )
        archive = cls(open_database(path, ARCHIVE, busy_seconds=busy_seconds), path, ARCHIVE)
        archive.opened_at = now
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
