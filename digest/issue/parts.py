"""The parts of an edition that the recipient groups get, and what belongs to one mail.

In: the archive, the settings, a built edition. Out: the groups' editions; for a mail of the outbox its texts and files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta

from data.archive import Archive
from data.archive.records import EditionRow, GroupRow
from data.settings import Group, Office
from digest.documents.edition import make_documents, read_imprint
from digest.edition.build import WEEK, Choice
from digest.edition.sensitive import SENSITIVE_KINDS, find_sensitive_kinds
from digest.issue import selection
from digest.model import Edition
from digest.render.attachments import Attachment, load_attachments, name_attachments


@dataclass(frozen=True, kw_only=True)
class MailContent:
    """What one mail carries: the texts, the files, and whether only the short text."""

    edition: EditionRow
    files: tuple[Attachment, ...]
    short: bool = False


def build_parts(archive: Archive, office: Office, edition: Edition, choice: Choice) -> list[tuple[Group, Edition]]:
    """Build every group's edition, in the order of the settings."""
    kinds = {
        story.id: find_sensitive_kinds(story, choice.stories.get(story.id, ()), SENSITIVE_KINDS) for story in edition.stories
    }
    parts = []
    for group in office.groups:
        before = edition.day - timedelta(days=1)
        history = archive.groups.counts(group.slug, selection.describe_selection(group), edition.day - WEEK, before)
        parts.append((group, selection.select_part(edition, group, kinds=kinds, history=history)))
    return parts


def make_group_row(group: Group, part: Edition, printed: EditionRow, office: Office) -> GroupRow:
    """Make the row of the archive: a group's edition with its printed forms."""
    files = make_documents(part, read_imprint(office)) if group.attachments else {}
    return GroupRow(
        day=part.day,
        slug=group.slug,
        form=group.form,
        selection=selection.describe_selection(group),
        counts=printed.counts,
        json=printed.json,
        html=printed.html,
        text=printed.text,
        short=printed.short,
        files={form: files[form] for form in group.attachments},
    )


def load_content(archive: Archive, edition: EditionRow, slug: str) -> MailContent | None:
    """Load what a mail to a member of this group carries (empty slug: the whole edition); None where there is no such part."""
    if not slug:
        return MailContent(edition=edition, files=tuple(load_attachments(archive, edition)))
    part = archive.groups.part(edition.day, slug)
    if part is None:
        return None
    printed = replace(edition, json=part.json, html=part.html, text=part.text, short=part.short, counts=part.counts)
    head = json.loads(part.json)["head"]
    files = name_attachments(head["attachments"], head["province_name"], edition.day.isoformat(), part.files)
    return MailContent(edition=printed, files=tuple(files), short=part.form == "short")
