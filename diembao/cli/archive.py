"""The commands over the archive: search, correct, province show; trace and doctor live in modules of their own.

In: an office's settings and what the operator asked. Out: Vietnamese text, JSON lines or CSV on `out`, and the exit status (0
done, 1 not found, 2 cannot run). Times are told in Vietnam time.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TextIO

from data.archive import Archive, CorrectionError
from data.archive.records import Correction
from data.model import TONES, TOPICS, Article, Outcome
from data.text import local, slug, sort_key
from data.text.dates import VN, format_date
from data.text.urls import canonical_url
from diembao.cli.trace import INVENTED, trace
from ops.doctor import doctor

if TYPE_CHECKING:
    from rich.console import Console

    from data.gazetteer import Province
    from data.settings import Office

__all__ = ["correct", "doctor", "province_show", "search", "trace"]

COLUMNS = (
    "id", "published_at", "outlet", "outlet_label", "title", "url", "relevance", "topic", "tone", "issue", "urgent", "places",
    "story", "same_as", "corrected", "summary",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins like this
PIPE_WIDTH = 150  # characters, where the table does not go to a terminal


def search(office: Office, query: str, *, now: datetime, format: str = "table", out: TextIO, **filters: Any) -> int:
    """Search the archive. `filters`: since, until (local days, both included), outlet, topic, tone, place, sort, limit."""
    topic = topic_slug(filters.get("topic"))
    if topic is not None and topic not in TOPICS:
        return refuse(f"--topic: không có lĩnh vực “{filters['topic']}”. Cách xử lý: chọn một trong: {', '.join(TOPICS)}.")
    since, until = filters.get("since"), filters.get("until")
    asked = {name: value for name, value in filters.items() if value is not None} | {
        "since": None if since is None else datetime.combine(since, time.min, VN),
        "until": None if until is None else datetime.combine(until + timedelta(days=1), time.min, VN) - timedelta(microseconds=1),
        "topic": topic,
    }
    with Archive.open(office.archive_path, now=now, create=False) as archive:
        found = archive.search.find(query, **asked)
        labels = {name: outlet.label for name, outlet in archive.articles.outlets().items()}
    rows = [_row(article, labels) for article in found]
    if format == "json":
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    elif format == "csv":
        _write_csv(rows, out)
    else:
        out.write(f"{INVENTED}\n" if office.office_demo else "")
        _write_table(found, labels, out)
    return 0


def topic_slug(given: str | None) -> str | None:
    """A field's slug, also from its Vietnamese label."""
    if given is None:
        return None
    labels = {slug(label): name for name, label in TOPICS.items()}
    return labels.get(slug(given), slug(given))


def refuse(message: str, status: int = 2) -> int:
    """Say on stderr why nothing was done."""
    sys.stderr.write(message + "\n")
    return status


def _row(article: Article, labels: dict[str, str]) -> dict[str, Any]:
    published = article.published_at
    return {name: getattr(article, name, None) for name in COLUMNS} | {
        "published_at": None if published is None else local(published).isoformat(),
        "outlet_label": labels.get(article.outlet, article.outlet),
        "places": list(article.places),
        "corrected": list(article.corrected),
    }


def _write_csv(rows: Iterable[dict[str, Any]], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in COLUMNS])


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA) else text


def _write_table(found: list[Article], labels: dict[str, str], out: TextIO) -> None:
    from rich.table import Table
    from rich.text import Text

    if not found:
        out.write("Không tìm thấy tin, bài nào. Có thể thử: bớt từ, gõ không dấu, hoặc nới khoảng ngày.\n")
        return
    table = Table("Giờ đăng", "Nguồn", "Tiêu đề", "Liên quan", "Lĩnh vực", "Sắc thái", "Mã", caption=f"{len(found)} tin, bài")
    for article in found:
        published = "chưa rõ" if article.published_at is None else f"{local(article.published_at):%d/%m/%Y %H:%M}"
        verdict = Outcome(article.relevance).label if article.relevance else "chưa phân loại"
        tone = TONES.get(article.tone or "", "") + (", báo nêu" if article.issue else "")
        cells = (published, labels.get(article.outlet, article.outlet), article.title or "", verdict,
                 TOPICS.get(article.topic or "", ""), tone + (" *" if article.corrected else ""), article.id)  # fmt: skip
        table.add_row(*(Text(cell) for cell in cells))
    screen(out).print(table)
    if any(article.corrected for article in found):
        out.write("* có nhãn do người sửa\n")


def screen(out: TextIO) -> Console:
    """A rich console on `out`; wide enough for a table where `out` is not a terminal."""
    from rich.console import Console

    return Console(file=out, width=None if out.isatty() else PIPE_WIDTH, highlight=False, markup=False)


def correct(
    office: Office, article: str, *, now: datetime, out: TextIO, by: str | None = None, undo: bool = False, **said: Any
) -> int:
    """Set labels by hand, or undo the last time. `said`: verdict, topic, tone, issue (yes or no), story. `article`: id or URL."""
    by = by or ""
    with Archive.open(office.archive_path, now=now, create=False) as archive:
        known = archive.articles.find_id(article) or archive.articles.find_id(_canonical(article))
        if known is None:
            return refuse(f"Không có tin, bài nào mang mã hoặc địa chỉ {article} trong kho lưu trữ. Chưa sửa gì.", 1)
        if undo:
            undone = archive.corrections.undo(known, by or "không ghi tên", now)
            out.write(_told("Đã bỏ lần sửa nhãn gần nhất", archive, known, undone) if undone else "Không có lần sửa nào để bỏ.\n")
            return 0 if undone else 1
        issue = said.get("issue")
        try:
            made = archive.corrections.correct(
                known, by=by, now=now, verdict=said.get("verdict"), topic=topic_slug(said.get("topic")), tone=said.get("tone"),
                issue=None if issue is None else issue in (True, "yes"), story=said.get("story"),
            )  # fmt: skip
        except CorrectionError as error:
            return refuse(str(error))
        out.write(_told("Đã sửa nhãn", archive, known, made))
    return 0


def _canonical(given: str) -> str:
    try:
        return canonical_url(given)
    except ValueError:
        return given


def _told(what: str, archive: Archive, article_id: str, changes: list[Correction]) -> str:
    """What was changed, and that a sent edition stays as it was."""
    article = archive.articles.get(article_id)
    lines = [f"{what} của “{article.title if article else article_id}” ({article_id}):"]
    lines += [f"  – {change.tell()}" for change in changes]
    for edition in archive.editions.with_article(article_id):
        if edition.frozen_at is not None:
            lines.append(f"Bản tin ngày {format_date(edition.day)} đã gửi có bài này, được giữ nguyên; nếu cần, gửi đính chính.")
    return "\n".join(lines) + "\n"


def province_show(slug: str, *, on: date, out: TextIO) -> int:
    """Names, units and namesakes of a province on a day. Raises the province module's error for an unknown slug."""
    from data.gazetteer import load_province
    from data.gazetteer.units import lands

    province = load_province(slug)
    out.write(f"{province.label(on)} ({slug}), ngày {format_date(on)}\n")
    others = [load_province(other).name for other in lands(slug, on) if other != slug]
    if others:
        out.write(f"Gồm cả địa bàn cũ của: {', '.join(others)}\n")
    if notes := _former(slug, on):
        out.write(notes + "\n")
    for title, names in (
        ("Cơ quan, đơn vị theo dõi riêng", province.bodies),
        ("Địa danh theo dõi riêng", province.landmarks),
        ("Tên trùng, không phải tỉnh này", province.homonyms),
    ):
        if names:
            out.write(f"\n{title}: {'; '.join(names)}\n")
    _write_units(province, on, out)
    _write_shared(province, on, out)
    return 0


def _former(slug: str, on: date) -> str:
    """What became of a province that is no more on that day."""
    from data.gazetteer.units import province_rows

    row = province_rows()[slug][-1]
    if row.valid_until is None or on < row.valid_until:
        return ""
    names = [province_rows()[after][-1].label for after in row.successors if after in province_rows()]
    return f"Đơn vị này thôi tồn tại từ ngày {format_date(row.valid_until)}; địa bàn thuộc {', '.join(names)}."


def _write_units(province: Province, on: date, out: TextIO) -> None:
    units = [unit for unit in province.units(on) if unit.kind != "province"]
    for kind, title in (("district", "Đơn vị cấp huyện"), ("commune", "Đơn vị cấp xã")):
        labels = sorted({unit.label for unit in units if unit.kind == kind}, key=sort_key)
        if labels:
            out.write(f"\n{title} ({len(labels)}): {'; '.join(labels)}\n")
    if not units:
        out.write("\nNgày này không có đơn vị cấp huyện, cấp xã nào trong bản đồ.\n")


def _write_shared(province: Province, on: date, out: TextIO) -> None:
    """Districts whose name another province has too: named bare, they need a second sign."""
    from data.gazetteer.units import holders, lands, province_rows

    own = set(lands(province.slug, on))
    shared = []
    for unit in province.units(on):
        others = sorted(holders()[unit.kind, unit.name] - own) if unit.kind == "district" else []
        if others:
            shared.append(f"{unit.label} (còn ở {', '.join(province_rows()[other][-1].name for other in others)})")
    if shared:
        out.write(f"\nTên cấp huyện có ở cả tỉnh khác: {'; '.join(sorted(set(shared), key=sort_key))}\n")
