"""What each recipient group gets of an edition: its own selection, printed, frozen with the edition.

In: a selection built with its edition. Out: the same bytes for ever. Figures of earlier days come from the same selection only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from sqlite3 import Row

from data.archive.records import GroupRow
from data.storage import Store
from data.storage.columns import as_json, storable

GUARD = "WHEN EXISTS (SELECT 1 FROM editions WHERE day = {row}.day AND frozen_at IS NOT NULL)"
TABLE = """
ALTER TABLE outbox ADD COLUMN team TEXT NOT NULL DEFAULT '';
CREATE TABLE edition_groups (
    day TEXT NOT NULL REFERENCES editions (day), slug TEXT NOT NULL, form TEXT NOT NULL, selection TEXT NOT NULL,
    counts TEXT NOT NULL, json TEXT NOT NULL, html TEXT NOT NULL, text TEXT NOT NULL, short TEXT NOT NULL, docx BLOB, xlsx BLOB,
    PRIMARY KEY (day, slug)
) WITHOUT ROWID;
""" + "".join(
    f"""
CREATE TRIGGER frozen_groups_{verb.lower()} BEFORE {verb} ON edition_groups {GUARD.format(row=row)}
BEGIN SELECT RAISE(ABORT, 'a sent edition cannot be changed'); END;"""
    for verb, row in (("UPDATE", "OLD"), ("DELETE", "OLD"), ("INSERT", "NEW"))
)
TEXTS = ("slug", "form", "selection", "json", "html", "text", "short")


class Groups:
    """The groups' parts of the editions."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def save(self, day: date, rows: Iterable[GroupRow]) -> None:
        """Keep the parts of an edition, in place of those of an earlier draft. Refused once the edition was sent."""
        with self.store.write():
            self.store.run_sql("DELETE FROM edition_groups WHERE day = ?", (day.isoformat(),))
            for row in rows:
                values = {name: storable(getattr(row, name)) for name in TEXTS}
                values |= {"day": day.isoformat(), "counts": as_json(row.counts)}
                self.store.run_sql(
                    "INSERT INTO edition_groups (day, slug, form, selection, counts, json, html, text, short, docx, xlsx) "
                    "VALUES (:day, :slug, :form, :selection, :counts, :json, :html, :text, :short, :docx, :xlsx)",
                    values | {form: row.files.get(form) for form in ("docx", "xlsx")},
                )

    def part(self, day: date, slug: str) -> GroupRow | None:
        """What a group gets of a day's edition."""
        row = self.store.row("SELECT * FROM edition_groups WHERE day = ? AND slug = ?", (day.isoformat(), slug))
        return None if row is None else _part(row)

    def parts(self, day: date) -> list[GroupRow]:
        """What the groups get of a day's edition."""
        return [
            _part(row) for row in self.store.rows("SELECT * FROM edition_groups WHERE day = ? ORDER BY slug", (day.isoformat(),))
        ]

    def slugs(self, day: date) -> set[str]:
        """The groups that have a part of a day's edition."""
        return {row["slug"] for row in self.store.rows("SELECT slug FROM edition_groups WHERE day = ?", (day.isoformat(),))}

    def counts(self, slug: str, selection: str, since_day: date, until_day: date) -> dict[date, dict[str, int]]:
        """The figures of a group's parts from one day to another, both included; only where the same was chosen."""
        rows = self.store.rows(
            "SELECT day, counts FROM edition_groups WHERE slug = ? AND selection = ? AND day BETWEEN ? AND ? ORDER BY day",
            (slug, storable(selection), since_day.isoformat(), until_day.isoformat()),
        )
        return {date.fromisoformat(row["day"]): json.loads(row["counts"]) for row in rows}


def _part(row: Row) -> GroupRow:
    values = {name: row[name] for name in TEXTS}
    files = {form: bytes(row[form]) for form in ("docx", "xlsx") if row[form] is not None}
    return GroupRow(day=date.fromisoformat(row["day"]), counts=json.loads(row["counts"]), files=files, **values)
