"""The operator's mail about outlets: which went bad, which are well again, what changed and was mended; each change once.

In: the archive's pending notices, the settings. Out: one plain mail to `mail.operator`, or none; `NoticeRound` says which.
The notices are marked after the server took the mail; a crash in between sends the same mail under the same Message-ID again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from data.archive import Archive
from data.archive.records import Notice
from data.crawl_store import STATES
from data.model import Outlet
from data.settings import Office
from data.text import tidy
from data.text.dates import format_date, format_time
from digest.delivery.message import HANOI, MailError, check_header, parse_address
from digest.delivery.smtp import Refused, SmtpConnection, TemporaryFailure

GENERAL = ("đã thu thập lại được",)  # says no more than the state
ADVICE = (
    "Bản tin vẫn được gửi đúng giờ và đã nêu các nguồn này ở cuối thư. Việc cần làm: mở thử trang báo bằng trình duyệt; nếu báo "
    "đổi giao diện hoặc chặn, chạy “diembao outlets check” rồi gửi báo cáo cho người phụ trách phần mềm."
)


@dataclass(frozen=True, kw_only=True)
class NoticeRound:
    """What became of the pending notices; no `notices` when there was nothing to tell or nobody to tell it to."""

    notices: int = 0  # how many the mail tells
    failure: str = ""  # why the mail did not go out, in Vietnamese; it is tried again by the next run

    @property
    def has_failed(self) -> bool:
        """Whether a mail was due and did not go out."""
        return bool(self.failure)


def send_notices(archive: Archive, office: Office, *, now: datetime) -> NoticeRound:
    """Mail the pending notices to the operator and mark them once the server took the mail."""
    if not (office.mail_operator and office.mail_host and office.mail_from):
        return NoticeRound()
    pending = archive.notices.pending()
    if not pending:
        return NoticeRound()
    try:
        mail = build_notice(office, pending, archive.articles.outlets(), now=now)
        with SmtpConnection(office) as connection:
            connection.send(office.mail_operator, mail.as_bytes())
    except (TemporaryFailure, Refused, MailError) as error:
        cause = " ".join(str(error).split())
        failure = f"thư báo tình trạng nguồn chưa gửi được tới {office.mail_operator} ({cause})"
        return NoticeRound(notices=len(pending), failure=failure)
    archive.notices.mark_mailed([notice.number for notice in pending], now)
    return NoticeRound(notices=len(pending))


def build_notice(office: Office, notices: Sequence[Notice], outlets: dict[str, Outlet], *, now: datetime) -> EmailMessage:
    """Build the mail that tells these notices. Raises MailError for a setting that may not stand in a header."""
    bad = [notice for notice in notices if notice.kind == "bad"]
    well = [notice for notice in notices if notice.kind == "well"]
    changed = [notice for notice in notices if notice.kind == "change"]
    groups = (("nguồn cần xem", bad), ("nguồn đã hoạt động lại", well), ("thay đổi đã tự xử lý", changed))
    counts = [f"{len(group)} {word}" for word, group in groups if group]
    mark = "[Dữ liệu giả định] " if office.office_demo else ""
    lines = [f"{mark}Tình trạng nguồn thu thập của {office.office_sender_name}, {_at(now)}.", ""]
    for title, group in (("Cần xem:", bad), ("Đã hoạt động lại:", well), ("Có thay đổi, đã tự xử lý:", changed)):
        if group:
            lines += [title, *(f"- {_describe(notice, outlets)}" for notice in group), ""]
    lines += [ADVICE, ""] if bad else []
    identity = hashlib.sha256(
        "\n".join([office.office_province, *(str(notice.number) for notice in notices)]).encode()
    ).hexdigest()
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = check_header("tiêu đề thư", f"{mark}[Nguồn thu thập] {', '.join(counts)}")
    mail["From"] = parse_address("mail.from", office.mail_from, check_header("office.sender_name", office.office_sender_name))
    mail["To"] = parse_address("mail.operator", office.mail_operator)
    mail["Date"] = now.astimezone(HANOI).replace(microsecond=0)
    mail["Message-ID"] = f"<nguon.{identity[:32]}@{office.mail_from.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n".join(lines), subtype="plain", charset="utf-8", cte="base64")
    return mail


def _describe(notice: Notice, outlets: dict[str, Outlet]) -> str:
    outlet = outlets.get(notice.outlet)
    label = tidy(outlet.label) if outlet else notice.outlet
    if notice.kind == "change":
        return f"{label}: {tidy(notice.why)} (lượt chạy {_at(notice.at)})"
    word = STATES[notice.state]
    why = f" ({tidy(notice.why)})" if notice.why and (notice.kind == "bad" or notice.why not in GENERAL) else ""
    return f"{label}: {word}{why}, từ lượt chạy {_at(notice.at)}"


def _at(moment: datetime) -> str:
    return f"{format_time(moment)} ngày {format_date(moment.astimezone(HANOI).date())}"
