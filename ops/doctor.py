"""Doctor: is everything in place, and what to do where it is not.

In: the settings file, the environment, the present time. Out: one line per check ("tốt", "lưu ý", "hỏng") with what to do, then
the settings in force with secrets masked. Exit status 0 when nothing is broken, 1 when something is, 2 for wrong settings.
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
from typing import TextIO

from data.archive import Archive, ArchiveError
from data.calendar import FILE, RuleError, load_calendar
from data.crawl_store import CrawlStore
from data.paths import MODELS
from data.settings import Office, SettingsError, load_office
from data.text import local
from data.text.dates import VN
from data.text.normal import format_number

GOOD, NOTICE, BROKEN = "tốt", "lưu ý", "hỏng"
LOOK = "mở thử trang báo bằng trình duyệt; nếu báo đổi giao diện, báo người phụ trách phần mềm; cuối bản tin đã nêu nguồn này."
LOOK_AHEAD = 10  # from October on, next year's Tết is near enough for deadlines to reach it
LOW_DISK, NO_DISK = 2_000_000_000, 200_000_000  # bytes


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report."""

    state: str  # tốt | lưu ý | hỏng
    what: str
    mend: str = ""


def doctor(office_path: Path, env: Mapping[str, str], *, now: datetime, out: TextIO, ask_mail: bool = False) -> int:
    """Check settings, archive, crawl store, outlets, models, mail, clock, disk. The mail server is only asked when `ask_mail`."""
    try:
        office = load_office(office_path, env)
    except SettingsError as error:
        out.write(f"hỏng   {error}\n")
        return 2
    findings = [
        Finding(GOOD, f"cài đặt: {office_path} đọc được, không có lỗi"),
        *_secrets(office_path, office, env),
        *_archive(office, now),
        *_crawl(office, now),
        *_models(),
        *_mail(office, ask_mail),
        *_clock(now),
        *_holidays(office, now),
        *_disk(office),
    ]
    for finding in findings:
        mend = f" Cách xử lý: {finding.mend}" if finding.mend else ""
        out.write(f"{finding.state:<7}{finding.what}.{mend}\n")
    out.write("\nCài đặt đang dùng:\n")
    out.writelines(f"  {key} = {value}\n" for key, value in office.masked())
    broken = sum(finding.state == BROKEN for finding in findings)
    out.write(f"\n{'Mọi thứ sẵn sàng' if not broken else f'Có {broken} chỗ hỏng, xem cách xử lý ở trên'}.\n")
    return 1 if broken else 0


def _secrets(path: Path, office: Office, env: Mapping[str, str]) -> Iterator[Finding]:
    outside = {"DIEMBAO_MAIL_PASSWORD", "DIEMBAO_MAIL_PASSWORD_FILE"} & set(env)
    if office.mail_password and not outside and path.stat().st_mode & 0o077:
        yield Finding(NOTICE, f"tệp {path} chứa mật khẩu nhưng người khác trên máy đọc được", f"chạy “chmod 600 {path}”.")
    if office.mail_ca_file and not (office.base / office.mail_ca_file).is_file():
        yield Finding(BROKEN, f"mail.ca_file: không có tệp {office.mail_ca_file}", "sửa đường dẫn trong cài đặt.")


def _archive(office: Office, now: datetime) -> Iterator[Finding]:
    if not office.archive_path.exists():
        yield Finding(NOTICE, f"kho lưu trữ {office.archive_path}: chưa có", "chạy “diembao day” một lần để tạo kho.")
        return
    try:
        with Archive.open(office.archive_path, now=now, create=False) as archive:
            whole, counts, runs = archive.upkeep.integrity(), archive.judgements.counts(), archive.trail.runs(1)
    except ArchiveError as error:
        yield Finding(BROKEN, str(error).rstrip("."))
        return
    if whole != "ok":
        yield Finding(
            BROKEN, f"kho lưu trữ {office.archive_path}: {whole}", "dừng các lượt chạy, khôi phục từ bản sao lưu gần nhất."
        )
    else:
        judged = f"{counts['articles']} tin, bài, {counts['judged']} đã phân loại"
        yield Finding(GOOD, f"kho lưu trữ {office.archive_path}: toàn vẹn, {judged}")
    if runs and runs[0].ended_at is None:
        yield Finding(
            NOTICE, f"lượt chạy {runs[0].id} chưa kết thúc hoặc đã bị ngắt", "chạy lại lệnh đó; việc đã xong không làm lại."
        )
    if runs and runs[0].began_at > now + timedelta(minutes=5):
        yield Finding(BROKEN, "đồng hồ của máy chậm hơn lượt chạy gần nhất", "chỉnh lại giờ máy (timedatectl).")


def _crawl(office: Office, now: datetime) -> Iterator[Finding]:
    if not office.crawl_path.exists():
        yield Finding(NOTICE, f"kho thu thập {office.crawl_path}: chưa có", "sẽ được tạo trong lượt thu thập đầu tiên.")
        return
    try:
        with CrawlStore.open(office.crawl_path, now=now) as store:
            states = store.outlet_states(store.outlet_names(), now)
    except ArchiveError as error:
        yield Finding(BROKEN, str(error).rstrip("."))
        return
    full = sum(state.coverage == "full" for state in states.values())
    yield Finding(GOOD, f"nguồn: {len(states)} nguồn đã thu thập, {full} đầy đủ")
    for name, state in states.items():
        if state.coverage != "full":
            since = "" if state.since is None else f" từ {local(state.since):%H:%M ngày %d/%m/%Y}"
            why = f" ({state.why})" if state.why else ""
            yield Finding(NOTICE, f"nguồn {name}: {state.label}{since}{why}", LOOK)


def _models() -> Iterator[Finding]:
    """The underthesea wheel, and every model that data/models/SHA256SUMS names."""
    try:
        yield Finding(GOOD, f"thư viện tách từ underthesea {version('underthesea')}")
    except PackageNotFoundError:
        yield Finding(BROKEN, "thiếu thư viện underthesea", "cài lại phần mềm bằng “make demo”.")
    told = _sums(MODELS / "SHA256SUMS")
    again = "lấy lại thư mục data/models của bản phần mềm."
    if not told:
        yield Finding(BROKEN, f"mô hình: không đọc được {MODELS / 'SHA256SUMS'}", again)
    sound = 0
    for name, expected in told.items():
        model = MODELS / name
        if not model.is_file():
            yield Finding(BROKEN, f"mô hình {name}: thiếu tệp", again)
        elif hashlib.sha256(model.read_bytes()).hexdigest() != expected:
            yield Finding(BROKEN, f"mô hình {name}: khác với mã kiểm tra trong SHA256SUMS", again)
        else:
            sound += 1
    if sound:
        yield Finding(GOOD, f"mô hình: {sound} tệp, đúng mã kiểm tra")


def _sums(path: Path) -> dict[str, str]:
    """File name -> SHA-256, as sha256sum writes them."""
    if not path.is_file():
        return {}
    lines = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines())
    return {parts[1].lstrip("*"): parts[0] for parts in lines if len(parts) == 2}


def _mail(office: Office, ask: bool) -> Iterator[Finding]:
    if not office.everybody:
        yield Finding(NOTICE, "thư: chưa có nơi nhận, bản tin sẽ không gửi đi đâu", "điền mail.recipients trong cài đặt.")
        return
    where = f"{office.mail_host}:{office.mail_port}"
    if not ask:
        yield Finding(GOOD, f"thư: {len(office.everybody)} nơi nhận qua {where} (chưa thử kết nối)")
        return
    try:
        with socket.create_connection((office.mail_host, office.mail_port), timeout=min(office.mail_timeout_seconds, 10)):
            yield Finding(GOOD, f"thư: kết nối được tới {where}")
    except OSError as error:
        yield Finding(BROKEN, f"thư: không kết nối được tới {where} ({error})", "kiểm tra mail.host, mail.port và tường lửa.")


def _clock(now: datetime) -> Iterator[Finding]:
    offset = VN.utcoffset(now.replace(tzinfo=None))
    if offset != timedelta(hours=7):
        yield Finding(BROKEN, "múi giờ: dữ liệu múi giờ Asia/Ho_Chi_Minh trên máy bị sai", "cài lại gói tzdata.")
    else:
        yield Finding(GOOD, f"giờ Việt Nam: {local(now):%H:%M ngày %d/%m/%Y}")


def _holidays(office: Office, now: datetime) -> Iterator[Finding]:
    """Whether working days can be counted this year, and from October on in the next one too."""
    mend = f"chép {FILE} sang thư mục cases.rules_dir, thêm năm này theo văn bản thông báo lịch nghỉ."
    try:
        calendar = load_calendar(office.base / office.cases_rules_dir if office.cases_rules_dir else None)
    except RuleError as error:
        yield Finding(BROKEN, str(error))
        return
    today = local(now)
    years = [today.year, *([today.year + 1] if today.month >= LOOK_AHEAD else [])]
    doubts = [(year, said) for year in years if (said := calendar.doubt(year))]
    for year, said in doubts:
        yield Finding(NOTICE if year in calendar.years else BROKEN, f"ngày nghỉ lễ, Tết: {said}", mend)
    if not doubts:
        yield Finding(GOOD, f"ngày nghỉ lễ, Tết: có lịch của năm {', '.join(map(str, years))}")


def _disk(office: Office) -> Iterator[Finding]:
    folder = office.var_dir
    while not folder.exists():
        folder = folder.resolve().parent
    free = shutil.disk_usage(folder).free
    told = f"ổ đĩa: còn {format_number(free // 1_000_000)} MB ở {folder}"
    if free < NO_DISK:
        yield Finding(BROKEN, told, "giải phóng dung lượng ngay, nếu không lượt chạy tới sẽ dừng.")
    elif free < LOW_DISK:
        yield Finding(NOTICE, told, "giải phóng dung lượng trong vài ngày tới.")
    else:
        yield Finding(GOOD, told)
