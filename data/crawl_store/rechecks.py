"""When to come back: kept articles that are to be fetched again, hosts that asked us to wait, since when a catch-up is due.

In: what the crawl kept, and what servers asked for. Out: the articles whose next recheck is due, until when a host is to be sent
nothing, when an outlet's lists were last read to their end. The tables live in the crawl store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from data.storage import Store
from data.storage.columns import stamp_of, storable, time_of, time_or_none

RECHECK_AFTER = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))  # after the first keeping
GIVE_UP = timedelta(days=7)  # an article that could not be looked at for so long is left as it is
LONGEST_WAIT = timedelta(hours=24)  # a server may ask for more; the outlet would then be lost by one bad header

TABLES = """
CREATE TABLE rechecks (
    article TEXT PRIMARY KEY, outlet TEXT NOT NULL, url TEXT NOT NULL, kept_at TEXT NOT NULL, due_at TEXT
) WITHOUT ROWID;
CREATE INDEX rechecks_due ON rechecks (outlet, due_at) WHERE due_at IS NOT NULL;
CREATE TABLE waits (host TEXT PRIMARY KEY, until TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recheck:
    """A kept article whose next recheck is due. Times are UTC."""

    article: str
    outlet: str
    url: str
    kept_at: datetime
    due_at: datetime


def next_recheck(kept_at: datetime, now: datetime) -> datetime | None:
    """When an article kept at `kept_at` and looked at `now` is to be looked at again; None when it was the last time."""
    return next((kept_at + after for after in RECHECK_AFTER if kept_at + after > now), None)


class Revisits(Store):
    """The crawl store's memory of what to come back to."""

    def schedule(self, article: str, outlet: str, url: str, now: datetime) -> None:
        """The article was kept, or looked at again, just now: its next look is set. `url` is where it stands now."""
        row = self.row("SELECT kept_at FROM rechecks WHERE article = ?", (article,))
        kept_at = now if row is None else time_of(row["kept_at"])
        due = next_recheck(kept_at, now)
        self.run_sql(
            "INSERT INTO rechecks (article, outlet, url, kept_at, due_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (article) DO UPDATE "
            "SET url = excluded.url, due_at = excluded.due_at",
            (article, outlet, storable(url), stamp_of(kept_at), None if due is None else stamp_of(due)),
        )

    def due_rechecks(self, outlet: str, now: datetime, limit: int) -> list[Recheck]:
        """The outlet's articles whose look is due, longest overdue first."""
        rows = self.rows(
            "SELECT * FROM rechecks WHERE outlet = ? AND due_at <= ? AND kept_at > ? ORDER BY due_at, article LIMIT ?",
            (outlet, stamp_of(now), stamp_of(now - GIVE_UP), limit),
        )
        return [
            Recheck(
                article=row["article"], outlet=row["outlet"], url=row["url"], kept_at=time_of(row["kept_at"]),
                due_at=time_of(row["due_at"]),
            )
            for row in rows
        ]  # fmt: skip

    def put_wait(self, host: str, until: datetime, now: datetime) -> None:
        """The host asked to be left in peace until then; no longer than a day is granted."""
        until = min(until, now + LONGEST_WAIT)
        self.run_sql(
            "INSERT INTO waits (host, until) VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET until = excluded.until",
            (storable(host), stamp_of(until)),
        )

    def wait(self, host: str, now: datetime) -> datetime | None:
        """Until when the host asked to be left in peace, None when it may be asked."""
        row = self.row("SELECT until FROM waits WHERE host = ? AND until > ?", (host, stamp_of(now)))
        return None if row is None else time_of(row["until"])

    def last_reached(self, outlet: str, now: datetime) -> datetime | None:
        """When the outlet's lists were last read and everything they announced was asked for; None when that never was."""
        row = self.row(
            "SELECT max(at) AS at FROM outlet_runs WHERE outlet = ? AND at < ? "
            "AND state NOT IN ('blocked', 'wall', 'robots_closed', 'no_answer', 'lists_missing', 'lists_stale', 'refused') "
            "AND COALESCE(json_extract(counts, '$.postponed'), 0) = 0",
            (outlet, stamp_of(now)),
        )
        return None if row is None else time_or_none(row["at"])

    def prune_revisits(self, now: datetime, days: int) -> int:
        """Forget articles first kept so many days ago, and waits that are over."""
        gone = self.run_sql("DELETE FROM rechecks WHERE kept_at < ?", (stamp_of(now - timedelta(days=days)),))
        return gone + self.run_sql("DELETE FROM waits WHERE until <= ?", (stamp_of(now),))
