"""Why the papers cannot be reached from this office: no route, name server, proxy, certificate, clock, or blocked.

In: an office's settings, the hosts of a few papers, the present time. Out: `NetworkFinding`s in Vietnamese, each with what to do.
The network is asked; nothing is kept. Raises SettingsError where a file that the settings name cannot be used.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from crawler.fetch.download_handler import read_certificates
from crawler.fetch.network_probe import Network, SiteAnswer, has_route
from crawler.fetch.outcomes import BLOCKED_CODES
from crawler.fetch.proxy import Proxies
from crawler.fetch.settings import user_agent

if TYPE_CHECKING:
    from data.settings import Office

GOOD, NOTICE, BROKEN = "tốt", "lưu ý", "hỏng"
MOST_SITES = 6
CLOCK_NOTICE, CLOCK_BROKEN = timedelta(minutes=5), timedelta(days=1)
SENTENCES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("network_sentences.toml").read_text("utf-8"))


@dataclass(frozen=True, kw_only=True)
class NetworkFinding:
    """One thing about the network. Texts are Vietnamese, without a full stop after the message."""

    kind: str  # route names proxy certificate clock blocked site
    state: str  # tốt | lưu ý | hỏng
    message: str
    remedy: str = ""


def check_network(
    office: Office, hosts: Sequence[str], is_wall: Callable[[bytes], bool], *, now: datetime
) -> list[NetworkFinding]:
    """Asks a few papers' sites and says what stands in the way.

    `is_wall` knows a page that is only a script for browsers; `now`: the time by this machine's clock (UTC).
    """
    proxies = Proxies.of(office)
    certificates = read_certificates(office.base / office.crawl_ca_file) if office.crawl_ca_file else ()
    asked = tuple(dict.fromkeys(hosts))[:MOST_SITES]
    if not proxies and not has_route():
        return [_finding("route", BROKEN, "no_route", "")]
    network = Network(proxies=proxies, certificates=certificates, user_agent=user_agent(office), now=now, began=time.monotonic())
    with ThreadPoolExecutor(max_workers=MOST_SITES) as pool:
        answers = list(pool.map(network.ask, asked))
    return [*_stops(answers), *_blocks(answers, is_wall), *_clock(answers), *_good(answers, proxies)]


def describe_way(office: Office) -> str:
    """How the crawl reaches the web, in Vietnamese; empty where it does directly. Raises SettingsError as `check_network`."""
    proxies = Proxies.of(office)
    parts = []
    for scheme, address in (("https", proxies.https), ("http", proxies.http)):
        if proxies:
            parts.append(f"{scheme}:// qua proxy {address.removeprefix('http://')}" if address else f"{scheme}:// trực tiếp")
    if proxies.login:
        parts.append("có đăng nhập")
    if proxies:
        parts.append("tên nội bộ không gửi cho proxy")
    if office.crawl_ca_file:
        count = len(read_certificates(office.base / office.crawl_ca_file))
        parts.append(f"tin thêm {count} chứng thư gốc của cơ quan")
    return ", ".join(parts)


def _finding(kind: str, state: str, cause: str, detail: str, where: str = "") -> NetworkFinding:
    words = SENTENCES[cause]
    message = words["message"].format(detail or "không rõ") + where
    return NetworkFinding(kind=kind, state=state, message=message, remedy=words["remedy"])


def _where(hosts: Sequence[str], answers: Sequence[SiteAnswer]) -> str:
    return f" ({len(hosts)}/{len(answers)} trang thử: {', '.join(hosts)})"


def _stops(answers: Sequence[SiteAnswer]) -> Iterator[NetworkFinding]:
    """The steps at which the way ended, each with the sites it holds for; broken where it holds for more than half."""
    causes: dict[tuple[str, str], list[SiteAnswer]] = {}
    for answer in answers:
        if answer.stop is not None:
            causes.setdefault((answer.stop.kind, answer.stop.cause), []).append(answer)
    for (kind, cause), rows in causes.items():
        state = BROKEN if 2 * len(rows) > len(answers) else NOTICE
        detail = next((row.stop.detail for row in rows if row.stop is not None and row.stop.detail), "")
        yield _finding(kind, state, cause, detail, _where([row.host for row in rows], answers))


def _blocks(answers: Sequence[SiteAnswer], is_wall: Callable[[bytes], bool]) -> Iterator[NetworkFinding]:
    """Sites that answered with a refusal or a wall."""
    refused = [answer for answer in answers if answer.status in BLOCKED_CODES]
    walled = [answer for answer in answers if answer.status == 200 and answer.body and is_wall(answer.body)]
    for cause, rows, detail in (("blocked", refused, str(refused[0].status if refused else "")), ("wall", walled, "")):
        if rows:
            state = BROKEN if 2 * len(rows) > len(answers) else NOTICE
            yield _finding("blocked", state, cause, detail, _where([row.host for row in rows], answers))


def _clock(answers: Sequence[SiteAnswer]) -> Iterator[NetworkFinding]:
    """This machine's clock beside those of the sites."""
    offsets = [answer.offset.total_seconds() for answer in answers if answer.offset is not None]
    if not offsets:
        return
    offset = timedelta(seconds=median(offsets))
    if abs(offset) < CLOCK_NOTICE:
        yield NetworkFinding(kind="clock", state=GOOD, message="đồng hồ: khớp với giờ của các trang báo")
        return
    direction = "chậm" if offset > timedelta() else "nhanh"
    state = BROKEN if abs(offset) >= CLOCK_BROKEN else NOTICE
    remedy = "chạy “timedatectl set-ntp true”; mạng không có máy chủ giờ thì hỏi người quản trị mạng địa chỉ NTP."
    yield NetworkFinding(kind="clock", state=state, message=f"đồng hồ: máy này {direction} {_span(abs(offset))}", remedy=remedy)


def _span(span: timedelta) -> str:
    if span.days >= 365:
        return f"khoảng {round(span.days / 365.25, 1):g} năm".replace(".", ",")
    if span >= CLOCK_BROKEN:
        return f"{round(span / timedelta(days=1))} ngày"
    minutes = round(span.total_seconds() / 60)
    return f"{minutes // 60} giờ {minutes % 60} phút" if minutes >= 60 else f"{minutes} phút"


def _good(answers: Sequence[SiteAnswer], proxies: Proxies) -> Iterator[NetworkFinding]:
    reached = [answer.host for answer in answers if answer.stop is None and answer.status and answer.status not in BLOCKED_CODES]
    if reached:
        way = "qua proxy " + ", ".join(sorted(proxies.hosts)) if proxies else "trực tiếp"
        yield NetworkFinding(kind="route", state=GOOD, message=f"mạng: ra được {way}{_where(reached, answers)}")
