"""The press officer's mail at the hold hour: the edition that waits, what is sensitive in it, what was nearly taken and why.

In: the archive after the edition was built, the settings. Out: one letter a day to `mail.officer`, queued once. What is held or
withheld is always told in it: nothing is dropped silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from data.archive import Archive
from data.archive.records import EditionRow
from data.settings import Office
from data.text.dates import format_date, format_time
from digest import labels
from digest.delivery.letters import LetterRound, queue_letters, send_letters
from digest.edition.edits import find_approval
from digest.issue.review import SensitiveStory, list_near_misses, list_sensitive


@dataclass(frozen=True, kw_only=True)
class OfficerNotice:
    """Whether the press officer is told about an edition that waits, and the letters that went out with it."""

    queued_to: str = ""  # the officer's address; empty when told before or nobody is to be told
    letters: LetterRound = field(default_factory=LetterRound)

    @property
    def has_failed(self) -> bool:
        """Whether a letter did not go out."""
        return self.letters.has_failed


def notify_officer(archive: Archive, office: Office, day: date, *, now: datetime) -> OfficerNotice:
    """Queue the day's letter to the press officer, once, and send the letters that are due."""
    queued_to = queue_officer_letter(archive, office, day, now)
    return OfficerNotice(queued_to=queued_to, letters=send_letters(archive, office, now=now))


def queue_officer_letter(archive: Archive, office: Office, day: date, now: datetime) -> str:
    """Queue the day's letter, once; the officer's address, or empty when told before or nobody is to be told."""
    edition = archive.editions.get(day)
    key = f"hold/{day}"
    if not office.mail_officer or edition is None or edition.imported or edition.frozen_at is not None:
        return ""
    if archive.letters.has("officer", key):
        return ""
    subject, text = write_officer_letter(archive, office, edition, now)
    queue_letters(archive, office, "officer", key, [office.mail_officer], subject=subject, text=text, now=now)
    return office.mail_officer


def write_officer_letter(archive: Archive, office: Office, edition: EditionRow, now: datetime) -> tuple[str, str]:
    """Write subject and text. The subject names no sensitive matter: lock screens show it."""
    items = archive.editions.items(edition.day)
    stories = list_sensitive(archive, office, edition.day, now, items)
    held = [story for story in stories if story.is_held]
    name = f"Bản tin số {edition.number} ngày {format_date(edition.day)}"
    first = f", {len(held)} nội dung cần xem trước" if held else ""
    subject = f"[Chờ duyệt] {name}: {edition.counts['stories']} nội dung{first}"
    parts = [_state(archive, office, edition, name)]
    if held:
        parts.append(["NỘI DUNG NHẠY CẢM, CHƯA ĐƯA VÀO BẢN TIN (chỉ có trong bản tin sau khi duyệt)", *_lines(held)])
    if kept := [story for story in stories if not story.is_held]:
        parts.append(["NỘI DUNG NHẠY CẢM TRONG BẢN TIN, KHÔNG GỬI CHO MỘT SỐ NHÓM NHẬN", *_lines(kept)])
    misses = list_near_misses(archive, office, edition.day, now)
    rows = [f"- {miss.title} ({miss.outlet}; mã {miss.article})\n  {miss.reason}" for miss in misses]
    parts.append(["SUÝT ĐƯA VÀO", *(rows or ["Không có."])])
    heads = {item.number: item.title for item in reversed(items)}
    parts.append(["CÁC NỘI DUNG CỦA BẢN TIN", *(f"{number}. {heads[number]}" for number in sorted(heads))])
    parts.append(
        [
            "Cách xử lý: bỏ nội dung bằng “diembao edition drop SỐ”, thêm bài bằng “diembao edition add MÃ”;",
            "sửa nhãn bằng “diembao correct”; xong thì “diembao edition approve --by HỌ_TÊN”.",
        ]
    )
    return subject, labels.defuse_schemes("\n\n".join("\n".join(part) for part in parts))


def _state(archive: Archive, office: Office, edition: EditionRow, name: str) -> list[str]:
    counts = edition.counts
    summary = f"{name}: {counts['stories']} nội dung, {counts['articles']} tin, bài"
    approved = find_approval(archive, archive.reviews.changes(edition.day))
    if approved:
        return [f"{summary}; {approved.by} đã duyệt lúc {format_time(approved.at)}, gửi lúc {office.edition_send_at}."]
    late = f"Đến {office.edition_send_at} mà chưa ai duyệt, bản tin vẫn gửi và ghi “chưa có người rà soát”."
    return [f"{summary}; chờ duyệt, gửi lúc {office.edition_send_at}.", late]


def _lines(stories: Sequence[SensitiveStory]) -> list[str]:
    """Two or three lines for each story: what it is, why it is listed, where it is."""
    lines = []
    for sensitive in stories:
        story = sensitive.story
        lead, number = story.lead_article, f"{story.number}. " if story.number else ""
        lines.append(f"- {number}{lead.title} ({lead.source.label}; {len(story.articles)} tin, bài; mã {lead.id})")
        kept_from = f" Không gửi cho nhóm: {', '.join(sensitive.groups)}." if sensitive.groups else ""
        lines.append(f"  Lý do: {sensitive.reason}.{kept_from}")
        if lead.url:
            lines.append(f"  {lead.url}")
    return lines
