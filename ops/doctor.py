"""Check an installation: is everything in place, and what to do where it is not.

In: the settings file, the environment, the present time. Out: a `Checkup`: one finding for each thing that was checked ("tốt",
"lưu ý", "hỏng") with what to do, and the settings in force with secrets masked.
"""

from __future__ import annotations

import hashlib
import shutil
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from data.archive import Archive, ArchiveError
from data.calendar import FILE, RuleError, load_calendar
from data.crawl_store import CrawlStore
from data.errors import OperatorError
from data.model import TOPICS
from data.paths import MODELS
from data.settings import Office, SettingsError, load_office
from data.text import local
from data.text.dates import VN
from data.text.normal import format_number
from nlp.features.weights import TRAIN, ModelError, mismatched_topics

GOOD, NOTICE, BROKEN = "tốt", "lưu ý", "hỏng"
LOOK_AT_OUTLET = (
    "mở thử trang báo bằng trình duyệt; nếu báo đổi giao diện, báo người phụ trách phần mềm; cuối bản tin đã nêu nguồn này."
)
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy")
LOOK_AHEAD = 10  # from October on, next year's Tết is near enough for deadlines to reach it
LOW_DISK, NO_DISK = 2_000_000_000, 200_000_000  # bytes


@dataclass(frozen=True)
class Finding:
    """One thing that was checked. Texts are Vietnamese, without a full stop after the message."""

    name: str  # settings | archive | outlets | crawl | models | network | mail | clock | holidays | disk
    state: str  # tốt | lưu ý | hỏng
    message: str
    remedy: str = ""  # what to do, a whole sentence; empty where there is nothing to do

    @property
    def ok(self) -> bool:
        """False where something is broken, so that the day's work cannot be relied on."""
        return self.state != BROKEN


@dataclass(frozen=True)
class Checkup:
    """What the doctor found, and the settings in force with secrets masked, as (key, value)."""

    findings: tuple[Finding, ...]
    settings: tuple[tuple[str, str], ...]

    @property
    def broken(self) -> int:
        """How many findings are not ok."""
        return sum(not finding.ok for finding in self.findings)


def check_installation(
    office_path: Path, env: Mapping[str, str], *, now: datetime, ask_mail: bool = False, ask_network: bool = False
) -> Checkup:
    """Check settings, archive, crawl store, outlets, models, mail, clock, holidays, disk. Raises SettingsError.

    The mail server is only asked when `ask_mail`, a few papers' sites only when `ask_network`.
    """
    office = load_office(office_path, env)
    findings = (
        Finding("settings", GOOD, f"cài đặt: {office_path} đọc được, không có lỗi"),
        *_secrets(office_path, office, env),
        *_archive(office, now),
        *_outlets(office, now),
        *_crawl(office, now),
        *_models(),
        *check_topics(TOPICS),
        *_proxy(office, env),
        *(_network(office, now) if ask_network else ()),
        *_mail(office, ask_mail),
        *_clock(now),
        *_holidays(office, now),
        *_disk(office),
    )
    return Checkup(findings, tuple(office.masked()))


def _secrets(path: Path, office: Office, env: Mapping[str, str]) -> Iterator[Finding]:
    outside = {"DIEMBAO_MAIL_PASSWORD", "DIEMBAO_MAIL_PASSWORD_FILE"} & set(env)
    if office.mail_password and not outside and path.stat().st_mode & 0o077:
        yield Finding(
            "settings", NOTICE, f"tệp {path} chứa mật khẩu nhưng người khác trên máy đọc được", f"chạy “chmod 600 {path}”."
        )
    if office.mail_ca_file and not (office.base / office.mail_ca_file).is_file():
        yield Finding("settings", BROKEN, f"mail.ca_file: không có tệp {office.mail_ca_file}", "sửa đường dẫn trong cài đặt.")


def _archive(office: Office, now: datetime) -> Iterator[Finding]:
    if not office.archive_path.exists():
        yield Finding("archive", NOTICE, f"kho lưu trữ {office.archive_path}: chưa có", "chạy “diembao day” một lần để tạo kho.")
        return
    try:
        with Archive.open(office.archive_path, now=now, create=False) as archive:
            whole, counts, runs = archive.upkeep.integrity(), archive.judgements.counts(), archive.trail.runs(1)
    except ArchiveError as error:
        yield Finding("archive", BROKEN, str(error).rstrip("."))
        return
    if whole != "ok":
        yield Finding(
            "archive",
            BROKEN,
            f"kho lưu trữ {office.archive_path}: {whole}",
            "dừng các lượt chạy, khôi phục từ bản sao lưu gần nhất.",
        )
    else:
        judged = f"{counts['articles']} tin, bài, {counts['judged']} đã phân loại"
        yield Finding("archive", GOOD, f"kho lưu trữ {office.archive_path}: toàn vẹn, {judged}")
    if runs and runs[0].ended_at is None:
        yield Finding(
            "archive",
            NOTICE,
            f"lượt chạy {runs[0].id} chưa kết thúc hoặc đã bị ngắt",
            "chạy lại lệnh đó; việc đã xong không làm lại.",
        )
    if runs and runs[0].began_at > now + timedelta(minutes=5):
        yield Finding("archive", BROKEN, "đồng hồ của máy chậm hơn lượt chạy gần nhất", "chỉnh lại giờ máy (timedatectl).")


def _outlets(office: Office, now: datetime) -> Iterator[Finding]:
    """The office's own facts of outlets: readable, which it changed, paused, named by a name that is gone."""
    from crawler.register import load_register

    try:
        register = load_register(office.outlets_path)
    except OperatorError as error:
        yield Finding("outlets", BROKEN, str(error).rstrip("."), "sửa các dòng đã nêu; chưa sửa thì không thu thập được.")
        return
    day = local(now).date()
    if register.entries:
        yield Finding("outlets", GOOD, f"{office.outlets_path}: đọc được, {len(register.entries)} nguồn")
    for name in register.entries:
        if (pause := register.pause_of(name, day)) is not None:
            message = f"nguồn {name}: tạm dừng từ {pause.since:%d/%m/%Y} ({pause.why})"
            yield Finding("outlets", NOTICE, message, f"thu thập lại: “diembao outlets resume {name}”.")
    for name in office.crawl_outlets:
        facts = register.classes.get(name)
        if facts is None:
            yield Finding("outlets", BROKEN, f"crawl.outlets: không có nguồn {name}", "xem tên đúng bằng “diembao outlets list”.")
        elif facts.is_retired(day):
            message = f"crawl.outlets: {facts.label} đã nhập vào {facts.successor} từ {facts.retired_on:%d/%m/%Y}"
            yield Finding("outlets", NOTICE, message, f"đổi “{name}” thành “{facts.successor}”; hiện đã tự thu thập nguồn mới.")


def _crawl(office: Office, now: datetime) -> Iterator[Finding]:
    if not office.crawl_path.exists():
        yield Finding("crawl", NOTICE, f"kho thu thập {office.crawl_path}: chưa có", "sẽ được tạo trong lượt thu thập đầu tiên.")
        return
    try:
        with CrawlStore.open(office.crawl_path, now=now) as store:
            states = store.outlet_states(store.outlet_names(), now)
    except ArchiveError as error:
        yield Finding("crawl", BROKEN, str(error).rstrip("."))
        return
    full = sum(state.coverage == "full" for state in states.values())
    yield Finding("crawl", GOOD, f"nguồn: {len(states)} nguồn đã thu thập, {full} đầy đủ")
    for name, state in states.items():
        if state.coverage != "full" and state.state != "paused":
            since = "" if state.since is None else f" từ {local(state.since):%H:%M ngày %d/%m/%Y}"
            why = f" ({state.why})" if state.why else ""
            yield Finding("crawl", NOTICE, f"nguồn {name}: {state.label}{since}{why}", LOOK_AT_OUTLET)


def _models() -> Iterator[Finding]:
    """The underthesea wheel, and every model that data/models/SHA256SUMS names."""
    try:
        yield Finding("models", GOOD, f"thư viện tách từ underthesea {version('underthesea')}")
    except PackageNotFoundError:
        yield Finding("models", BROKEN, "thiếu thư viện underthesea", "cài lại phần mềm bằng “make demo”.")
    sums = _sums(MODELS / "SHA256SUMS")
    again = "lấy lại thư mục data/models của bản phần mềm."
    if not sums:
        yield Finding("models", BROKEN, f"mô hình: không đọc được {MODELS / 'SHA256SUMS'}", again)
    sound = 0
    for name, expected in sums.items():
        model = MODELS / name
        if not model.is_file():
            yield Finding("models", BROKEN, f"mô hình {name}: thiếu tệp", again)
        elif hashlib.sha256(model.read_bytes()).hexdigest() != expected:
            yield Finding("models", BROKEN, f"mô hình {name}: khác với mã kiểm tra trong SHA256SUMS", again)
        else:
            sound += 1
    if sound:
        yield Finding("models", GOOD, f"mô hình: {sound} tệp, đúng mã kiểm tra")


def check_topics(topics: Mapping[str, str]) -> Iterator[Finding]:
    """Topics (slug -> label) that the shipped model has not learned, or no longer has."""
    try:
        unlearned, gone = mismatched_topics(topics)
    except ModelError:
        return  # told by the check of the models
    names = [f"“{topics[slug]}” ({slug})" for slug in unlearned]
    if names:
        yield Finding(
            "models", BROKEN, f"lĩnh vực {', '.join(names)}: mô hình topic.npz chưa học, chưa phân loại được", f"{TRAIN}."
        )
    if gone:
        yield Finding("models", BROKEN, f"mô hình topic.npz còn lĩnh vực đã bỏ: {', '.join(gone)}", f"{TRAIN}.")


def _sums(path: Path) -> dict[str, str]:
    """File name -> SHA-256, as sha256sum writes them."""
    if not path.is_file():
        return {}
    lines = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines())
    return {parts[1].lstrip("*"): parts[0] for parts in lines if len(parts) == 2}


def _proxy(office: Office, env: Mapping[str, str]) -> Iterator[Finding]:
    """How the crawl reaches the web where that is not directly; a proxy of the environment, which is not used."""
    from crawler.fetch.network_check import describe_way

    try:
        if way := describe_way(office):
            yield Finding("network", GOOD, f"mạng: {way}")
    except SettingsError as error:
        for fault in error.errors:
            message, _, remedy = fault.partition(" Cách xử lý: ")
            yield Finding("network", BROKEN, message.rstrip("."), f"{remedy.rstrip('.')}.")
    named = sorted(name for name in env if name.lower() in PROXY_VARIABLES and env[name])
    if named and not (office.crawl_proxy or office.crawl_proxy_http):
        remedy = "nếu cơ quan ra mạng qua proxy, ghi địa chỉ proxy vào crawl.proxy trong tệp cài đặt."
        yield Finding("network", NOTICE, f"mạng: biến {', '.join(named)} của máy không được phần mềm dùng", remedy)


def _network(office: Office, now: datetime) -> Iterator[Finding]:
    """What stands between this machine and a few papers' sites."""
    from crawler.extraction import is_wall
    from crawler.fetch.network_check import check_network
    from crawler.register import select

    classes = sorted(select(office, (), now).classes, key=lambda facts: (bool(facts.access), facts.owner_type != "trung-uong"))
    try:
        for finding in check_network(office, [facts.hosts[0] for facts in classes], is_wall, now=now):
            yield Finding("network", finding.state, finding.message, finding.remedy)
    except SettingsError:
        return  # told by the check of the proxy


def _mail(office: Office, ask: bool) -> Iterator[Finding]:
    if not office.everybody:
        yield Finding("mail", NOTICE, "thư: chưa có nơi nhận, bản tin sẽ không gửi đi đâu", "điền mail.recipients trong cài đặt.")
        return
    server = f"{office.mail_host}:{office.mail_port}"
    if not ask:
        yield Finding("mail", GOOD, f"thư: {len(office.everybody)} nơi nhận qua {server} (chưa thử kết nối)")
        return
    try:
        with socket.create_connection((office.mail_host, office.mail_port), timeout=min(office.mail_timeout_seconds, 10)):
            yield Finding("mail", GOOD, f"thư: kết nối được tới {server}")
    except OSError as error:
        remedy = "kiểm tra mail.host, mail.port và tường lửa."
        yield Finding("mail", BROKEN, f"thư: không kết nối được tới {server} ({error})", remedy)


def _clock(now: datetime) -> Iterator[Finding]:
    offset = VN.utcoffset(now.replace(tzinfo=None))
    if offset != timedelta(hours=7):
        yield Finding("clock", BROKEN, "múi giờ: dữ liệu múi giờ Asia/Ho_Chi_Minh trên máy bị sai", "cài lại gói tzdata.")
    else:
        yield Finding("clock", GOOD, f"giờ Việt Nam: {local(now):%H:%M ngày %d/%m/%Y}")


def _holidays(office: Office, now: datetime) -> Iterator[Finding]:
    """Whether working days can be counted this year, and from October on in the next one too."""
    remedy = f"chép {FILE} sang thư mục cases.rules_dir, thêm năm này theo văn bản thông báo lịch nghỉ."
    try:
        calendar = load_calendar(office.base / office.cases_rules_dir if office.cases_rules_dir else None)
    except RuleError as error:
        yield Finding("holidays", BROKEN, str(error))
        return
    today = local(now)
    years = [today.year, *([today.year + 1] if today.month >= LOOK_AHEAD else [])]
    doubts = [(year, doubt) for year in years if (doubt := calendar.doubt(year))]
    for year, doubt in doubts:
        yield Finding("holidays", NOTICE if year in calendar.years else BROKEN, f"ngày nghỉ lễ, Tết: {doubt}", remedy)
    if not doubts:
        yield Finding("holidays", GOOD, f"ngày nghỉ lễ, Tết: có lịch của năm {', '.join(map(str, years))}")


def _disk(office: Office) -> Iterator[Finding]:
    folder = office.var_dir
    while not folder.exists():
        folder = folder.resolve().parent
    free = shutil.disk_usage(folder).free
    message = f"ổ đĩa: còn {format_number(free // 1_000_000)} MB ở {folder}"
    if free < NO_DISK:
        yield Finding("disk", BROKEN, message, "giải phóng dung lượng ngay, nếu không lượt chạy tới sẽ dừng.")
    elif free < LOW_DISK:
        yield Finding("disk", NOTICE, message, "giải phóng dung lượng trong vài ngày tới.")
    else:
        yield Finding("disk", GOOD, message)
