"""Notices to the operator: an outlet went bad, is well again, or changed while its articles still come; each told once.

In: an outlet's state after a run. Out: the notices that nobody was mailed yet. The crawl writes them, the mail marks them after
the server took it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from data.archive.records import Notice
from data.storage import Store
from data.storage.columns import stamp_of, storable, time_of

TABLE = """
CREATE TABLE notices (
    number INTEGER PRIMARY KEY, outlet TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('bad', 'well')), state TEXT NOT NULL,
    why TEXT NOT NULL, at TEXT NOT NULL, mailed_at TEXT
);
CREATE INDEX notices_outlet ON notices (outlet, number);
CREATE INDEX notices_pending ON notices (number) WHERE mailed_at IS NULL;
"""

# In 2026 a third kind came: a change that costs no article. SQLite cannot alter a CHECK, so the table is built anew.
WITH_CHANGES = """
ALTER TABLE notices RENAME TO notices_before;
DROP INDEX notices_outlet;
DROP INDEX notices_pending;
CREATE TABLE notices (
    number INTEGER PRIMARY KEY, outlet TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('bad', 'well', 'change')),
    state TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL, mailed_at TEXT
);
CREATE INDEX notices_outlet ON notices (outlet, number);
CREATE INDEX notices_pending ON notices (number) WHERE mailed_at IS NULL;
INSERT INTO notices SELECT * FROM notices_before;
DROP TABLE notices_before;
"""
REPEATED = timedelta(days=14)  # the same change is not told again within this time


class Notices:
    """The notices of an archive."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def note(self, outlet: str, *, well: bool, state: str, why: str, now: datetime) -> bool:
        """Remember that an outlet is bad, or well again; False when that was the last thing noted (or it never was bad)."""
        kind = "well" if well else "bad"
        last = self.store.row(
            "SELECT kind FROM notices WHERE outlet = ? AND kind != 'change' ORDER BY number DESC LIMIT 1", (outlet,)
        )
        if (last is None and well) or (last is not None and last["kind"] == kind):
            return False
        self.store.run_sql(
            "INSERT INTO notices (outlet, kind, state, why, at) VALUES (?, ?, ?, ?, ?)",
            (outlet, kind, state, storable(why), stamp_of(now)),
        )
        return True

    def note_change(self, outlet: str, *, state: str, why: str, now: datetime) -> bool:
        """Remember a change of an outlet that is well; `state`: its kind. False when that was noted in the last two weeks."""
        values = {"outlet": outlet, "state": state, "why": storable(why), "at": stamp_of(now), "since": stamp_of(now - REPEATED)}
        before = "SELECT 1 FROM notices WHERE outlet = :outlet AND state = :state AND at > :since"
        if self.store.row(before, values) is not None:
            return False
        self.store.run_sql(
            "INSERT INTO notices (outlet, kind, state, why, at) VALUES (:outlet, 'change', :state, :why, :at)", values
        )
        return True

    def has_change(self, outlet: str, since: datetime) -> bool:
        """Whether a change of the outlet, to the bad or without loss, was noted since then."""
        sql = "SELECT 1 FROM notices WHERE outlet = ? AND kind != 'well' AND at > ?"
        return self.store.row(sql, (outlet, stamp_of(since))) is not None

    def note_mended(self, outlet: str, *, why: str, now: datetime) -> None:
        """Remember what the crawl mended by itself; told among the outlets that are well again."""
        self.store.run_sql(
            "INSERT INTO notices (outlet, kind, state, why, at) VALUES (?, 'well', 'recovered', ?, ?)",
            (outlet, storable(why), stamp_of(now)),
        )

    def pending(self) -> list[Notice]:
        """What the operator was not mailed yet, oldest first."""
        rows = self.store.rows("SELECT * FROM notices WHERE mailed_at IS NULL ORDER BY number")
        return [
            Notice(
                number=row["number"], outlet=row["outlet"], kind=row["kind"], state=row["state"], why=row["why"],
                at=time_of(row["at"]),
            )
            for row in rows
        ]  # fmt: skip

    def mark_mailed(self, numbers: Iterable[int], now: datetime) -> None:
        """The server took the mail that told these."""
        with self.store.write():
            for number in numbers:
                self.store.run_sql("UPDATE notices SET mailed_at = ? WHERE number = ?", (stamp_of(now), number))
