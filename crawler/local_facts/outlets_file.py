"""`outlets.toml` of an office, read and checked: every fault at once, each with the outlet and the key.

In: the file's path, the bundled facts by name. Out: `OutletEntry` by name, or `BrokenOutlets`.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.local_facts.entry import BrokenOutlets, OutletEntry, Pause
from crawler.local_facts.fact_readers import FACTS, NAME, filled, flag
from crawler.outlet import OutletFacts, main_host

OTHER_KEYS = ("enabled", "paused", "found")
KEYS = (*FACTS, *OTHER_KEYS)
WAYS = ("feeds", "news_sitemaps", "sections")
LARGEST = 4_000_000  # bytes of the file; a thousand outlets take half of it


def read_outlets_file(path: Path, bundled: Mapping[str, type[OutletFacts]]) -> dict[str, OutletEntry]:
    """The entries by name, in the order of the file; none where there is no file. Raises BrokenOutlets with every fault."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BrokenOutlets(path, [f"không đọc được ({error.strerror}). Cách xử lý: kiểm tra quyền đọc của tệp."]) from None
    entries, faults = check_text(raw, bundled)
    if faults:
        raise BrokenOutlets(path, faults)
    return entries


def check_text(raw: bytes, bundled: Mapping[str, type[OutletFacts]]) -> tuple[dict[str, OutletEntry], list[str]]:
    """The entries of the file's bytes, and every fault."""
    if len(raw) > LARGEST:
        return {}, [f"lớn hơn {LARGEST // 1_000_000} MB. Cách xử lý: chỉ ghi các nguồn cần sửa hoặc thêm."]
    try:
        document = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return {}, ["không phải chữ UTF-8. Cách xử lý: lưu lại tệp với bảng mã UTF-8."]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {}, [f"sai cú pháp TOML ({error}). Cách xử lý: sửa dòng đó; chữ phải nằm trong dấu nháy."]
    entries: dict[str, OutletEntry] = {}
    faults: list[str] = []
    for name, content in document.items():
        if not NAME.fullmatch(name):
            faults.append(f"[{name}]: tên nguồn không dùng được. Cách xử lý: viết không dấu, chữ thường, như [baogonoi].")
        elif not isinstance(content, dict):
            faults.append(f"{name}: phải là một mục. Cách xử lý: viết [tên-nguồn] rồi các dòng thông tin ở dưới.")
        else:
            entry, wrong = entry_of(name, content)
            entries[name] = entry
            faults += wrong
            if not wrong:
                faults += _completeness(entry, bundled)
    return entries, [*faults, *_clashes(entries, bundled)]


def entry_of(name: str, content: Mapping[str, Any]) -> tuple[OutletEntry, list[str]]:
    """One table as an entry, and its faults."""
    facts: dict[str, Any] = {}
    values: dict[str, Any] = {}
    faults: list[str] = []
    for key, value in content.items():
        try:
            if key in FACTS:
                facts[key] = FACTS[key].read(value)
            elif key == "enabled":
                values[key] = flag(value)
            elif key == "paused":
                values[key] = _pause(value)
            elif key == "found":
                values["found_on"] = _found(value)
            else:
                faults.append(f"{name}.{key}: không có thông tin này. {_nearest(key, KEYS)}")
        except ValueError as error:
            faults.append(f"{name}.{key}: giá trị {_shown(value)} không dùng được. {error}")
    return OutletEntry(name=name, facts=facts, **values), faults


def _shown(value: Any) -> str:
    text = str(value)
    return f"“{text[:79]}…”" if len(text) > 80 else f"“{text}”"


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if not isinstance(value, date):
        raise ValueError("Cách xử lý: viết ngày như 2026-11-30.")  # noqa: TRY004 - a fault of the file, not of a type
    return value


def _pause(value: Any) -> Pause:
    if not isinstance(value, Mapping) or set(value) != {"since", "why"}:
        raise ValueError('Cách xử lý: viết như paused = { since = 2026-11-30, why = "báo đề nghị" }, đủ cả hai.')
    return Pause(since=_day(value["since"]), why=filled(value["why"]))


def _found(value: Any) -> dict[str, date]:
    if not isinstance(value, Mapping) or not set(value) <= set(FACTS):
        raise ValueError("Cách xử lý: viết như found = { feeds = 2026-11-30 }, chỉ nêu tên thông tin có thật.")
    return {key: _day(day) for key, day in value.items()}


def _nearest(key: str, keys: Collection[str]) -> str:
    close = difflib.get_close_matches(key, keys, n=1, cutoff=0.5)
    return f"Có phải ý là “{close[0]}”? Cách xử lý: sửa tên hoặc bỏ dòng này." if close else "Cách xử lý: bỏ dòng này."


def hosts_of(entry: OutletEntry, base: type[OutletFacts] | None) -> tuple[str, ...]:
    """The hosts of the outlet with this entry: those stated, else the bundled ones, and that of its home page in any case."""
    home = urlsplit(entry.facts.get("home", "")).hostname or ""
    hosts = entry.facts.get("hosts") or (base.hosts if base is not None else ())
    return hosts if not home or any(main_host(home) == main_host(host) for host in hosts) else (home, *hosts)


def _completeness(entry: OutletEntry, bundled: Mapping[str, type[OutletFacts]]) -> Iterator[str]:
    """What a new outlet lacks; lists that lie on hosts that are not the outlet's."""
    base, facts = bundled.get(entry.name), entry.facts
    if base is None:
        for key, sample in (
            ("label", '"Báo Gò Nổi"'),
            ("home", '"https://baogonoi.vn/"'),
            ("article_pattern", "'-(?P<number>\\d+)\\.html$'"),
        ):
            if key not in facts:
                close = difflib.get_close_matches(entry.name, bundled, n=1, cutoff=0.7)
                meant = f" (nếu ý là nguồn có sẵn “{close[0]}” thì sửa tên mục)" if close else ""
                yield f"{entry.name}.{key}: chưa có, mà đây là nguồn mới{meant}. Cách xử lý: thêm dòng {key} = {sample}."
        if not any(facts.get(way) for way in WAYS):
            yield f"{entry.name}.feeds: nguồn mới chưa có cách tìm bài. Cách xử lý: thêm feeds, news_sitemaps hoặc sections."
    hosts = {main_host(host) for host in hosts_of(entry, base)}
    for key in ("news_sitemaps", "sections"):
        for url in facts.get(key, ()):
            if main_host(urlsplit(url).hostname or "") not in hosts and hosts:
                yield f"{entry.name}.{key}: {url} không ở máy chủ nào của nguồn. Cách xử lý: thêm vào hosts."


def _clashes(entries: Mapping[str, OutletEntry], bundled: Mapping[str, type[OutletFacts]]) -> Iterator[str]:
    """A host that two outlets claim: its articles would be told twice."""
    owners = {
        main_host(host): name
        for name, facts in bundled.items()
        if not facts.successor
        for host in (hosts_of(entries[name], facts) if name in entries else facts.hosts)
    }
    for name, entry in entries.items():
        for host in hosts_of(entry, bundled.get(name)):
            owner = owners.setdefault(main_host(host), name)
            is_successor = name in bundled and bundled[name].successor
            if owner != name and not is_successor:
                yield f"{name}.hosts: {host} đã thuộc nguồn “{owner}”. Cách xử lý: sửa mục [{owner}] thay vì thêm nguồn mới."
