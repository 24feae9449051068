"""From the states of an outlet's lists to a state of the outlet: what may be lost although something answered.

In: the run's `SpiderReport`, the verdict on each list, what is remembered of the lists, the rhythm, earlier runs. Out: a state
with why, or None when the lists give no reason for one. Full coverage needs a list that was read as a list of new articles, and,
where a list that used to work is ill, at least nine tenths of the usual number of articles.
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
BY_LISTS = ("lists_partial", "lists_stale", "lists_missing", "refused", "thin")
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

    @property
    def was_partial(self) -> bool:
        """Whether the run before already found a loss; it lasts until the list is well again or replaced."""
        return bool(self.runs) and self.runs[-1][1] in BY_LISTS


def assess_lists(report: SpiderReport, evidence: ListEvidence) -> Health | None:
    """The outlet's state by its lists."""
    if report.moved_to and (moved := _moved(report, evidence)):
        return moved
    verdicts = {address: verdict for address, verdict in evidence.verdicts.items() if not report.lists[address].is_beside}
    if not verdicts:
        return None
    ill = {address: verdict for address, verdict in verdicts.items() if not verdict.is_sound}
    sound = [address for address, verdict in verdicts.items() if verdict.is_sound]
    refused = any(verdict.state == "refused" for verdict in ill.values())
    if not sound or (refused and not any(row.articles for row in report.lists.values())):
        return _none_sound(report, ill)
    shaped = {address: verdict for address, verdict in ill.items() if verdict.state in SHAPE_STATES}
    lost = {address: verdict for address, verdict in ill.items() if _was_well(evidence.rows.get(address))}
    lost |= shaped if 2 * len(shaped) >= len(verdicts) else {}
    is_shaped = 2 * len(shaped) >= len(verdicts)
    if not lost or (not is_shaped and not evidence.was_partial and has_usual_yield(report.counts["read"], evidence)):
        return None
    address, verdict = next(iter((shaped if is_shaped else lost).items()))
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
    if verdict.state in SHAPE_STATES and not any(row.refused for row in report.lists.values()):
        return Health(state=verdict.state, why=why)  # nothing new came: nothing says that its pages are no articles
    return Health(state="refused" if verdict.state in ("refused", *SHAPE_STATES) else "lists_missing", why=why)


def _moved(report: SpiderReport, evidence: ListEvidence) -> Health | None:
    """The state while articles come from a host that no person has confirmed: they are kept and not told."""
    announced = sum(row.announced for row in report.lists.values())
    held, read = report.counts["unconfirmed"], report.counts["read"]
    was_moved = bool(evidence.runs) and evidence.runs[-1][1] == "moved"
    if not (was_moved and not read) and not held and 2 * sum(row.on_new_host for row in report.lists.values()) <= announced:
        return None
    is_most = 2 * held >= read
    return Health(state="moved" if is_most else "lists_partial", why=WHY_MOVED.format(host=report.moved_to))


def _was_well(row: ListRow | None) -> bool:
    return row is not None and row.ok_at is not None and row.role != "retired"


def has_usual_yield(read: int, evidence: ListEvidence) -> bool:
    """Whether the last 24 hours, this run included, brought at least nine tenths of the usual; False without a history."""
    since = evidence.now - DAY
    expected = evidence.rhythm.expect(since, evidence.now)
    if expected is None:
        return False
    today = read + sum(counts.get("read", 0) for at, _, counts in evidence.runs if at > since)
    return today >= ENOUGH * expected


def list_changes(report: SpiderReport, evidence: ListEvidence) -> dict[str, str]:
    """What became of lists since the run before, by kind of change, in words for the operator."""
    rows: dict[str, list[str]] = {}
    for address, verdict in evidence.verdicts.items():
        row, before = report.lists[address], evidence.rows.get(address)
        if row.led_to and (before is None or before.asked != row.led_to):
            rows.setdefault("led", []).append(f"{WAYS[row.way]} {address} chuyển hẳn sang {row.led_to}, từ nay đọc ở đó")
        elif not verdict.is_sound and before is not None and before.state == "ok" and _was_well(before):
            text = f"{WAYS[row.way]} {address}: {verdict.why}; bài được lấy qua danh sách khác của báo"
            rows.setdefault(verdict.state, []).append(text)
        if row.is_needed and (before is None or before.role != "adopted"):
            text = f"{WAYS[row.way]} {address} có {format_number(row.missed)} bài mới mà các danh sách kia không nêu"
            rows.setdefault("incomplete", []).append(f"{text}, từ nay đọc thêm mỗi lượt")
    return {state: _join(texts) for state, texts in rows.items()}


def _join(texts: list[str]) -> str:
    return texts[0] + (f" (và {format_number(len(texts) - 1)} danh sách khác)" if len(texts) > 1 else "")


def _describe(report: ListReport, verdict: ListVerdict, count: int) -> str:
    others = f" và {format_number(count - 1)} danh sách khác" if count > 1 else ""
    return f"{WAYS[report.way]} {report.address}{others}: {verdict.why or verdict.state}"
