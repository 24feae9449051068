"""One office's archive: the only SQL of an office.

In: the path of its file and the present time. Out: `Archive`, which keeps articles, their judgements, corrections, editions
and the trail, each table family in a module of its own.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from data.archive import corrections, records, search
from data.archive.articles import Articles
from data.archive.cases import CaseError, Cases
from data.archive.corrections import CorrectionError, Corrections
from data.archive.documents import Documents
from data.archive.editions import Editions, FrozenError
from data.archive.groups import Groups
from data.archive.judgements import Judgements
from data.archive.ledger import Ledger
from data.archive.letters import Letters
from data.archive.notices import Notices
from data.archive.outbox import Outbox
from data.archive.review import Reviews
from data.archive.schema import ARCHIVE
from data.archive.search import Search
from data.archive.trail import Trail
from data.archive.upkeep import Upkeep
from data.storage import BUSY_SECONDS, ArchiveError, Store, open_database

__all__ = [
    "Archive",
    "ArchiveError",
    "CaseError",
    "CorrectionError",
    "Editions",
    "FrozenError",
    "Outbox",
    "Trail",
    "corrections",
    "records",
    "search",
]


class Archive:
    """An open archive: one part for each family of tables, all on one store. Use it as a context manager.

    Every method of a part is a transaction of its own; `write()` joins several of them, of any parts, into one. A caller that
    needs one part takes that part (`Outbox`, `Trail` …), not the archive.
    """

    def __init__(self, store: Store, *, opened_at: datetime) -> None:
        self.store = store
        self.opened_at = opened_at  # UTC
        self.trail = Trail(store)
        self.articles = Articles(store, self.trail)
        self.judgements = Judgements(store, self.trail)
        self.corrections = Corrections(store, self.trail, self.articles, self.judgements)
        self.search = Search(store)
        self.editions = Editions(store, self.judgements)
        self.documents = Documents(store)
        self.groups = Groups(store)
        self.reviews = Reviews(store)
        self.outbox = Outbox(store)
        self.letters = Letters(store)
        self.notices = Notices(store)
        self.cases = Cases(store)
        self.ledger = Ledger(store)
        self.upkeep = Upkeep(store)

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
        return cls(Store(open_database(path, ARCHIVE, busy_seconds=busy_seconds), path, ARCHIVE), opened_at=now)

    @property
    def path(self) -> Path:
        """The archive's file."""
        return self.store.path

    def write(self) -> AbstractContextManager[None]:
        """One transaction over any parts: all of it is kept, or none (see `Store.write`)."""
        return self.store.write()

    def close(self) -> None:
        """Close the file. What was written stays."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
