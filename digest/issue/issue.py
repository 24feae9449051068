"""Issue the edition of a day: build it, or repeat it as it was sent, and write its files for people.

In: an open archive, the office's settings, the day, the present time. Out: `Issued`, the record that the command line prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from data.archive import Archive
from data.archive.records import EditionRow, GroupRow
from data.settings import Office
from digest.issue.assemble import assemble_edition
from digest.issue.errors import MissingPart, UnwrittenFiles
from digest.issue.out_folder import FILES, list_texts, name_document, write_files


@dataclass(frozen=True, kw_only=True)
class Issued:
    """An edition as it stands after it was built, or repeated because it was sent."""

    edition: EditionRow
    documents: Mapping[str, bytes]  # docx, xlsx -> bytes; empty for an edition issued before files were kept
    folder: Path | None = None  # where its files were written; None where only a group's part was asked for
    part: GroupRow | None = None  # the part of one recipient group, where it was asked for

    @property
    def day(self) -> date:
        """The edition's day."""
        return self.edition.day

    @property
    def number(self) -> int | None:
        """The edition's number within its year; None for imported figures without one."""
        return self.edition.number

    @property
    def is_sent(self) -> bool:
        """Whether a first mail froze the edition: it never changes again."""
        return self.edition.frozen_at is not None

    @property
    def counts(self) -> Mapping[str, int]:
        """Stories, articles, tones and issues of what is shown: the part, else the whole edition."""
        return self.part.counts if self.part else self.edition.counts

    @property
    def texts(self) -> Mapping[str, str]:
        """The printed texts of what is shown, by form: html, txt, short, json."""
        return list_texts(self.part or self.edition)

    @property
    def page(self) -> Path | None:
        """The HTML file that a browser opens; None where no file was written."""
        return self.folder / FILES["html"] if self.folder else None

    @property
    def summary(self) -> str:
        """The edition in one Vietnamese line: number, day, state, stories, articles."""
        return describe_edition(self.edition)


def issue_edition(archive: Archive, office: Office, day: date, *, now: datetime) -> Issued:
    """Build (or, when sent, repeat) the edition of a day and write its files into the out folder.

    Raises IssueError (not yet due, contradicting figures, files that cannot be written) and ArchiveError.
    """
    edition, documents = _keep_edition(archive, office, day, now)
    try:
        folder = write_files(office, edition, documents)
    except OSError as error:
        raise UnwrittenFiles(
            f"Không ghi được tệp bản tin ({error}). Bản tin vẫn ở trong kho lưu trữ. Cách xử lý: xem chỗ trống và quyền ghi."
        ) from error
    return Issued(edition=edition, documents=documents, folder=folder)


def issue_part(archive: Archive, office: Office, day: date, group: str, *, now: datetime) -> Issued:
    """Build the edition of a day and return the part that one recipient group gets; no file is written.

    `group`: the name after `group.` in the settings. Raises IssueError (MissingPart: no such part) and ArchiveError.
    """
    edition, documents = _keep_edition(archive, office, day, now)
    part = archive.groups.part(day, group)
    if part is None:
        raise MissingPart.of_group(group)
    return Issued(edition=edition, documents=documents, part=part)


def _keep_edition(archive: Archive, office: Office, day: date, now: datetime) -> tuple[EditionRow, dict[str, bytes]]:
    """Build and keep the edition as one recorded run; the edition and its documents by form."""
    run = archive.trail.begin_run("digest", now)
    edition = assemble_edition(archive, office, day, now=now, run=run)
    documents = archive.documents.files(day)
    archive.trail.end_run(run, now, "done", describe_edition(edition))
    return edition, documents


def read_file(office: Office, issued: Issued, form: str) -> tuple[str, bytes]:
    """Return the name and the bytes of the Word or Excel file. `form`: docx or xlsx.

    Raises MissingPart where the edition, or the group's part, has no such file.
    """
    part, edition = issued.part, issued.edition
    if part is not None:
        if form not in part.files:
            raise MissingPart(
                f"Nhóm “{part.slug}” không có tệp {form}. Cách xử lý: thêm {form} vào group.{part.slug}.attachments."
            )
        return f"{part.slug}.{form}", part.files[form]
    if form not in issued.documents:
        raise MissingPart(
            f"Bản tin ngày {edition.day:%d/%m/%Y} không có tệp {form} trong kho: bản tin được phát hành trước khi hệ thống lưu "
            "tệp Word, Excel. Cách xử lý: dùng --format html hoặc txt."
        )
    return name_document(office, edition, form), issued.documents[form]


def describe_edition(edition: EditionRow) -> str:
    """Describe an edition in one Vietnamese line: number, day, state, stories, articles."""
    state = "đã gửi" if edition.frozen_at else "chưa gửi"
    counts = edition.counts
    return (
        f"Bản tin số {edition.number} ngày {edition.day:%d/%m/%Y} ({state}): "
        f"{counts.get('stories', 0)} nội dung, {counts.get('articles', 0)} tin, bài."
    )
