"""The tables that `diembao demo` prints at its end.

In: the demo's settings file, its day, a comparison. Out: rich tables, in Vietnamese.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from data.archive import Archive
from data.crawl_store import STATES, CrawlStore
from data.settings import load_office
from data.text import sort_key
from data.text.normal import format_number
from diembao.demo.comparison import CHECKS, COMPULSORY

if TYPE_CHECKING:
    from diembao.demo.comparison import Comparison
    from diembao.demo.press_day.day import PressDay

FIGURES = ("found", "fetched", "read", "kept", "outside", "failed")
COLUMNS = ("Nguồn (mô phỏng)", "Tìm thấy", "Tải về", "Đọc được", "Lưu", "Ngoài tỉnh", "Lỗi", "Vào bản tin", "Tình trạng")


def outlets_table(office_path: Path, day: PressDay) -> Table:
    """What each outlet gave over all polls of the day, and how many of its articles the edition tells."""
    office = load_office(office_path, {})
    with Archive.open(office.archive_path, now=day.now) as archive:
        labels = {name: outlet.label for name, outlet in archive.articles.outlets().items()}
        told = [item.outlet for item in archive.editions.items(day.edition)]
    table = Table(*COLUMNS, title="Cả ngày, theo nguồn")
    for column in table.columns[1:8]:
        column.justify = "right"
    sums = [0] * (len(FIGURES) + 1)
    with CrawlStore.open(office.crawl_path, now=day.now) as store:
        states = store.outlet_states(labels, day.now + timedelta(hours=1))
        for name, label in sorted(labels.items(), key=lambda pair: sort_key(pair[1])):
            runs = [counts for _, _, counts in store.outlet_history(name, day.polls[0] - timedelta(days=1))]
            row = [sum(counts.get(figure, 0) for counts in runs) for figure in FIGURES] + [told.count(name)]
            sums = [total + figure for total, figure in zip(sums, row, strict=True)]
            state = states.get(name)
            table.add_row(label, *map(format_number, row), STATES[state.state] if state else "")
    table.add_section()
    table.add_row("Cộng", *map(format_number, sums), "")
    return table


def checks_table(comparison: Comparison, before: Comparison | None = None) -> Table:
    """How many of each check hold; `before`: what the machine alone had right before a person looked the edition through."""
    alone = ("Máy làm",) if before else ()
    right_now = "Sau rà soát" if before else "Đúng"
    table = Table("So với đáp án", *alone, right_now, "Tất cả", "Tỷ lệ", "", title="Đối chiếu với truth.toml")
    for column in table.columns[1:-1]:
        column.justify = "right"
    for check, label in CHECKS.items():
        right, every = comparison.right[check], comparison.all[check]
        if every:
            share = f"{100 * right / every:.0f}%"
            machine = (str(before.right[check]),) if before else ()
            table.add_row(label, *machine, str(right), str(every), share, "bắt buộc" if check in COMPULSORY else "")
    return table


def differences_table(comparison: Comparison) -> Table:
    """Every difference by name, compulsory ones first."""
    table = Table("Mục", "Bài", "Đáp án", "Kết quả", "Lý do", title="Những chỗ khác đáp án", show_lines=True)
    for difference in sorted(
        comparison.differences, key=lambda one: (one.check not in COMPULSORY, list(CHECKS).index(one.check))
    ):
        table.add_row(CHECKS[difference.check], difference.item, difference.expected, difference.got, difference.reason[:300])
    return table
