"""An edition as HTML, text, JSON, and the files of the mail.

In: `Edition`. Out: texts and attachments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from digest.render.attachments import Attachment, load_attachments, make_stem, name_attachments
    from digest.render.edition_json import as_json
    from digest.render.html import BLANK_LINES, as_html, load_template
    from digest.render.text import as_short_text, as_text

__all__ = [
    "BLANK_LINES",
    "Attachment",
    "as_html",
    "as_json",
    "as_short_text",
    "as_text",
    "load_attachments",
    "load_template",
    "make_stem",
    "name_attachments",
]
__getattr__ = door(
    __name__,
    {
        "Attachment": "attachments",
        "load_attachments": "attachments",
        "make_stem": "attachments",
        "name_attachments": "attachments",
        "as_json": "edition_json",
        "BLANK_LINES": "html",
        "as_html": "html",
        "load_template": "html",
        "as_short_text": "text",
        "as_text": "text",
    },
)
