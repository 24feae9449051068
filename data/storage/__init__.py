"""One way to open, write and lock an SQLite file.

In: the path of a file of ours and its schema. Out: `Store`. Modules in the door: `columns` (values as stored), `locks` (files
that only one process holds).
"""

from __future__ import annotations

from data.storage import columns, locks
from data.storage.opening import BUSY_SECONDS, ArchiveError, FileKind, open_database, unusable
from data.storage.store import Store, run_script

__all__ = ["BUSY_SECONDS", "ArchiveError", "FileKind", "Store", "columns", "locks", "open_database", "run_script", "unusable"]
