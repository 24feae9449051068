"""What a person changed in an edition before it was sent, or found wrong in it after.

In: who changed what, when and why. Out: the changes that stand. A change is undone, never overwritten.
"""

from __future__ import annotations

from datetime import date, datetime

from data.archive.records import EditionChange
from data.storage import Store
from data.storage.columns import stamp_of, storable, time_of

TABLE = """
CREATE TABLE edition_changes (
    number INTEGER PRIMARY KEY, day TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, value TEXT NOT NULL,
    reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, undone_by TEXT, undone_at TEXT
);
CREATE INDEX edition_changes_day ON edition_changes (day, number);
CREATE TRIGGER edition_changes_are_never_overwritten
BEFORE UPDATE OF day, action, target, value, reason, by, at ON edition_changes
BEGIN SELECT RAISE(ABORT, 'a change is undone, never overwritten'); END;
CREATE TRIGGER edition_changes_are_never_deleted BEFORE DELETE ON edition_changes
BEGIN SELECT RAISE(ABORT, 'a change is undone, never deleted'); END;
"""
ACTIONS = ("drop", "add", "move", "note", "propose", "translate", "brief", "approve", "erratum")


class Reviews:
    """The changes people made to editions."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def change(
        self, day: date, action: str, *, by: str, now: datetime, target: str = "", value: str = "", reason: str = ""
    ) -> None:
        """Keep one change. Raises ValueError for an unknown action."""
        if action not in ACTIONS:
            raise ValueError(action)
        self.store.run_sql(
            "INSERT INTO edition_changes (day, action, target, value, reason, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (day.isoformat(), action, target, storable(value), storable(reason), storable(by), stamp_of(now)),
        )

    def changes(self, day: date) -> list[EditionChange]:
        """The changes of an edition that stand, oldest first."""
        rows = self.store.rows(
            "SELECT * FROM edition_changes WHERE day = ? AND undone_at IS NULL ORDER BY number", (day.isoformat(),)
        )
        return [
            EditionChange(
                number=row["number"], day=day, action=row["action"], target=row["target"], value=row["value"],
                reason=row["reason"], by=row["by"], at=time_of(row["at"]),
            )
            for row in rows
        ]  # fmt: skip

    def undo(self, day: date, *, by: str, now: datetime) -> list[EditionChange]:
        """Undo the last change that stands, with everything said in the same command; what was undone."""
        standing = self.changes(day)
        last = [
            entry
            for entry in standing
            if (entry.at, entry.action, entry.by) == (standing[-1].at, standing[-1].action, standing[-1].by)
        ]
        with self.store.write():
            for change in last:
                self.store.run_sql(
                    "UPDATE edition_changes SET undone_by = ?, undone_at = ? WHERE number = ?",
                    (storable(by), stamp_of(now), change.number),
                )
        return last

    def corrected_since(self, moment: datetime) -> bool:
        """Whether a person corrected any label after a moment, or undid a correction."""
        at = stamp_of(moment)
        return self.store.row("SELECT 1 FROM corrections WHERE at > ? OR undone_at > ? LIMIT 1", (at, at)) is not None

    def corrected_articles(self, after: datetime, until: datetime) -> list[tuple[str, str, str]]:
        """(article, field, value) of the corrections made in a time that still stand."""
        rows = self.store.rows(
            "SELECT article, field, value FROM corrections WHERE at > ? AND at <= ? AND undone_at IS NULL ORDER BY number",
            (stamp_of(after), stamp_of(until)),
        )
        return [(row["article"], row["field"], row["value"]) for row in rows]
