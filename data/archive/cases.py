"""Cases ("vấn đề theo dõi xử lý"): what the press raised, who is to answer, until when, and what became of it.

In: a case opened by a person, and each change of it. Out: the cases as they stand, and every change with who and when. A change
is a new line of `case_events`; nothing of them is ever overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from sqlite3 import Row

from data.archive.records import CASE_FIELDS, Case, CaseEvent
from data.storage import ArchiveError, Store
from data.storage.columns import stamp_of, storable, time_of, time_or_none
from data.text import local

TABLES = """
CREATE TABLE cases (
    year INTEGER NOT NULL, number INTEGER NOT NULL, story TEXT NOT NULL, article TEXT NOT NULL, title TEXT NOT NULL,
    outlet TEXT NOT NULL, url TEXT NOT NULL, published_at TEXT NOT NULL, agency TEXT NOT NULL, rule TEXT NOT NULL, sent_at TEXT,
    due_at TEXT, state TEXT NOT NULL, verified TEXT NOT NULL, answered_on TEXT, note TEXT NOT NULL,
    opened_at TEXT NOT NULL, opened_by TEXT NOT NULL, PRIMARY KEY (year, number)
) WITHOUT ROWID;
CREATE INDEX cases_story ON cases (story);
CREATE TABLE case_events (
    number INTEGER PRIMARY KEY, case_year INTEGER NOT NULL, case_number INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
    field TEXT NOT NULL, before TEXT NOT NULL, value TEXT NOT NULL,
    FOREIGN KEY (case_year, case_number) REFERENCES cases (year, number)
);
CREATE INDEX case_events_case ON case_events (case_year, case_number);
CREATE TRIGGER case_events_are_never_changed BEFORE UPDATE ON case_events
BEGIN SELECT RAISE(ABORT, 'an event of a case is never changed'); END;
CREATE TRIGGER case_events_are_never_deleted BEFORE DELETE ON case_events
BEGIN SELECT RAISE(ABORT, 'an event of a case is never deleted'); END;
"""

NUMBER = re.compile(r"(\d{1,5})/(\d{4})")


class CaseError(ArchiveError):
    """The case cannot be opened or changed; nothing was changed. The message is Vietnamese."""


def parts_of(number: str) -> tuple[int, int]:
    """(year, number) of "31/2020". Raises CaseError."""
    match = NUMBER.fullmatch(number.strip())
    if match is None or int(match[1]) == 0:
        raise CaseError(f"“{number}” không phải số vấn đề theo dõi. Cách xử lý: viết như 31/2020.")
    return int(match[2]), int(match[1])


class Cases:
    """The cases of an archive."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def open(self, case: Case) -> Case:
        """Keep a new case; with an empty number it gets the next of its year. Raises CaseError when its number is taken."""
        with self.store.write():
            if case.number:
                year, number = parts_of(case.number)
            else:
                year = local(case.opened_at).year
                row = self.store.row("SELECT COALESCE(max(number), 0) + 1 AS next FROM cases WHERE year = ?", (year,))
                number = int(row["next"]) if row else 1
            if self.store.row("SELECT 1 FROM cases WHERE year = ? AND number = ?", (year, number)):
                raise CaseError(f"Vấn đề số {number}/{year} đã có. Chưa mở gì. Cách xử lý: bỏ --number để lấy số kế tiếp.")
            values = {name: getattr(case, name) for name in ("story", "article", "title", "outlet", "url", "agency", "rule")}
            values |= {name: storable(value) for name, value in values.items()}
            values |= {name: getattr(case, name) for name in ("state", "verified")} | {"note": storable(case.note)}
            values |= {name: _text(getattr(case, name)) or None for name in ("sent_at", "due_at", "answered_on")}
            values |= {"published_at": stamp_of(case.published_at), "opened_at": stamp_of(case.opened_at)}
            values |= {"opened_by": storable(case.opened_by), "year": year, "number": number}
            marks = ", ".join(f":{name}" for name in values)
            self.store.run_sql(f"INSERT INTO cases ({', '.join(values)}) VALUES ({marks})", values)  # noqa: S608 - our columns
            self._event(year, number, "state", "", case.state, case.opened_by, case.opened_at)
        return self.get(f"{number}/{year}")

    def change(self, number: str, changes: Mapping[str, object], *, by: str, now: datetime) -> list[CaseEvent]:
        """Change fields of a case (keys of CASE_FIELDS); what changed. Raises CaseError when there is no such case."""
        year, place = parts_of(number)
        with self.store.write():
            case = self.get(number)
            made = []
            for field, value in changes.items():
                if field not in CASE_FIELDS:
                    raise KeyError(field)
                before, after = _text(getattr(case, field)), _text(value)
                if before != after:
                    stored = after if field in ("title", "agency", "rule", "state", "verified", "note") else after or None
                    self.store.run_sql(
                        f"UPDATE cases SET {field} = ? WHERE year = ? AND number = ?",  # noqa: S608 - a key of CASE_FIELDS
                        (stored, year, place),
                    )
                    self._event(year, place, field, before, after, by, now)
                    made.append(CaseEvent(case=case.number, at=now, by=by, field=field, before=before, value=after))
        return made

    def _event(self, year: int, number: int, field: str, before: str, value: str, by: str, now: datetime) -> None:
        self.store.run_sql(
            "INSERT INTO case_events (case_year, case_number, at, by, field, before, value) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (year, number, stamp_of(now), storable(by), field, before, value),
        )

    def get(self, number: str) -> Case:
        """One case. Raises CaseError when there is none."""
        year, place = parts_of(number)
        row = self.store.row("SELECT * FROM cases WHERE year = ? AND number = ?", (year, place))
        if row is None:
            raise CaseError(f"Không có vấn đề số {place}/{year}. Cách xử lý: xem các số bằng “diembao case list --all”.")
        return _case(row)

    def all(self, *, everything: bool = True) -> list[Case]:
        """All cases, oldest number first; `everything` False: only those still followed."""
        cases = [_case(row) for row in self.store.rows("SELECT * FROM cases ORDER BY year, number")]
        return [case for case in cases if everything or case.open]

    def events(self, number: str | None = None, *, after: datetime | None = None) -> list[CaseEvent]:
        """The changes of one case, or of all, in order; only those after a moment when one is given."""
        year, place = parts_of(number) if number else (None, None)
        rows = self.store.rows(
            "SELECT * FROM case_events WHERE (:year IS NULL OR (case_year = :year AND case_number = :place)) "
            "AND (:after IS NULL OR at > :after) ORDER BY number",
            {"year": year, "place": place, "after": stamp_of(after) if after else None},
        )
        return [
            CaseEvent(
                case=f"{row['case_number']}/{row['case_year']}", at=time_of(row["at"]), by=row["by"], field=row["field"],
                before=row["before"], value=row["value"],
            )
            for row in rows
        ]  # fmt: skip


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return stamp_of(value)
    return value.isoformat() if isinstance(value, date) else storable(str(value))


def _case(row: Row) -> Case:
    texts = ("story", "article", "title", "outlet", "url", "agency", "rule", "state", "verified", "note", "opened_by")
    return Case(
        number=f"{row['number']}/{row['year']}", **{name: row[name] for name in texts},
        published_at=time_of(row["published_at"]), sent_at=time_or_none(row["sent_at"]), due_at=time_or_none(row["due_at"]),
        answered_on=date.fromisoformat(row["answered_on"]) if row["answered_on"] else None, opened_at=time_of(row["opened_at"]),
    )  # fmt: skip
