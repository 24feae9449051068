"""Editions: what was told on a day, with its own copy of every item, frozen once it was sent.

In: a built edition. Out: the same bytes for ever. Reports and the seven-day table count these copies, not the archive of today.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from sqlite3 import Row
from typing import Any

from data.archive.judgements import Judgements
from data.archive.records import EditionItem, EditionRow
from data.storage import ArchiveError, Store
from data.storage.columns import as_json, stamp_of, stamp_or_none, storable, time_of, time_or_none


class FrozenError(ArchiveError):
    """A sent edition was to be changed. Nothing was changed."""


ITEM_FIELDS = tuple(field.name for field in fields(EditionItem))
SAVE = (
    "INSERT INTO editions (day, number, after, until, built_at, frozen_at, counts, imported, json, html, text, short) "
    "VALUES (:day, :number, :after, :until, :built_at, :frozen_at, :counts, :imported, :json, :html, :text, :short) "
    "ON CONFLICT (day) DO UPDATE SET number = excluded.number, after = excluded.after, until = excluded.until, "
    "built_at = excluded.built_at, frozen_at = excluded.frozen_at, counts = excluded.counts, imported = excluded.imported, "
    "json = excluded.json, html = excluded.html, text = excluded.text, short = excluded.short"
)


class Editions:
    """The editions of an archive."""

    def __init__(self, store: Store, judgements: Judgements) -> None:
        self.store = store
        self.judgements = judgements

    def get(self, day: date) -> EditionRow | None:
        """The edition of a day."""
        row = self.store.row("SELECT * FROM editions WHERE day = ?", (day.isoformat(),))
        return None if row is None else _edition(row)

    def last(self, before: date) -> EditionRow | None:
        """The last edition of a day before this one."""
        row = self.store.row("SELECT * FROM editions WHERE day < ? ORDER BY day DESC LIMIT 1", (before.isoformat(),))
        return None if row is None else _edition(row)

    def closed_until(self) -> datetime | None:
        """The end of the last window (UTC, included) that an edition which was sent has told; None before the first."""
        row = self.store.row("SELECT MAX(until) AS until FROM editions WHERE frozen_at IS NOT NULL")
        return None if row is None else time_or_none(row["until"])

    def between(self, since_day: date, until_day: date) -> list[EditionRow]:
        """The editions from one day to another, both included, oldest first."""
        rows = self.store.rows(
            "SELECT * FROM editions WHERE day BETWEEN ? AND ? ORDER BY day", (since_day.isoformat(), until_day.isoformat())
        )
        return [_edition(row) for row in rows]

    def save(self, edition: EditionRow, items: Iterable[EditionItem] = ()) -> None:
        """Write an edition and its items, in place of an earlier draft of the same day. Raises FrozenError when it was sent."""
        with self.store.write():
            self._refuse_frozen(edition.day)
            values: dict[str, Any] = {name: getattr(edition, name) for name in ("number", "json", "html", "text", "short")}
            values |= {name: stamp_or_none(getattr(edition, name)) for name in ("after", "until", "built_at")}
            values |= {"day": edition.day.isoformat(), "counts": as_json(edition.counts), "imported": int(edition.imported)}
            self.store.run_sql(SAVE, values | {"frozen_at": None})
            self.store.run_sql("DELETE FROM edition_items WHERE day = ?", (edition.day.isoformat(),))
            for item in items:
                self._save_item(edition.day, item)
            if edition.frozen_at is not None:
                self.freeze(edition.day, edition.frozen_at)

    def _save_item(self, day: date, item: EditionItem) -> None:
        values: dict[str, Any] = {name: getattr(item, name) for name in ITEM_FIELDS} | {"day": day.isoformat()}
        values |= {"published_at": stamp_or_none(item.published_at), "places": as_json(item.places)}
        values |= {"issue": int(item.issue), "urgent": int(item.urgent)}
        values |= {name: storable(getattr(item, name)) for name in ("title", "extract", "url")}
        columns = ("day", *ITEM_FIELDS)
        marks = ", ".join(f":{column}" for column in columns)
        self.store.run_sql(f"INSERT INTO edition_items ({', '.join(columns)}) VALUES ({marks})", values)  # noqa: S608 - our columns

    def freeze(self, day: date, now: datetime) -> None:
        """From now on nobody changes this edition: called with the first mail sent. A second call changes nothing."""
        self.store.run_sql(
            "UPDATE editions SET frozen_at = ? WHERE day = ? AND frozen_at IS NULL", (stamp_of(now), day.isoformat())
        )

    def discard_draft(self, day: date) -> None:
        """Take back an edition that nobody got, with its items and files. Raises FrozenError when it was sent."""
        with self.store.write():
            self._refuse_frozen(day)
            for table in ("edition_items", "edition_files", "edition_groups", "editions"):
                self.store.run_sql(f"DELETE FROM {table} WHERE day = ?", (day.isoformat(),))  # noqa: S608 - our tables

    def _refuse_frozen(self, day: date) -> None:
        if self.store.row("SELECT 1 FROM editions WHERE day = ? AND frozen_at IS NOT NULL", (day.isoformat(),)):
            raise FrozenError(
                f"Bản tin ngày {day:%d/%m/%Y} đã gửi nên không thay đổi được nữa; bản đã gửi vẫn còn nguyên. "
                "Cách xử lý: xem lại bằng “diembao digest --date …”; nếu có sai sót, gửi đính chính."
            )

    def items(self, day: date) -> list[EditionItem]:
        """The items of an edition, in the order of its annex."""
        rows = self.store.rows("SELECT * FROM edition_items WHERE day = ? ORDER BY position", (day.isoformat(),))
        return [item_of(row) for row in rows]

    def with_article(self, article_id: str) -> list[EditionRow]:
        """The editions that told an article, oldest first."""
        rows = self.store.rows(
            "SELECT * FROM editions WHERE day IN (SELECT day FROM edition_items WHERE article = ?) ORDER BY day", (article_id,)
        )
        return [_edition(row) for row in rows]

    def last_with_story(self, story: str, before: date) -> EditionRow | None:
        """The last edition before a day that told a story (for "Tiếp theo (bản tin số …)"); merged stories count as one."""
        row = self.store.row(
            "SELECT e.* FROM editions e JOIN edition_items i ON i.day = e.day WHERE e.day < :day AND "
            "(i.story = :story OR i.story IN (SELECT old FROM story_aliases WHERE new = :story)) ORDER BY e.day DESC LIMIT 1",
            {"day": before.isoformat(), "story": self.judgements.story_of(story)},
        )
        return None if row is None else _edition(row)


def _edition(row: Row) -> EditionRow:
    return EditionRow(
        day=date.fromisoformat(row["day"]), number=row["number"], after=time_of(row["after"]), until=time_of(row["until"]),
        built_at=time_of(row["built_at"]), frozen_at=time_or_none(row["frozen_at"]), json=row["json"], html=row["html"],
        text=row["text"], short=row["short"], counts=json.loads(row["counts"]), imported=bool(row["imported"]),
    )  # fmt: skip


def item_of(row: Row) -> EditionItem:
    """A row of `edition_items` as a record."""
    values = {name: row[name] for name in ITEM_FIELDS}
    values |= {"published_at": time_or_none(row["published_at"]), "places": tuple(json.loads(row["places"]))}
    return EditionItem(**(values | {"issue": bool(row["issue"]), "urgent": bool(row["urgent"])}))
