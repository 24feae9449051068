"""The press officer's own mail at the hold hour: the edition that waits, what is sensitive in it, what was nearly taken and why.

In: the archive after the edition was built, the settings. Out: one letter a day to `mail.officer`, queued once; the list "suýt
đưa vào", which `diembao edition show` prints too. What is held or withheld is always told here: nothing is dropped silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from data.archive import Archive
from data.archive.records import EditionItem, EditionRow
from data.model import Outcome
from data.settings import Office
from data.text import tidy
from data.text.dates import format_date, format_time
from digest import labels
from digest.delivery import letters
from digest.edition.edits import find_approval
from digest.edition.sensitive import SENSITIVE_KINDS, find_sensitive_kinds
from digest.issue.assemble import draft, period
from digest.model import EditionStory

NEARLY = 15  # articles on the list "suýt đưa vào"


@dataclass(frozen=True, kw_only=True)
class Near:
    """An article that was nearly taken, and why it was not."""

    key: str
    title: str
    outlet: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Delicate:
    """A sensitive story: of which kinds, from whom it is kept."""

    story: EditionStory
    kinds: Sequence[str]
    held: bool  # not in the edition until a person approves it
    groups: Sequence[str] = ()  # names of the groups that do not get it


def nearly(archive: Archive, office: Office, day: date, now: datetime) -> list[Near]:
    """Subject articles left out by a rule or without an hour, then those nearest to being a subject; at most NEARLY."""
    span = period(archive, office, day, now)
    _, choice = draft(archive, office, day, now=now)
    rows = [(key, reason) for key, reason in choice.left_out.items()]
    rows += [(key, "chưa đọc được giờ đăng") for key in choice.held]
    others = [
        a for a in archive.articles.window(span.kept_after, span.kept_until) if a.relevance not in (None, "subject", "absent")
    ]
    others.sort(key=lambda article: (-(article.score or 0), article.id))
    rows += [(a.id, f"{Outcome(a.relevance or 'absent').label}: {'; '.join(a.reasons[:2])}") for a in others if a.published_at]
    outlets = archive.articles.outlets()
    found = []
    for key, reason in rows[:NEARLY]:
        article = archive.articles.get(key)
        outlet = outlets.get(article.outlet) if article else None
        found.append(
            Near(
                key=key,
                title=labels.shorten(article.title or "", 200) if article else "",
                outlet=tidy(outlet.label) if outlet and outlet.label else tidy(article.outlet) if article else "",
                reason=tidy(reason),
            )
        )
    return found


def delicate(archive: Archive, office: Office, day: date, now: datetime, items: Sequence[EditionItem]) -> list[Delicate]:
    """The sensitive stories of the day, those in the edition and those that wait."""
    withholding = [group for group in office.groups if group.withhold]
    wanted = {*office.sensitive_hold, *(kind for group in withholding for kind in group.withhold)}
    if not wanted:
        return []
    everything, choice = draft(archive, replace(office, sensitive_hold=()), day, now=now)
    inside = {item.story: item.number for item in items}
    found = []
    for story in everything.stories:
        kinds = find_sensitive_kinds(story, choice.stories[story.id], wanted)
        held = story.id not in inside and bool(set(kinds) & set(office.sensitive_hold))
        kept_from = [group.label for group in withholding if set(kinds) & set(group.withhold)]
        if held or (kept_from and story.id in inside):
            placed = replace(story, number=inside.get(story.id, 0))
            found.append(Delicate(story=placed, kinds=kinds, held=held, groups=kept_from))
    return found


def tell(archive: Archive, office: Office, day: date, now: datetime) -> str:
    """Queue the day's letter, once. What was done, in Vietnamese; empty when it was told before or nobody is to be told."""
    edition = archive.editions.get(day)
    key = f"hold/{day}"
    if not office.mail_officer or edition is None or edition.imported or edition.frozen_at is not None:
        return ""
    if archive.letters.has("officer", key):
        return ""
    subject, text = letter(archive, office, edition, now)
    letters.queue(archive, office, "officer", key, [office.mail_officer], subject=subject, text=text, now=now)
    return f"thư chờ duyệt gửi tới {office.mail_officer}"


def letter(archive: Archive, office: Office, edition: EditionRow, now: datetime) -> tuple[str, str]:
    """Subject and text. The subject names no sensitive matter: lock screens show it."""
    items = archive.editions.items(edition.day)
    found = delicate(archive, office, edition.day, now, items)
    held = [one for one in found if one.held]
    name = f"Bản tin số {edition.number} ngày {format_date(edition.day)}"
    first = f", {len(held)} nội dung cần xem trước" if held else ""
    subject = f"[Chờ duyệt] {name}: {edition.counts['stories']} nội dung{first}"
    parts = [_state(archive, office, edition, name)]
    if held:
        parts.append(["NỘI DUNG NHẠY CẢM, CHƯA ĐƯA VÀO BẢN TIN (chỉ có trong bản tin sau khi duyệt)", *_lines(held)])
    if kept := [one for one in found if not one.held]:
        parts.append(["NỘI DUNG NHẠY CẢM TRONG BẢN TIN, KHÔNG GỬI CHO MỘT SỐ NHÓM NHẬN", *_lines(kept)])
    near = nearly(archive, office, edition.day, now)
    rows = [f"- {one.title} ({one.outlet}; mã {one.key})\n  {one.reason}" for one in near] or ["Không có."]
    parts.append(["SUÝT ĐƯA VÀO", *rows])
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
    said = f"{name}: {counts['stories']} nội dung, {counts['articles']} tin, bài"
    approved = find_approval(archive, archive.reviews.changes(edition.day))
    if approved:
        return [f"{said}; {approved.by} đã duyệt lúc {format_time(approved.at)}, gửi lúc {office.edition_send_at}."]
    late = f"Đến {office.edition_send_at} mà chưa ai duyệt, bản tin vẫn gửi và ghi “chưa có người rà soát”."
    return [f"{said}; chờ duyệt, gửi lúc {office.edition_send_at}.", late]


def _lines(found: Sequence[Delicate]) -> list[str]:
    lines = []
    for one in found:
        lead, number = one.story.lead_article, f"{one.story.number}. " if one.story.number else ""
        why = "; ".join(SENSITIVE_KINDS[kind] for kind in one.kinds)
        lines.append(f"- {number}{lead.title} ({lead.source.label}; {len(one.story.articles)} tin, bài; mã {lead.id})")
        kept_from = f" Không gửi cho nhóm: {', '.join(one.groups)}." if one.groups else ""
        lines.append(f"  Lý do: {why}.{kept_from}")
        if lead.url:
            lines.append(f"  {lead.url}")
    return lines
