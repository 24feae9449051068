"""What a person looks at before an edition goes out: its stories, the changes made, what waits, what was nearly taken.

In: the archive after the edition was built, the settings, the present time. Out: `EditionReview`, and its parts, which the press
officer's mail tells too. Nothing is decided here; what is held or left out is always listed with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from data.archive import Archive
from data.archive.records import EditionChange, EditionItem, EditionRow
from data.model import Outcome
from data.settings import Office
from data.text import tidy
from digest import labels
from digest.edition.edits import find_approval
from digest.edition.sensitive import SENSITIVE_KINDS, find_sensitive_kinds
from digest.issue.assemble import draft_edition, find_period, rebuild_edition
from digest.model import EditionStory

NEAR_MISSES = 15  # articles on the list "suýt đưa vào"


@dataclass(frozen=True, kw_only=True)
class NearMiss:
    """An article that was nearly taken, and why it was not."""

    article: str  # its id
    title: str
    outlet: str  # its name for people
    reason: str  # Vietnamese


@dataclass(frozen=True, kw_only=True)
class SensitiveStory:
    """A sensitive story: of which kinds, from whom it is kept."""

    story: EditionStory
    kinds: Sequence[str]  # keys of SENSITIVE_KINDS
    is_held: bool  # not in the edition until a person approves it
    groups: Sequence[str] = ()  # names of the groups that do not get it

    @property
    def reason(self) -> str:
        """The kinds in Vietnamese."""
        return "; ".join(SENSITIVE_KINDS[kind] for kind in self.kinds)


@dataclass(frozen=True, kw_only=True)
class EditionReview:
    """An edition as a person sees it before it is sent."""

    edition: EditionRow
    approval: EditionChange | None  # the approval that holds
    items: tuple[EditionItem, ...]  # the rows of the edition, in its order
    changes: tuple[EditionChange, ...]  # what people changed and still stands, oldest first
    held: tuple[SensitiveStory, ...]  # stories that wait for a person; empty for an edition already sent
    near_misses: tuple[NearMiss, ...]  # empty for an edition already sent


def review_edition(archive: Archive, office: Office, day: date, *, now: datetime) -> EditionReview:
    """Build the edition of a day as people's changes leave it and list what a person should look at.

    Raises IssueError and ArchiveError.
    """
    edition = rebuild_edition(archive, office, day, now)
    changes = archive.reviews.changes(day)
    items = archive.editions.items(day)
    is_open = edition.frozen_at is None and not edition.imported
    held = [story for story in list_sensitive(archive, office, day, now, items) if story.is_held] if is_open else []
    return EditionReview(
        edition=edition,
        approval=find_approval(archive, changes),
        items=tuple(items),
        changes=tuple(changes),
        held=tuple(held),
        near_misses=tuple(list_near_misses(archive, office, day, now)) if is_open else (),
    )


def list_near_misses(archive: Archive, office: Office, day: date, now: datetime) -> list[NearMiss]:
    """List subject articles left out by a rule or without an hour, then those nearest to being a subject.

    At most NEAR_MISSES of them.
    """
    span = find_period(archive, office, day, now)
    _, choice = draft_edition(archive, office, day, now=now)
    reasons = [(key, reason) for key, reason in choice.left_out.items()]
    reasons += [(key, "chưa đọc được giờ đăng") for key in choice.held]
    others = [
        a for a in archive.articles.window(span.kept_after, span.kept_until) if a.relevance not in (None, "subject", "absent")
    ]
    others.sort(key=lambda article: (-(article.score or 0), article.id))
    reasons += [(a.id, f"{Outcome(a.relevance or 'absent').label}: {'; '.join(a.reasons[:2])}") for a in others if a.published_at]
    outlets = archive.articles.outlets()
    near_misses = []
    for key, reason in reasons[:NEAR_MISSES]:
        article = archive.articles.get(key)
        outlet = outlets.get(article.outlet) if article else None
        near_misses.append(
            NearMiss(
                article=key,
                title=labels.shorten(article.title or "", 200) if article else "",
                outlet=tidy(outlet.label) if outlet and outlet.label else tidy(article.outlet) if article else "",
                reason=tidy(reason),
            )
        )
    return near_misses


def list_sensitive(
    archive: Archive, office: Office, day: date, now: datetime, items: Sequence[EditionItem]
) -> list[SensitiveStory]:
    """List the sensitive stories of the day: those that wait, and those in the edition that some groups do not get."""
    withholding = [group for group in office.groups if group.withhold]
    wanted = {*office.sensitive_hold, *(kind for group in withholding for kind in group.withhold)}
    if not wanted:
        return []
    everything, choice = draft_edition(archive, replace(office, sensitive_hold=()), day, now=now)
    numbers = {item.story: item.number for item in items}
    stories = []
    for story in everything.stories:
        kinds = find_sensitive_kinds(story, choice.stories[story.id], wanted)
        is_held = story.id not in numbers and bool(set(kinds) & set(office.sensitive_hold))
        kept_from = [group.label for group in withholding if set(kinds) & set(group.withhold)]
        if is_held or (kept_from and story.id in numbers):
            numbered = replace(story, number=numbers.get(story.id, 0))
            stories.append(SensitiveStory(story=numbered, kinds=kinds, is_held=is_held, groups=kept_from))
    return stories
