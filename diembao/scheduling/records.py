"""What a scheduled run did, as records: the events of one run in their order, and the reports that sum them up.

In: results of the stages. Out: `DayReport` for `run_day`, `Tick` for one question of the clock. Whoever runs the schedule may
follow the events as they happen with `observe`. A report says whether anything failed; it prints nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from digest.delivery import Delivery
from digest.delivery.alerts import AlertRound
from digest.delivery.letters import LetterRound
from digest.delivery.officer_mail import OfficerNotice
from digest.delivery.outbox import RoundResult
from digest.issue import Issued


@dataclass(frozen=True, kw_only=True)
class StageResult:
    """How one stage ended."""

    name: str  # crawl | annotate | digest | send | notices
    status: int  # 0 done, 1 something failed, 2 it could not run
    detail: str = ""  # what the operator should know, Vietnamese, without a full stop; empty when all is well

    @property
    def has_failed(self) -> bool:
        """Whether the stage failed."""
        return self.status != 0


@dataclass(frozen=True, kw_only=True)
class StageRefused:
    """A stage that could not run: what it refused, Vietnamese, with what to do."""

    name: str  # digest | send
    message: str
    has_failed: bool = True


@dataclass(frozen=True, kw_only=True)
class AlreadySent:
    """The day's edition was sent to everybody before this run."""

    day: date
    has_failed: bool = False


@dataclass(frozen=True, kw_only=True)
class NoIssueDay:
    """By the settings no edition is issued on this day."""

    day: date
    has_failed: bool = False


@dataclass(frozen=True, kw_only=True)
class OnHold:
    """The edition waits for a person until its sending hour."""

    send_at: str  # HH:MM, local time
    has_failed: bool = False


@dataclass(frozen=True, kw_only=True)
class MergedEdition:
    """An edition that nobody was ever sent was taken back; the next one covers its period."""

    unsent: date
    into: date
    has_failed: bool = False


@dataclass(frozen=True, kw_only=True)
class EarlierMails:
    """What editions of earlier days still owed: what became of it, by day."""

    rounds: tuple[tuple[date, RoundResult], ...]

    @property
    def has_failed(self) -> bool:
        """Whether any mail did not go out."""
        return any(result.deferred or result.failed for _, result in self.rounds)


@dataclass(frozen=True, kw_only=True)
class UnsentWarning:
    """The edition is not out some time after its hour: the operator and the officer were told."""

    day: date
    subject: str  # of the letter to them
    has_failed: bool = True


Event: TypeAlias = (
    StageResult
    | StageRefused
    | AlreadySent
    | NoIssueDay
    | OnHold
    | MergedEdition
    | EarlierMails
    | UnsentWarning
    | AlertRound
    | LetterRound
    | OfficerNotice
    | Issued
    | Delivery
)
Observer: TypeAlias = Callable[[Event], None]


def ignore(_event: Event) -> None:
    """Follow nothing."""


def has_failed(event: Event) -> bool:
    """Tell whether something failed that a person may have to look at: a stage, or a mail."""
    if isinstance(event, Issued):
        return False
    if isinstance(event, Delivery):
        return not event.is_complete or event.letters.has_failed or bool(event.files_error)
    return event.has_failed


@dataclass
class Journal:
    """The events of one run; each is handed to `observe` as it happens."""

    observe: Observer = ignore
    events: list[Event] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Keep an event."""
        self.events.append(event)
        self.observe(event)


@dataclass(frozen=True, kw_only=True)
class DayReport:
    """One whole day: what happened, in order, and how each stage ended."""

    day: date
    events: tuple[Event, ...]
    stages: tuple[StageResult, ...] = ()  # empty when nothing was to be done

    @property
    def has_failed(self) -> bool:
        """Whether a stage or a mail failed."""
        return any(stage.has_failed for stage in self.stages) or any(map(has_failed, self.events))


@dataclass(frozen=True, kw_only=True)
class Tick:
    """One question to the archive: what was due at a moment, and what was done."""

    at: datetime  # aware
    done: tuple[str, ...]  # poll | build | send
    events: tuple[Event, ...]
    error: Exception | None = None  # why it could not be done; the next question tries again

    @property
    def has_failed(self) -> bool:
        """Whether a stage or a mail failed, or nothing could be done."""
        return self.error is not None or any(map(has_failed, self.events))
