"""Collect the mistakes in a press day's files.

In: parsed TOML tables and the keys they should have. Out: values of the right type, and one Vietnamese sentence per mistake, each
with its file and key; `stop()` raises them all at once.
"""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

Value = TypeVar("Value")
TYPE_WORDS: dict[type, str] = {
    str: "phải là chuỗi không rỗng", int: "phải là số nguyên", list: "phải là danh sách", dict: "phải là một bảng",
    dt.date: "phải là ngày (2020-06-02)", bool: "phải là true hoặc false",
}  # fmt: skip


class Checker:
    """Collects mistakes; `error` makes the exception that `stop` raises from the list of sentences."""

    def __init__(self, error: Callable[[Iterable[str]], Exception]) -> None:
        self._error = error
        self._mistakes: list[str] = []

    @property
    def count(self) -> int:
        """Mistakes noted so far."""
        return len(self._mistakes)

    def add(self, file: str, key: str, message: str) -> None:
        """Note one mistake."""
        self._mistakes.append(": ".join(part for part in (file, key, message) if part))

    def stop(self) -> None:
        """Raise when anything was noted."""
        if self._mistakes:
            raise self._error(self._mistakes)

    def read_toml(self, file: Path) -> dict[str, Any]:
        """Parse a file; {} (and a note) when it is missing or not TOML."""
        try:
            return self._parse(file.read_text("utf-8"), file.name)
        except FileNotFoundError:
            self.add(file.name, "", "không có tệp này trong thư mục ngày báo chí")
        except (OSError, UnicodeDecodeError) as error:
            self.add(file.name, "", f"không đọc được (cần UTF-8): {error}")
        return {}

    def read_front_matter(self, file: Path, name: str) -> tuple[dict[str, Any] | None, str]:
        """Split an article file into (front matter, text); (None, "") and a note when there is none."""
        try:
            text = file.read_text("utf-8-sig").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            self.add(name, "", f"không đọc được (cần UTF-8): {error}")
            return None, ""
        if text != unicodedata.normalize("NFC", text):
            self.add(name, "", 'phải ở dạng Unicode dựng sẵn (NFC); muốn dạng tổ hợp thì dùng traps = ["nfd"]')
        parts = text.split("\n+++\n", 1)
        if not text.startswith("+++\n") or len(parts) != 2:
            self.add(name, "", "thiếu phần đầu giữa hai dòng “+++”")
            return None, ""
        before = self.count
        head = self._parse(parts[0].removeprefix("+++\n"), name)
        return (head if self.count == before else None), parts[1]

    def _parse(self, text: str, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.add(name, "", f"không đúng cú pháp TOML: {error}")
            return {}

    def check_keys(self, file: str, table: Any, allowed: Sequence[str], *, prefix: str = "") -> None:
        """Note every key that the format does not know."""
        for key in table if isinstance(table, dict) else ():
            if key not in allowed:
                self.add(file, prefix + key, "khóa không có trong định dạng; các khóa: " + ", ".join(allowed))

    def get(self, file: str, table: Any, key: str, kind: type[Value], *, prefix: str = "", required: bool = True) -> Value | None:
        """Return the value of `key`; None (and a note) when it is missing though required, or of another type."""
        value = table.get(key) if isinstance(table, dict) else None
        if value is None:
            if required:
                self.add(file, prefix + key, "thiếu")
            return None
        is_right = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
        is_right = is_right and not (kind is dt.date and isinstance(value, dt.datetime)) and value != ""
        if not is_right:
            self.add(file, prefix + key, TYPE_WORDS[kind])
            return None
        return cast(Value, value)

    def get_time(self, file: str, table: Any, key: str, *, prefix: str = "", required: bool = True) -> dt.datetime | None:
        """Return the aware time of `key`; None (and a note) when it is none."""
        value = table.get(key) if isinstance(table, dict) else None
        if value is None and not required:
            return None
        if not isinstance(value, dt.datetime) or value.tzinfo is None:
            self.add(file, prefix + key, "phải là thời điểm có múi giờ, ví dụ 2020-06-01T08:15:00+07:00")
            return None
        return value

    def get_times(self, file: str, table: dict[str, Any], key: str) -> tuple[dt.datetime, ...]:
        """Return the rising list of aware times of `key`, at least one."""
        values = table.get(key)
        if not isinstance(values, list) or not values:
            self.add(file, key, "phải là danh sách thời điểm, ít nhất một")
            return ()
        if any(not isinstance(value, dt.datetime) or value.tzinfo is None for value in values):
            self.add(file, key, "mỗi phần tử phải là thời điểm có múi giờ, ví dụ 2020-06-01T08:15:00+07:00")
            return ()
        if sorted(set(values)) != values:
            self.add(file, key, "phải xếp tăng dần, không trùng")
        return tuple(values)

    def get_choice(self, file: str, table: Any, key: str, allowed: Sequence[str], *, prefix: str = "") -> str | None:
        """Return the value of an optional key that must be one of `allowed`."""
        value = table.get(key) if isinstance(table, dict) else None
        if value is not None and value not in allowed:
            self.add(file, prefix + key, f"“{value}” không hợp lệ; một trong: " + ", ".join(allowed))
            return None
        return value

    def get_choices(self, file: str, table: Any, key: str, allowed: Sequence[str], *, prefix: str = "") -> list[str]:
        """Return the values of an optional list whose members must be among `allowed`."""
        values = table.get(key, []) if isinstance(table, dict) else []
        if not isinstance(values, list):
            self.add(file, prefix + key, TYPE_WORDS[list])
            return []
        for value in values:
            if value not in allowed:
                self.add(file, prefix + key, f"“{value}” không hợp lệ; một trong: " + ", ".join(allowed))
        return [value for value in values if value in allowed]

    def check_outlet(self, file: str, key: str, name: str, outlets: frozenset[str] | None) -> None:
        """Note an outlet's name that the register does not have; None = the register is not at hand."""
        if name and outlets is not None and name not in outlets:
            self.add(file, key, f"“{name}” không có trong danh sách nguồn (xem `diembao outlets list`)")

    def get_texts(self, file: str, table: Any, key: str, *, prefix: str = "", required: bool = False) -> tuple[str, ...]:
        """Return the list of texts of `key`, none empty; () (and a note) when a member is no text."""
        values = self.get(file, table, key, list, prefix=prefix, required=required) or []
        if any(not isinstance(value, str) or not value.strip() for value in values):
            self.add(file, prefix + key, "mỗi phần tử phải là chuỗi không rỗng")
            return ()
        return tuple(values)
