"""What a recipient group gets of an edition: the stories it chose, numbered and counted anew, and said to be a selection.

In: a built edition, the group, which stories are sensitive, the group's figures of the days before. Out: an `Edition` of its own
that holds every identity it states. Nothing is dropped silently: the mail says what was chosen and how much there is in all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from data.archive.records import EditionRow
from data.model import TOPICS
from data.settings import WHOLE, Group, covered
from data.text import compare_key
from digest.edition.build import compare_figures, list_week
from digest.edition.counts import count_figures
from digest.edition.numbering import number_stories
from digest.edition.sensitive import SENSITIVE_KINDS
from digest.model import Edition, EditionStory, Selection


def select_part(
    edition: Edition, group: Group, *, kinds: Mapping[str, Collection[str]], history: Mapping[date, Mapping[str, int]]
) -> Edition:
    """Select a group's edition. `kinds`: sensitive kinds by story id; `history`: the group's figures of earlier days."""
    addressees = group.name if group.selects and group.name else edition.head.addressees
    head = replace(edition.head, attachments=group.attachments, addressees=addressees)
    if not group.selects:
        return replace(edition, head=head)
    places = covered(edition.head.province, group.places)
    kept = [story for story in edition.stories if is_wanted(story, group, places, kinds.get(story.id, ()))]
    stories = number_stories(kept)
    counted = count_figures(stories)
    rows = {day: _row(edition, day, counts) for day, counts in history.items() if day < edition.day}
    return replace(
        edition,
        head=head,
        stories=stories,
        figures=counted,
        change=compare_figures(rows, edition.day, counted),
        week=list_week(rows, edition.day, counted),
        cases=None,  # the cases are those of the whole province; the whole edition tells them
        selection=Selection(name=group.label, says=describe_selection(group), whole=edition.figures),
    )


def is_wanted(story: EditionStory, group: Group, places: Collection[str], kinds: Collection[str]) -> bool:
    """Tell whether a story is for this group."""
    if set(kinds) & set(group.withhold) or (group.fields and story.topic not in group.fields):
        return False
    if not group.places:
        return True
    if not story.places:
        return WHOLE in group.places
    named = {compare_key(place) for place in group.places}
    return any(compare_key(place) in places or compare_key(place) in named for place in story.places)


def describe_selection(group: Group) -> str:
    """Describe what was chosen: "chỉ gồm lĩnh vực Y tế, Giáo dục; địa bàn huyện Kim Thành; không gồm nội dung …"."""
    parts = []
    if group.fields:
        parts.append(f"lĩnh vực {', '.join(TOPICS[field] for field in group.fields)}")
    if group.places:
        parts.append(f"địa bàn {', '.join(group.places)}")
    phrases = [f"chỉ gồm {'; '.join(parts)}"] if parts else []
    if group.withhold:
        phrases.append(f"không gồm nội dung xấu về {', '.join(SENSITIVE_KINDS[kind] for kind in group.withhold)}")
    return "; ".join(phrases)


def _row(edition: Edition, day: date, counts: Mapping[str, int]) -> EditionRow:
    """A former part as `edition` reads former editions: its day and figures."""
    return EditionRow(
        day=day, number=None, after=edition.after, until=edition.until, built_at=edition.built_at, counts=dict(counts)
    )
