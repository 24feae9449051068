"""The files of an edition in the office's out folder: what a person opens without the mail.

In: an edition as the archive has it, with its documents. Out: one folder a day; each file appears whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from digest.issue.errors import UnwrittenFiles

if TYPE_CHECKING:
    from data.archive import Archive
    from data.archive.records import EditionRow, GroupRow
    from data.settings import Office

FILES = {"html": "digest.html", "txt": "digest.txt", "short": "digest-short.txt", "json": "edition.json"}


def write_files(office: Office, edition: EditionRow, documents: Mapping[str, bytes]) -> Path:
    """Write the edition's printed forms into the office's out folder, one folder a day; return that folder.

    Each file appears whole or not at all. Raises OSError where the disk refuses a file.
    """
    folder = office.out_dir / edition.day.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    contents = {FILES[form]: text.encode() for form, text in list_texts(edition).items()}
    contents |= {name_document(office, edition, form): content for form, content in documents.items()}
    for name, content in contents.items():
        part = folder / f"{name}.part"
        part.write_bytes(content)
        part.replace(folder / name)
    return folder


def renew_files(archive: Archive, office: Office, edition: EditionRow) -> None:
    """Write the files again as the edition now is. Raises UnwrittenFiles where the disk refuses them."""
    try:
        write_files(office, edition, archive.documents.files(edition.day))
    except OSError as error:
        raise UnwrittenFiles(
            f"Không ghi được tệp bản tin vào {office.out_dir} ({error}); bản tin vẫn ở trong kho lưu trữ. "
            "Cách xử lý: xem chỗ trống và quyền ghi, rồi chạy “diembao digest”."
        ) from error


def name_document(office: Office, edition: EditionRow, form: str) -> str:
    """Name a Word or Excel file. `form`: docx or xlsx."""
    from data.gazetteer import load_province
    from digest.render.attachments import make_stem

    return f"{make_stem(load_province(office.office_province).name, edition.day.isoformat())}.{form}"


def list_texts(edition: EditionRow | GroupRow) -> dict[str, str]:
    """List the texts of an edition, or of a group's part, by form: html, txt, short, json."""
    return {"html": edition.html, "txt": edition.text, "short": edition.short, "json": edition.json}
