"""The words of what a run reports: one Vietnamese text for each kind of event, for `send`, `day`, `watch` and `alert`.

In: the records of the stages and of the schedule. Out: whole lines, each with its line break; empty where there is nothing to
say. Nothing here decides or looks anything up. It imports the stages, so commands import it when they run.
"""

from __future__ import annotations

import click

from data.text.dates import format_date, format_time
from diembao.scheduling.records import (
    AlreadySent,
    EarlierMails,
    Event,
    MergedEdition,
    NoIssueDay,
    OnHold,
    StageRefused,
    StageResult,
    UnsentWarning,
)
from digest.delivery import Delivery
from digest.delivery.alerts import AlertRound
from digest.delivery.letters import LetterRound
from digest.delivery.officer_mail import OfficerNotice
from digest.issue import Issued


def print_event(event: Event) -> None:
    """Print one event as it happens; what a stage refused goes to stderr."""
    click.echo(describe_event(event), nl=False, err=isinstance(event, StageRefused))


def capitalize(text: str) -> str:
    """Raise the first letter; the rest stays as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def make_line(text: str) -> str:
    """Make one line: a capital at its head, a full stop at its end; nothing of an empty text."""
    return f"{capitalize(text)}.\n" if text else ""


def describe_event(event: Event) -> str:
    """Describe one event of a run."""
    match event:
        case Issued():
            return describe_issued(event)
        case Delivery():
            return describe_delivery(event)
        case LetterRound():
            return make_line(phrase_letters(event))
        case AlertRound():
            return make_line(phrase_alerts(event))
        case OfficerNotice():
            return make_line(_phrase_notice(event))
        case StageResult():
            return make_line(event.detail)
        case StageRefused():
            return f"{event.message}\n"
        case _:
            return _describe_day(event)


def _describe_day(event: AlreadySent | NoIssueDay | OnHold | MergedEdition | EarlierMails | UnsentWarning) -> str:
    """Describe what the schedule itself found or did."""
    match event:
        case AlreadySent():
            return f"Bản tin ngày {format_date(event.day)} đã gửi đủ từ trước; không làm lại.\n"
        case NoIssueDay():
            day = format_date(event.day)
            return f"Ngày {day} không phát hành bản tin theo cài đặt; tin, bài được gộp vào bản tin sau.\n"
        case OnHold():
            return f"Bản tin chờ duyệt, gửi lúc {event.send_at}. Cách xử lý: “diembao edition show”, rồi “approve”.\n"
        case MergedEdition():
            return (
                f"Bản tin ngày {format_date(event.unsent)} chưa kịp gửi cho ai, "
                f"nội dung được gộp vào bản tin ngày {format_date(event.into)}.\n"
            )
        case EarlierMails():
            return make_line(_phrase_earlier(event))
        case UnsentWarning():
            return make_line(event.subject)


def describe_issued(issued: Issued) -> str:
    """Tell which edition was built and where its files lie."""
    return f"{issued.summary}\nTệp bản tin: {issued.folder}\n"


def describe_delivery(delivery: Delivery) -> str:
    """Tell who got the edition, who waits until when, who will not get it, why, and what to do."""
    number = delivery.edition.number
    lines = []
    if delivery.late_groups:
        names = ", ".join(delivery.late_groups)
        lines.append(f"Nhóm nhận {names}: thêm sau khi bản tin đã duyệt hoặc đã gửi, bắt đầu từ bản tin sau.")
    if delivery.was_tried:
        lines.append(f"Bản tin số {number}: đã gửi {len(delivery.sent)} thư.")
    else:
        waiting = len(delivery.waiting)
        state = f"Còn {waiting} thư chưa đến giờ gửi lại" if waiting else "Không còn thư nào chờ gửi"
        lines.append(f"{state}: bản tin số {number} đã gửi tới {delivery.received} nơi nhận.")
    for row in delivery.waiting:
        lines.append(f"  hoãn, sẽ gửi lại lúc {format_time(row.next_at)}: {row.recipient}: {row.detail}")
    for row in delivery.failed:
        lines.append(f"  không gửi được: {row.recipient}: {row.detail}")
    if delivery.waiting:
        lines.append(
            "Cách xử lý: lệnh watch tự gửi lại; hoặc chạy lại “diembao send” khi máy chủ thư hoạt động. "
            "Thư đã gửi không bị gửi lần hai."
        )
    if delivery.failed:
        lines.append("Cách xử lý: kiểm tra địa chỉ, rồi gửi lại từng nơi bằng “diembao send --again ĐỊA_CHỈ”.")
    if letters := phrase_letters(delivery.letters):
        lines.append(f"{capitalize(letters)}; sẽ gửi lại.")
    if delivery.files_error:
        lines.append(delivery.files_error)
    return "".join(f"{line}\n" for line in lines)


def phrase_letters(letters: LetterRound) -> str:
    """Tell which letters did not go out, as a part of a line; empty when all did."""
    recipients = dict.fromkeys(letter.recipient for letter in letters.unsent)
    return f"chưa gửi được {len(letters.unsent)} thư ({', '.join(recipients)})" if letters.unsent else ""


def phrase_alerts(alerts: AlertRound) -> str:
    """Tell what was alerted and what was not, as a part of a line; empty when there was nothing to tell."""
    parts = []
    if alerts.quiet:
        parts.append(f"{len(alerts.quiet)} tin nhanh chờ hết giờ yên tĩnh ({alerts.quiet_until})")
    if alerts.held:
        parts.append(f"{len(alerts.held)} tin nhanh có nội dung nhạy cảm chỉ báo cho cán bộ phụ trách báo chí")
    if alerts.over_limit:
        parts.append(f"{len(alerts.over_limit)} tin nhanh chưa báo vì đã đủ {alerts.daily_limit} thư trong ngày")
    if alerts.alerted:
        parts.append(f"đã báo {len(alerts.alerted)} tin nhanh tới {alerts.recipients} nơi")
    return "; ".join(filter(None, (*parts, phrase_letters(alerts.letters))))


def _phrase_notice(notice: OfficerNotice) -> str:
    """Tell that the press officer's letter was queued, and which letters did not go out."""
    queued = f"thư chờ duyệt gửi tới {notice.queued_to}" if notice.queued_to else ""
    return "; ".join(filter(None, (queued, phrase_letters(notice.letters))))


def _phrase_earlier(mails: EarlierMails) -> str:
    """Tell what became of the mails that earlier editions still owed."""
    phrases = []
    for day, result in mails.rounds:
        counts = (len(result.sent), len(result.deferred), len(result.failed))
        parts = [f"{count} {word}" for count, word in zip(counts, ("đã gửi", "hoãn", "không gửi được"), strict=True) if count]
        phrases.append(f"thư còn lại của bản tin ngày {format_date(day)}: {', '.join(parts)}")
    return "; ".join(phrases)
