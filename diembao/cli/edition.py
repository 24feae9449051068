"""The work of `diembao edition`: what a person changes in an edition before it is sent, and the correction of a sent one.

In: settings, the day, who says what. Out: Vietnamese lines and an exit status: 0 done, 2 cannot run. Every change is kept with
who, when and why, and the edition is built anew at once, so that `digest` shows it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TextIO

from data.archive import Archive, ArchiveError
from data.archive.records import EditionItem, EditionRow
from data.settings import Office
from data.text import tidy
from data.text.dates import format_date, format_time
from digest.cases.service import require_person
from digest.delivery import letters
from digest.delivery import officer_mail as officer
from digest.delivery.message import MailError
from digest.edition.edits import find_approval
from digest.edition.sensitive import SENSITIVE_KINDS
from digest.issue.assemble import BrokenFigures, NotYet, edition_of


class ChangeError(ArchiveError):
    """The change cannot be made; nothing was changed. The message is Vietnamese."""


def _done(work: Callable[[], int]) -> int:
    try:
        return work()
    except (ArchiveError, BrokenFigures, NotYet, MailError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


def show(office: Office, day: date, *, now: datetime, out: TextIO) -> int:
    """The edition as it stands, what people changed, what waits, and what was nearly taken, with the reasons."""

    def work() -> int:
        with Archive.open(office.archive_path, now=now) as archive:
            edition = _built(archive, office, day, now)
            out.write(f"{_state(archive, office, edition)}\n")
            told = 0
            for item in archive.editions.items(day):
                if item.number != told:
                    told = item.number
                    out.write(f"{item.number}. {item.title}  [nội dung {item.story}]\n")
                out.write(f"     {item.article}  {item.outlet}\n")
            out.writelines(f"  {line}\n" for line in _changes(archive, day))
            if edition.frozen_at is None and not edition.imported:
                _nearly(archive, office, day, now, out)
        return 0

    return _done(work)


def _state(archive: Archive, office: Office, edition: EditionRow) -> str:
    if edition.frozen_at is not None:
        state = f"đã gửi lúc {format_time(edition.frozen_at)}"
    elif approved := find_approval(archive, archive.reviews.changes(edition.day)):
        state = f"đã duyệt lúc {format_time(approved.at)} ({approved.by}), gửi lúc {office.edition_send_at}"
    else:
        state = f"chờ duyệt, gửi lúc {office.edition_send_at}"
    counted = f"{edition.counts['stories']} nội dung, {edition.counts['articles']} tin, bài"
    return f"Bản tin số {edition.number} ngày {format_date(edition.day)}: {counted}; {state}."


def _changes(archive: Archive, day: date) -> list[str]:
    words = {
        "drop": "bỏ", "add": "thêm", "move": "chuyển", "note": "ghi chú", "propose": "đề xuất", "translate": "dịch tiêu đề",
        "brief": "viết gọn", "approve": "duyệt", "erratum": "đính chính",
    }  # fmt: skip
    return [
        " ".join(filter(None, (format_time(one.at), f"{one.by}:", words[one.action], one.target, one.value, one.reason)))
        for one in archive.reviews.changes(day)
    ]


def _nearly(archive: Archive, office: Office, day: date, now: datetime, out: TextIO) -> None:
    """What waits for a person, and "suýt đưa vào"."""
    for one in officer.delicate(archive, office, day, now, archive.editions.items(day)):
        if one.held:
            why = "; ".join(SENSITIVE_KINDS[kind] for kind in one.kinds)
            lead = one.story.lead_article
            out.write(f"Chờ duyệt, chưa đưa vào ({why}): {lead.id}  {lead.title}\n")
    rows = officer.nearly(archive, office, day, now)
    if rows:
        out.write("Suýt đưa vào (thêm bằng “diembao edition add MÃ”):\n")
    for row in rows:
        out.write(f"  {row.key}  {row.title}\n      {row.reason}\n")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """One change: what is to be done with what."""

    action: str  # drop | add | move | note | propose | translate | brief
    key: str  # a number of the edition, an article's id or address, a story's id
    value: str = ""
    reason: str = ""


def change(office: Office, day: date, wish: Wish, *, by: str, now: datetime, out: TextIO) -> int:
    """Make one change and build the edition anew."""

    def work() -> int:
        with Archive.open(office.archive_path, now=now) as archive, archive.write():
            edition = _open_edition(archive, office, day, now)
            said = {"value": tidy(wish.value), "reason": tidy(wish.reason)}
            for target in _targets(archive, edition, wish.action, wish.key):
                archive.reviews.change(day, wish.action, by=require_person(by), now=now, target=target, **said)
            edition = _built(archive, office, day, now)
            out.write(f"{_state(archive, office, edition)}\n")
        return 0

    return _done(work)


def approve(office: Office, day: date, *, by: str, now: datetime, out: TextIO) -> int:
    """A person has looked it through: from now on it is this edition that goes out."""

    def work() -> int:
        with Archive.open(office.archive_path, now=now) as archive, archive.write():
            _open_edition(archive, office, day, now)
            archive.reviews.change(day, "approve", by=require_person(by), now=now)
            edition = _built(archive, office, day, now)
            out.write(f"{_state(archive, office, edition)}\n")
        return 0

    return _done(work)


def undo(office: Office, day: date, *, by: str, now: datetime, out: TextIO) -> int:
    """Take back the last change, all of one command."""

    def work() -> int:
        with Archive.open(office.archive_path, now=now) as archive, archive.write():
            _open_edition(archive, office, day, now)
            if not (archive.reviews.changes(day) and archive.reviews.undo(day, by=require_person(by), now=now)):
                raise ChangeError("Không có lần sửa nào để bỏ. Chưa đổi gì.")
            edition = _built(archive, office, day, now)
            out.write(f"{_state(archive, office, edition)}\n")
        return 0

    return _done(work)


def _built(archive: Archive, office: Office, day: date, now: datetime) -> EditionRow:
    """The edition as a person's hand leaves it; recorded as a run."""
    run = archive.trail.begin_run("edition", now)
    edition = edition_of(archive, office, day, now=now, run=run, by_person=True)
    archive.trail.end_run(run, now, "done", f"bản tin số {edition.number}")
    return edition


def _open_edition(archive: Archive, office: Office, day: date, now: datetime) -> EditionRow:
    edition = _built(archive, office, day, now)
    if edition.frozen_at is not None or edition.imported:
        raise ChangeError(
            f"Bản tin ngày {format_date(day)} đã gửi nên không sửa được nữa. "
            "Cách xử lý: gửi đính chính bằng “diembao edition erratum”."
        )
    return edition


def _targets(archive: Archive, edition: EditionRow, action: str, key: str) -> Sequence[str]:
    """Article ids for drop and add, a story id for the rest. Raises ChangeError."""
    items = archive.editions.items(edition.day)
    if key.isdigit() and len(key) < 5:
        chosen = [item for item in items if item.number == int(key)]
    else:
        identity = archive.articles.find_id(key)
        if action == "add":
            found = archive.articles.get(identity) if identity else None
            if found is None or found.published_at is None:
                raise ChangeError(f"“{key}” không có trong kho hoặc chưa có giờ đăng. Cách xử lý: thêm bằng “diembao add”.")
            return [found.id]
        chosen = [item for item in items if item.article == identity or item.story == archive.judgements.story_of(key)]
        if action == "drop" and identity and any(item.article == identity for item in chosen) and key != chosen[0].story:
            chosen = [item for item in chosen if item.article == identity]
    if not chosen:
        raise ChangeError(f"Bản tin không có nội dung hay bài “{key}”. Cách xử lý: xem “diembao edition show”.")
    return [item.article for item in chosen] if action == "drop" else [chosen[0].story]


def erratum(office: Office, day: date, number: int, *, why: str, by: str, now: datetime, out: TextIO) -> int:
    """Correct a sent edition: one letter to everybody who got it; the sent edition itself stays as it is."""

    def work() -> int:
        with Archive.open(office.archive_path, now=now) as archive:
            edition = archive.editions.get(day)
            if edition is None or edition.frozen_at is None:
                raise ChangeError(f"Bản tin ngày {format_date(day)} chưa gửi. Cách xử lý: sửa bằng “diembao edition drop”.")
            items = archive.editions.items(day)
            if not any(item.number == number for item in items):
                raise ChangeError(f"Bản tin không có nội dung {number}. Chưa gửi gì.")
            before = {int(one.target) for one in archive.reviews.changes(day) if one.action == "erratum"}
            subject, text = erratum_words(office, edition, items, number, why=tidy(why), before=before)
            archive.reviews.change(day, "erratum", by=require_person(by), now=now, target=str(number), reason=tidy(why))
            got = [row for row in archive.outbox.rows(day) if row.state == "sent"]
            told = 0
            for slug in sorted({row.group for row in got}):
                said = _erratum_for(archive, office, edition, slug, items, number, why=tidy(why), before=before)
                people = [row.recipient for row in got if row.group == slug]
                if said is not None:
                    told += len(people)
                    letters.queue(archive, office, "erratum", f"{day}/{number}", people, subject=subject, text=said, now=now)
            failed = letters.send_due(archive, office, now=now)
            out.write(f"{subject}\n{text}\nGửi tới {told} nơi đã nhận nội dung này{f'; {failed}' if failed else ''}.\n")
        return int(bool(failed))

    return _done(work)


def _erratum_for(
    archive: Archive,
    office: Office,
    edition: EditionRow,
    slug: str,
    items: Sequence[EditionItem],
    number: int,
    *,
    why: str,
    before: set[int],
) -> str | None:
    """The correction in the numbers and figures of what a group got; None when it was never told this story."""
    part = archive.groups.part(edition.day, slug) if slug else None
    if part is not None:
        numbers = {article["id"]: story["number"] for story in json.loads(part.json)["stories"] for article in story["articles"]}
        told = {item.number: numbers[item.article] for item in items if item.article in numbers}
        if number not in told:
            return None
        items = [replace(item, number=numbers[item.article]) for item in items if item.article in numbers]
        number, before = told[number], {told[one] for one in before if one in told}
    return erratum_words(office, edition, items, number, why=why, before=before)[1]


def erratum_words(
    office: Office, edition: EditionRow, items: Sequence[EditionItem], number: int, *, why: str, before: set[int]
) -> tuple[str, str]:
    """Subject and text of a correction, in the words of the model. `before`: numbers corrected already."""
    left = [item for item in items if item.number != number and item.number not in before]
    stories = len({item.number for item in left})
    name = json.loads(edition.json)["head"]["province_name"]
    issuer = next((word for word in ("Sở", "Văn phòng", "Ban") if office.office_name.upper().startswith(word.upper())), "Cơ quan")
    subject = f"[Điểm tin {name}] ĐÍNH CHÍNH bản tin số {edition.number} ngày {format_date(edition.day)}"
    text = (
        f"{issuer} xin đính chính: nội dung {number} {why}, đã bỏ khỏi bản tin. "
        f"Số liệu đúng: {stories} nội dung, {len(left)} tin, bài."
    )
    return subject, text
