"""Write a report section by section: sentences, tables, charts; every form prints the same ones.

In: a checked `Report`. Out: `Section`s of Vietnamese text and values, not yet escaped. Nothing here counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from data.model import TONES, TOPICS
from data.text import local
from data.text.normal import format_number
from digest import labels
from digest.documents.decree_dates import format_short_date
from digest.model import COUNTS
from digest.report.grid import Grid, Section, note_imported
from digest.report.lists import list_foreign, list_issues, list_main_stories, list_outlets
from digest.report.totals import Report, split_course

TITLE = "BÁO CÁO TỔNG HỢP TIN, BÀI BÁO CHÍ VIẾT VỀ"
HEADS = {"stories": "Nội dung", "articles": "Tin, bài", "positive": "Tích cực", "neutral": "Trung tính", "negative": "Tiêu cực"}
FIGURES = (*HEADS.values(), "Báo nêu")
FIGURE_WIDE = 17.0  # mm
FIELD_LABELS = {
    "relevance": "có viết về tỉnh hay không", "topic": "lĩnh vực", "tone": "sắc thái", "issue": "báo nêu",
    "story": "gộp, tách nội dung",
}  # fmt: skip
COMPARED = ("Chỉ tiêu", "Kỳ này", "Kỳ trước", "Tăng, giảm", "Cùng kỳ năm trước", "So với cùng kỳ")
COMPARED_WIDE = (27.0, 20.0, 22.0, 36.0, 24.0, 36.0)  # mm
MANY_PLACES = 40


def write_title(report: Report) -> str:
    """ "BÁO CÁO TỔNG HỢP TIN, BÀI BÁO CHÍ VIẾT VỀ TỈNH HẢI DƯƠNG"."""
    return f"{TITLE} {report.head.province_label.upper()}"


def write_sections(report: Report) -> list[Section]:
    """Write all sections, in order; a section without content is left out."""
    parts = [
        _write_overview(report),
        _write_course(report),
        _write_fields(report),
        _write_tones(report),
        list_outlets(report),
        _write_places(report),
        list_foreign(report),
        list_issues(report),
        list_main_stories(report),
        _write_method(report),
    ]
    shown = [section for section in parts if section is not None]
    return [
        replace(section, title=f"{labels.format_roman(number)}. {section.title}") for number, section in enumerate(shown, start=1)
    ]


def _write_overview(report: Report) -> Section:
    total = report.totals
    if not report.editions:
        return Section(title="TỔNG QUAN", sentences=["Trong kỳ chưa có bản tin nào được gửi."])
    first, last = report.editions[0].day, report.editions[-1].day
    reprints = f" ({format_number(report.reprints)} tin, bài đăng lại)" if report.reprints else ""
    issues = f", trong đó {format_number(total['issues'])} lượt vấn đề báo nêu" if total["issues"] else ""
    days = f"từ ngày {format_short_date(first)} đến ngày {format_short_date(last)}"
    summary = (
        f"Trong kỳ, {len(report.editions)} bản tin đã gửi ({days}) đưa "
        f"{format_number(total['articles'])} tin, bài{reprints} về {format_number(total['stories'])} nội dung liên quan đến "
        f"{report.head.unit}: {format_number(total['positive'])} tích cực, {format_number(total['neutral'])} trung tính, "
        f"{format_number(total['negative'])} tiêu cực{issues}."
    )
    rows = [_compare(name, label, report) for name, label in {**HEADS, "issues": "Báo nêu"}.items()]
    columns = list(zip(COMPARED, COMPARED_WIDE, strict=True))
    spans = (
        f"Kỳ trước: {report.before_span.name} ({report.before_editions} bản tin); cùng kỳ năm trước: "
        f"{report.last_year_span.name} ({report.last_year_editions} bản tin). Dấu “–”: chưa có số liệu."
    )
    return Section(title="TỔNG QUAN", sentences=[summary], grids=[Grid(name="Tổng quan", columns=columns, rows=rows)], note=spans)


def _compare(name: str, label: str, report: Report) -> list[str | int]:
    now = report.totals[name]
    row: list[str | int] = [label, now]
    for former in (report.before, report.last_year):
        row += ["–", "–"] if former is None else [former[name], describe_change(now, former[name])]
    return row


def describe_change(now: int, former: int) -> str:
    """ "tăng 12 (8,3%)", "giảm 3 (2,1%)", "không đổi"; no share where there was nothing before."""
    if now == former:
        return "không đổi"
    share = f" ({format_number(round(100 * abs(now - former) / former, 1))}%)" if former else ""
    return f"{'tăng' if now > former else 'giảm'} {format_number(abs(now - former))}{share}"


def _write_course(report: Report) -> Section | None:
    if len(report.editions) < 2:
        return None
    unit, course = split_course(report)
    rows: list[list[str | int]] = [[label, *(sums[name] for name in COUNTS)] for label, sums in course.items()]
    rows.append(["Cộng", *(report.totals[name] for name in COUNTS)])
    columns = [(labels.capitalise(unit), 30.0), *((name, FIGURE_WIDE) for name in FIGURES)]
    return Section(
        title="DIỄN BIẾN TRONG KỲ", grids=[Grid(name=f"Theo {unit}", columns=columns, rows=rows, sum_row=True)], chart="course",
        note=labels.WEEK_NOTE,
    )  # fmt: skip


def _write_fields(report: Report) -> Section | None:
    if not report.topics:
        return None
    rows: list[list[str | int]] = [[TOPICS.get(line.key, line.key or "Chưa rõ"), *line.values] for line in report.topics]
    rows.append(["Cộng", *(report.own_totals[name] for name in COUNTS)])
    columns = [("Lĩnh vực", 55.0), *((name, FIGURE_WIDE) for name in FIGURES)]
    return Section(
        title="THEO LĨNH VỰC", grids=[Grid(name="Theo lĩnh vực", columns=columns, rows=rows, sum_row=True)], chart="fields",
        note=note_imported(report),
    )  # fmt: skip


def _write_tones(report: Report) -> Section | None:
    total = report.totals
    if not total["stories"]:
        return None
    parts = [
        f"{label.lower()} {format_number(total[tone])} nội dung "
        f"({format_number(round(100 * total[tone] / total['stories'], 1))}%)"
        for tone, label in TONES.items()
    ]
    incidents = report.incidents
    sentences = [f"Theo nội dung: {', '.join(parts)}."]
    if incidents:
        sentences.append(f"Trong số nội dung tiêu cực có {format_number(incidents)} vụ việc (không phải vấn đề báo nêu).")
    return Section(title="SẮC THÁI", sentences=sentences, note=note_imported(report) if incidents else "")


def _write_places(report: Report) -> Section | None:
    if not report.places:
        return None
    rows: list[list[str | int]] = [
        [labels.capitalise(line.key) or f"Toàn {report.head.unit}", *line.values] for line in report.places[:MANY_PLACES]
    ]
    left = len(report.places) - MANY_PLACES
    more = f" Còn {left} địa bàn khác." if left > 0 else ""
    columns = [("Địa bàn", 55.0), *((name, FIGURE_WIDE) for name in FIGURES)]
    rule = "Nội dung liên quan đến nhiều địa bàn được tính ở từng địa bàn, nên không cộng dọc."
    note = f"{rule}{more} {note_imported(report)}".strip()
    return Section(title="THEO ĐỊA BÀN", grids=[Grid(name="Theo địa bàn", columns=columns, rows=rows)], note=note)


def _write_method(report: Report) -> Section:
    return Section(title="CÁCH TÍNH", sentences=list(_list_notes(report)))


def _list_notes(report: Report) -> Iterator[str]:
    home = "đã được tính" if report.head.include_home else "không tính"
    yield (
        "Số liệu là tổng của các bản tin đã gửi trong kỳ, không đổi khi nhãn được sửa về sau. Sắc thái, lĩnh vực tính theo nội "
        "dung; nội dung có tin, bài mới trong nhiều bản tin được tính ở mỗi bản tin, riêng mục nội dung chính gộp lại làm một."
    )
    yield f"Báo, đài của {report.head.unit} {home} trong số liệu này."
    if report.imported:
        yield f"{report.imported} bản tin phát hành trước khi dùng hệ thống chỉ có tổng số, không có trong các bảng chi tiết."
    if report.unsent:
        days = ", ".join(map(format_short_date, report.unsent))
        yield f"Bản tin đã dựng nhưng chưa gửi nên chưa tính: {days}."
    if report.corrected:
        parts = [f"{count} tin, bài sửa {FIELD_LABELS.get(name, name)}" for name, count in report.corrected.items()]
        yield f"Sau khi gửi, cán bộ đã sửa nhãn trong kho lưu trữ: {'; '.join(parts)}; số liệu trên giữ theo bản tin đã gửi."
    yield f"Lập lúc {local(report.at):%H:%M} ngày {format_short_date(local(report.at).date())} từ kho lưu trữ."
