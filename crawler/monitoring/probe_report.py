"""The probe's report: one self-contained file that an operator looks at and sends to whoever looks after the software.

In: what the probe found (`Checked`), its time, the settings that touch the way into the web. Out: one HTML file in the office's
output folder: tables for people, and the same as JSON in a block of its own, which `read_report` takes out again. It loads
nothing, holds no secret (no name of a proxy, no login, no contact) and no press text beyond a short title.
"""

from __future__ import annotations

import html
import json
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.monitoring.probe import BROKEN, GOOD, Checked, Finding
from data.errors import OperatorError
from data.text import local

if TYPE_CHECKING:
    from data.settings import Office

FORMAT = 1  # of the JSON; raised when a key changes its meaning
LIBRARIES = ("scrapy", "twisted", "lxml", "feedparser", "trafilatura")
START, END = '<script type="application/json" id="bao-cao">', "</script>"
HEADINGS = ("Mục", "Kết quả", "Mã", "Bài", "Mục khác", "Mới nhất", "Thứ tự ngày", "Chi tiết", "Địa chỉ")
STYLE = (
    "body{font:15px/1.4 sans-serif;margin:1.5em;max-width:78em}table{border-collapse:collapse;margin:.4em 0 1.6em}"
    "td,th{border:1px solid #bbb;padding:.2em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    ".hong{color:#a00}.tot{color:#063}"
)
DEMO = "Dữ liệu giả định: máy chủ phát lại trên máy này, không phải trang báo thật."


class ReportError(OperatorError):
    """A file that is no report of ours; the message says which."""


def write_report(office: Office, checked: Sequence[Checked], now: datetime) -> Path:
    """Writes the file; its path."""
    office.out_dir.mkdir(parents=True, exist_ok=True)
    path: Path = office.out_dir / f"kiem-tra-nguon-{local(now):%Y%m%d-%H%M}.html"
    path.write_text(as_html(as_record(checked, now, machine_facts(office))), encoding="utf-8")
    return path


def machine_facts(office: Office) -> dict[str, Any]:
    """What of the program, the machine and its way into the web explains a fault, without names and secrets."""
    return {
        "version": _version("diembao"), "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "libraries": {name: _version(name) for name in LIBRARIES},
        "network": {
            "replay": bool(office.crawl_replay), "proxy": bool(office.crawl_proxy),
            "own_authority": bool(office.crawl_ca_file), "own_user_agent": bool(office.crawl_user_agent),
            "timeout_seconds": float(office.crawl_timeout_seconds), "delay_seconds": float(office.crawl_delay_seconds),
            "at_a_time": int(office.crawl_concurrency_per_site),
        },
    }  # fmt: skip


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def as_record(checked: Sequence[Checked], now: datetime, machine: Mapping[str, Any]) -> dict[str, Any]:
    """The report as plain values; times are ISO 8601 of Vietnam's clock."""
    outlets = [
        {
            "outlet": row.outlet, "label": row.label, "confidence": row.confidence, "state": row.state,
            "findings": [_finding(finding) for finding in row.findings],
        }
        for row in checked
    ]  # fmt: skip
    checked_at = local(now).isoformat(timespec="seconds")
    return {"format": FORMAT, "checked_at": checked_at, "machine": dict(machine), "outlets": outlets}


def _finding(finding: Finding) -> dict[str, Any]:
    row: dict[str, Any] = {"part": finding.part, "address": finding.address, "state": finding.state, "detail": finding.detail}
    if finding.seen is not None:
        newest = finding.seen.newest
        row |= {
            "status": finding.seen.status, "articles": finding.seen.articles, "other": finding.seen.other,
            "newest": local(newest).isoformat(timespec="seconds") if newest else None, "date_order": finding.seen.date_order,
        }  # fmt: skip
    return row


def as_html(report: Mapping[str, Any]) -> str:
    """One page: a summary, what is broken first, one table for each outlet, and the report as JSON."""
    outlets = sorted(report["outlets"], key=lambda row: (row["state"] == GOOD, row["state"] != BROKEN, row["label"]))
    at = datetime.fromisoformat(report["checked_at"])
    lines = [
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Kiểm tra nguồn</title>',
        f"<style>{STYLE}</style></head><body><h1>Kiểm tra nguồn, {at:%H:%M ngày %d/%m/%Y}</h1>",
        f"<p>{_summary(outlets)} {_machine(report['machine'])}</p>",
        *([f"<p><strong>{DEMO}</strong></p>"] if report["machine"]["network"]["replay"] else []),
        "<p>Tệp này không chứa mật khẩu, địa chỉ proxy hay nội dung bài báo; gửi nguyên tệp cho người phụ trách phần mềm.</p>",
    ]
    for row in outlets:
        lines.append(f"<h2>{_text(row['label'])} ({_text(row['outlet'])}): {_text(row['state'])}</h2>")
        lines.append("<table><tr>" + "".join(f"<th>{heading}</th>" for heading in HEADINGS) + "</tr>")
        lines += [_row(finding) for finding in row["findings"]]
        lines.append("</table>")
    record = json.dumps(report, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return "\n".join([*lines, f"{START}\n{record}\n{END}</body></html>"]) + "\n"


def _summary(outlets: Sequence[Mapping[str, Any]]) -> str:
    states = Counter(row["state"] for row in outlets)
    return f"{len(outlets)} nguồn: " + ", ".join(f"{count} {_text(state)}" for state, count in sorted(states.items())) + "."


def _machine(machine: Mapping[str, Any]) -> str:
    network = machine["network"]
    return (
        f"diembao {_text(machine['version'])}, Python {_text(machine['python'])}, {_text(machine['system'])}; "
        f"{'qua proxy' if network['proxy'] else 'không qua proxy'}, "
        f"{'có' if network['own_authority'] else 'không có'} chứng thư riêng, hạn chờ {network['timeout_seconds']:g} giây."
    )


def _row(finding: Mapping[str, Any]) -> str:
    mark = {GOOD: "tot", BROKEN: "hong"}.get(finding["state"], "")
    newest = finding.get("newest")
    cells = (
        finding.get("status") or "", finding.get("articles", ""), finding.get("other", ""),
        f"{datetime.fromisoformat(newest):%H:%M %d/%m/%Y}" if newest else "", finding.get("date_order") or "", finding["detail"],
        finding["address"],
    )  # fmt: skip
    return (
        f'<tr><td>{_text(finding["part"])}</td><td class="{mark}">{_text(finding["state"])}</td>'
        + "".join(f"<td>{_text(cell)}</td>" for cell in cells)
        + "</tr>"
    )


def _text(value: object) -> str:
    return html.escape(str(value))


def read_report(path: Path) -> dict[str, Any]:
    """The record in a report that an operator sent. Raises ReportError for a file that holds none."""
    try:
        text = path.read_text("utf-8")
        report: dict[str, Any] = json.loads(text.split(START, 1)[1].split(END, 1)[0])
    except (OSError, UnicodeDecodeError, IndexError, ValueError) as error:
        raise ReportError(f"{path}: không phải báo cáo của “diembao outlets check”. Cách xử lý: xin lại nguyên tệp.") from error
    if report.get("format") != FORMAT:
        raise ReportError(f"{path}: báo cáo của phiên bản khác (định dạng {report.get('format')!r}).")
    return report
