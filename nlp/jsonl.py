"""JSON lines in and out of nlp's stream commands: one object a line, each bad line told and the rest done.

In: text lines. Out: `Article`s from them, and plain objects for the answers. The contract is that of `diembao judge` and `group`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any, TextIO

from data.model import Article
from data.text import nfc
from data.text.dates import read_date

Answer = dict[str, Any]


class BadLine(ValueError):
    """A line that cannot be used; `id` is what could be read of it."""

    def __init__(self, message: str, id_: object = None) -> None:
        super().__init__(message)
        self.id = id_ if isinstance(id_, str | int) else None


def read_line(line: str) -> dict[str, Any]:
    """The object of one line. Raises BadLine."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"không phải JSON: {error}") from error
    if not isinstance(found, dict):
        raise BadLine("không phải một đối tượng JSON")
    if not isinstance(found.get("id"), str | int) or isinstance(found.get("id"), bool):
        raise BadLine("thiếu trường id")
    return found


def id_of(line: str) -> object:
    """The id of a line where one can be read, else None."""
    try:
        found: object = read_line(line)["id"]
    except BadLine as error:
        return error.id
    return found


def text_of(found: dict[str, Any], name: str) -> str | None:
    """A text field as given. Raises BadLine when it is something else."""
    value = found.get(name)
    if value is None or isinstance(value, str):
        return value
    raise BadLine(f"trường {name} không phải chuỗi", found.get("id"))


def moment_of(found: dict[str, Any], name: str) -> datetime | None:
    """A time field: ISO 8601 or any form of the press; without an offset Vietnam time."""
    written = text_of(found, name)
    return read_date(written) if written else None


def article_of(found: dict[str, Any], *, as_given: bool = False) -> Article:
    """The article of one object; its text in NFC unless it is wanted as given. Raises BadLine."""
    texts = {name: text_of(found, name) for name in ("title", "summary", "body")}
    if not any((value or "").strip() for value in texts.values()):
        raise BadLine("không có tiêu đề, sapo và toàn văn", found["id"])
    if not as_given:
        texts = {name: None if value is None else nfc(value) for name, value in texts.items()}
    return Article(
        id=str(found["id"]), url=text_of(found, "url") or "", outlet=text_of(found, "outlet") or "",
        title=texts["title"], summary=texts["summary"], body=texts["body"], lang=text_of(found, "lang"),
        published_at=moment_of(found, "published_at"), found_at=moment_of(found, "found_at"),
    )  # fmt: skip


def refuse_again(id_: object, seen: bool) -> None:
    """Raises BadLine for an id that an earlier line had."""
    if seen:
        raise BadLine("id đã có ở dòng trước", id_)


def answer_of(article: Article, given: dict[str, Any]) -> Answer:
    """What `judge` prints for one article."""
    return {
        "id": given["id"],
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


def write(out: TextIO, answer: Answer) -> None:
    """One object on one line; a lone surrogate becomes a replacement character."""
    out.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
