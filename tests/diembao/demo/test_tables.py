"""The tables at the end of the demo: whole at 80 columns, nothing cut, nothing read as markup."""

from __future__ import annotations

import io
import re

from rich.console import Console

from diembao.demo.comparison import Comparison
from diembao.demo.outlet_figures import OutletFigures
from diembao.demo.tables import checks_table, differences_table, outlets_table

LONG = "muong-tan-lo-" + "nguoi-lao-dong-" * 5 + "cuoi"
REASON = "Nêu tên tỉnh [bold]Hải Dương[/bold] ở sapo; " * 20 + "hết lý do"


def printed(table: object, width: int = 80) -> list[str]:
    """The lines of a table on a terminal of that width."""
    out = io.StringIO()
    Console(file=out, width=width, highlight=False).print(table)
    return out.getvalue().splitlines()


def words_of(lines: list[str], cell: int) -> str:
    """All text of one column, joined without blanks: wrapping must lose nothing."""
    cells = [re.split("[│┃]", line)[1:-1] for line in lines if line[:1] in "│┃"]
    return "".join("".join(row[cell].split()) for row in cells)


def test_the_table_of_differences_is_whole_at_80_columns() -> None:
    comparison = Comparison()
    comparison.note("tone", LONG, "positive", "negative", REASON)
    comparison.note("articles", "https://tuoitre.vn/" + "a" * 120 + ".htm", "vào bản tin", "không vào bản tin", "ngắn")
    for number in range(40):
        comparison.note("topic", f"bai-{number}", "kinh-te", "y-te")
    lines = printed(differences_table(comparison, "truth-report.json"))
    assert max(map(len, lines)) <= 80
    assert not any("…" in line for line in lines)
    left, right = words_of(lines, 0), words_of(lines, 1)
    assert "".join(REASON.split()) in right
    assert LONG in left
    assert "a" * 120 + ".htm" in left
    assert all(f"bai-{number}" in left for number in range(40))
    assert left.index("https://tuoitre.vn/") < left.index(LONG)  # compulsory ones first
    assert any("42 chỗ khác đáp án" in line and "truth-report.json" in line for line in lines)


def test_the_table_of_checks_shows_what_the_machine_alone_had_right() -> None:
    machine, sent = Comparison(), Comparison()
    for comparison, got in ((machine, "namesake"), (sent, "subject")):
        comparison.note("verdict", "a", "subject", got)
        comparison.note("articles", "a", True, True)
    lines = printed(checks_table(sent, machine))
    assert max(map(len, lines)) <= 80
    verdict = next(line for line in lines if "có viết về tỉnh" in line)
    assert [cell.strip() for cell in verdict.split("│")[2:6]] == ["0", "1", "1", "100%"]
    assert "bắt buộc" in next(line for line in lines if "tin, bài vào" in line)
    assert not any("sắc thái" in line for line in lines)  # nothing of it was compared


def test_the_table_of_outlets_adds_up() -> None:
    rows = [
        OutletFigures(label="Báo A", figures=(1200, 4, 3, 2, 1, 0), in_edition=2, state="bình thường"),
        OutletFigures(label="Báo B", figures=(34, 1, 1, 1, 0, 5), in_edition=0, state=""),
    ]
    lines = printed(outlets_table(rows), 150)
    total = next(line for line in lines if "Cộng" in line)
    assert [cell.strip() for cell in total.split("│")[2:9]] == ["1.234", "5", "4", "3", "1", "5", "2"]
