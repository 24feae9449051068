"""The trail: what happened to every URL ever seen, one line per stage and run, never changed; and the runs themselves.

In: outcomes, noted where they are decided. Out: the lines of one article or URL, in order. Only `prune` removes lines, and only
of URLs that were not kept; triggers in the database refuse everything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from data.archive.records import Note, Run, TrailRow
from data.model import Outcome, Stage
from data.storage import Store
from data.storage.columns import stamp_of, storable, time_of, time_or_none

# The same outcome noted twice in one run, by the stage and by the archive itself, is one line. "Seen before" is written once
# until something else happens: a headline stands in its feed for days and is met again in every run.
NOTE = """
INSERT INTO trail (key, at, stage, outcome, run, detail)
SELECT :key, :at, :stage, :outcome, :run, :detail WHERE NOT EXISTS (
    SELECT 1 FROM trail WHERE key = :key AND run = :run AND stage = :stage AND outcome = :outcome
    AND (detail = :detail OR :detail = '')
) AND (:outcome <> 'seen_before' OR 'seen_before' IS NOT (
    SELECT outcome FROM trail WHERE key = :key AND stage = :stage ORDER BY number DESC LIMIT 1
))
"""


class Trail:
    """The runs and the trail of an archive."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def begin_run(self, command: str, now: datetime) -> str:
        """Open a run and return its id, like "20200601T230000-day" (UTC); a second one in the same second gets "-2"."""
        stem = f"{datetime.fromisoformat(stamp_of(now)):%Y%m%dT%H%M%S}-{command}"
        with self.store.write():
            taken = {row["id"] for row in self.store.rows("SELECT id FROM runs WHERE id = ? OR id GLOB ?", (stem, f"{stem}-*"))}
            run = next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
            self.store.run_sql("INSERT INTO runs (id, command, began_at) VALUES (?, ?, ?)", (run, command, stamp_of(now)))
        return run

    def end_run(self, run: str, now: datetime, status: str, detail: str = "") -> None:
        """Close a run: status is a short word ("done", "problems", "failed"), detail Vietnamese."""
        self.store.run_sql(
            "UPDATE runs SET ended_at = ?, status = ?, detail = ? WHERE id = ?", (stamp_of(now), status, detail, run)
        )

    def runs(self, limit: int = 20) -> list[Run]:
        """The last runs, newest first."""
        rows = self.store.rows("SELECT * FROM runs ORDER BY began_at DESC, id DESC LIMIT ?", (limit,))
        return [
            Run(
                id=row["id"], command=row["command"], began_at=time_of(row["began_at"]), ended_at=time_or_none(row["ended_at"]),
                status=row["status"], detail=row["detail"],
            )
            for row in rows
        ]  # fmt: skip

    def note(self, *, key: str, stage: Stage, outcome: Outcome, run: str, at: datetime, detail: str = "") -> None:
        """One line of the trail under an article id or a URL. The same outcome in the same run is written once."""
        self.note_all([(key, stage, outcome, run, at, detail)])

    def note_all(self, lines: Iterable[Note]) -> None:
        """Many lines in one transaction: (key, stage, outcome, run, at, detail)."""
        values = [
            {
                "key": storable(key), "at": stamp_of(at), "stage": Stage(stage).value, "outcome": Outcome(outcome).value,
                "run": run, "detail": storable(detail),
            }
            for key, stage, outcome, run, at, detail in lines
        ]  # fmt: skip
        with self.store.write():
            self.store.connection.executemany(NOTE, values)

    def keys_with(self, outcome: Outcome, *, after: datetime) -> list[str]:
        """The keys that have a line of this outcome after a moment."""
        rows = self.store.rows(
            "SELECT DISTINCT key FROM trail WHERE at > ? AND outcome = ? ORDER BY key", (stamp_of(after), Outcome(outcome).value)
        )
        return [row["key"] for row in rows]

    def lines(self, key_or_id: str) -> list[TrailRow]:
        """All lines of one article (by its id or any of its URLs) or of one URL that was not kept, oldest first."""
        rows = self.store.rows(
            """
            SELECT * FROM trail WHERE key IN (
                SELECT :key UNION
                SELECT article FROM aliases WHERE key = :key UNION
                SELECT key FROM aliases WHERE article IN (SELECT :key UNION SELECT article FROM aliases WHERE key = :key)
            ) ORDER BY at, number
            """,
            {"key": key_or_id},
        )
        return [
            TrailRow(
                at=time_of(row["at"]), stage=Stage(row["stage"]), outcome=Outcome(row["outcome"]),
                run=row["run"], detail=row["detail"], key=row["key"],
            )
            for row in rows
        ]  # fmt: skip
