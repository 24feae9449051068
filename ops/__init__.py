"""Keeping an installation well: doctor, setup, taking over former figures, tracing an article, generated documents.

In: an office's settings and archive. Out: findings and records. Its modules are the door.
"""

from __future__ import annotations

__all__ = ["doctor", "generated_docs", "history_import", "setup", "trace"]
