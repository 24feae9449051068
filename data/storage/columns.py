"""Values as they are stored in a column: times, text, JSON.

In: a value of the program. Out: what SQLite keeps, and back. Times are stored in UTC with a fixed width: text order is time
order.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime


def stamp_of(moment: datetime) -> str:
    """A time as stored: UTC, fixed width, so that text order is time order. Raises ValueError for a time without zone."""
    if moment.tzinfo is None:
        raise ValueError(f"time without zone: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def stamp_or_none(moment: datetime | None) -> str | None:
    """`stamp_of`, None stays None."""
    return None if moment is None else stamp_of(moment)


def time_of(stored: str) -> datetime:
    """The stored time, aware, in UTC."""
    return datetime.fromisoformat(stored)


def time_or_none(stored: str | None) -> datetime | None:
    """`time_of`, None stays None."""
    return None if stored is None else datetime.fromisoformat(stored)


def storable(text: str) -> str:
    """The text with lone surrogates (halves of a broken emoji in a page's JSON) replaced by U+FFFD: SQLite takes UTF-8 only."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def as_json(value: object) -> str:
    """Compact JSON, Vietnamese letters readable."""
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
