"""The fields of the news, read from topics.toml: all that the program has to know of a field stands in one table.

In: topics.toml (its head explains the keys). Out: `Topic` records in the order of the edition. Raises TopicsError, which tells
every mistake at once. To add a field: one table, then a training run (`diembao doctor` says when one is due).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from data.paths import TOPICS_FILE
from data.phrases import PhraseError, check_phrase, is_plain, phrase_pattern
from data.text import fold, nfc

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
BEFORE = "before"  # the key of the department before the first reorganisation
KEYS = ("slug", "label", "order", "sections", "cues", "english", "departments")


class TopicsError(ValueError):
    """topics.toml cannot be used; the message is Vietnamese, one line a mistake."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One field of the news."""

    slug: str
    label: str
    order: int  # its place in the edition, from 1
    sections: tuple[str, ...]  # names of outlets' sections, as printed
    cues: tuple[str, ...]  # Vietnamese words by which it is recognised
    english: tuple[str, ...]  # phrases of data.phrases
    departments: tuple[tuple[date, str], ...]  # (first day in charge, name), oldest first

    def department(self, day: date) -> str:
        """The department that keeps the field on that local day."""
        return [name for since, name in self.departments if since <= day][-1]


def load_topics(path: Path = TOPICS_FILE) -> tuple[Topic, ...]:
    """The topics of a file, in order. Raises TopicsError."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise TopicsError(f"{path.name}: không đọc được ({error}). Cách xử lý: sửa tệp {path}.") from error
    mistakes = list(_mistakes(table))
    if mistakes:
        lines = "\n".join(f"- {mistake}" for mistake in mistakes)
        raise TopicsError(f"{path.name} có {len(mistakes)} chỗ sai:\n{lines}\nCách xử lý: sửa tệp {path}.")
    return tuple(sorted((_topic(row) for row in table["topic"]), key=lambda topic: topic.order))


@cache
def shipped_topics() -> Mapping[str, Topic]:
    """The topics of this installation by slug, in order; read once."""
    return {topic.slug: topic for topic in load_topics()}


def section_patterns(topics: Mapping[str, Topic]) -> dict[str, str]:
    """The expression, over a folded section name, of each topic's section names.

    A name is not meant where another topic's longer name begins with it: "xây dựng" in "Xây dựng Đảng".
    """
    names = {slug: [fold(name) for name in topic.sections] for slug, topic in topics.items()}
    return {slug: "|".join(_guarded(name, slug, names) for name in mine) for slug, mine in names.items()}


def _guarded(name: str, slug: str, names: Mapping[str, list[str]]) -> str:
    """A section name, but not where it begins a longer one of another topic."""
    longer = [other for key, theirs in names.items() if key != slug for other in theirs if other.startswith(f"{name} ")]
    rests = "|".join(phrase_pattern(other[len(name) :]) for other in longer)
    return phrase_pattern(name) + (f"(?!{rests})" if rests else "")


def _topic(row: Mapping[str, Any]) -> Topic:
    departments = sorted((_since(key), name) for key, name in row["departments"].items())
    words = {key: tuple(row[key]) for key in ("sections", "cues", "english")}
    return Topic(row["slug"], row["label"], row["order"], departments=tuple(departments), **words)


def _since(key: str) -> date:
    return date.min if key == BEFORE else date.fromisoformat(key)


def _mistakes(table: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the file, each with its topic and key."""
    for key in sorted(table.keys() - {"reorganisations", "topic"}):
        yield f"khóa “{key}” không có trong mẫu"
    days, rows = table.get("reorganisations"), table.get("topic")
    if not isinstance(days, list) or not all(isinstance(day, date) and not isinstance(day, datetime) for day in days):
        yield "reorganisations: phải là danh sách ngày, ví dụ [2025-03-01]"
        days = []
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        yield "thiếu các bảng [[topic]]"
        return
    wanted = [BEFORE, *(day.isoformat() for day in sorted(days))]
    for number, row in enumerate(rows, 1):
        name = f"lĩnh vực “{row.get('slug', f'thứ {number}')}”"
        yield from (f"{name}: {mistake}" for mistake in _row_mistakes(row, wanted))
    for key in ("slug", "label", "order"):
        values = [row[key] for row in rows if key in row]
        yield from (f"{key} = {value!r} dùng cho nhiều lĩnh vực" for value in _repeated(values))
    sections = [fold(name) for row in rows for name in _texts(row.get("sections"))]
    yield from (f"sections: “{name}” thuộc nhiều lĩnh vực" for name in _repeated(sections))


def _row_mistakes(row: Mapping[str, Any], wanted: list[str]) -> Iterator[str]:
    for key in KEYS:
        if key not in row:
            yield f"thiếu khóa {key}"
    for key in sorted(row.keys() - set(KEYS)):
        yield f"khóa “{key}” không có trong mẫu"
    if "slug" in row and not (isinstance(row["slug"], str) and SLUG.fullmatch(row["slug"])):
        yield "slug: chỉ gồm chữ thường không dấu, chữ số và gạch nối"
    if "label" in row and not (isinstance(row["label"], str) and row["label"].strip() and row["label"] == nfc(row["label"])):
        yield "label: phải là tên tiếng Việt (Unicode dựng sẵn)"
    if "order" in row and (not isinstance(row["order"], int) or isinstance(row["order"], bool) or row["order"] < 1):
        yield "order: phải là số thứ tự từ 1"
    for key in ("sections", "cues", "english"):
        if key in row:
            yield from _list_mistakes(key, row[key])
    if "departments" in row:
        yield from _department_mistakes(row["departments"], wanted)


def _list_mistakes(key: str, value: object) -> Iterator[str]:
    phrases = _texts(value)
    if not phrases or not isinstance(value, list) or len(phrases) != len(value):
        yield f"{key}: phải là danh sách cụm từ, ít nhất một cụm"
        return
    for phrase in phrases:
        try:
            check_phrase(phrase, as_written=key == "sections")
        except PhraseError as error:
            yield f"{key}: {error}"
        if key != "english" and not is_plain(phrase):
            yield f"{key}: “{phrase}” chỉ được gồm chữ"
    yield from (f"{key}: “{phrase}” lặp lại" for phrase in _repeated(phrases))


def _department_mistakes(value: object, wanted: list[str]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"departments: phải là bảng có các khóa {', '.join(wanted)}"
        return
    for key in wanted:
        if not (isinstance(value.get(key), str) and value[key].strip()):
            yield f"departments: thiếu cơ quan của mốc {key}"
    for key in sorted(value.keys() - set(wanted)):
        yield f"departments: mốc “{key}” không có trong reorganisations"


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _repeated(values: list[Any]) -> list[Any]:
    return [value for value in dict.fromkeys(values) if values.count(value) > 1]
