"""The commands `diembao outlets check` and `diembao outlets record`.

In: an office's settings, names of outlets or one page's address. Out: a Vietnamese table on `out`, a report as Markdown and JSON
that an operator can send back, a page saved as a test case; the exit status: 0 all is well, 1 something is not, 2 cannot run.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from data.paths import TEST_PAGES
from data.text import local, slug

if TYPE_CHECKING:
    from crawler.monitoring.probe import Checked
    from crawler.outlet import OutletFacts
    from data.settings import Office

LONGEST_NAME = 60


def check(office: Office, names: Sequence[str], now: datetime, out: TextIO) -> int:
    """Probes the outlets (none named: those of the settings) on the live web and writes the report. 1 when one is broken."""
    from crawler.logs import quiet_logs
    from crawler.monitoring.probe import BROKEN, check_outlets
    from crawler.register import chosen

    try:
        classes = chosen(office, names)
    except LookupError as error:
        out.write(f"Không kiểm tra được: {error}\n")
        return 2
    quiet_logs(f"check-{now:%Y%m%dT%H%M%S}")
    checked = check_outlets(office, classes, now)
    _table(checked, out)
    office.out_dir.mkdir(parents=True, exist_ok=True)
    stem = office.out_dir / f"kiem-tra-nguon-{local(now):%Y%m%d-%H%M}"
    for suffix, text in ((".md", as_markdown(checked, now, demo=office.office_demo)), (".json", as_json(checked, now))):
        stem.with_suffix(suffix).write_text(text, encoding="utf-8")
    out.write(f"Báo cáo chi tiết: {stem}.md và {stem.name}.json (gửi hai tệp này cho người phụ trách phần mềm khi cần).\n")
    return int(any(row.state == BROKEN for row in checked))


def _table(checked: Sequence[Checked], out: TextIO) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from crawler.monitoring.probe import FIELDS, GOOD, WAYS

    table = Table(title=f"Kiểm tra {len(checked)} nguồn", title_justify="left")
    for heading in (
        "Nguồn",
        "Kết quả",
        "Robots",
        *(label[:1].upper() + label[1:] for label in WAYS.values()),
        "Bài thiếu",
        "Cần xem",
    ):
        table.add_column(heading, overflow="fold")
    for row in checked:
        by_part = {part: [finding for finding in row.findings if finding.part == part] for part in (*WAYS.values(), "robots.txt")}
        ways = [f"{sum(f.state == GOOD for f in by_part[part])}/{len(by_part[part])}" for part in WAYS.values()]
        robots = by_part["robots.txt"][0].state if by_part["robots.txt"] else "chưa rõ"
        missing = ", ".join(f.part for f in row.findings if f.part in FIELDS.values() and f.state != GOOD)
        first = next((f"{f.part}: {f.told}" for f in row.findings if f.state != GOOD and f.part not in FIELDS.values()), "")
        table.add_row(row.label, row.state, robots, *ways, missing, escape(first))
    Console(file=out, width=None if out.isatty() else 170, highlight=False).print(table)


def as_markdown(checked: Sequence[Checked], now: datetime, *, demo: bool) -> str:
    """The report for people: one section for each outlet, one line for each thing looked at."""
    lines = [f"# Kiểm tra nguồn, {local(now):%H:%M ngày %d/%m/%Y}", ""]
    lines += ["Dữ liệu giả định: máy chủ phát lại trên máy này, không phải trang báo thật.", ""] if demo else []
    for row in checked:
        lines += [
            f"## {row.label} (`{row.outlet}`): {row.state}",
            "",
            "| mục | kết quả | chi tiết | địa chỉ |",
            "|---|---|---|---|",
        ]
        lines += [f"| {f.part} | {f.state} | {_cell(f.told)} | {_cell(f.address)} |" for f in row.findings]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def as_json(checked: Sequence[Checked], now: datetime) -> str:
    """The report for programs."""
    outlets = [
        {"outlet": row.outlet, "label": row.label, "state": row.state, "findings": [vars(finding) for finding in row.findings]}
        for row in checked
    ]
    report = {"checked_at": local(now).isoformat(timespec="seconds"), "outlets": outlets}
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def record(
    office: Office | None, name: str, url: str, file: Path | None, *, now: datetime, out: TextIO, pages: Path = TEST_PAGES
) -> int:
    """Saves a page as a test case of the outlet: the HTML, and what we read from it, to be looked over by a person."""
    from crawler.register import UnknownOutlet, spider_class
    from data.text.urls import canonical_url

    try:
        facts, address = spider_class(name), canonical_url(url)
    except UnknownOutlet as error:
        out.write(f"{error}\n")
        return 2
    except ValueError:
        out.write(f"Không lưu được: “{url}” không phải địa chỉ trang tin.\n")
        return 2
    body, trouble = _page(office, facts, address, file, now)
    if trouble:
        out.write(f"Không lưu được: {trouble}.\n")
        return 1
    case = _save(pages / name, facts, address, body)
    out.write(
        f"Đã lưu {case} và cập nhật expected.json cạnh đó. Việc cần làm: so từng trường trong expected.json với trang thật; thay "
        "chữ của báo bằng chữ tự viết, giữ nguyên mã HTML, trước khi đưa vào kho mã.\n"
    )
    return 0


def _page(office: Office | None, facts: type[OutletFacts], url: str, file: Path | None, now: datetime) -> tuple[bytes, str]:
    if file is not None:
        try:
            return file.read_bytes(), ""
        except OSError as error:
            return b"", f"không mở được tệp {file} ({error.strerror})"
    if office is None:
        return b"", "chưa có tệp cài đặt; hãy tạo office.toml hoặc dùng --file với trang đã lưu"
    from crawler.engine.manual import fetch_page

    fetched = fetch_page(office, facts, url, now)
    return fetched.body, fetched.trouble


def _save(folder: Path, facts: type[OutletFacts], url: str, body: bytes) -> Path:
    """Writes the page and its expected fields; a page of the same address replaces the earlier one."""
    import tempfile

    from diembao.cli.read import read_file

    folder.mkdir(parents=True, exist_ok=True)
    expected = folder / "expected.json"
    cases = json.loads(expected.read_text(encoding="utf-8")) if expected.exists() else {}
    same = next((name for name, case in cases.items() if case["url"] == url), None)
    stem = same or _free(slug(url.rstrip("/").rsplit("/", 1)[-1].partition(".")[0])[:LONGEST_NAME].strip("-") or "trang", cases)
    page = folder / f"{stem}.html"
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
        part.write(body)
    Path(part.name).replace(page)
    fields, status = read_file(page, url, facts.name)
    cases[stem] = {"url": url, "status": status, "fields": fields}
    expected.write_text(json.dumps(cases, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return page


def _free(stem: str, cases: dict[str, object]) -> str:
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(cases) + 3))) if name not in cases)
