"""Tells: `model` is the edition as data, `labels` the words of closed lists.

In: judged articles. Out: editions, mails, documents, reports. Its root modules are the door.
"""

from __future__ import annotations

__all__ = ["bench", "labels", "model"]
