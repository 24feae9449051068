"""Finds and reads the press.

In: outlets' facts and the web. Out: articles. Modules in the door: `outlet` (facts of one), `register` (all of them), `run` (a
crawl).
"""

from __future__ import annotations

__all__ = ["outlet", "register", "run"]
