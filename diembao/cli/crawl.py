"""The commands `diembao crawl` and `diembao add`: what the operator reads.

In: an office's settings, names of outlets or one page's address, the time of the run. Out: a Vietnamese table or sentence on
`out` and an exit status: 0 done, 1 a page that could not be kept, 2 cannot run (an unknown outlet or address).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from crawler.outlet import OutletFacts
    from crawler.run import OutletCounts
    from data.settings import Office

COLUMNS = ("Nguồn", "Tìm thấy", "Tải về", "Đọc được", "Lưu", "Ngoài tỉnh", "Lỗi", "Tình trạng")


def crawl(office: Office, outlets: Sequence[str], now: datetime, out: TextIO) -> int:
    """Crawls the outlets (none named: those of the settings) and prints how each did. A sick outlet is no failure."""
    from crawler.run import crawl as crawl_now
    from data.archive import Archive

    with Archive.open(office.archive_path, now=now) as archive:
        run = archive.trail.begin_run("crawl", now)
    status, detail = "failed", ""
    try:
        counts = crawl_now(office, outlets, now=now, run=run)
        status, detail = "done", _summary(counts)
    except LookupError as error:
        detail = f"Không thu thập được: {error}"
        out.write(detail + "\n")
        return 2
    finally:
        with Archive.open(office.archive_path, now=now) as archive:
            archive.trail.end_run(run, now, status, detail)
    write_table(counts, out)
    return 0


def _summary(counts: Sequence[OutletCounts]) -> str:
    """One line for the list of runs: what was kept, which outlets need a look."""
    sick = [f"{row.label} ({row.why})" for row in counts if row.state not in ("ok", "recovered", "silent")]
    total = f"tìm thấy {sum(row.found for row in counts)}, lưu {sum(row.kept for row in counts)}"
    return f"{total}; cần xem: {', '.join(sick)}" if sick else total


def write_table(counts: Sequence[OutletCounts], out: TextIO) -> None:
    """The table per outlet, with a line of sums."""
    from rich.console import Console
    from rich.table import Table

    from data.crawl_store import STATES
    from data.text import sort_key
    from data.text.normal import format_number

    table = Table(*COLUMNS, title="Kết quả thu thập", show_footer=False)
    for column in table.columns[1:7]:
        column.justify = "right"
    for row in sorted(counts, key=lambda row: sort_key(row.label)):
        table.add_row(row.label, *map(format_number, _figures(row)), row.why or STATES[row.state])
    table.add_section()
    table.add_row("Cộng", *(format_number(sum(column)) for column in zip(*map(_figures, counts), strict=True)), "")
    width = None if out.isatty() else 150
    Console(file=out, width=width, highlight=False).print(table)


def _figures(row: OutletCounts) -> tuple[int, ...]:
    return row.found, row.fetched, row.read, row.kept, row.outside, row.failed


def add(office: Office, url: str, file: Path | None, now: datetime, out: TextIO) -> int:
    """Keeps one page that the crawler could not fetch: from `file` without any network, else fetched like any other."""
    from crawler.engine.manual import keep_by_hand
    from crawler.register import by_host
    from data.archive import Archive
    from data.text.urls import canonical_url

    try:
        address = canonical_url(url)
    except ValueError:
        return _refuse(out, f"“{url}” không phải địa chỉ trang tin", 2)
    host = urlsplit(address).hostname or ""
    facts = by_host(host)
    if facts is None:
        return _refuse(out, f"chưa có nguồn nào cho trang {host} (xem: diembao outlets list)", 2)
    body, charset, trouble = _page(office, facts, address, file, now)
    if trouble:
        return _refuse(out, trouble, 1)
    with Archive.open(office.archive_path, now=now) as archive:
        run = archive.trail.begin_run("add", now)
        message, status = keep_by_hand(archive, facts, address, body, charset, now=now, run=run)
        archive.trail.end_run(run, now, "problems" if status else "done", message)
    out.write(message + "\n")
    return status


def _refuse(out: TextIO, why: str, status: int) -> int:
    out.write(f"Không thêm được: {why}.\n")
    return status


def _page(office: Office, facts: type[OutletFacts], url: str, file: Path | None, now: datetime) -> tuple[bytes, str | None, str]:
    """The page's bytes, the charset its server named, and in Vietnamese why there is none."""
    if file is not None:
        try:
            return file.read_bytes(), None, ""
        except OSError as error:
            return b"", None, f"không mở được tệp {file} ({error.strerror})"
    from crawler.engine.manual import fetch_page

    fetched = fetch_page(office, facts, url, now)
    hint = "; hãy lưu trang bằng trình duyệt rồi thêm lại với --file"
    return fetched.body, fetched.charset, fetched.trouble + hint if fetched.trouble else ""
