"""Find the stories that an alert was already sent about.

In: the archive's alerts. Out: when the first alert about each story was sent.
"""

from __future__ import annotations

from datetime import datetime

from data.archive import Archive

HELD = "held"  # why of an alert that only the officer got


def find_alerted_stories(archive: Archive, after: datetime) -> dict[str, datetime]:
    """Map a story to its first alert after a moment (UTC), for "(đã báo lúc 19:45 ngày 01/06)"."""
    alerted: dict[str, datetime] = {}
    for alert in (alert for alert in archive.letters.alerts(after=after) if alert.why != HELD):
        alerted.setdefault(alert.story, alert.at)
    return alerted
