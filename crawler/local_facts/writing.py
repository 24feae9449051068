"""`outlets.toml` written: one outlet's table changed, everything else of the file left as the operator wrote it.

In: the file's path, an entry or single values. Out: the file, replaced in one step; untouched when what would come out is faulty.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError

from crawler.local_facts.entry import BrokenOutlets, OutletEntry, Pause
from crawler.local_facts.outlets_file import check_text
from crawler.outlet import OutletFacts

HEAD = """\
# Nguồn báo của cơ quan: sửa thông tin của nguồn có sẵn, thêm nguồn mới, tạm dừng một nguồn.
# Mỗi nguồn một mục [tên]; chỉ ghi điều khác với thông tin kèm sẵn. Xem: diembao outlets list
"""
WIDTH = 100  # characters, above which a list gets one line an item


def write_entry(path: Path, entry: OutletEntry, bundled: Mapping[str, type[OutletFacts]]) -> None:
    """Writes all that the entry states into the file; keys that it does not state stay. Raises BrokenOutlets, nothing written."""
    values: dict[str, Any] = {**entry.facts}
    if entry.enabled is not None:
        values["enabled"] = entry.enabled
    if entry.paused is not None:
        values["paused"] = entry.paused
    if entry.found_on:
        values["found"] = entry.found_on
    change_entry(path, entry.name, values, bundled)


def change_entry(path: Path, name: str, values: Mapping[str, Any], bundled: Mapping[str, type[OutletFacts]]) -> None:
    """Sets these keys of one outlet's table, None takes a key out; an empty table goes. Raises BrokenOutlets, nothing written."""
    text = path.read_text(encoding="utf-8-sig") if path.exists() else HEAD
    changed = changed_text(path, text, name, values)
    _, faults = check_text(changed.encode(), bundled)
    if faults:
        raise BrokenOutlets(path, faults)
    new = path.with_name(f"{path.name}.new")
    new.write_text(changed, encoding="utf-8")
    new.replace(path)


def changed_text(path: Path, text: str, name: str, values: Mapping[str, Any]) -> str:
    """The text of the file with these keys of one outlet's table changed."""
    try:
        document = tomlkit.parse(text)
    except ParseError as error:
        raise BrokenOutlets(path, [f"sai cú pháp TOML ({error}). Cách xử lý: sửa dòng đó rồi chạy lại."]) from None
    table: Any = document.get(name)
    if table is None:
        table = tomlkit.table()
        if document.body and not text.endswith("\n\n"):
            document.add(tomlkit.nl())
        document.add(name, table)
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = _item(value)
    if not table:
        document.pop(name)
    return tomlkit.dumps(document)


def as_toml(entries: Mapping[str, OutletEntry]) -> str:
    """Entries as the text of a file of their own."""
    text = ""
    for name, entry in entries.items():
        values = {**entry.facts, **({"found": entry.found_on} if entry.found_on else {})}
        text = changed_text(Path("outlets.toml"), text, name, values)
    return text


def _item(value: Any) -> Any:
    """A value as TOML: long lists one line an item, expressions in single quotes."""
    if isinstance(value, Pause):
        value = {"since": value.since, "why": value.why}
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        for key, part in value.items():
            table[key] = _item(part)
        return table
    if isinstance(value, tuple | list):
        array = tomlkit.array()
        array.extend([_item(part) for part in value])
        return array.multiline(sum(len(str(part)) + 4 for part in value) > WIDTH)
    if isinstance(value, str) and "\\" in value and "'" not in value:
        return tomlkit.string(value, literal=True)
    return value if isinstance(value, str | bool | int | date) else str(value)
