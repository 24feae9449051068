"""From the states of an outlet's lists to a state of the outlet: what may be lost although something answered.

In: the run's `SpiderReport`, the verdict on each list, what is remembered of the lists, the rhythm, earlier runs. Out: a state
with why, or None when the lists give no reason for one. Full coverage needs a list that was read as a list of new articles, and, where
a list that used to work is ill, at least nine tenths of the usual number of articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.monitoring.health import Health, SpiderReport
from crawler.monitoring.list_health import SHAPE_STATES, STALE_STATES, ListReport, ListVerdict
from crawler.monitoring.rhythm import Rhythm, Runs
from data.crawl_store import ListRow
from data.text.normal import format_number

DAY = timedelta(hours=24)
ENOUGH = 0.9  # share of the usual that is no loss worth telling
WAYS = {"feed": "nguồn tin RSS", "sitemap": "sơ đồ tin", "section": "trang chuyên mục"}
WHY_MOVED = "trang chuyển sang {host}, bài được lưu nhưng chờ người xác nhận"


@dataclass(frozen=True, kw_only=True)
class ListEvidence:
    """What is known of an outlet's lists after one run."""

    verdicts: Mapping[str, ListVerdict]  # by address
    rows: Mapping[str, ListRow]  # as they were before this run
    rhythm: Rhythm
    runs: Runs  # earlier ones, oldest first
    now: datetime


def assess_lists(report: SpiderReport, evidence: ListEvidence) -> Health | None:
    """The outlet's state by its lists."""
    if report.moved_to:
        return Health(state="moved", why=WHY_MOVED.format(host=report.moved_to))
    verdicts = {address: verdict for address, verdict in evidence.verdicts.items() if not report.lists[address].is_beside}
    if not verdicts:
        return None
    ill = {address: verdict for address, verdict in verdicts.items() if not verdict.is_sound}
    sound = [address for address, verdict in verdicts.items() if verdict.is_sound]
    if not sound:
        return _none_sound(report, ill)
    hidden = _hidden(report)
    if hidden:
        return Health(state="lists_partial", why=hidden)
    shaped = {address: verdict for address, verdict in ill.items() if verdict.state in SHAPE_STATES}
    lost = {address: verdict for address, verdict in ill.items() if _was_well(evidence.rows.get(address))} | shaped
    if not lost or has_usual_yield(report.counts["fetched"], evidence):
        return None
    address, verdict = next(iter((shaped or lost).items()))
    state = verdict.state if verdict.state in SHAPE_STATES else "lists_partial"
    return Health(state=state, why=_describe(report.lists[address], verdict, len(lost)))


def _none_sound(report: SpiderReport, ill: Mapping[str, ListVerdict]) -> Health:
    """The state where no list was read as a list of new articles."""
    states = {verdict.state: (address, verdict) for address, verdict in reversed(list(ill.items()))}
    got = any(row.articles for row in report.lists.values()) or report.counts["kept"] > 0
    order = ("dates_changed", "shape_changed") if got else ("refused", "shape_changed", "dates_changed")
    chosen = next((states[state] for state in (*order, *STALE_STATES, "empty", "missing") if state in states), None)
    address, verdict = chosen or next(iter(ill.items()))
    why = _describe(report.lists[address], verdict, len(ill))
    if got:
        return Health(state=verdict.state if verdict.state in SHAPE_STATES else "lists_partial", why=why)
    if verdict.state in STALE_STATES:
        return Health(state="lists_stale", why=why)
    return Health(state="refused" if verdict.state in ("refused", *SHAPE_STATES) else "lists_missing", why=why)


def _hidden(report: SpiderReport) -> str:
    """What a list read beside the others had and they lacked, in words; "" for nothing worth telling."""
    for row in report.lists.values():
        if row.is_beside and row.missed:
            return f"{WAYS[row.way]} {row.address} có {format_number(row.missed)} bài mới mà các danh sách khác không nêu"
    return ""


def _was_well(row: ListRow | None) -> bool:
    return row is not None and row.ok_at is not None and row.role != "retired"


def has_usual_yield(fetched: int, evidence: ListEvidence) -> bool:
    """Whether the last 24 hours, this run included, brought at least nine tenths of the usual; False without a history."""
    since = evidence.now - DAY
    expected = evidence.rhythm.expect(since, evidence.now)
    if expected is None:
        return False
    today = fetched + sum(counts.get("fetched", 0) for at, _, counts in evidence.runs if at > since)
    return today >= ENOUGH * expected


def _describe(report: ListReport, verdict: ListVerdict, count: int) -> str:
    others = f" và {format_number(count - 1)} danh sách khác" if count > 1 else ""
    return f"{WAYS[report.way]} {report.address}{others}: {verdict.why or verdict.state}"
