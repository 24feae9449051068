"""Which stories an alert has already told, and which words hold an alert back.

In: the archive's alerts. Out: what an edition says about them.
"""

from __future__ import annotations

from datetime import datetime

from data.archive import Archive

HELD = "held"  # why of an alert that only the officer got


def told_by_alert(archive: Archive, after: datetime) -> dict[str, datetime]:
    """Story -> when it was first told by an alert after a moment; for "(đã báo lúc 19:45 ngày 01/06)"."""
    found: dict[str, datetime] = {}
    for alert in (alert for alert in archive.letters.alerts(after=after) if alert.why != HELD):
        found.setdefault(alert.story, alert.at)
    return found
