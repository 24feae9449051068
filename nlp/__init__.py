"""Understands: `document` prepares an article once, `judge` is the whole judgement, `annotate` is the stage.

In: articles. Out: judged and grouped articles. Its root modules are the door.
"""

from __future__ import annotations

__all__ = ["annotate", "document", "judge", "summary"]
