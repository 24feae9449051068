"""Name the files that go with the mail, and write the line of the mail about them.

In: an edition, or the one the archive keeps. Out: names, media types, bytes; the line about the annex. The forms are chosen when
the edition is built, so the mail never names a file that it does not carry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.archive import Archive
from data.archive.records import EditionRow
from data.text import slug
from digest.model import Edition
from digest.wording.edition import Piece

TYPES = {
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """One file of a mail."""

    name: str
    main: str
    sub: str
    content: bytes


def make_stem(province: str, day: str) -> str:
    """ "Diem-tin-Hai-Duong-2020-06-02"; `province` as people write it, `day` in ISO form."""
    return f"Diem-tin-{'-'.join(part.capitalize() for part in slug(province).split('-'))}-{day}"


def load_attachments(archive: Archive, edition: EditionRow) -> list[Attachment]:
    """Load the files that the edition's mail names, as the archive keeps them."""
    head = json.loads(edition.json).get("head", {}) if edition.json else {}
    wanted = head.get("attachments", [])
    if not wanted:
        return []
    return name_attachments(wanted, head["province_name"], edition.day.isoformat(), archive.documents.files(edition.day))


def name_attachments(forms: Sequence[str], province: str, day: str, files: Mapping[str, bytes]) -> list[Attachment]:
    """Name the wanted forms among these files as the mail does."""
    name = make_stem(province, day)
    return [
        Attachment(name=f"{name}.{form}", main=TYPES[form][0], sub=TYPES[form][1], content=files[form])
        for form in forms
        if form in files
    ]


def describe_attachments(edition: Edition) -> list[Piece]:
    """ "Danh mục đầy đủ 31 tin, bài: tệp đính kèm Diem-tin-….docx và .xlsx."; empty without attachments."""
    forms = edition.head.attachments
    if not forms:
        return []
    name = make_stem(edition.head.province_name, edition.day.isoformat())
    pieces = [
        Piece(text=f"Danh mục đầy đủ {edition.figures.articles} tin, bài: tệp đính kèm "),
        Piece(text=f"{name}.{forms[0]}", strong=True),
    ]
    for form in forms[1:]:
        pieces += [Piece(text=" và "), Piece(text=f".{form}", strong=True)]
    return [*pieces, Piece(text=".")]
