"""Read what a person changed in an edition: dropped, added, moved, noted, approved.

In: the changes that stand in the archive, the corrections made meanwhile. Out: `Edits` for `build_edition`, and the `Review` that
the foot prints. An approval holds until anything is changed after it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from data.archive import Archive
from data.archive.records import EditionChange, EditionRow
from data.text.dates import format_time
from digest.edition.ranking import order_field
from digest.model import Block, EditionStory, Review

FIELD_WORDS = {"topic": "lĩnh vực", "tone": "sắc thái", "issue": "nhãn báo nêu", "story": "nội dung (gộp, tách)"}


WRITTEN = {"note": "note", "propose": "proposal", "translate": "translation", "brief": "brief"}  # action -> field of Notes


@dataclass(frozen=True, kw_only=True)
class Notes:
    """What a person wrote about a story."""

    note: str = ""
    proposal: str = ""
    translation: str = ""
    brief: str = ""


@dataclass(frozen=True, kw_only=True)
class Edits:
    """The changes to lay over what the machine chose."""

    dropped: Mapping[str, str] = field(default_factory=dict)  # article id -> reason, Vietnamese
    added: frozenset[str] = frozenset()  # article ids
    moves: Sequence[tuple[str, str, int]] = ()  # story id, block ("" = as it is), number in its block (0 = as it is)
    notes: Mapping[str, Notes] = field(default_factory=dict)  # story id -> what a person wrote
    review: Review | None = None


def find_approval(archive: Archive, changes: Sequence[EditionChange]) -> EditionChange | None:
    """Find the approval that holds: the last change, with no label corrected after it."""
    last = changes[-1] if changes else None
    if last is None or last.action != "approve" or archive.reviews.corrected_since(last.at):
        return None
    return last


def collect_edits(archive: Archive, changes: Sequence[EditionChange], *, since: datetime) -> Edits:
    """Collect the changes of one edition.

    `since`: when the edition before was built; corrections made from then on count.
    """
    dropped: dict[str, str] = {}
    added: set[str] = set()
    moves: list[tuple[str, str, int]] = []
    notes: dict[str, Notes] = {}
    for change in changes:
        if change.action == "drop":
            dropped[change.target] = f"cán bộ trực bỏ ({change.reason or 'không nêu lý do'})"
            added.discard(change.target)
        elif change.action == "add":
            added.add(change.target)
            dropped.pop(change.target, None)
        elif change.action == "move":
            block, _, number = change.value.partition(":")
            moves.append((archive.judgements.story_of(change.target), block, int(number or 0)))
        elif change.action in WRITTEN:
            key = archive.judgements.story_of(change.target)
            name = WRITTEN[change.action]
            notes[key] = replace(notes.get(key, Notes()), **{name: change.value})
    approved = find_approval(archive, changes)
    review = None
    if approved is not None:
        corrected = archive.reviews.corrected_articles(since, approved.at)
        review = Review(by=approved.by, at=approved.at, done=tuple(describe_edits(changes, corrected)))
    return Edits(dropped=dropped, added=frozenset(added), moves=tuple(moves), notes=notes, review=review)


def read_approval_time(edition: EditionRow) -> datetime | None:
    """When the approval was given that a kept edition states; None when it states none."""
    review = json.loads(edition.json).get("review") if edition.json else None
    return datetime.fromisoformat(review["at"]) if review else None


def describe_edits(changes: Iterable[EditionChange], corrected: Iterable[tuple[str, str, str]]) -> list[str]:
    """ "bỏ 1 tin trùng tên", "sửa 1 lĩnh vực" …: what a person did, counted by article or story."""
    listed, verdicts = list(changes), {}
    corrections: dict[str, set[str]] = {}
    for article, name, value in corrected:
        if name == "relevance":
            verdicts[article] = value
        else:
            corrections.setdefault(name, set()).add(article)
    outside = Counter(verdicts.values())
    standing = {change.target: change.action for change in listed if change.action in ("drop", "add")}
    dropped = sum(action == "drop" and target not in verdicts for target, action in standing.items())
    dropped += outside["passing"] + outside["absent"]
    added = sum(action == "add" for action in standing.values()) + outside["subject"]
    actions = [(outside["namesake"], "bỏ {} tin trùng tên"), (dropped, "bỏ {} tin"), (added, "thêm {} tin")]
    actions += [(len(corrections.get(name, ())), f"sửa {{}} {word}") for name, word in FIELD_WORDS.items()]
    moved = len({change.target for change in listed if change.action == "move"})
    annotated = len({change.target for change in listed if change.action in ("note", "propose")})  # a translation shows itself
    actions += [(moved, "chuyển chỗ {} nội dung"), (annotated, "ghi thêm ở {} nội dung")]
    return [template.format(count) for count, template in actions if count]


def describe_review(review: Review | None) -> str:
    """ "; cán bộ trực Phạm Thu Lan rà soát lúc 06:20 (bỏ 1 tin trùng tên)", or ", chưa có người rà soát"."""
    if review is None:
        return ", chưa có người rà soát"
    changes = f" ({', '.join(review.done)})" if review.done else ""
    return f"; cán bộ trực {review.by} rà soát lúc {format_time(review.at)}{changes}"


def move_stories(
    ordered: Sequence[tuple[Block, EditionStory]], moves: Iterable[tuple[str, str, int]]
) -> list[tuple[Block, EditionStory]]:
    """Put the stories in a person's order: each move in turn; stories of one field stay together."""
    pairs = list(ordered)
    for story_id, block, number in moves:
        pair = next((pair for pair in pairs if pair[1].id == story_id), None)
        if pair is None:
            continue
        pairs.remove(pair)
        goal, story = Block(block) if block else pair[0], pair[1]
        same = [pair for pair in pairs if pair[0] is goal and (goal is not Block.FIELD or pair[1].topic == story.topic)]
        if same:
            index = pairs.index(same[number - 1]) if 0 < number <= len(same) else pairs.index(same[-1]) + 1
        else:
            index = _find_gap(pairs, goal, story.topic)
        pairs.insert(index, (goal, story))
    return pairs


def _find_gap(pairs: Sequence[tuple[Block, EditionStory]], goal: Block, topic: str) -> int:
    """The index of a story that has no neighbour of its kind: before the first that must follow it."""

    def order(block: Block, topic: str) -> tuple[int, int]:
        return list(Block).index(block), order_field(topic) if block is Block.FIELD else 0

    later = (index for index, (block, story) in enumerate(pairs) if order(block, story.topic) > order(goal, topic))
    return next(later, len(pairs))


def add_notes(story: EditionStory, edits: Edits) -> EditionStory:
    """Add what a person wrote about the story."""
    notes = edits.notes.get(story.id, Notes())
    return replace(
        story,
        note=notes.note,
        proposal=notes.proposal,
        translation=notes.translation,
        brief=notes.brief,
        reviewed=edits.review is not None,
    )
