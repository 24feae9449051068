"""JSON lines in and out of nlp's stream commands: one object a line, each bad line told and the rest done.

In: text lines. Out: `Article`s from them, and plain objects for the answers. The contract is that of `diembao judge` and `group`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from data.model import Article
from data.text import nfc
from data.text.dates import read_date

Row = dict[str, Any]  # the object of one line
Answer = dict[str, Any]
TEXT_FIELDS = ("title", "summary", "body")


class BadLine(ValueError):
    """A line that cannot be used; `id` is what could be read of it."""

    def __init__(self, message: str, id_: object = None) -> None:
        super().__init__(message)
        self.id = id_ if isinstance(id_, str | int) else None


def read_line(line: str) -> Row:
    """Read the object of one line. Raises BadLine."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"không phải JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadLine("không phải một đối tượng JSON")
    if not isinstance(row.get("id"), str | int) or isinstance(row.get("id"), bool):
        raise BadLine("thiếu trường id")
    return row


def id_of(line: str) -> object:
    """Give the id of a line where one can be read, else None."""
    try:
        row = read_line(line)
    except BadLine as error:
        return error.id
    return row["id"]


def text_of(row: Row, name: str) -> str | None:
    """Give a text field as it stands in the row. Raises BadLine when it is something else."""
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value
    raise BadLine(f"trường {name} không phải chuỗi", row.get("id"))


def moment_of(row: Row, name: str) -> datetime | None:
    """Read a time field: ISO 8601 or any form of the press; without an offset Vietnam time."""
    written = text_of(row, name)
    return read_date(written) if written else None


def article_of(row: Row, *, as_given: bool = False) -> Article:
    """Make the article of one object; its text in NFC unless it is wanted as given. Raises BadLine."""
    texts = {name: text_of(row, name) for name in TEXT_FIELDS}
    if not any((value or "").strip() for value in texts.values()):
        raise BadLine("không có tiêu đề, sapo và toàn văn", row["id"])
    if not as_given:
        texts = {name: None if value is None else nfc(value) for name, value in texts.items()}
    return Article(
        id=str(row["id"]), url=text_of(row, "url") or "", outlet=text_of(row, "outlet") or "",
        title=texts["title"], summary=texts["summary"], body=texts["body"], lang=text_of(row, "lang"),
        published_at=moment_of(row, "published_at"), found_at=moment_of(row, "found_at"),
    )  # fmt: skip


def answer_of(article: Article, row: Row) -> Answer:
    """Make what `judge` prints for one article; its id is that of the row."""
    return {
        "id": row["id"],
        "relevance": {"verdict": article.relevance, "score": article.score, "reasons": list(article.reasons)},
        "mentions": [asdict(mention) for mention in article.mentions],
        "topic": article.topic,
        "topics": list(article.topics),
        "tone": article.tone,
        "issue": article.issue,
        "urgent": article.urgent,
        "names": [asdict(name) for name in article.names],
        "places": list(article.places),
        "summary": list(article.sentences),
    }


def numbered(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their numbers from 1."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, line


def line_of(answer: Answer) -> str:
    """Write one object on one line, its end included; a lone surrogate becomes a replacement character."""
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"
