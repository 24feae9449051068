"""A person's hand on an edition: what was dropped, added, moved, noted, and who looked it through when.

In: the changes that stand in the archive, the corrections made meanwhile. Out: `Edits` for `edition.build`, and the `Review` the
foot tells. An approval holds until anything is changed after it.
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
    moves: Sequence[tuple[str, str, int]] = ()  # story id, block ("" = as it is), place in its block (0 = as it is)
    notes: Mapping[str, Notes] = field(default_factory=dict)  # story id -> what a person wrote
    review: Review | None = None


def approval(archive: Archive, changes: Sequence[EditionChange]) -> EditionChange | None:
    """The approval that holds: the last change, with no label corrected after it."""
    last = changes[-1] if changes else None
    if last is None or last.action != "approve" or archive.reviews.corrected_since(last.at):
        return None
    return last


def edits(archive: Archive, changes: Sequence[EditionChange], *, since: datetime) -> Edits:
    """The changes of one edition. `since`: when the edition before was built; corrections made from then on count."""
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
            block, _, place = change.value.partition(":")
            moves.append((archive.judgements.story_of(change.target), block, int(place or 0)))
        elif change.action in WRITTEN:
            key = archive.judgements.story_of(change.target)
            name = WRITTEN[change.action]
            notes[key] = replace(notes.get(key, Notes()), **{name: change.value})
    approved = approval(archive, changes)
    review = None
    if approved is not None:
        corrected = archive.reviews.corrected_articles(since, approved.at)
        review = Review(by=approved.by, at=approved.at, done=tuple(done(changes, corrected)))
    return Edits(dropped=dropped, added=frozenset(added), moves=tuple(moves), notes=notes, review=review)


def approved_at(edition: EditionRow) -> datetime | None:
    """When the approval was given that a kept edition tells; None when it tells none."""
    found = json.loads(edition.json).get("review") if edition.json else None
    return datetime.fromisoformat(found["at"]) if found else None


def done(changes: Iterable[EditionChange], corrected: Iterable[tuple[str, str, str]]) -> list[str]:
    """ "bỏ 1 tin trùng tên", "sửa 1 lĩnh vực" …: what a person did, counted by article or story."""
    listed, verdicts = list(changes), {}
    labels: dict[str, set[str]] = {}
    for article, name, value in corrected:
        if name == "relevance":
            verdicts[article] = value
        else:
            labels.setdefault(name, set()).add(article)
    outside = Counter(verdicts.values())
    standing = {change.target: change.action for change in listed if change.action in ("drop", "add")}
    dropped = sum(action == "drop" and target not in verdicts for target, action in standing.items())
    dropped += outside["passing"] + outside["absent"]
    added = sum(action == "add" for action in standing.values()) + outside["subject"]
    said = [(outside["namesake"], "bỏ {} tin trùng tên"), (dropped, "bỏ {} tin"), (added, "thêm {} tin")]
    said += [(len(labels.get(name, ())), f"sửa {{}} {word}") for name, word in FIELD_WORDS.items()]
    moved = len({change.target for change in listed if change.action == "move"})
    noted = len({change.target for change in listed if change.action in ("note", "propose")})  # a translation shows itself
    said += [(moved, "chuyển chỗ {} nội dung"), (noted, "ghi thêm ở {} nội dung")]
    return [words.format(count) for count, words in said if count]


def tell(review: Review | None) -> str:
    """ "; cán bộ trực Phạm Thu Lan rà soát lúc 06:20 (bỏ 1 tin trùng tên, sửa 1 lĩnh vực)", or ", chưa có người rà soát"."""
    if review is None:
        return ", chưa có người rà soát"
    what = f" ({', '.join(review.done)})" if review.done else ""
    return f"; cán bộ trực {review.by} rà soát lúc {format_time(review.at)}{what}"


def move(
    ordered: Sequence[tuple[Block, EditionStory]], moves: Iterable[tuple[str, str, int]]
) -> list[tuple[Block, EditionStory]]:
    """The stories in a person's order: each move in turn; stories of one field stay together."""
    now = list(ordered)
    for story, block, place in moves:
        found = next((pair for pair in now if pair[1].id == story), None)
        if found is None:
            continue
        now.remove(found)
        goal = Block(block) if block else found[0]
        same = [pair for pair in now if pair[0] is goal and (goal is not Block.FIELD or pair[1].topic == found[1].topic)]
        if same:
            at = now.index(same[place - 1]) if 0 < place <= len(same) else now.index(same[-1]) + 1
        else:
            at = _gap(now, goal, found[1].topic)
        now.insert(at, (goal, found[1]))
    return now


def _gap(now: Sequence[tuple[Block, EditionStory]], goal: Block, topic: str) -> int:
    """Where a story goes that has no neighbour of its kind: before the first that must follow it."""
    from digest.edition.ranking import FIELD_ORDER

    def place(block: Block, field_: str) -> tuple[int, int]:
        order = FIELD_ORDER.get(field_, len(FIELD_ORDER)) if block is Block.FIELD else 0
        return list(Block).index(block), order

    later = (n for n, (block, story) in enumerate(now) if place(block, story.topic) > place(goal, topic))
    return next(later, len(now))


def noted(story: EditionStory, found: Edits) -> EditionStory:
    """The story with what a person wrote about it."""
    said = found.notes.get(story.id, Notes())
    return replace(
        story,
        note=said.note,
        proposal=said.proposal,
        translation=said.translation,
        brief=said.brief,
        reviewed=found.review is not None,
    )
