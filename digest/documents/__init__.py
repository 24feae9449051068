"""DOCX in the form of Nghị định 30/2020, and XLSX.

In: an edition or the parts of a report. Out: bytes, the same for the same input. Modules in the door: `decree_dates`, `docx`,
`docx_table`, `xlsx`: for documents of another kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from digest.documents.edition import Imprint, make_documents, read_imprint

__all__ = ["Imprint", "decree_dates", "docx", "docx_table", "make_documents", "read_imprint", "xlsx"]
__getattr__ = door(__name__, {"Imprint": "edition", "make_documents": "edition", "read_imprint": "edition"})
