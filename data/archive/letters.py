"""Letters: single mails beside the editions (alerts, corrections of an edition, word to the officer), each sent once.

In: a letter with its key and recipient. Out: what is due, and what became of it. As in the outbox, the Message-ID is fixed when
it is queued and the row is marked after sending.
"""

from __future__ import annotations

from datetime import datetime

from data.archive.records import Alert, Letter
from data.storage import Store
from data.storage.columns import stamp_of, storable, time_of, time_or_none

TABLE = """
CREATE TABLE letters (
    kind TEXT NOT NULL, key TEXT NOT NULL, recipient TEXT NOT NULL, message_id TEXT NOT NULL, subject TEXT NOT NULL,
    text TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'deferred', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0, queued_at TEXT NOT NULL, next_at TEXT NOT NULL, sent_at TEXT,
    detail TEXT NOT NULL DEFAULT '', PRIMARY KEY (kind, key, recipient)
) WITHOUT ROWID;
CREATE TABLE alerts (
    number INTEGER PRIMARY KEY, story TEXT NOT NULL, at TEXT NOT NULL, articles INTEGER NOT NULL, outlets INTEGER NOT NULL,
    why TEXT NOT NULL
);
CREATE INDEX alerts_story ON alerts (story, number);
"""


class Letters:
    """The letters and alerts of an archive."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def queue(self, kind: str, key: str, recipient: str, *, message_id: str, subject: str, text: str, now: datetime) -> bool:
        """Queue one letter; False when it is there already (which stays as it is)."""
        at = stamp_of(now)
        values = (kind, key, storable(recipient), message_id, storable(subject), storable(text), at, at)
        return bool(
            self.store.run_sql(
                "INSERT INTO letters (kind, key, recipient, message_id, subject, text, state, queued_at, next_at) "
                "VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?) ON CONFLICT DO NOTHING",
                values,
            )
        )

    def rows(self, kind: str | None = None, *, due_at: datetime | None = None) -> list[Letter]:
        """The letters of a kind, or all; only what is due at a moment when one is given."""
        rows = self.store.rows(
            "SELECT * FROM letters WHERE (:kind IS NULL OR kind = :kind) AND (:due IS NULL OR (state IN ('queued', 'deferred') "
            "AND next_at <= :due)) ORDER BY queued_at, kind, key, recipient",
            {"kind": kind, "due": stamp_of(due_at) if due_at else None},
        )
        names = ("kind", "key", "recipient", "message_id", "subject", "text", "state", "attempts", "detail")
        return [
            Letter(
                **{name: row[name] for name in names}, queued_at=time_of(row["queued_at"]), sent_at=time_or_none(row["sent_at"])
            )
            for row in rows
        ]

    def has(self, kind: str, key: str) -> bool:
        """Whether such a letter was ever queued, to whomever."""
        return self.store.row("SELECT 1 FROM letters WHERE kind = ? AND key = ? LIMIT 1", (kind, key)) is not None

    def mark(self, letter: Letter, state: str, now: datetime, *, again_at: datetime | None = None, detail: str = "") -> None:
        """What became of a letter: sent, deferred until a time, or failed."""
        self.store.run_sql(
            "UPDATE letters SET state = ?, attempts = attempts + 1, next_at = ?, sent_at = ?, detail = ? "
            "WHERE kind = ? AND key = ? AND recipient = ?",
            (
                state, stamp_of(again_at or now), stamp_of(now) if state == "sent" else None, storable(detail), letter.kind,
                letter.key, letter.recipient,
            ),
        )  # fmt: skip

    def note_alert(self, alert: Alert) -> None:
        """Remember that a story was told by an alert."""
        values = (alert.story, stamp_of(alert.at), alert.articles, alert.outlets, alert.why)
        self.store.run_sql("INSERT INTO alerts (story, at, articles, outlets, why) VALUES (?, ?, ?, ?, ?)", values)

    def alerts(self, *, after: datetime | None = None) -> list[Alert]:
        """The alerts, oldest first; story ids as they lead now."""
        rows = self.store.rows(
            "SELECT COALESCE(s.new, a.story) AS story, a.at, a.articles, a.outlets, a.why FROM alerts a "
            "LEFT JOIN story_aliases s ON s.old = a.story WHERE :after IS NULL OR a.at > :after ORDER BY a.number",
            {"after": stamp_of(after) if after else None},
        )
        return [
            Alert(story=row["story"], at=time_of(row["at"]), articles=row["articles"], outlets=row["outlets"], why=row["why"])
            for row in rows
        ]
