"""Articles: keeping what the crawler read, its versions, its other URLs and the saved pages.

In: an `Article` with its found and read fields, and the page's bytes. Out: the outcome of keeping it, and the article again,
exactly as it was given. A newspaper's later edit never loses the earlier text, the first keeping time, the story or a correction.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from data.archive.records import CHANGED_LABELS, FOUND_AND_READ, Version, article_of, row_of
from data.archive.trail import Trail
from data.model import Article, Outcome, Outlet, Stage
from data.model.taxonomy import DATE_SOURCES
from data.storage import Store
from data.storage.columns import as_json, stamp_of, time_of

TEXT_FIELDS = ("title", "summary", "body")
OUTLET_FIELDS = ("name", "label", "full_label", "short", "owner_type", "home", "lang", "country", "province")


class Articles:
    """The articles of an archive. Every change notes its own line in the trail, in the same transaction."""

    def __init__(self, store: Store, trail: Trail) -> None:
        self.store = store
        self.trail = trail

    def keep(self, article: Article, page: bytes | None, *, now: datetime, run: str) -> Outcome:
        """Keep a read article: KEPT (new), NEW_VERSION (the text changed) or UNCHANGED; the trail gets that line.

        The article is known by its id, or by any URL it ever had. `page` is the saved HTML. Raises ValueError for times without
        zone, ArchiveError when the file is locked or full; then nothing is kept.
        """
        with self.store.write():
            article_id = self.find_id(article.id) or self.find_id(article.url)
            if article_id is None:
                outcome, changed = self._insert(self._with_page(article, page, now), now)
            else:
                outcome, changed = self._update(article, page, article_id, now)
            for key in (article.id, article.url):
                self.add_alias(key, article_id or article.id, now=now)
            detail = ", ".join(CHANGED_LABELS[name] for name in changed)
            self.trail.note(key=article_id or article.id, stage=Stage.READ, outcome=outcome, run=run, at=now, detail=detail)
        return outcome

    def _insert(self, article: Article, now: datetime) -> tuple[Outcome, tuple[str, ...]]:
        row = row_of(replace(article, kept_at=now, versions=1, corrected=()))
        row["version_at"] = row["kept_at"]
        columns = ", ".join(row)
        marks = ", ".join(f":{column}" for column in row)
        self.store.run_sql(f"INSERT INTO articles ({columns}) VALUES ({marks})", row)  # noqa: S608 - column names are ours
        return Outcome.KEPT, ()

    def _update(self, article: Article, page: bytes | None, article_id: str, now: datetime) -> tuple[Outcome, tuple[str, ...]]:
        old = self.machine(article_id)
        if old is None:  # cannot be: an alias always has its article
            raise LookupError(article_id)
        row, before = row_of(_merged(old, article)), row_of(old)
        changed = tuple(name for name in TEXT_FIELDS if row[name] != before[name])
        if changed or old.page is None:  # of an unchanged article the page as first fetched stays the evidence
            row["page"] = self._with_page(article, page, now).page or old.page
        values = {column: row[column] for column in FOUND_AND_READ if row[column] != before[column]} | {"withdrawn_at": None}
        if changed:
            self.store.run_sql(
                "INSERT INTO versions (article, version, at, changed, url, page, title, summary, body) "
                "SELECT id, versions, version_at, version_changed, url, page, title, summary, body FROM articles WHERE id = ?",
                (article_id,),
            )
            values |= {
                "versions": old.versions + 1, "version_at": stamp_of(now), "version_changed": as_json(changed),
                "judged_by": None, "grouped_by": None,
            }  # fmt: skip
        settings = ", ".join(f"{column} = :{column}" for column in values)
        self.store.run_sql(f"UPDATE articles SET {settings} WHERE id = :known", values | {"known": article_id})  # noqa: S608 - our columns
        return (Outcome.NEW_VERSION if changed else Outcome.UNCHANGED), changed

    def _with_page(self, article: Article, page: bytes | None, now: datetime) -> Article:
        return article if page is None else replace(article, page=self._keep_page(page, now))

    def _keep_page(self, page: bytes, now: datetime) -> str:
        sha256 = hashlib.sha256(page).hexdigest()
        self.store.run_sql(
            "INSERT OR IGNORE INTO pages (sha256, saved_at, length, zlib) VALUES (?, ?, ?, ?)",
            (sha256, stamp_of(now), len(page), zlib.compress(page, 6)),
        )
        return sha256

    def page(self, sha256: str) -> bytes | None:
        """The saved HTML, None when it was never saved or its retention time is over."""
        row = self.store.row("SELECT zlib FROM pages WHERE sha256 = ?", (sha256,))
        return None if row is None else zlib.decompress(row["zlib"])

    def add_alias(self, url: str, article_id: str, *, now: datetime | None = None) -> None:
        """Remember another URL (or id) of an article. An alias that already leads elsewhere stays as it is."""
        self.store.run_sql(
            "INSERT OR IGNORE INTO aliases (key, article, at) SELECT ?, id, COALESCE(?, kept_at) FROM articles WHERE id = ?",
            (url, None if now is None else stamp_of(now), article_id),
        )

    def aliases(self, article_id: str) -> list[str]:
        """Every URL of an article, oldest first."""
        return [
            row["key"]
            for row in self.store.rows(
                "SELECT key FROM aliases WHERE article = ? AND key LIKE '%/%' ORDER BY at, key", (article_id,)
            )
        ]

    def find_id(self, url_or_id: str) -> str | None:
        """The id of the article that has this id or URL."""
        row = self.store.row("SELECT article FROM aliases WHERE key = ?", (url_or_id,))
        return None if row is None else str(row["article"])

    def get(self, article_id: str) -> Article | None:
        """The article with corrections laid over the machine's judgement."""
        row = self.store.row("SELECT * FROM told WHERE id = ?", (article_id,))
        return None if row is None else article_of(row)

    def machine(self, article_id: str) -> Article | None:
        """The article as the machine judged it, without any correction."""
        row = self.store.row("SELECT * FROM articles WHERE id = ?", (article_id,))
        return None if row is None else article_of(row)

    def withdraw(self, article_id: str, now: datetime, run: str, detail: str = "") -> None:
        """The newspaper took the page down: the first time it was noticed is kept, the text stays."""
        with self.store.write():
            changed = self.store.run_sql(
                "UPDATE articles SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL", (stamp_of(now), article_id)
            )
            if changed:
                self.trail.note(key=article_id, stage=Stage.READ, outcome=Outcome.GONE, run=run, at=now, detail=detail)

    def versions(self, article_id: str) -> list[Version]:
        """Every text the article had, oldest first; the last one is the present one."""
        rows = self.store.rows(
            "SELECT version, at, changed, url, page, title, summary, body FROM versions WHERE article = :id UNION ALL "
            "SELECT versions, version_at, version_changed, url, page, title, summary, body FROM articles WHERE id = :id "
            "ORDER BY 1",
            {"id": article_id},
        )
        return [
            Version(
                at=time_of(row["at"]), title=row["title"], summary=row["summary"], body=row["body"],
                changed=tuple(json.loads(row["changed"])), url=row["url"], page=row["page"],
            )
            for row in rows
        ]  # fmt: skip

    def window(self, after: datetime, until: datetime) -> list[Article]:
        """What was kept in (after, until], corrections laid over, by publication time, then id."""
        rows = self.store.rows(
            "SELECT * FROM told WHERE kept_at > ? AND kept_at <= ? ORDER BY published_at, id", (stamp_of(after), stamp_of(until))
        )
        return [article_of(row) for row in rows]

    def recent(self, since: datetime, *, relevance: str | None = "subject") -> list[Article]:
        """What was kept since then with this verdict (None: any), in order of arrival, for grouping."""
        rows = self.store.rows(
            "SELECT * FROM told WHERE kept_at >= :since AND (:relevance IS NULL OR relevance = :relevance) "
            "ORDER BY COALESCE(found_at, published_at, kept_at), number",
            {"since": stamp_of(since), "relevance": relevance},
        )
        return [article_of(row) for row in rows]

    def register_outlets(self, outlets: Iterable[Outlet], now: datetime) -> None:
        """Keep a copy of what the spider files say about their outlets; the newest word counts."""
        settings = ", ".join(f"{name} = excluded.{name}" for name in OUTLET_FIELDS[1:])
        sql = (
            f"INSERT INTO outlets ({', '.join(OUTLET_FIELDS)}, registered_at) "  # noqa: S608 - column names are ours
            f"VALUES ({', '.join('?' * len(OUTLET_FIELDS))}, ?) ON CONFLICT (name) DO UPDATE SET {settings}"
        )
        with self.store.write():
            for outlet in outlets:
                self.store.run_sql(sql, (*(getattr(outlet, name) for name in OUTLET_FIELDS), stamp_of(now)))

    def outlets(self) -> dict[str, Outlet]:
        """Every outlet ever registered, by name."""
        rows = self.store.rows("SELECT * FROM outlets ORDER BY name")
        return {row["name"]: Outlet(**{name: row[name] for name in OUTLET_FIELDS}) for row in rows}


def _merged(old: Article, new: Article) -> Article:
    """The old article with the newly read fields; what a thinner reading lacks is not lost."""
    fields: dict[str, Any] = {}
    for name in FOUND_AND_READ:
        value = getattr(new, name)
        fields[name] = getattr(old, name) if value is None or value == () else value
    fields |= {"found_at": old.found_at or new.found_at, "found_in": old.found_in or new.found_in}
    if not _better_date(old, new):
        fields |= {"published_at": old.published_at, "published_raw": old.published_raw, "date_from": old.date_from}
    return replace(old, **fields)


def _better_date(old: Article, new: Article) -> bool:
    """Whether the new publication time replaces the old: a better source wins; of the same source the earlier one, because many
    sites put the time of the last edit in its place."""
    if new.published_at is None or old.published_at is None:
        return new.published_at is not None
    rank_new, rank_old = DATE_SOURCES.index(new.date_from), DATE_SOURCES.index(old.date_from)
    return rank_new < rank_old or (rank_new == rank_old and new.published_at < old.published_at)
