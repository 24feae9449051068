"""Draw the charts of a report as PNG: Vietnamese labels, readable in print and in grey.

In: a checked `Report`. Out: bytes, the same for the same report, at twice the resolution of a screen. Tones differ by hatching
and lightness, never by colour alone; every bar carries its figure.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from data.model import OWNER_TYPES, TONES, TOPICS
from digest.report.totals import Report, split_course

DPI = 192  # twice 96
WIDE = 6.6  # inches; 165 mm, the width of the page's text
LOOKS = {"positive": ("#d9ead3", ""), "neutral": ("#a8b3bd", ".."), "negative": ("#6e1a1a", "//")}
SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False, "hatch.linewidth": 0.5,
}  # fmt: skip


def draw_charts(report: Report) -> dict[str, tuple[bytes, str]]:
    """Map a chart's name to (PNG, its description in words). A chart with nothing to show is left out."""
    with mpl.rc_context(SETTINGS):
        charts = {}
        if len(report.editions) > 1:
            charts["course"] = _draw_course(report), "Số nội dung theo thời gian, chia theo sắc thái"
        if report.topics:
            charts["fields"] = _draw_fields(report), "Số nội dung theo lĩnh vực, chia theo sắc thái"
        if report.outlets:
            charts["outlets"] = _draw_outlets(report), "Số tin, bài theo loại nguồn"
    return charts


def _make_figure(high: float) -> tuple[Figure, Any]:
    figure = Figure(figsize=(WIDE, high), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots()


def _encode_png(figure: Figure) -> bytes:
    target = io.BytesIO()
    figure.savefig(target, format="png", metadata={"Software": None})
    return target.getvalue()


def _draw_stacked(axes: Any, rows: Sequence[dict[str, int]], *, lying: bool) -> None:
    positions, ends = list(range(len(rows))), [0] * len(rows)
    for tone, label in TONES.items():
        colour, hatch = LOOKS[tone]
        sizes = [row[tone] for row in rows]
        look = {"color": colour, "hatch": hatch, "edgecolor": "#222222", "linewidth": 0.5, "label": label}
        if lying:
            axes.barh(positions, sizes, left=ends, **look)
        else:
            axes.bar(positions, sizes, bottom=ends, **look)
        ends = [end + size for end, size in zip(ends, sizes, strict=True)]
    for position, end in zip(positions, ends, strict=True):
        if lying:
            axes.text(end, position, f" {end}", va="center", ha="left", fontsize=8)
        else:
            axes.text(position, end, str(end), va="bottom", ha="center", fontsize=7)


def _draw_course(report: Report) -> bytes:
    unit, buckets = split_course(report)
    figure, axes = _make_figure(2.7)
    _draw_stacked(axes, list(buckets.values()), lying=False)
    axes.set_xticks(range(len(buckets)), list(buckets), rotation=60 if len(buckets) > 8 else 0, fontsize=7)
    axes.set_ylabel("Nội dung")
    axes.set_title(f"Số nội dung theo {unit}", fontsize=10, fontweight="bold")
    figure.legend(ncols=3, fontsize=8, frameon=False, loc="outside lower center")
    axes.margins(x=0.01, y=0.12)
    return _encode_png(figure)


def _draw_fields(report: Report) -> bytes:
    figure, axes = _make_figure(0.9 + 0.27 * len(report.topics))
    rows = [{tone: getattr(line, tone) for tone in TONES} for line in report.topics]
    _draw_stacked(axes, rows, lying=True)
    axes.set_yticks(range(len(rows)), [TOPICS.get(line.key, line.key or "Chưa rõ") for line in report.topics])
    axes.invert_yaxis()
    axes.set_title("Số nội dung theo lĩnh vực", fontsize=10, fontweight="bold")
    figure.legend(ncols=3, fontsize=8, frameon=False, loc="outside lower center")
    axes.margins(x=0.1)
    return _encode_png(figure)


def _draw_outlets(report: Report) -> bytes:
    sums: dict[str, int] = {}
    for line in report.outlets:
        sums[line.outlet.owner_type] = sums.get(line.outlet.owner_type, 0) + line.articles
    figure, axes = _make_figure(0.7 + 0.27 * len(sums))
    axes.barh(range(len(sums)), list(sums.values()), color="#a8b3bd", edgecolor="#222222", linewidth=0.5)
    for position, size in enumerate(sums.values()):
        axes.text(size, position, f" {size}", va="center", ha="left", fontsize=8)
    axes.set_yticks(range(len(sums)), [OWNER_TYPES.get(kind, kind) for kind in sums])
    axes.invert_yaxis()
    axes.set_title("Số tin, bài theo loại nguồn", fontsize=10, fontweight="bold")
    axes.margins(x=0.1)
    return _encode_png(figure)
