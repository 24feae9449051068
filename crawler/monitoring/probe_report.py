"""The probe's report, to be sent to whoever looks after the software: Markdown for people, JSON for programs.

In: what the probe found (`Checked`), its time. Out: two files in the office's output folder.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.monitoring.probe import Checked
from data.text import local

if TYPE_CHECKING:
    from data.settings import Office


def write_report(office: Office, checked: Sequence[Checked], now: datetime) -> tuple[Path, Path]:
    """Writes both files; their paths, Markdown first."""
    office.out_dir.mkdir(parents=True, exist_ok=True)
    stem = office.out_dir / f"kiem-tra-nguon-{local(now):%Y%m%d-%H%M}"
    paths = stem.with_suffix(".md"), stem.with_suffix(".json")
    for path, text in zip(paths, (as_markdown(checked, now, demo=office.office_demo), as_json(checked, now)), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def as_markdown(checked: Sequence[Checked], now: datetime, *, demo: bool) -> str:
    """One section for each outlet, one line for each thing that was checked. `demo`: say that all of it is invented."""
    lines = [f"# Kiểm tra nguồn, {local(now):%H:%M ngày %d/%m/%Y}", ""]
    lines += ["Dữ liệu giả định: máy chủ phát lại trên máy này, không phải trang báo thật.", ""] if demo else []
    for row in checked:
        lines += [f"## {row.label} (`{row.outlet}`): {row.state}", ""]
        lines += ["| mục | kết quả | chi tiết | địa chỉ |", "|---|---|---|---|"]
        lines += [f"| {f.part} | {f.state} | {_cell(f.detail)} | {_cell(f.address)} |" for f in row.findings]
        lines.append("")
    return "\n".join(lines)


def as_json(checked: Sequence[Checked], now: datetime) -> str:
    """One object: when, and for each outlet its findings; a finding's detail has the key `told`."""
    outlets = [
        {
            "outlet": row.outlet, "label": row.label, "state": row.state,
            "findings": [
                {"part": f.part, "address": f.address, "state": f.state, "told": f.detail} for f in row.findings
            ],
        }
        for row in checked
    ]  # fmt: skip
    report = {"checked_at": local(now).isoformat(timespec="seconds"), "outlets": outlets}
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
