"""The ledger: what the editions of a span of days told, for reports. It reads their own copies, not the archive of today.

In: two days. Out: each edition's figures without its printed forms, the items of those that were sent, and how many of these
people corrected afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from data.archive.editions import item_of
from data.archive.records import EditionFigures, EditionItem
from data.storage import Store


class Ledger:
    """The editions of an archive, added up by others."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def edition_figures(self, since: date, until: date) -> list[EditionFigures]:
        """The editions from one day to another, both included, oldest first."""
        rows = self.store.rows(
            "SELECT day, number, frozen_at, imported, counts FROM editions WHERE day BETWEEN ? AND ? ORDER BY day",
            (since.isoformat(), until.isoformat()),
        )
        return [
            EditionFigures(
                day=date.fromisoformat(row["day"]), number=row["number"], imported=bool(row["imported"]),
                sent=bool(row["imported"]) or row["frozen_at"] is not None, counts=json.loads(row["counts"]),
            )
            for row in rows
        ]  # fmt: skip

    def items_between(self, since: date, until: date) -> Iterator[tuple[date, EditionItem]]:
        """Every item of the editions sent in these days, edition by edition, in the order of its annex."""
        rows = self.store.rows(
            "SELECT i.* FROM edition_items i JOIN editions e ON e.day = i.day "
            "WHERE i.day BETWEEN ? AND ? AND e.frozen_at IS NOT NULL ORDER BY i.day, i.position",
            (since.isoformat(), until.isoformat()),
        )
        for row in rows:
            yield date.fromisoformat(row["day"]), item_of(row)

    def corrected_since_sent(self, since: date, until: date) -> dict[str, int]:
        """How many told articles people corrected after their edition was sent, by field (relevance, topic, tone …)."""
        rows = self.store.rows(
            "SELECT c.field AS field, COUNT(DISTINCT c.article) AS count FROM corrections c "
            "JOIN edition_items i ON i.article = c.article JOIN editions e ON e.day = i.day "
            "WHERE i.day BETWEEN ? AND ? AND c.undone_at IS NULL AND c.at > e.frozen_at GROUP BY c.field ORDER BY c.field",
            (since.isoformat(), until.isoformat()),
        )
        return {row["field"]: int(row["count"]) for row in rows}

    def story_heads(self) -> dict[str, str]:
        """Old story id -> the id it was merged into, chains followed."""
        pairs = {row["old"]: row["new"] for row in self.store.rows("SELECT old, new FROM story_aliases")}
        heads = {}
        for old in pairs:
            head, seen = old, {old}
            while head in pairs and pairs[head] not in seen:
                head = pairs[head]
                seen.add(head)
            heads[old] = head
        return heads
