"""How one list (feed, sitemap, section page) is doing: does it still announce the outlet's articles, and new ones?

In: what a run met on the list (`ListReport`), what earlier runs remember of it, the outlet's rhythm. Out: a state of
`data.crawl_store.LIST_STATES` and one Vietnamese phrase that says why.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from crawler.fetch import WALL_DETAIL
from crawler.monitoring.rhythm import Rhythm
from data.crawl_store import ListRow
from data.text import local
from data.text.normal import format_number

MOST = 0.5  # share of a list's links or dates that makes its shape another one
FEWEST_LINKS = 3  # addresses of a list: fewer have no shape
FEWEST_DATES = 3  # dates that can be compared: fewer prove nothing
FEWEST_REFUSED = 3  # pages that were no articles: fewer may be chance
FAR = timedelta(days=2)  # a list's date so far from the page's own is not that page's
FEWEST_MISSED = 3  # new articles of a list read beside: fewer may have come in while we read
SHAPE_STATES = ("shape_changed", "dates_changed")
STALE_STATES = ("frozen", "old")
ACCESS_WHY = {
    "missing": "không còn ở địa chỉ cũ", "no_answer": "máy chủ không trả lời", "error": "máy chủ báo lỗi",
    "blocked": "máy chủ từ chối", "wall": WALL_DETAIL, "robots_closed": "robots.txt không cho thu thập",
    "proxy": "không ra được mạng qua proxy của cơ quan",
}  # fmt: skip


@dataclass(kw_only=True)
class ListReport:
    """What one run met on one list. Counts are of announced addresses or of the pages they led to."""

    way: str  # feed | sitemap | section
    address: str  # as stated
    source: str = "bundled"
    access: str = ""  # "" not answered yet | ok | unchanged | a key of ACCESS_WHY | moved
    announced: int = 0
    parts: int = 0  # further sitemaps that an index names
    off_host: int = 0
    off_pattern: int = 0
    hosts: Counter[str] = field(default_factory=Counter)  # of the addresses on no host of the outlet
    dated: int = 0  # announced with a time, readable or not
    unread_dates: int = 0
    compared: int = 0  # times that could be compared: with the page's own, or with the clock
    far_dates: int = 0  # of these, two days and more off
    on_new_host: int = 0  # addresses on a host that no person has confirmed
    new: int = 0  # met for the first time
    asked: int = 0  # pages asked for
    articles: int = 0  # pages that were articles
    gated: int = 0  # pages that name no watched place: not read
    missed: int = 0  # of a list read beside others: fresh articles that no other list announced
    refused: int = 0  # pages that answered and were no articles
    newest: datetime | None = None
    items: str = ""  # fingerprint of what was announced
    date_order: str = ""  # "dmy" | "mdy" | "iso" | "" where its dates do not tell
    moved_to: str = ""  # the host it was led to for good
    share: float = 1.0  # the part of the outlet's articles that it is to bring: one of so many lists of its way
    lacks_new: bool = False  # no list of its way had anything new, but another one had
    turn: int = 1  # by which way it was taken in this run: 1 the first
    is_beside: bool = False  # read beside lists that answer, not instead of them
    led_to: str = ""  # the address it was led to for good, on a host of the outlet

    @property
    def on_pattern(self) -> int:
        """Addresses that look like articles of the outlet."""
        return self.announced - self.off_host - self.off_pattern

    @property
    def is_needed(self) -> bool:
        """Whether a list read beside the others had new articles that they lack."""
        return self.is_beside and self.missed >= FEWEST_MISSED


@dataclass(frozen=True, kw_only=True)
class ListVerdict:
    """The list's state and why (Vietnamese)."""

    state: str
    why: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether the list was read as a list of the outlet's articles, new ones among them."""
        return self.state == "ok"


def judge_list(report: ListReport, before: ListRow | None, rhythm: Rhythm, now: datetime) -> ListVerdict:
    """The state of a list after this run."""
    if report.moved_to:
        return ListVerdict(state="moved", why=f"chuyển sang {report.moved_to}")
    if report.access in ACCESS_WHY:
        state = "no_answer" if report.access == "proxy" else report.access
        return ListVerdict(state=state, why=ACCESS_WHY[report.access])
    if report.access == "unchanged" and before is not None:
        return _judge_stillness(report, before, rhythm, now) or ListVerdict(state=before.state, why=before.why)
    if report.announced < FEWEST_LINKS and not (report.on_pattern or report.articles):
        return _judge_empty(report, before, rhythm, now)
    return _judge_shape(report) or _judge_stillness(report, before, rhythm, now) or ListVerdict(state="ok")


def _judge_empty(report: ListReport, before: ListRow | None, rhythm: Rhythm, now: datetime) -> ListVerdict:
    """A list without items: an outlet of few articles may have none for a while; a page in its place is no list."""
    if report.parts:
        return ListVerdict(state="ok")
    since = None if before is None else before.ok_at or before.since
    if report.access == "ok" and (before is None or not rhythm.is_silence_odd(since, now)) and report.items:
        return ListVerdict(state="ok")
    return ListVerdict(state="empty", why="không có mục nào" if report.items else "không còn là danh sách tin")


def _judge_shape(report: ListReport) -> ListVerdict | None:
    """A list whose addresses or dates are no longer what the outlet's facts say."""
    count = format_number(report.announced)
    if report.off_host > MOST * report.announced:
        host = report.hosts.most_common(1)[0][0] if report.hosts else ""
        return ListVerdict(state="shape_changed", why=f"{format_number(report.off_host)} trên {count} địa chỉ ở {host}")
    if report.refused >= FEWEST_REFUSED and not report.articles:
        return ListVerdict(state="refused", why=f"{format_number(report.refused)} mục mới, không mục nào là bài")
    if report.off_pattern + report.off_host > MOST * report.announced:
        off = format_number(report.off_pattern + report.off_host)
        return ListVerdict(state="shape_changed", why=f"{off} trên {count} địa chỉ không theo dạng đã biết")
    if report.dated >= FEWEST_DATES and report.unread_dates > MOST * report.dated:
        why = f"{format_number(report.unread_dates)} trên {format_number(report.dated)} giờ đăng không đọc được"
        return ListVerdict(state="dates_changed", why=why)
    if report.compared >= FEWEST_DATES and report.far_dates > MOST * report.compared:
        why = f"{format_number(report.far_dates)} trên {format_number(report.compared)} giờ đăng lệch từ hai ngày trở lên"
        return ListVerdict(state="dates_changed", why=why)
    return None


def _judge_stillness(report: ListReport, before: ListRow | None, rhythm: Rhythm, now: datetime) -> ListVerdict | None:
    """A list that announces the same for longer than the outlet is ever silent, or old articles only."""
    is_same = before is not None and (report.access == "unchanged" or before.items == report.items)
    still_since = before.same_since if is_same and before is not None else None
    if still_since is not None and (report.lacks_new or rhythm.is_silence_odd(still_since, now, share=report.share)):
        return ListVerdict(state="frozen", why=f"không đổi từ {_moment(still_since)}")
    newest = report.newest or (before.newest if report.access == "unchanged" and before is not None else None)
    if newest is not None and not report.far_dates and rhythm.is_silence_odd(newest, now, share=report.share):
        return ListVerdict(state="old", why=f"bài mới nhất từ {_moment(newest)}")
    return None


def remember_list(report: ListReport, verdict: ListVerdict, before: ListRow | None, outlet: str, now: datetime) -> ListRow:
    """What the crawl store is to remember of a list after this run."""
    is_unchanged = before is not None and (report.access != "ok" or before.items == report.items)
    last_ok = before.ok_at if before is not None else None
    same_since = before.same_since if is_unchanged and before is not None else now
    remembered = before or ListRow(outlet=outlet, address=report.address, way=report.way, source=report.source)
    return replace(
        remembered,
        role="adopted" if report.is_needed else remembered.role,
        state=verdict.state,
        why=verdict.why,
        read_at=now,
        ok_at=now if verdict.is_sound else last_ok,
        newest=report.newest or remembered.newest,
        items=report.items or remembered.items,
        same_since=same_since,
        date_order=report.date_order or remembered.date_order,
        asked=report.led_to or remembered.asked,
    )


def _moment(moment: datetime) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}"
