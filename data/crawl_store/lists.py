"""How each list of an outlet (feed, sitemap, section page) is doing, what it brings by day, and where an outlet has moved to.

In: what a crawl met on every list; lists that a survey proposes; hosts that an outlet's pages lead to. Out: `ListRow` with state
and since when, yields by day, `Move`s for a person to accept. The tables live in the crawl store.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from data.storage import Store
from data.storage.columns import as_json, stamp_of, stamp_or_none, storable, time_of, time_or_none
from data.text import local

LIST_STATES: Mapping[str, str] = MappingProxyType({
    "ok": "tốt", "missing": "không còn", "empty": "không có bài", "no_answer": "không trả lời", "error": "máy chủ lỗi",
    "blocked": "bị từ chối", "wall": "phải mở bằng trình duyệt", "robots_closed": "robots.txt không cho",
    "moved": "chuyển sang tên miền khác", "shape_changed": "địa chỉ bài đổi dạng", "dates_changed": "ngày giờ không đọc được",
    "refused": "không mục nào là bài", "frozen": "đứng yên", "old": "chỉ có bài cũ", "incomplete": "thiếu bài",
})  # fmt: skip
SOURCES: Mapping[str, str] = MappingProxyType({"bundled": "có sẵn", "found": "tự tìm được", "office": "cơ quan ghi"})
ROLES = ("used", "trial", "adopted", "retired")
KEPT_DAYS = 90  # of the yields by day

TABLES = """
CREATE TABLE lists (
    outlet TEXT NOT NULL, address TEXT NOT NULL, way TEXT NOT NULL CHECK (way IN ('feed', 'sitemap', 'section')),
    source TEXT NOT NULL CHECK (source IN ('bundled', 'found', 'office')),
    role TEXT NOT NULL CHECK (role IN ('used', 'trial', 'adopted', 'retired')), role_at TEXT NOT NULL,
    state TEXT NOT NULL, why TEXT NOT NULL, since TEXT NOT NULL, read_at TEXT, ok_at TEXT, newest TEXT,
    items TEXT NOT NULL DEFAULT '', same_since TEXT, date_order TEXT NOT NULL DEFAULT '', asked TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (outlet, address)
) WITHOUT ROWID;
CREATE TABLE list_days (
    outlet TEXT NOT NULL, address TEXT NOT NULL, day TEXT NOT NULL, counts TEXT NOT NULL, PRIMARY KEY (outlet, address, day)
) WITHOUT ROWID;
CREATE TABLE moves (
    outlet TEXT NOT NULL, host TEXT NOT NULL, evidence TEXT NOT NULL, seen_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'declined')), decided_at TEXT, PRIMARY KEY (outlet, host)
) WITHOUT ROWID;
CREATE TABLE surveys (
    outlet TEXT PRIMARY KEY, at TEXT NOT NULL, result TEXT NOT NULL, pattern TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListRow:
    """One list of an outlet. Times are UTC; `since`: when the present state began, `ok_at`: when it last was well."""

    outlet: str
    address: str  # as stated in the facts
    way: str  # feed | sitemap | section
    source: str = "bundled"  # a key of SOURCES
    role: str = "used"  # one of ROLES
    role_at: datetime | None = None
    state: str = "ok"  # a key of LIST_STATES
    why: str = ""  # Vietnamese
    since: datetime | None = None
    read_at: datetime | None = None
    ok_at: datetime | None = None
    newest: datetime | None = None  # publication time of its newest article
    items: str = ""  # fingerprint of what it announced
    same_since: datetime | None = None  # since when it has announced the very same
    date_order: str = ""  # "dmy" | "mdy" | "iso" | "" while nothing tells
    asked: str = ""  # where it was led to for good; "" for its own address

    @property
    def label(self) -> str:
        """The Vietnamese word for its state."""
        return LIST_STATES[self.state]


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A host to which an outlet seems to have moved. It is used for reading at once and told only after a person accepted it."""

    outlet: str
    host: str
    evidence: str  # Vietnamese
    seen_at: datetime
    state: str = "proposed"  # proposed | accepted | declined


class Lists(Store):
    """The crawl store's memory of lists and moves."""

    def list_rows(self, outlet: str) -> dict[str, ListRow]:
        """The outlet's lists by address."""
        rows = self.rows("SELECT * FROM lists WHERE outlet = ? ORDER BY way, address", (outlet,))
        return {row["address"]: _list_row(row) for row in rows}

    def put_list(self, row: ListRow, now: datetime) -> None:
        """Note how a list is doing; `since` and `role_at` are set here when its state or role is another one than before."""
        before = self.list_rows(row.outlet).get(row.address)
        since = before.since if before is not None and before.state == row.state else now
        role_at = before.role_at if before is not None and before.role == row.role else now
        values = {
            "outlet": row.outlet, "address": storable(row.address), "way": row.way, "source": row.source, "role": row.role,
            "role_at": stamp_of(role_at or now), "state": row.state, "why": storable(row.why), "since": stamp_of(since or now),
            "read_at": stamp_or_none(row.read_at), "ok_at": stamp_or_none(row.ok_at), "newest": stamp_or_none(row.newest),
            "items": row.items, "same_since": stamp_or_none(row.same_since), "date_order": row.date_order,
            "asked": storable(row.asked),
        }  # fmt: skip
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        self.run_sql(f"INSERT OR REPLACE INTO lists ({names}) VALUES ({marks})", values)  # noqa: S608 - our own column names

    def add_list_day(self, outlet: str, address: str, counts: Mapping[str, int], now: datetime) -> None:
        """Add what a list brought in one run to its (local) day."""
        day = f"{local(now):%Y-%m-%d}"
        row = self.row("SELECT counts FROM list_days WHERE outlet = ? AND address = ? AND day = ?", (outlet, address, day))
        total = json.loads(row["counts"]) if row is not None else {}
        for name, count in counts.items():
            total[name] = total.get(name, 0) + count
        self.run_sql(
            "INSERT OR REPLACE INTO list_days (outlet, address, day, counts) VALUES (?, ?, ?, ?)",
            (outlet, storable(address), day, as_json(total)),
        )

    def list_days(self, outlet: str, since: date) -> dict[str, dict[date, dict[str, int]]]:
        """What the outlet's lists brought by local day since then: address -> day -> counts."""
        rows = self.rows(
            "SELECT address, day, counts FROM list_days WHERE outlet = ? AND day >= ? ORDER BY day", (outlet, since.isoformat())
        )
        days: dict[str, dict[date, dict[str, int]]] = {}
        for row in rows:
            days.setdefault(row["address"], {})[date.fromisoformat(row["day"])] = json.loads(row["counts"])
        return days

    def moves(self, outlet: str | None = None, states: Iterable[str] = ("proposed", "accepted")) -> list[Move]:
        """Where outlets (or one) seem to have moved, or have, oldest first."""
        rows = self.rows("SELECT * FROM moves WHERE ?1 IS NULL OR outlet = ?1 ORDER BY seen_at, host", (outlet,))
        wanted = set(states)
        return [
            Move(
                outlet=row["outlet"], host=row["host"], evidence=row["evidence"], seen_at=time_of(row["seen_at"]),
                state=row["state"],
            )
            for row in rows
            if row["state"] in wanted
        ]  # fmt: skip

    def propose_move(self, outlet: str, host: str, evidence: str, now: datetime) -> bool:
        """Remember that the outlet seems to have moved to a host; False when that was known, whatever a person decided."""
        return bool(
            self.run_sql(
                "INSERT OR IGNORE INTO moves (outlet, host, evidence, seen_at, state) VALUES (?, ?, ?, ?, 'proposed')",
                (outlet, storable(host), storable(evidence), stamp_of(now)),
            )
        )

    def decide_move(self, outlet: str, host: str, *, accept: bool, now: datetime) -> bool:
        """A person's decision on a proposed move; False when there is none."""
        state = "accepted" if accept else "declined"
        return bool(
            self.run_sql(
                "UPDATE moves SET state = ?, decided_at = ? WHERE outlet = ? AND host = ?", (state, stamp_of(now), outlet, host)
            )
        )

    def last_survey(self, outlet: str) -> datetime | None:
        """When better lists were last looked for; None when never."""
        row = self.row("SELECT at FROM surveys WHERE outlet = ?", (outlet,))
        return None if row is None else time_of(row["at"])

    def put_survey(self, outlet: str, result: str, now: datetime, *, pattern: str = "") -> None:
        """Note that better lists were looked for, and in words what came of it; `pattern`: a shape of article addresses that
        the outlet's facts do not know, "" keeps the one noted before."""
        self.run_sql(
            "INSERT INTO surveys (outlet, at, result, pattern) VALUES (:outlet, :at, :result, :pattern) ON CONFLICT (outlet) DO "
            "UPDATE SET at = :at, result = :result, pattern = CASE WHEN :pattern = '' THEN pattern ELSE :pattern END",
            {"outlet": outlet, "at": stamp_of(now), "result": storable(result), "pattern": pattern},
        )

    def found_pattern(self, outlet: str) -> str:
        """The shape of article addresses that a survey learned, "" for none."""
        row = self.row("SELECT pattern FROM surveys WHERE outlet = ?", (outlet,))
        return "" if row is None else str(row["pattern"])

    def prune_lists(self, now: datetime) -> int:
        """Forget yields of days long past."""
        return self.run_sql("DELETE FROM list_days WHERE day < ?", (f"{local(now - timedelta(days=KEPT_DAYS)):%Y-%m-%d}",))


def _list_row(row: sqlite3.Row) -> ListRow:
    """A stored row."""
    return ListRow(
        outlet=row["outlet"], address=row["address"], way=row["way"], source=row["source"], role=row["role"],
        role_at=time_of(row["role_at"]), state=row["state"], why=row["why"], since=time_of(row["since"]),
        read_at=time_or_none(row["read_at"]), ok_at=time_or_none(row["ok_at"]), newest=time_or_none(row["newest"]),
        items=row["items"], same_since=time_or_none(row["same_since"]), date_order=row["date_order"], asked=row["asked"],
    )  # fmt: skip
