"""The outbox ("sổ gửi"): each edition goes to each recipient once.

In: an edition's day and its recipients. Out: what is due now, and what became of it. The Message-ID is fixed when a mail is
queued and the row is marked after sending: a process killed in between sends the same Message-ID again, which the receiver drops;
marking first would lose the mail.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from sqlite3 import Row

from data.archive.records import OutboxRow, OutboxTry
from data.storage import Store
from data.storage.columns import stamp_of, stamp_or_none, storable, time_of, time_or_none

LONGEST_WAIT = timedelta(hours=1)  # no mail waits longer: a time beyond it comes from a clock that was set back since

LOG = """
ALTER TABLE outbox ADD COLUMN copies INTEGER NOT NULL DEFAULT 0;
CREATE TABLE outbox_log (
    number INTEGER PRIMARY KEY, day TEXT NOT NULL, recipient TEXT NOT NULL, message_id TEXT NOT NULL, at TEXT NOT NULL,
    state TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE INDEX outbox_log_mail ON outbox_log (day, recipient, number);
CREATE TRIGGER outbox_log_is_never_overwritten BEFORE UPDATE ON outbox_log
BEGIN SELECT RAISE(ABORT, 'the log of the mails is append-only'); END;
CREATE TRIGGER outbox_log_is_never_deleted BEFORE DELETE ON outbox_log
BEGIN SELECT RAISE(ABORT, 'the log of the mails is append-only'); END;
"""


class Outbox:
    """The outbox of an archive."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def queue(self, day: date, recipient: str, message_id: str, now: datetime, *, group: str = "") -> bool:
        """Put one mail into the outbox; False when this edition already has a row for this recipient, which stays as it is, but
        for the group: what is not sent yet follows the present settings."""
        with self.store.write():
            self.store.run_sql(
                "UPDATE outbox SET team = ? WHERE day = ? AND recipient = ? AND state IN ('queued', 'deferred')",
                (group, day.isoformat(), storable(recipient)),
            )
            return bool(
                self.store.run_sql(
                    "INSERT INTO outbox (day, recipient, message_id, state, queued_at, next_at, team) "
                    "VALUES (?, ?, ?, 'queued', ?, ?, ?) ON CONFLICT (day, recipient) DO NOTHING",
                    (day.isoformat(), storable(recipient), message_id, stamp_of(now), stamp_of(now), group),
                )
            )

    def requeue(self, day: date, recipient: str, message_id: str, now: datetime, *, group: str = "") -> None:
        """Send again because a person asked for it: its day of patience begins anew. A new Message-ID counts as one more copy."""
        with self.store.write():
            if not self.queue(day, recipient, message_id, now, group=group):
                self.store.run_sql(
                    "UPDATE outbox SET copies = copies + (message_id <> :new), message_id = :new, attempts = 0, queued_at = :now "
                    "WHERE day = :day AND recipient = :recipient",
                    {"new": message_id, "now": stamp_of(now), "day": day.isoformat(), "recipient": storable(recipient)},
                )
            self._mark(day, recipient, "queued", now, next_at=now, detail="người vận hành yêu cầu gửi lại")

    def due(self, now: datetime) -> list[OutboxRow]:
        """What is to be sent now: queued, or deferred until a time that has come. What was tried least often comes first."""
        rows = self.store.rows(
            "SELECT * FROM outbox WHERE state = 'queued' OR (state = 'deferred' AND (next_at <= ? OR next_at > ?)) "
            "ORDER BY day, attempts, queued_at, recipient",
            (stamp_of(now), stamp_of(now + LONGEST_WAIT)),
        )
        return [_mail(row) for row in rows]

    def mark_sent(self, day: date, recipient: str, now: datetime) -> None:
        """The server took the mail."""
        self._mark(day, recipient, "sent", now, attempt=1, sent_at=now)

    def mark_deferred(
        self, day: date, recipient: str, now: datetime, *, again_at: datetime | None = None, detail: str = ""
    ) -> None:
        """The server did not take it now (no answer, 4xx): try again at `again_at`, or as soon as somebody asks."""
        self._mark(day, recipient, "deferred", now, attempt=1, next_at=again_at or now, detail=detail)

    def mark_failed(self, day: date, recipient: str, now: datetime, *, detail: str = "") -> None:
        """The server refused it for good (5xx), or a day has gone by: a person must look."""
        self._mark(day, recipient, "failed", now, attempt=1, next_at=now, detail=detail)

    def _mark(
        self,
        day: date,
        recipient: str,
        state: str,
        at: datetime,
        *,
        attempt: int = 0,
        next_at: datetime | None = None,
        sent_at: datetime | None = None,
        detail: str = "",
    ) -> None:
        """The new state and its line in the log, in one transaction."""
        key = (day.isoformat(), storable(recipient))
        with self.store.write():
            changed = self.store.run_sql(
                "UPDATE outbox SET state = ?, attempts = attempts + ?, next_at = COALESCE(?, next_at), sent_at = ?, detail = ? "
                "WHERE day = ? AND recipient = ?",
                (state, attempt, stamp_or_none(next_at), stamp_or_none(sent_at), storable(detail), *key),
            )
            if not changed:
                raise LookupError(f"no mail to {recipient} for {day}")
            self.store.run_sql(
                "INSERT INTO outbox_log (day, recipient, message_id, at, state, detail) "
                "SELECT day, recipient, message_id, ?, state, detail FROM outbox WHERE day = ? AND recipient = ?",
                (stamp_of(at), *key),
            )

    def tries(self, day: date) -> list[OutboxTry]:
        """Everything that was tried with the mails of an edition, recipient by recipient, oldest first."""
        rows = self.store.rows("SELECT * FROM outbox_log WHERE day = ? ORDER BY recipient, number", (day.isoformat(),))
        return [
            OutboxTry(
                recipient=row["recipient"], message_id=row["message_id"], at=time_of(row["at"]), state=row["state"],
                detail=row["detail"],
            )
            for row in rows
        ]  # fmt: skip

    def rows(self, day: date) -> list[OutboxRow]:
        """Every mail of an edition."""
        return [
            _mail(row) for row in self.store.rows("SELECT * FROM outbox WHERE day = ? ORDER BY recipient", (day.isoformat(),))
        ]


def _mail(row: Row) -> OutboxRow:
    return OutboxRow(
        day=date.fromisoformat(row["day"]), recipient=row["recipient"], message_id=row["message_id"], state=row["state"],
        attempts=row["attempts"], queued_at=time_of(row["queued_at"]), next_at=time_of(row["next_at"]),
        sent_at=time_or_none(row["sent_at"]), detail=row["detail"], group=row["team"], copies=row["copies"],
    )  # fmt: skip
