"""Write the sections of a report that list: outlets, foreign press, issues, main stories.

In: a checked `Report`. Out: `Section`s, None where there is nothing to say.
"""

from __future__ import annotations

from collections import Counter

from data.model import OWNER_TYPES, TOPICS
from data.text import local, sort_key, tidy
from data.text.dates import format_date
from data.text.normal import format_number
from digest import labels
from digest.cases.block import describe_status, format_due
from digest.documents.decree_dates import format_short_date
from digest.report.grid import Grid, Section, format_full_label, format_label, note_imported
from digest.report.totals import MainStory, OutletLine, Report
from digest.wording.story import format_outlet_counts

MANY = 40  # rows of a list; the rest is only counted


def list_outlets(report: Report) -> Section | None:
    """List articles by kind of outlet and by outlet."""
    if not report.outlets:
        return None
    kinds: dict[str, list[OutletLine]] = {}
    for line in report.outlets:
        kinds.setdefault(line.outlet.owner_type, []).append(line)
    by_kind: list[list[str | int]] = [
        [OWNER_TYPES.get(kind, kind), len(lines), sum(line.articles for line in lines), sum(line.reprints for line in lines)]
        for kind, lines in kinds.items()
    ]
    agencies = sum(not line.outlet.aggregator for line in report.outlets)
    sites = len(report.outlets) - agencies
    summary = f"Tin, bài của {agencies} cơ quan báo chí" + (f" và {format_outlet_counts(0, sites)}." if sites else ".")
    rows: list[list[str | int]] = [
        [format_full_label(line, report), OWNER_TYPES.get(line.outlet.owner_type, ""), line.articles, line.reprints]
        for line in report.outlets
    ]
    total: list[str | int] = [report.own_totals["articles"], report.reprints]
    return Section(
        title="THEO CƠ QUAN BÁO CHÍ",
        sentences=[summary],
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
        note=note_imported(report),
    )


def list_foreign(report: Report) -> Section | None:
    """List the articles of the press of other countries."""
    if not report.foreign:
        return None
    left = len(report.foreign) - MANY
    rows = [
        [format_date(local(item.published_at).date()) if item.published_at else "", format_label(item.outlet, report), item.title]
        for item in report.foreign[:MANY]
    ]
    summary = f"Báo chí nước ngoài có {len(report.foreign)} tin, bài."
    grid = Grid(name="Báo chí nước ngoài", columns=[("Ngày đăng", 25.0), ("Cơ quan báo chí", 50.0), ("Tiêu đề", 90.0)], rows=rows)
    note = f"Còn {left} tin, bài khác." if left > 0 else ""
    return Section(title="BÁO CHÍ NƯỚC NGOÀI", sentences=[summary], grids=[grid], note=note)


def list_issues(report: Report) -> Section | None:
    """List the issues that the press raised, and what became of them."""
    if not (report.totals["issues"] or report.cases):
        return None
    sentences = [f"Các bản tin trong kỳ nêu {format_number(report.totals['issues'])} lượt vấn đề báo nêu."]
    if not report.cases:
        sentences.append("Chưa có vấn đề nào được mở để theo dõi xử lý.")
        return Section(title="VẤN ĐỀ BÁO NÊU VÀ VIỆC XỬ LÝ", sentences=sentences, note=labels.UNVERIFIED)
    opened = sum(local(case.opened_at).date() >= report.span.since for case in report.cases)
    states = Counter(case.label for case in report.cases)
    listed = "; ".join(
        f"{count} {state}" for state, count in sorted(states.items(), key=lambda pair: (-pair[1], sort_key(pair[0])))
    )
    sentences.append(f"Theo dõi xử lý {len(report.cases)} vấn đề ({opened} mở trong kỳ): {listed}.")
    day = local(report.at).date()
    rows = [
        [
            case.number,
            case.title,
            tidy(case.agency) or "chưa chuyển",
            format_due(case.due_at),
            describe_status(case, day, report.at),
        ]
        for case in report.cases
    ]
    widths = (18.0, 56.0, 32.0, 24.0, 35.0)
    columns = list(zip(("Số", "Vấn đề", "Cơ quan xử lý", "Hạn báo cáo", "Tình trạng"), widths, strict=True))
    note = f"Tình trạng tính đến ngày {format_short_date(day)}. {labels.UNVERIFIED}"
    return Section(
        title="VẤN ĐỀ BÁO NÊU VÀ VIỆC XỬ LÝ",
        sentences=sentences,
        grids=[Grid(name="Vấn đề báo nêu", columns=columns, rows=rows)],
        note=note,
    )


def list_main_stories(report: Report) -> Section | None:
    """List the main stories."""
    if not report.main:
        return None
    rows: list[list[str | int]] = [
        [
            number,
            story.title,
            f"{format_label(story.outlet.name, report)}",
            _describe_story(story, report),
            story.articles,
            _describe_days(story),
        ]
        for number, story in enumerate(report.main, start=1)
    ]
    widths = (9.0, 56.0, 30.0, 41.0, 11.0, 18.0)
    columns = list(
        zip(("TT", "Nội dung", "Đăng đầu tiên", "Lĩnh vực, địa bàn, sắc thái", "Tin, bài", "Bản tin ngày"), widths, strict=True)
    )
    return Section(title=f"{len(rows)} NỘI DUNG CHÍNH", grids=[Grid(name="Nội dung chính", columns=columns, rows=rows)])


def _describe_story(story: MainStory, report: Report) -> str:
    marks = ["Báo nêu"] if story.issue else []
    marks += ["Tin nhanh"] if story.urgent else []
    tone = labels.name_tone(story.tone, is_issue=story.issue)
    place = labels.list_places(story.places, report.head.unit)
    return "; ".join([TOPICS.get(story.topic, story.topic), place, tone, *marks])


def _describe_days(story: MainStory) -> str:
    first, last = story.days[0], story.days[-1]
    return (
        labels.format_day_month(first)
        if first == last
        else f"{labels.format_day_month(first)} đến {labels.format_day_month(last)}"
    )
