"""Sections of a report that list: outlets, foreign press, báo nêu and their handling, main stories.

In: a checked `Report`. Out: `Section`s, None where there is nothing to tell.
"""

from __future__ import annotations

from collections import Counter

from data.model import OWNER_TYPES, TONES, TOPICS
from data.text import local, sort_key, tidy
from data.text.dates import format_date
from data.text.normal import format_number
from digest import labels as words
from digest.cases import block as cases
from digest.documents.decree_dates import short_date
from digest.report.grid import Grid, Section, full_label, known, label
from digest.report.totals import MainStory, OutletLine, Report

MANY = 40  # rows of a list; the rest is only counted


def outlets(report: Report) -> Section | None:
    """By kind of outlet and by outlet."""
    if not report.outlets:
        return None
    kinds: dict[str, list[OutletLine]] = {}
    for line in report.outlets:
        kinds.setdefault(line.outlet.owner_type, []).append(line)
    by_kind: list[list[str | int]] = [
        [OWNER_TYPES.get(kind, kind), len(lines), sum(one.articles for one in lines), sum(one.reprints for one in lines)]
        for kind, lines in kinds.items()
    ]
    agencies = sum(not line.outlet.aggregator for line in report.outlets)
    sites = len(report.outlets) - agencies
    said = f"Tin, bài của {agencies} cơ quan báo chí" + (f" và {sites} trang thông tin điện tử tổng hợp" if sites else "") + "."
    rows: list[list[str | int]] = [
        [full_label(line, report), OWNER_TYPES.get(line.outlet.owner_type, ""), line.articles, line.reprints]
        for line in report.outlets
    ]
    total: list[str | int] = [report.own_totals["articles"], report.reprints]
    return Section(
        title="THEO CƠ QUAN BÁO CHÍ",
        said=[said],
        grids=[
            Grid(
                name="Theo loại nguồn",
                columns=[("Loại nguồn", 60.0), ("Số nguồn", 30.0), ("Tin, bài", 30.0), ("Trong đó đăng lại", 37.0)],
                rows=[*by_kind, ["Cộng", len(report.outlets), *total]],
                sum_row=True,
            ),
            Grid(
                name="Theo nguồn",
                columns=[("Nguồn", 75.0), ("Loại", 40.0), ("Tin, bài", 20.0), ("Trong đó đăng lại", 27.0)],
                rows=[*rows, ["Cộng", "", *total]],
                sum_row=True,
            ),
        ],
        chart="outlets",
        note=known(report),
    )


def foreign(report: Report) -> Section | None:
    """The press of other countries."""
    if not report.foreign:
        return None
    left = len(report.foreign) - MANY
    rows = [
        [format_date(local(item.published_at).date()) if item.published_at else "", label(item.outlet, report), item.title]
        for item in report.foreign[:MANY]
    ]
    said = f"Báo chí nước ngoài có {len(report.foreign)} tin, bài."
    grid = Grid(name="Báo chí nước ngoài", columns=[("Ngày đăng", 25.0), ("Cơ quan báo chí", 50.0), ("Tiêu đề", 90.0)], rows=rows)
    return Section(title="BÁO CHÍ NƯỚC NGOÀI", said=[said], grids=[grid], note=f"Còn {left} tin, bài khác." if left > 0 else "")


def issues(report: Report) -> Section | None:
    """What the press raised, and what became of it."""
    if not (report.totals["issues"] or report.cases):
        return None
    said = [f"Các bản tin trong kỳ nêu {format_number(report.totals['issues'])} lượt vấn đề báo nêu."]
    if not report.cases:
        said.append("Chưa có vấn đề nào được mở để theo dõi xử lý.")
        return Section(title="VẤN ĐỀ BÁO NÊU VÀ VIỆC XỬ LÝ", said=said, note=words.UNVERIFIED)
    opened = sum(local(case.opened_at).date() >= report.span.since for case in report.cases)
    states = Counter(case.label for case in report.cases)
    listed = "; ".join(
        f"{count} {state}" for state, count in sorted(states.items(), key=lambda pair: (-pair[1], sort_key(pair[0])))
    )
    said.append(f"Theo dõi xử lý {len(report.cases)} vấn đề ({opened} mở trong kỳ): {listed}.")
    day = local(report.at).date()
    rows = [
        [
            case.number,
            case.title,
            tidy(case.agency) or "chưa chuyển",
            cases.tell_due(case.due_at),
            cases.status(case, day, report.at),
        ]
        for case in report.cases
    ]
    widths = (18.0, 56.0, 32.0, 24.0, 35.0)
    columns = list(zip(("Số", "Vấn đề", "Cơ quan xử lý", "Hạn báo cáo", "Tình trạng"), widths, strict=True))
    note = f"Tình trạng tính đến ngày {short_date(day)}. {words.UNVERIFIED}"
    return Section(
        title="VẤN ĐỀ BÁO NÊU VÀ VIỆC XỬ LÝ",
        said=said,
        grids=[Grid(name="Vấn đề báo nêu", columns=columns, rows=rows)],
        note=note,
    )


def main(report: Report) -> Section | None:
    """The main stories."""
    if not report.main:
        return None
    rows: list[list[str | int]] = [
        [number, story.title, f"{label(story.outlet.name, report)}", _where(story, report), story.articles, _told(story)]
        for number, story in enumerate(report.main, start=1)
    ]
    widths = (9.0, 56.0, 30.0, 41.0, 11.0, 18.0)
    columns = list(
        zip(("TT", "Nội dung", "Đăng đầu tiên", "Lĩnh vực, địa bàn, sắc thái", "Tin, bài", "Bản tin ngày"), widths, strict=True)
    )
    return Section(title=f"{len(rows)} NỘI DUNG CHÍNH", grids=[Grid(name="Nội dung chính", columns=columns, rows=rows)])


def _where(story: MainStory, report: Report) -> str:
    marks = ["Báo nêu"] if story.issue else []
    marks += ["Tin nhanh"] if story.urgent else []
    tone = TONES[story.tone] + (" (vụ việc)" if story.tone == "negative" and not story.issue else "")
    place = words.places(story.places, report.head.unit)
    return "; ".join([TOPICS.get(story.topic, story.topic), place, tone, *marks])


def _told(story: MainStory) -> str:
    first, last = story.days[0], story.days[-1]
    return words.day_month(first) if first == last else f"{words.day_month(first)} đến {words.day_month(last)}"
