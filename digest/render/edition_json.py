"""Print an edition as JSON: the whole tree, the sentences of the mail, the annex.

In: a checked `Edition`. Out: a string; keys sorted, times in Vietnam time. The same edition gives the same bytes.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from enum import Enum

from data.text import local
from digest import labels
from digest.model import Edition
from digest.wording.edition import join_pieces, write_preheader, write_subject, write_totals
from digest.wording.story import list_columns


def as_json(edition: Edition) -> str:
    """Print the whole edition as JSON."""
    tree = {field.name: getattr(edition, field.name) for field in dataclasses.fields(edition)}
    tree |= {
        "subject": write_subject(edition),
        "preheader": write_preheader(edition),
        "totals": join_pieces(write_totals(edition)),
        "annex": {"columns": labels.ANNEX_COLUMNS, "rows": [list_columns(row) for row in edition.articles]},
        "note": labels.DEMO_MARK if edition.head.demo else "",
    }
    return json.dumps(tree, default=_encode, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _encode(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return local(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"no JSON for {type(value).__name__}")
