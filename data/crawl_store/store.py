"""The crawl store: what belongs to the crawl, not to an office. Seen URLs, ETags, the health of every outlet.

In: what the crawler met. Out: whether a URL was seen and how it ended, the headers for a conditional request, and how each outlet
has been doing. One file for all offices: an answer "304 not modified" earned for one office must not starve another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from data.crawl_store.lists import TABLES as LISTS
from data.crawl_store.lists import Lists
from data.crawl_store.rechecks import TABLES as REVISITS
from data.crawl_store.rechecks import Revisits
from data.model import Outcome
from data.storage import BUSY_SECONDS, FileKind, open_database, run_script
from data.storage.columns import as_json, stamp_of, stamp_or_none, storable, time_of, time_or_none

STATES: dict[str, str] = {
    "ok": "bình thường",
    "silent": "không có bài mới",
    "thin": "ít bất thường",
    "field_missing": "thiếu trường",
    "blocked": "bị chặn",
    "wall": "phải mở bằng trình duyệt",
    "robots_closed": "trang không cho thu thập",
    "no_answer": "máy chủ không trả lời",
    "template_changed": "trang đổi giao diện",
    "lists_partial": "một số danh sách tin hỏng",
    "shape_changed": "địa chỉ bài đổi dạng",
    "dates_changed": "ngày giờ trong danh sách đổi cách ghi",
    "moved": "chuyển sang tên miền khác",
    "lists_missing": "không còn danh sách tin",
    "lists_stale": "danh sách tin đứng yên",
    "refused": "không đọc được bài nào trong danh sách",
    "recovered": "đã hoạt động lại",
    "paused": "đang tạm dừng",
}
COVERAGE = {
    "full": ("ok", "recovered", "silent"),
    "partial": ("thin", "field_missing", "template_changed", "lists_partial", "shape_changed", "dates_changed"),
    "none": ("blocked", "wall", "robots_closed", "no_answer", "moved", "lists_missing", "lists_stale", "refused", "paused"),
}
WELL = ("ok", "recovered")

crawl_migrations = Migrations("diembao-crawl")
CRAWL = FileKind(noun="Kho thu thập", application_id=0x44424352, migrations=crawl_migrations)  # "DBCR"

TABLES = """
CREATE TABLE seen (
    url TEXT PRIMARY KEY, article TEXT, title TEXT, lastmod TEXT, outcome TEXT NOT NULL, first_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX seen_outcome ON seen (outcome, seen_at);
CREATE INDEX seen_article ON seen (article) WHERE article IS NOT NULL;
CREATE TABLE etags (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outlet_runs (
    number INTEGER PRIMARY KEY, run TEXT NOT NULL, outlet TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL,
    why TEXT NOT NULL, counts TEXT NOT NULL, UNIQUE (run, outlet)
);
CREATE INDEX outlet_runs_at ON outlet_runs (outlet, at);
"""


@crawl_migrations()
def m001_tables_of_the_crawl(database: Database) -> None:
    """Seen URLs, conditional requests, outlet health."""
    run_script(database, TABLES)


@crawl_migrations()
def m002_what_to_come_back_to(database: Database) -> None:
    """Kept articles to be looked at again, hosts that asked us to wait."""
    run_script(database, REVISITS)


@crawl_migrations()
def m003_lists_and_moves(database: Database) -> None:
    """How every list is doing, what it brings by day, where outlets have moved to."""
    run_script(database, LISTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenRow:
    """What the crawl knows about a URL. Times are UTC; `lastmod` is the sitemap's or feed's, as it was given."""

    url: str
    article: str | None
    title: str | None
    lastmod: str | None
    outcome: Outcome
    first_at: datetime
    seen_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletState:
    """How an outlet has been doing. `since` is when the present trouble began, `last_ok` when it last worked (both UTC)."""

    state: str
    why: str = ""
    since: datetime | None = None
    last_ok: datetime | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def coverage(self) -> str:
        """ "full", "partial" or "none": how much of the outlet the edition rests on."""
        return next(name for name, states in COVERAGE.items() if self.state in states)

    @property
    def label(self) -> str:
        """The Vietnamese word for the state."""
        return STATES[self.state]


class CrawlStore(Lists, Revisits):
    """The open crawl store; a context manager."""

    @classmethod
    def open(cls, path: Path, *, now: datetime, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Open or create the store. Raises ArchiveError (Vietnamese) for a foreign, newer, damaged or locked file."""
        stamp_of(now)
        return cls(open_database(path, CRAWL, busy_seconds=busy_seconds), path, CRAWL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def seen(self, url: str) -> bool:
        """Whether this URL was ever met."""
        return self.row("SELECT 1 FROM seen WHERE url = ?", (url,)) is not None

    def known(self, url: str) -> SeenRow | None:
        """What is known about this URL, so that a changed headline or lastmod in a feed is fetched again."""
        row = self.row("SELECT * FROM seen WHERE url = ?", (url,))
        if row is None:
            return None
        return SeenRow(
            url=row["url"], article=row["article"], title=row["title"], lastmod=row["lastmod"], outcome=Outcome(row["outcome"]),
            first_at=time_of(row["first_at"]), seen_at=time_of(row["seen_at"]),
        )  # fmt: skip

    def remember(  # the columns of a row, in the order a crawler learns them
        self, url: str, article_id: str | None, title: str | None, lastmod: str | None, outcome: Outcome, now: datetime
    ) -> None:
        """Note how a URL ended this time; what an earlier time knew (article, title, lastmod) is not lost to a None."""
        self.run_sql(
            "INSERT INTO seen (url, article, title, lastmod, outcome, first_at, seen_at) "
            "VALUES (:url, :article, :title, :lastmod, :outcome, "
            ":now, :now) ON CONFLICT (url) DO UPDATE SET article = COALESCE(excluded.article, article), "
            "title = COALESCE(excluded.title, title), lastmod = COALESCE(excluded.lastmod, lastmod), outcome = excluded.outcome, "
            "seen_at = excluded.seen_at",
            {
                "url": storable(url), "article": article_id, "title": None if title is None else storable(title),
                "lastmod": None if lastmod is None else str(lastmod), "outcome": Outcome(outcome).value, "now": stamp_of(now),
            },
        )  # fmt: skip

    def forget(self, outcome: Outcome, since: datetime) -> int:
        """Forget the URLs that ended this way since then, so that they are fetched again, as a wider profile asks for what the
        gate dropped. Returns how many."""
        return self.run_sql("DELETE FROM seen WHERE outcome = ? AND seen_at >= ?", (Outcome(outcome).value, stamp_of(since)))

    def etag(self, url: str) -> tuple[str | None, str | None] | None:
        """(ETag, Last-Modified) of the last full answer, for a conditional request."""
        row = self.row("SELECT etag, last_modified FROM etags WHERE url = ?", (url,))
        return None if row is None else (row["etag"], row["last_modified"])

    def put_etag(self, url: str, etag: str | None, last_modified: str | None, now: datetime) -> None:
        """Remember the validators of a full answer; call it only after its content was taken in (a crash!)."""
        if etag is None and last_modified is None:
            self.run_sql("DELETE FROM etags WHERE url = ?", (url,))
            return
        self.run_sql(
            "INSERT INTO etags (url, etag, last_modified, at) VALUES (?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET "
            "etag = excluded.etag, last_modified = excluded.last_modified, at = excluded.at",
            (url, etag, last_modified, stamp_of(now)),
        )

    def record_outlet_run(
        self, run: str, outlet: str, at: datetime, counts: Mapping[str, int], state: str, why: str = ""
    ) -> None:
        """Note how an outlet did in a run. `counts`: found, fetched, read, kept, outside, failed, no_date, no_body,
        postponed. Raises ValueError for a state that is not in STATES."""
        if state not in STATES:
            raise ValueError(f"unknown outlet state: {state!r}")
        self.run_sql(
            "INSERT INTO outlet_runs (run, outlet, at, state, why, counts) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (run, outlet) "
            "DO UPDATE SET at = excluded.at, state = excluded.state, why = excluded.why, counts = excluded.counts",
            (run, outlet, stamp_of(at), state, storable(why), as_json(dict(counts))),
        )

    def outlet_history(self, outlet: str, since: datetime) -> list[tuple[datetime, str, dict[str, int]]]:
        """(time, state, counts) of an outlet's runs since then, oldest first: what "usual" means for it; pauses are left out."""
        rows = self.rows(
            "SELECT at, state, counts FROM outlet_runs WHERE outlet = ? AND at >= ? AND state <> 'paused' ORDER BY at, number",
            (outlet, stamp_of(since)),
        )
        return [(time_of(row["at"]), row["state"], json.loads(row["counts"])) for row in rows]

    def outlet_names(self) -> list[str]:
        """Every outlet that ever ran."""
        return [row["outlet"] for row in self.rows("SELECT DISTINCT outlet FROM outlet_runs ORDER BY outlet")]

    def outlet_states(self, names: Iterable[str], now: datetime) -> dict[str, OutletState]:
        """How each outlet stood at its last run up to `now`; one that never ran yet is missing from the answer."""
        states = ((name, self._state(name, now)) for name in names)
        return {name: state for name, state in states if state is not None}

    def _state(self, outlet: str, now: datetime) -> OutletState | None:
        values = {"outlet": outlet, "now": stamp_of(now)}
        last = self.row(
            "SELECT * FROM outlet_runs WHERE outlet = :outlet AND at <= :now ORDER BY at DESC, number DESC LIMIT 1", values
        )
        if last is None:
            return None
        marks = ", ".join(f"'{state}'" for state in WELL)
        worked = self.row(
            f"SELECT max(at) AS at FROM outlet_runs WHERE outlet = :outlet AND at <= :now AND state IN ({marks})",  # noqa: S608
            values,
        )
        last_ok = None if worked is None else time_or_none(worked["at"])
        since = None
        if last["state"] not in WELL:
            values["after"] = stamp_or_none(last_ok) or ""
            first = self.row(
                "SELECT min(at) AS at FROM outlet_runs WHERE outlet = :outlet AND at <= :now AND at > :after", values
            )
            since = None if first is None else time_or_none(first["at"])
        return OutletState(state=last["state"], why=last["why"], since=since, last_ok=last_ok, counts=json.loads(last["counts"]))

    def prune(self, now: datetime, days: int) -> int:
        """Forget URLs not met for so many days (they no longer stand in any feed) and outlet runs of that age."""
        before = stamp_of(now - timedelta(days=days))
        with self.write():
            gone = self.run_sql("DELETE FROM seen WHERE seen_at < ?", (before,))
            gone += self.run_sql("DELETE FROM etags WHERE at < ?", (before,))
            gone += self.run_sql("DELETE FROM outlet_runs WHERE at < ?", (stamp_of(now - timedelta(days=max(days, 90))),))
            gone += self.prune_revisits(now, days)
            gone += self.prune_lists(now)
        return gone
