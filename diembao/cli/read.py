"""The work of `diembao read` and `diembao outlets list`.

In: a saved page and its address; or an office's settings. Out: one JSON object with all keys; a table for the operator. Messages
go to stderr, in Vietnamese. Nothing here touches the network.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from crawler.outlet import confidence_of, owner_word, ways_of
from data.text import local

if TYPE_CHECKING:
    from crawler.extraction.page import PageReading
    from crawler.outlet import OutletFacts
    from data.crawl_store import OutletState
    from data.settings import Office

KEYS = (
    "url", "outlet", "kind", "lang", "title", "summary", "body", "authors", "section",
    "published_at", "modified_at", "published_raw", "date_from",
)  # fmt: skip
LARGEST_FILE = 50_000_000  # bytes: no page is that long; another file was named by mistake
PROBLEMS = {
    "wall": "trang này chỉ là đoạn mã đặt cookie rồi tải lại: báo chỉ mở bằng trình duyệt",
    "empty": "tệp không chứa nội dung trang",
    "no_title": "không tìm thấy tiêu đề",
    "no_body": "không tìm thấy toàn văn",
    "no_date": "không đọc được giờ đăng",
    "body_guessed": "toàn văn chỉ được nhận dạng gần đúng, trang có thể đã đổi giao diện",
}
UNREADABLE = frozenset(("wall", "empty", "no_title"))
CONFIDENCE = {"A": "A (đã thấy trên trang thật)", "B": "B (có nguồn đáng tin)", "C": "C (chưa kiểm chứng)"}


def read_file(path: Path, url: str, outlet: str | None = None) -> tuple[dict[str, Any], int]:
    """One saved page as the object of `diembao read`, and the exit status: 0 read, 1 a list or unreadable, 2 bad usage.

    `outlet` is a name of the register; without it the outlet is known by the host of `url`, or unknown.
    """
    from crawler.extraction.page import read_page
    from crawler.register import UnknownOutlet, by_url, spider_class

    empty = dict.fromkeys(KEYS) | {"url": url, "outlet": outlet, "authors": []}
    try:
        facts = spider_class(outlet) if outlet else by_url(url)
        body = _bytes_of(path)
        reading = read_page(body, url, facts=facts)
    except UnknownOutlet as error:
        return empty, _say(str(error), 2)
    except _BadFile as error:
        return empty, _say(str(error), 1)
    except ValueError:
        return empty, _say(f"Địa chỉ «{url}» không phải địa chỉ trang web (cần bắt đầu bằng http:// hoặc https://).", 2)
    return as_fields(reading, facts), _judge(reading, path)


class _BadFile(Exception):
    """A file that cannot be read; the message is for the operator."""


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _BadFile(f"Tệp {path} quá lớn ({path.stat().st_size // 1_000_000} MB), không phải một trang báo đã lưu.")
        return path.read_bytes()
    except FileNotFoundError:
        raise _BadFile(f"Không có tệp {path}. Kiểm tra lại đường dẫn.") from None
    except IsADirectoryError:
        raise _BadFile(f"{path} là thư mục, không phải tệp trang đã lưu.") from None
    except PermissionError:
        raise _BadFile(f"Không có quyền đọc tệp {path}.") from None
    except OSError as error:
        raise _BadFile(f"Không đọc được tệp {path}: {error.strerror}.") from None


def _judge(reading: PageReading, path: Path) -> int:
    if reading.kind == "listing":
        return _say(f"{path}: đây là trang danh sách, không phải một tin, bài.", 1)
    for problem in reading.problems:
        _say(f"{path}: {PROBLEMS[problem]}.", 1)
    nothing = "no_body" in reading.problems and not reading.summary
    return 1 if nothing or UNREADABLE & set(reading.problems) else 0


def _say(message: str, status: int) -> int:
    sys.stderr.write(message + "\n")
    return status


def as_fields(reading: PageReading, facts: type[OutletFacts] | None) -> dict[str, Any]:
    """The object of `diembao read`: every key, null where unknown, times with +07:00."""

    def told(moment: datetime | None) -> str | None:
        return None if moment is None else local(moment).isoformat(timespec="seconds")

    values = {
        "url": reading.url,
        "outlet": facts.name if facts else None,
        "kind": reading.kind,
        "lang": reading.lang,
        "title": reading.title,
        "summary": reading.summary,
        "body": reading.body,
        "authors": list(reading.authors),
        "section": reading.section,
        "published_at": told(reading.published_at),
        "modified_at": told(reading.modified_at),
        "published_raw": reading.published_raw,
        "date_from": reading.date_from,
    }
    return {key: values[key] for key in KEYS}


def outlets_list(office: Office | None, *, now: datetime, out: TextIO) -> int:
    """Prints the register: name, label, owner type, how it is collected, how it has been doing, how sure the facts are."""
    from rich.console import Console
    from rich.table import Table

    from crawler.register import spider_classes

    classes = spider_classes()
    chosen = set(office.crawl_outlets) if office is not None and office.crawl_outlets else set(classes)
    states = _states(office, list(classes), now)
    title = f"{len(classes)} nguồn trong danh mục, {len(chosen & set(classes))} nguồn được theo dõi"
    table = Table(title=title, title_justify="left")
    for heading in ("Tên", "Nguồn", "Loại nguồn", "Cách thu thập", "Tình trạng", "Độ tin cậy của thông tin"):
        table.add_column(heading, overflow="fold")
    for name, cls in classes.items():
        state = states.get(name)
        told = "không theo dõi" if name not in chosen else _condition(state) if state else "chưa thu thập"
        table.add_row(
            name,
            cls.full_label or cls.label,
            owner_word(cls.outlet()),
            ways_of(cls),
            told,
            "{} (tìm bài), {} (đọc trang)".format(*confidence_of(cls)),
        )
    console = Console(file=out, width=None if out.isatty() else 170)
    console.print(table)
    console.print("Độ tin cậy: " + "; ".join(CONFIDENCE.values()) + ". Kiểm chứng trên mạng: «diembao outlets check».")
    return 0


def _condition(state: OutletState) -> str:
    """The state in words, with since when and why where it is not well."""
    since = f" từ {local(state.since):%H:%M %d/%m/%Y}" if state.since else ""
    return f"{state.label}{since} ({state.why})" if state.since and state.why else f"{state.label}{since}"


def _states(office: Office | None, names: Iterable[str], now: datetime) -> Mapping[str, OutletState]:
    """How the outlets have been doing, empty where nothing was ever crawled."""
    if office is None or not office.crawl_path.exists():
        return {}
    from data.crawl_store import CrawlStore

    with CrawlStore.open(office.crawl_path, now=now) as store:
        return store.outlet_states(names, now)
