"""What an office takes over from before this system: the figures of former editions, and the cases it follows already.

In: plain rows (of a press day, or of an office's own list). Out: imported editions and open cases in the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from data.archive import Archive
from data.archive.records import Case, EditionRow
from data.calendar import end_of, legal_deadlines, load_rule
from data.settings import Office
from data.text import local
from data.text.dates import VN
from digest.cases.service import find_rules_folder

COUNTS = ("stories", "articles", "positive", "neutral", "negative", "issues")
TAKEN_OVER = "chuyển từ sổ theo dõi cũ"
NOON = time(12)


class FormerCase(Protocol):
    """A case as an office's list has it; days are local."""

    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def published(self) -> date: ...
    @property
    def agency(self) -> str: ...
    @property
    def sent(self) -> date | None: ...
    @property
    def rule(self) -> str: ...
    @property
    def due(self) -> date | None: ...
    @property
    def state(self) -> str: ...
    @property
    def verified(self) -> str: ...
    @property
    def answered(self) -> datetime | None: ...


def import_editions(archive: Archive, rows: Iterable[Mapping[str, Any]], *, after: datetime, cutoff: time) -> None:
    """Keep the figures of former editions, oldest first; the last one ends at `after`, the others at `cutoff`, local time."""
    listed = list(rows)
    for row in listed:
        until = after if row is listed[-1] else datetime.combine(row["day"], cutoff, VN)
        counts = {key: int(row[key]) for key in COUNTS}
        archive.editions.save(
            EditionRow(
                day=row["day"], number=row["number"], after=until - timedelta(days=1), until=until, built_at=until,
                counts=counts, imported=True,
            )
        )  # fmt: skip


def import_cases(archive: Archive, rows: Iterable[FormerCase], office: Office, *, now: datetime) -> None:
    """Open the cases followed already, as they stood at `now`, then record the answers at their own time. Raises RuleError."""
    for row in rows:
        published = datetime.combine(row.published, NOON, VN)
        sent = datetime.combine(row.sent, NOON, VN) if row.sent else published if row.agency else None
        folder = find_rules_folder(office)
        ends = legal_deadlines(load_rule(row.rule, folder), published=published, sent=sent, folder=folder) if row.rule else []
        due = end_of(row.due) if row.due else ends[-1].due if ends else None
        before = ("da-chuyen" if row.agency else "moi-ghi-nhan") if row.answered else row.state
        case = archive.cases.open(
            Case(
                number=row.number, title=row.title, outlet=row.outlet, published_at=published, agency=row.agency, rule=row.rule,
                sent_at=sent, due_at=due, state=before, verified="" if row.answered else row.verified,
                opened_at=min(now, published), opened_by=TAKEN_OVER,
            )
        )  # fmt: skip
        if row.answered:
            changes = {"state": row.state, "verified": row.verified, "answered_on": local(row.answered).date()}
            archive.cases.change(case.number, changes, by=TAKEN_OVER, now=row.answered)
