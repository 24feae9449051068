"""A person's edits of an edition before it is sent: change, approve, undo. Each is kept with who and when, and built at once.

In: an open archive, the settings, the day, who asks for what. Out: `Edited` or `Approval`: the edition as it stands afterwards.
A refused edit raises ChangeError and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.archive import Archive
from data.archive.records import EditionChange, EditionItem, EditionRow
from data.settings import Office
from data.text import tidy
from data.text.dates import format_date
from digest.cases.service import require_person
from digest.edition.edits import find_approval
from digest.issue.assemble import rebuild_edition
from digest.issue.errors import ChangeError

NUMBER_DIGITS = 4  # a key of at most so many digits is a story's number in the edition; article ids are longer


@dataclass(frozen=True, kw_only=True)
class EditRequest:
    """One edit that a person asks for."""

    action: str  # drop | add | move | note | propose | translate | brief
    key: str  # a number of the edition, an article's id or address, a story's id
    value: str = ""  # the text of a note; for move "BLOCK:POSITION"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Edited:
    """An edition after an edit or an undo."""

    edition: EditionRow
    changes: tuple[EditionChange, ...]  # those made, or taken back, by this call
    approval: EditionChange | None = None  # the approval that holds now


@dataclass(frozen=True, kw_only=True)
class Approval:
    """An edition that a person approved: it goes out as it is."""

    edition: EditionRow
    approval: EditionChange | None  # None where a label was corrected after the moment of approval

    @property
    def by(self) -> str:
        """Who approved it; empty where the approval does not hold."""
        return self.approval.by if self.approval else ""


def edit(archive: Archive, office: Office, day: date, request: EditRequest, *, by: str, now: datetime) -> Edited:
    """Make one change and build the edition anew.

    Raises ChangeError (the edition was sent, the key is unknown), IssueError, ArchiveError (`by` is empty).
    """
    with archive.write():
        edition = _open_edition(archive, office, day, now)
        standing = len(archive.reviews.changes(day))
        for target in _find_targets(archive, edition, request.action, request.key):
            archive.reviews.change(
                day,
                request.action,
                by=require_person(by),
                now=now,
                target=target,
                value=tidy(request.value),
                reason=tidy(request.reason),
            )
        edition = rebuild_edition(archive, office, day, now)
        changes = archive.reviews.changes(day)
        return Edited(edition=edition, changes=tuple(changes[standing:]), approval=find_approval(archive, changes))


def approve(archive: Archive, office: Office, day: date, *, by: str, now: datetime) -> Approval:
    """Record that a person looked the edition through: from now on it is this edition that goes out.

    Raises ChangeError (the edition was sent), IssueError, ArchiveError (`by` is empty).
    """
    with archive.write():
        _open_edition(archive, office, day, now)
        archive.reviews.change(day, "approve", by=require_person(by), now=now)
        edition = rebuild_edition(archive, office, day, now)
        return Approval(edition=edition, approval=find_approval(archive, archive.reviews.changes(day)))


def undo(archive: Archive, office: Office, day: date, *, by: str, now: datetime) -> Edited:
    """Take back the last change or approval, all of one command.

    Raises ChangeError (the edition was sent, nothing to undo), IssueError, ArchiveError (`by` is empty).
    """
    with archive.write():
        _open_edition(archive, office, day, now)
        undone = archive.reviews.undo(day, by=require_person(by), now=now) if archive.reviews.changes(day) else []
        if not undone:
            raise ChangeError("Không có lần sửa nào để bỏ. Chưa đổi gì.")
        edition = rebuild_edition(archive, office, day, now)
        return Edited(edition=edition, changes=tuple(undone), approval=find_approval(archive, archive.reviews.changes(day)))


def _open_edition(archive: Archive, office: Office, day: date, now: datetime) -> EditionRow:
    """The edition of the day while it may still be changed. Raises ChangeError after it was sent."""
    edition = rebuild_edition(archive, office, day, now)
    if edition.frozen_at is not None or edition.imported:
        raise ChangeError(
            f"Bản tin ngày {format_date(day)} đã gửi nên không sửa được nữa. "
            "Cách xử lý: gửi đính chính bằng “diembao edition erratum”."
        )
    return edition


def _find_targets(archive: Archive, edition: EditionRow, action: str, key: str) -> Sequence[str]:
    """Find what an edit is about: article ids for drop and add, a story id for the rest. Raises ChangeError."""
    items = archive.editions.items(edition.day)
    if key.isdigit() and len(key) <= NUMBER_DIGITS:
        chosen = [item for item in items if item.number == int(key)]
    else:
        identity = archive.articles.find_id(key)
        if action == "add":
            return [_find_article(archive, key, identity)]
        chosen = [item for item in items if item.article == identity or item.story == archive.judgements.story_of(key)]
        if action == "drop" and identity:
            chosen = _one_article(chosen, identity, key)
    if not chosen:
        raise ChangeError(f"Bản tin không có nội dung hay bài “{key}”. Cách xử lý: xem “diembao edition show”.")
    return [item.article for item in chosen] if action == "drop" else [chosen[0].story]


def _find_article(archive: Archive, key: str, identity: str | None) -> str:
    """The id of an article that may be added. Raises ChangeError for one that is unknown or has no hour."""
    article = archive.articles.get(identity) if identity else None
    if article is None or article.published_at is None:
        raise ChangeError(f"“{key}” không có trong kho hoặc chưa có giờ đăng. Cách xử lý: thêm bằng “diembao add”.")
    return article.id


def _one_article(chosen: list[EditionItem], identity: str, key: str) -> list[EditionItem]:
    """Only the named article of a story, unless the key is the story's own id."""
    named = [item for item in chosen if item.article == identity]
    return named if named and key != chosen[0].story else chosen
