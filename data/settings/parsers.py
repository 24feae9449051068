"""Readers of single settings: what may stand behind a key.

In: a value as TOML or the environment gives it. Out: the checked value, or an error that says in Vietnamese how the value must
look. A new kind of setting is a new reader here.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from data.text.dates import VN

ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{1,63}"
)
HOST_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
TRUE, FALSE = ("true", "1", "yes", "có", "co"), ("false", "0", "no", "không", "khong")

Reader = Callable[[Any], Any]


class UnfitError(ValueError):
    """The value does not fit; the message is Vietnamese and says how it must look."""


def one_line(value: Any) -> str:
    """Text without line breaks or other control characters."""
    if not isinstance(value, str):
        raise UnfitError("Cách xử lý: viết thành chữ trong dấu nháy kép.")
    if re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", value):
        raise UnfitError("Cách xử lý: viết trên một dòng, không xuống dòng, không có ký tự điều khiển.")
    return value.strip()


def secret_text(value: Any) -> str:
    """A password, as it is."""
    if not isinstance(value, str) or re.search(r"[\x00\r\n]", value):
        raise UnfitError("Cách xử lý: viết thành chữ trong dấu nháy kép, trên một dòng.")
    return value


def flag(value: Any) -> bool:
    """true or false."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in TRUE + FALSE:
        return value.strip().lower() in TRUE
    raise UnfitError("Cách xử lý: viết true hoặc false.")


def whole(low: int, high: int) -> Reader:
    """A whole number from low to high."""

    def read(value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,9}\s*", value, re.ASCII):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise UnfitError(f"Cách xử lý: viết một số nguyên từ {low} đến {high}.")
        return value

    return read


def number(low: float, high: float) -> Reader:
    """A number from low to high."""

    def read(value: Any) -> float:
        if isinstance(value, str) and re.fullmatch(r"\s*\d{1,9}(\.\d+)?\s*", value, re.ASCII):
            value = float(value)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise UnfitError(f"Cách xử lý: viết một số từ {low:g} đến {high:g} (dấu thập phân là dấu chấm).")
        return float(value)

    return read


def choice(*allowed: str) -> Reader:
    """One of a few words."""

    def read(value: Any) -> str:
        if value not in allowed:
            raise UnfitError(f"Cách xử lý: chọn một trong: {', '.join(allowed)}.")
        return str(value)

    return read


def optional(reader: Reader) -> Reader:
    """Empty text stands for "not set"."""
    return lambda value: None if value == "" else reader(value)


def maybe(reader: Reader) -> Reader:
    """Empty text stays empty text."""
    return lambda value: "" if value == "" else reader(value)


def many(reader: Reader) -> Reader:
    """A list; in the environment separated by semicolons, or by commas where there is none. Doubles are dropped."""

    def read(value: Any) -> tuple[Any, ...]:
        if isinstance(value, str):
            value = [part.strip() for part in value.split(";" if ";" in value else ",") if part.strip()]
        if not isinstance(value, list):
            raise UnfitError('Cách xử lý: viết thành danh sách, như ["một", "hai"].')
        return tuple(dict.fromkeys(reader(part) for part in value))

    return read


def term(value: Any) -> str:
    """One watch term: something that can be named in a text."""
    text = one_line(value)
    if not 2 <= len(text) <= 100:
        raise UnfitError("Cách xử lý: mỗi cụm từ theo dõi dài từ 2 đến 100 ký tự.")
    return text


def slug_text(value: Any) -> str:
    """Lower-case letters without accents, digits, hyphens."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value, re.ASCII):
        raise UnfitError("Cách xử lý: viết không dấu, chữ thường, nối bằng gạch ngang, như “hai-duong”.")
    return value


def outlet_name(value: Any) -> str:
    """The name of a spider."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9_-]+", value, re.ASCII):
        raise UnfitError("Cách xử lý: dùng tên nguồn như trong “diembao outlets list”, ví dụ “tuoitre”.")
    return value


def clock_time(value: Any) -> str:
    """A time of day, Vietnam time, "06:30"."""
    text = value.isoformat("minutes") if hasattr(value, "isoformat") and not isinstance(value, datetime) else value
    if not isinstance(text, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text, re.ASCII):
        raise UnfitError("Cách xử lý: viết giờ và phút 24 giờ (giờ Việt Nam), như “06:30”.")
    return text


def moment(value: Any) -> datetime:
    """A point in time; Vietnam time where no offset is given."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            value = None
    if not isinstance(value, datetime):
        raise UnfitError("Cách xử lý: viết thời điểm như 2020-06-02T06:05:00+07:00.")
    return value if value.tzinfo else value.replace(tzinfo=VN)


def address(value: Any) -> str:
    """One mail address, nothing around it, no line break."""
    if not isinstance(value, str) or not ADDRESS.fullmatch(value) or ".." in value or value.startswith("."):
        raise UnfitError("Cách xử lý: viết đúng một địa chỉ thư, không kèm tên, không xuống dòng, như “vanphong@tinh.example”.")
    return value


def host(value: Any) -> str:
    """A host name or an IP address, without scheme, port or path."""
    if isinstance(value, str) and 0 < len(value) <= 253:
        try:
            return str(ipaddress.ip_address(value))
        except ValueError:
            if all(HOST_LABEL.fullmatch(label) for label in value.split(".")):
                return value.lower()
    raise UnfitError("Cách xử lý: viết tên máy chủ, không có “https://”, cổng hay khoảng trắng, như “thu.tinh.example”.")


def proxy_address(value: Any) -> str:
    """The address of an HTTP proxy: "http://proxy.tinh.example:8080", never with a login."""
    mend = "Cách xử lý: viết như “http://proxy.tinh.example:8080”, có cổng, không có đường dẫn"
    if isinstance(value, str) and "@" in value:
        raise UnfitError(f"{mend}; tên đăng nhập và mật khẩu đặt trong tệp do crawl.proxy_login_file chỉ tới.")
    try:
        parts = urlsplit(value.strip()) if isinstance(value, str) else None
        if parts is not None and parts.scheme == "http" and parts.port and parts.path in ("", "/") and not parts.query:
            name = host(parts.hostname)
            return f"http://[{name}]:{parts.port}" if ":" in name else f"http://{name}:{parts.port}"
    except ValueError:
        pass
    raise UnfitError(f"{mend}; chỉ nhận proxy HTTP (phương thức CONNECT), không nhận SOCKS hay PAC.")


def domain(value: Any) -> str:
    """A host name with all names below it: "tinh.example" also stands for "bao.tinh.example"."""
    return host(value.strip().removeprefix("*").removeprefix(".") if isinstance(value, str) else value)


def loopback(value: Any) -> str:
    """The address of the replay server: http on this machine only."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        good = parts is not None and parts.scheme == "http" and parts.port and parts.path in ("", "/") and not parts.query
        if good and parts is not None and ipaddress.ip_address(parts.hostname or "").is_loopback and "@" not in parts.netloc:
            return f"http://{parts.netloc}"
    except ValueError:
        pass
    raise UnfitError("Cách xử lý: chỉ nhận địa chỉ của chính máy này, như “http://127.0.0.1:8000”.")
