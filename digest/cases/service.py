"""Open and change cases.

In: the archive and what a person asked. Out: the case as kept.
"""

from __future__ import annotations

from pathlib import Path

from data.archive import CaseError
from data.settings import Office
from data.text import tidy


def person(by: str) -> str:
    """The name of who says it. Raises CaseError when it is missing."""
    if not by.strip() or any(ord(char) < 32 for char in by):
        raise CaseError("Thiếu tên người thực hiện. Chưa đổi gì. Cách xử lý: thêm --by “Họ tên”.")
    return tidy(by)


def rules_folder(office: Office) -> Path | None:
    """The folder of the office's own rule tables, None when it has none."""
    return office.base / office.cases_rules_dir if office.cases_rules_dir else None
