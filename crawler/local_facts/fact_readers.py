"""Which facts an office may state about an outlet, what each must look like, and its name in words.

In: a value as TOML gives it. Out: the checked value by the type that `OutletFacts` holds, or `UnfitFact`, which says in
Vietnamese how the value must look. A new fact is one row of `FACTS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from crawler.outlet import ACCESS, FAMILIES, SELECTED_FIELDS
from data.model import OWNER_TYPES

LONGEST = 500  # characters of one line or expression
MOST_ADDRESSES = 60  # lists of one way; more would only be a mistake
HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


class UnfitFact(ValueError):
    """The value does not fit; the message is Vietnamese and says how it must look."""


def line(value: Any) -> str:
    """Text on one line."""
    if not isinstance(value, str) or CONTROL.search(value) or len(value) > LONGEST:
        raise UnfitFact(f"Cách xử lý: viết thành chữ trong dấu nháy, trên một dòng, không quá {LONGEST} ký tự.")
    return value.strip()


def filled(value: Any) -> str:
    """Text on one line, not empty."""
    if not (text := line(value)):
        raise UnfitFact("Cách xử lý: viết ít nhất một chữ, hoặc bỏ dòng này.")
    return text


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise UnfitFact("Cách xử lý: viết true hoặc false, không có dấu nháy.")
    return value


def address(value: Any) -> str:
    """The address of a page or list: http or https, a host name, no login."""
    text = filled(value)
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and HOST.fullmatch(parts.hostname or "") and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good or re.search(r"\s", text):
        raise UnfitFact("Cách xử lý: viết đủ địa chỉ, như “https://baogonoi.vn/rss/trang-chu.rss”.")
    return text


def addresses(value: Any) -> tuple[str, ...]:
    """Addresses; one alone may stand without brackets."""
    return several(address)(value)


def host(value: Any) -> str:
    """A host name: "baogonoi.vn"."""
    text = value.strip().lower() if isinstance(value, str) else ""
    if not HOST.fullmatch(text):
        raise UnfitFact("Cách xử lý: viết tên máy chủ, không có “https://” và dấu gạch chéo, như “baogonoi.vn”.")
    return text


def several(read: Callable[[Any], str]) -> Callable[[Any], tuple[str, ...]]:
    """A list of such values; one alone may stand without brackets."""

    def read_all(value: Any) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list | tuple) or len(values) > MOST_ADDRESSES:
            raise UnfitFact(f'Cách xử lý: viết thành danh sách, như ["một", "hai"], không quá {MOST_ADDRESSES} mục.')
        return tuple(dict.fromkeys(read(part) for part in values))

    return read_all


def choice(allowed: Mapping[str, str] | tuple[str, ...]) -> Callable[[Any], str]:
    """One of a few words."""

    def read(value: Any) -> str:
        if value not in allowed:
            raise UnfitFact(f"Cách xử lý: chọn một trong: {', '.join(word or '“”' for word in allowed)}.")
        return str(value)

    return read


def expression(value: Any) -> str:
    """A regular expression, searched in the path of an address."""
    text = filled(value)
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise UnfitFact(
            f"Biểu thức chính quy sai: {error}. Cách xử lý: viết trong dấu nháy đơn, như '-(?P<number>\\d+)\\.html$'."
        ) from None
    return text


def table(keys: tuple[str, ...] | None, read: Callable[[Any], str]) -> Callable[[Any], Mapping[str, str]]:
    """A table of such values; `keys` are the only ones allowed, None for any."""

    def read_all(value: Any) -> Mapping[str, str]:
        if not isinstance(value, Mapping):
            raise UnfitFact('Cách xử lý: viết như { tên = "giá trị" }.')
        if unknown := [key for key in value if keys is not None and key not in keys]:
            raise UnfitFact(f"Không có mục {', '.join(unknown)}. Cách xử lý: chỉ dùng: {', '.join(keys or ())}.")
        return MappingProxyType({key: read(part) for key, part in value.items()})

    return read_all


def province(value: Any) -> str:
    """The slug of a province that there is or was."""
    from data.gazetteer.units import province_rows

    if value != "" and value not in province_rows():
        raise UnfitFact("Cách xử lý: viết tên tỉnh không dấu, nối bằng gạch ngang, như “hai-duong”.")
    return str(value)


@dataclass(frozen=True)
class Fact:
    """One fact that may be stated: how it is read and what it is called in Vietnamese."""

    read: Callable[[Any], Any]
    label: str


FACTS: Mapping[str, Fact] = MappingProxyType({
    "label": Fact(filled, "tên báo"),
    "full_label": Fact(line, "tên đầy đủ"),
    "short": Fact(line, "tên ngắn"),
    "owner_type": Fact(choice(OWNER_TYPES), "loại nguồn"),
    "home": Fact(address, "trang chủ"),
    "hosts": Fact(several(host), "tên máy chủ"),
    "feeds": Fact(addresses, "nguồn tin RSS"),
    "news_sitemaps": Fact(addresses, "sơ đồ tin"),
    "sections": Fact(addresses, "trang chuyên mục"),
    "article_pattern": Fact(expression, "mẫu địa chỉ bài"),
    "further_patterns": Fact(several(expression), "các mẫu địa chỉ bài khác"),
    "skip_pattern": Fact(expression, "mẫu địa chỉ không phải bài"),
    "feed_order": Fact(choice(("dmy", "mdy")), "thứ tự ngày tháng trong nguồn tin"),
    "list_order": Fact(choice(("dmy", "mdy")), "thứ tự ngày tháng trên trang danh sách"),
    "family": Fact(choice(FAMILIES), "hệ quản trị nội dung"),
    "selectors": Fact(table(SELECTED_FIELDS, filled), "bộ chọn CSS"),
    "summary_prefix": Fact(expression, "phần đầu sapo phải bỏ"),
    "lang": Fact(filled, "ngôn ngữ"),
    "host_langs": Fact(table(None, filled), "ngôn ngữ theo máy chủ"),
    "country": Fact(line, "nước"),
    "province": Fact(province, "tỉnh của báo"),
    "predecessors": Fact(several(filled), "các báo đã nhập vào"),
    "access": Fact(choice(ACCESS), "điều cản trở thu thập"),
    "cookies": Fact(flag, "cần cookie"),
    "confidence": Fact(table(None, choice(("A", "B", "C"))), "độ tin cậy"),
    "sources": Fact(table(None, filled), "nguồn của thông tin"),
    "checked": Fact(line, "tháng kiểm chứng"),
    "note": Fact(line, "ghi chú"),
})  # fmt: skip
