"""How a table of settings is read: from a TOML file and the environment, every fault at once, each with its key.

In: a list of `Setting` rows, a TOML document, the environment. Out: checked values, or the list of faults in plain Vietnamese:
the key, what is wrong, how to mend it. What the settings are stands in `data/settings/office.py`; nothing here knows an office.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from data.errors import OperatorError
from data.settings.parsers import Reader

MASK = "••••••"
OTHERS = 0o027  # what nobody else may do with a secret's file: others nothing, the group not write


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One row of the table."""

    key: str  # "mail.host"
    read: Reader
    default: Any
    required: bool
    secret: bool
    help: str  # Vietnamese, one line or more
    example: Any = None  # what the example file shows where the default says little

    @property
    def section(self) -> str:
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        return self.key.partition(".")[2]

    @property
    def attribute(self) -> str:
        return self.key.replace(".", "_", 1)

    @property
    def variable(self) -> str:
        """The environment variable that outranks the file."""
        return f"DIEMBAO_{self.attribute.upper()}"


class SettingsError(OperatorError):
    """The settings cannot be used; `errors` names every fault with its key, in Vietnamese."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = errors
        super().__init__("Cài đặt có lỗi, chưa chạy lệnh nào:\n" + "\n".join(f"  – {error}" for error in errors))


def read_settings(
    table: list[Setting],
    path: Path | None,
    env: Mapping[str, str],
    together: Callable[[Mapping[str, Any]], list[str]],
    families: Mapping[str, Callable[[Mapping[str, Any]], tuple[Any, list[str]]]] | None = None,
) -> dict[str, Any]:
    """The checked values by attribute name. `together` looks at all values and returns the faults that no single one shows.
    `families`: sections that hold sections of their own (`[group.NAME]`), with what reads them; the value is named "groups".

    Raises SettingsError with every fault of the file and of the environment.
    """
    faults: list[str] = []
    families = families or {}
    values_by_key = {} if path is None else _file(table, path, faults, families)
    values_by_key |= _environment(table, env, faults, families)
    values: dict[str, Any] = {}
    for section, read in families.items():
        values[f"{section}s"], wrong = read(values_by_key.pop(section, {}))
        faults += wrong
    broken_file = any(fault.startswith("tệp") for fault in faults)
    for row in table:
        if row.key not in values_by_key:
            if row.required and not broken_file:
                sample = as_toml(row.default if row.example is None else row.example)
                faults.append(f"{row.key}: chưa có. Cách xử lý: trong mục [{row.section}] thêm dòng {row.name} = {sample}.")
            values[row.attribute] = row.default
            continue
        try:
            values[row.attribute] = row.read(values_by_key[row.key])
        except ValueError as error:
            shown = MASK if row.secret else hide_login(repr(values_by_key[row.key]))
            faults.append(f"{row.key}: giá trị {shown} không dùng được. {error}")
            values[row.attribute] = row.default
    named = {fault.partition(":")[0] for fault in faults}
    faults += [fault for fault in together(values) if not broken_file and fault.partition(":")[0] not in named]
    if faults:
        raise SettingsError(faults)
    return values


def _file(table: list[Setting], path: Path, faults: list[str], families: Collection[str]) -> dict[str, Any]:
    """The values of the TOML file by key."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        faults.append(f"tệp {path}: không có. Cách xử lý: tạo tệp theo mẫu office.example.toml, hoặc chỉ đúng tệp bằng --office.")
        return {}
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"tệp {path}: không đọc được ({error}). Cách xử lý: kiểm tra quyền đọc; tệp phải ghi bằng UTF-8.")
        return {}
    except tomllib.TOMLDecodeError as error:
        faults.append(f"tệp {path}: sai cú pháp TOML ({error}). Cách xử lý: sửa dòng đó; chữ phải nằm trong dấu nháy kép.")
        return {}
    keys = {row.key for row in table}
    sections = sorted({row.section for row in table})
    values_by_key: dict[str, Any] = {}
    for section, content in document.items():
        if section not in sections and section not in families:
            faults.append(f"{section}: không có mục này.{nearest(section, [*sections, *families])}")
        elif not isinstance(content, dict):
            faults.append(f"{section}: phải là một mục. Cách xử lý: viết [{section}] rồi các dòng cài đặt ở dưới.")
        elif section in families:
            values_by_key[section] = content
        else:
            for name, value in content.items():
                if f"{section}.{name}" in keys:
                    values_by_key[f"{section}.{name}"] = value
                else:
                    faults.append(f"{section}.{name}: không có cài đặt này.{nearest(f'{section}.{name}', sorted(keys))}")
    return values_by_key


def _environment(table: list[Setting], env: Mapping[str, str], faults: list[str], families: Collection[str]) -> dict[str, Any]:
    """The values of the environment by key; a secret may also be named by a file (…_FILE)."""
    values_by_key: dict[str, Any] = {}
    variables = set()
    for row in table:
        variables |= {row.variable, f"{row.variable}_FILE"} if row.secret else {row.variable}
        if row.variable in env:
            values_by_key[row.key] = env[row.variable]
        file = env.get(f"{row.variable}_FILE") if row.secret else None
        if file is None:
            continue
        if row.variable in env:
            faults.append(f"{row.key}: có cả {row.variable} và {row.variable}_FILE. Cách xử lý: chỉ dùng một biến.")
        faults += _open_secret(row.key, Path(file))
        try:
            values_by_key[row.key] = _secret_line(Path(file))
        except (OSError, UnicodeDecodeError, ValueError) as error:
            faults.append(
                f"{row.key}: không đọc được tệp bí mật do {row.variable}_FILE chỉ tới ({error}). Cách xử lý: sửa đường dẫn."
            )
    prefixes = tuple(sorted({f"DIEMBAO_{section.upper()}_" for section in (*families, *(row.section for row in table))}))
    for name in sorted(env):
        if name.startswith(prefixes) and name not in variables:
            faults.append(f"{name}: biến môi trường này không ứng với cài đặt nào.{nearest(name, sorted(variables))}")
    return values_by_key


def read_secret_file(key: str, file: Path) -> str:
    """The secret in the file that the setting `key` names. Raises SettingsError: unreadable, or open to others on the machine."""
    if faults := _open_secret(key, file):
        raise SettingsError(faults)
    try:
        return _secret_line(file)
    except OSError as error:
        mend = "Cách xử lý: sửa đường dẫn, hoặc cho tài khoản chạy phần mềm quyền đọc tệp"
        raise SettingsError([f"{key}: không đọc được tệp {file} ({error.strerror}). {mend}."]) from None
    except ValueError:
        raise SettingsError([f"{key}: tệp {file} không phải tệp chữ UTF-8. Cách xử lý: ghi lại tệp, một dòng."]) from None


def hide_login(text: str) -> str:
    """`text` with the login of an address ("http://user:password@host") hidden: it must not reach a screen or a log."""
    return re.sub(r"//.*@", f"//{MASK}@", text)


def _secret_line(file: Path) -> str:
    return file.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")


def _open_secret(key: str, file: Path) -> list[str]:
    """A fault when others on the computer can read a secret's file, or the group change it. The group may read: systemd hands
    credentials over that way."""
    try:
        mode = file.stat().st_mode & 0o777
    except OSError:
        return []  # reading it says what is wrong
    if mode & OTHERS:
        mend = f"Cách xử lý: chạy “chmod 600 {file}”"
        return [f"{key}: tệp bí mật {file} để ngỏ cho người khác trên máy (quyền {mode:o}). {mend}, đổi mật khẩu nếu đã lộ."]
    return []


def nearest(key: str, keys: list[str]) -> str:
    """What was probably meant, and what to do."""
    close = difflib.get_close_matches(key, keys, n=1, cutoff=0.5)
    return f" Có phải ý là “{close[0]}”? Cách xử lý: sửa tên hoặc bỏ dòng này." if close else " Cách xử lý: bỏ dòng này."


def as_toml(value: Any) -> str:
    """A value as it is written in the TOML file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(as_toml(part) for part in value) + "]"
    escaped = "" if value is None else str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
