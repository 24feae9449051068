"""The outbox ("sổ gửi"): each edition goes to each recipient once.

In: an edition's day and its recipients. Out: what is due now, and what became of it. The Message-ID is fixed when a mail is
queued and the row is marked after sending: a process killed in between sends the same Message-ID again, which the receiver drops;
marking first would lose the mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from sqlite3 import Row

from data.archive.editions import Editions
from data.archive.store import stamp_of, storable, time_of, time_or_none

STATES = {"queued": "chờ gửi", "sent": "đã gửi", "deferred": "hoãn, sẽ gửi lại", "failed": "không gửi được"}


@dataclass(frozen=True, kw_only=True, slots=True)
class OutboxRow:
    """One mail to one recipient. Times are UTC."""

    day: date
    recipient: str
    message_id: str
    state: str  # queued | sent | deferred | failed
    attempts: int
    queued_at: datetime
    next_at: datetime
    sent_at: datetime | None
    detail: str

    @property
    def label(self) -> str:
        """The Vietnamese word for the state."""
        return STATES[self.state]


class Outbox(Editions):
    """The outbox of an archive."""

    def queue(self, day: date, recipient: str, message_id: str, now: datetime) -> bool:
        """Put one mail into the outbox; False when this edition already has a row for this recipient (which stays as it is)."""
        return bool(
            self.run_sql(
                "INSERT INTO outbox (day, recipient, message_id, state, queued_at, next_at) VALUES (?, ?, ?, 'queued', ?, ?) "
                "ON CONFLICT (day, recipient) DO NOTHING",
                (day.isoformat(), storable(recipient), message_id, stamp_of(now), stamp_of(now)),
            )
        )

    def requeue(self, day: date, recipient: str, message_id: str, now: datetime) -> None:
        """Send again because a person asked for it: a new Message-ID, so that the receiver does not drop it."""
        with self.write():
            self.queue(day, recipient, message_id, now)
            self._mark(day, recipient, "queued", message_id=message_id, next_at=now)

    def due(self, now: datetime) -> list[OutboxRow]:
        """What is to be sent now: queued, or deferred until a time that has come."""
        found = self.rows(
            "SELECT * FROM outbox WHERE state IN ('queued', 'deferred') AND next_at <= ? ORDER BY day, queued_at, recipient",
            (stamp_of(now),),
        )
        return [_mail(row) for row in found]

    def mark_sent(self, day: date, recipient: str, now: datetime) -> None:
        """The server took the mail."""
        self._mark(day, recipient, "sent", attempt=1, sent_at=now)

    def mark_deferred(
        self, day: date, recipient: str, now: datetime, *, again_at: datetime | None = None, detail: str = ""
    ) -> None:
        """The server did not take it now (no answer, 4xx): try again at `again_at`, or as soon as somebody asks."""
        self._mark(day, recipient, "deferred", attempt=1, next_at=again_at or now, detail=detail)

    def mark_failed(self, day: date, recipient: str, now: datetime, *, detail: str = "") -> None:
        """The server refused it for good (5xx): a person must look."""
        self._mark(day, recipient, "failed", attempt=1, next_at=now, detail=detail)

    def _mark(
        self,
        day: date,
        recipient: str,
        state: str,
        *,
        attempt: int = 0,
        next_at: datetime | None = None,
        sent_at: datetime | None = None,
        message_id: str | None = None,
        detail: str = "",
    ) -> None:
        changed = self.run_sql(
            "UPDATE outbox SET state = ?, attempts = attempts + ?, next_at = COALESCE(?, next_at), sent_at = ?, "
            "message_id = COALESCE(?, message_id), detail = ? WHERE day = ? AND recipient = ?",
            (
                state, attempt, stamp_of(next_at) if next_at else None, stamp_of(sent_at) if sent_at else None,
                message_id, storable(detail), day.isoformat(), storable(recipient),
            ),
        )  # fmt: skip
        if not changed:
            raise LookupError(f"no mail to {recipient} for {day}")

    def outbox(self, day: date) -> list[OutboxRow]:
        """Every mail of an edition."""
        return [_mail(row) for row in self.rows("SELECT * FROM outbox WHERE day = ? ORDER BY recipient", (day.isoformat(),))]


def _mail(row: Row) -> OutboxRow:
    return OutboxRow(
        day=date.fromisoformat(row["day"]), recipient=row["recipient"], message_id=row["message_id"], state=row["state"],
        attempts=row["attempts"], queued_at=time_of(row["queued_at"]), next_at=time_of(row["next_at"]),
        sent_at=time_or_none(row["sent_at"]), detail=row["detail"],
    )  # fmt: skip
