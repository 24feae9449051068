"""Between the record and the table: an `Article` as a row of `articles`, and back, exactly.

In: an `Article`. Out: a dict of column values. And the other way round, also for rows of the view `told`.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import Any

from data.model import Article, Mention, Name
from data.storage.columns import as_json, stamp_or_none, storable, time_or_none

TEXT_COLUMNS = (
    "id", "url", "outlet", "found_in", "page", "title", "summary", "body", "section", "lang", "kind", "published_raw",
    "date_from", "read_by", "relevance", "topic", "tone", "judged_by", "same_as", "story",
)  # fmt: skip
TIME_COLUMNS = ("found_at", "published_at", "modified_at", "kept_at", "withdrawn_at")
LIST_COLUMNS = ("authors", "reasons", "topics", "places", "sentences")
FLAG_COLUMNS = ("issue", "urgent")

FOUND_AND_READ = (
    "url", "found_at", "found_in", "page", "title", "summary", "body", "authors", "section", "lang", "kind", "published_at",
    "published_raw", "date_from", "modified_at", "read_by",
)  # fmt: skip
JUDGED = (
    "mentions", "relevance", "score", "reasons", "topic", "topics", "tone", "issue", "urgent", "names", "places", "sentences",
)  # fmt: skip


def row_of(article: Article) -> dict[str, Any]:
    """The columns of one article; `corrected` belongs to people and is not among them. Raises ValueError for a naive time."""
    row: dict[str, Any] = {}
    for column in TEXT_COLUMNS:
        value = getattr(article, column)
        row[column] = None if value is None else storable(value)
    for column in TIME_COLUMNS:
        row[column] = stamp_or_none(getattr(article, column))
    for column in LIST_COLUMNS:
        row[column] = as_json(list(getattr(article, column)))
    for column in FLAG_COLUMNS:
        value = getattr(article, column)
        row[column] = None if value is None else int(value)
    row["mentions"] = as_json([asdict(mention) for mention in article.mentions])
    row["names"] = as_json([asdict(name) for name in article.names])
    row["score"] = article.score
    row["versions"] = article.versions
    return row


def article_of(row: sqlite3.Row) -> Article:
    """The article of a row of `articles` (the machine's judgement) or of `told` (corrections laid over)."""
    values: dict[str, Any] = {column: row[column] for column in TEXT_COLUMNS}
    values |= {column: time_or_none(row[column]) for column in TIME_COLUMNS}
    values |= {column: tuple(json.loads(row[column])) for column in LIST_COLUMNS}
    values |= {column: None if row[column] is None else bool(row[column]) for column in FLAG_COLUMNS}
    values["mentions"] = tuple(Mention(**mention) for mention in json.loads(row["mentions"]))
    values["names"] = tuple(Name(**name) for name in json.loads(row["names"]))
    values["score"] = row["score"]
    values["versions"] = row["versions"]
    if "corrected" in row.keys():  # noqa: SIM118 - a Row iterates over its values
        values["corrected"] = tuple(row["corrected"].split())
        if "topic" in values["corrected"]:
            others = (topic for topic in values["topics"] if topic != values["topic"])
            values["topics"] = (values["topic"], *others)
    return Article(**values)
