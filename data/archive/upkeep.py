"""Upkeep of an archive: is it whole, and what may go because its retention time is over.

In: the office's retention settings. Out: how much went. Headlines, judgements, corrections, editions and the trail of kept
articles never go.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from typing import Protocol

from data.storage import Store, unusable
from data.storage.columns import stamp_of


class Retention(Protocol):
    """How long things are kept, in days: `data.settings.office.Office` has these."""

    @property
    def retention_pages_days(self) -> int: ...
    @property
    def retention_trail_days(self) -> int: ...
    @property
    def retention_text_days(self) -> int: ...


class Upkeep:
    """Integrity and retention."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def integrity(self) -> str:
        """ "ok", or in Vietnamese what is wrong with the file."""
        faults = [str(row[0]) for row in self.store.rows("PRAGMA integrity_check(5)") if row[0] != "ok"]
        faults += [
            f"bảng {row[0]}, dòng {row[1]}: tham chiếu đến dòng không có" for row in self.store.rows("PRAGMA foreign_key_check")
        ]
        for table in ("search_exact", "search_folded"):
            try:
                self.store.connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
            except sqlite3.OperationalError as error:  # locked by another run: no fault of the index
                raise unusable(self.store.path, self.store.kind, error) from error
            except sqlite3.DatabaseError:
                faults.append(f"chỉ mục tìm kiếm {table} không khớp với bảng tin, bài")
        return "; ".join(faults) or "ok"

    def rebuild_search(self) -> None:
        """Write both search tables anew from the articles."""
        with self.store.write():
            for table in ("search_exact", "search_folded"):
                self.store.run_sql(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608 - our tables

    def prune(self, now: datetime, office: Retention) -> dict[str, int]:
        """Let go what is older than its retention time: saved pages, trail lines of URLs that were not kept, full texts.

        The names of persons that were read in a text go with it.
        """
        pages, trail, text = (
            stamp_of(now - timedelta(days=days))
            for days in (office.retention_pages_days, office.retention_trail_days, office.retention_text_days)
        )
        gone = {}
        with self.store.write():
            gone["pages"] = self.store.run_sql("DELETE FROM pages WHERE saved_at < ?", (pages,))
            self.store.run_sql("INSERT INTO pruning (since) VALUES (?)", (trail,))
            gone["trail"] = self.store.run_sql(
                "DELETE FROM trail WHERE at < ? AND key NOT IN (SELECT key FROM aliases)", (trail,)
            )
            self.store.run_sql("DELETE FROM pruning")
            self.store.run_sql("UPDATE articles SET names = '[]' WHERE kept_at < ? AND names <> '[]'", (text,))
            gone["texts"] = self.store.run_sql("UPDATE articles SET body = NULL WHERE kept_at < ? AND body IS NOT NULL", (text,))
            gone["texts"] += self.store.run_sql("UPDATE versions SET body = NULL WHERE at < ? AND body IS NOT NULL", (text,))
        return gone
