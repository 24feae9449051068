"""The documented folder format of a press day, read and checked.

In: a folder (data/demo/README.md). Out: `PressDay`, or `PressDayError` with every mistake at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from diembao.demo.press_day.articles import Block, DayArticle, Version
    from diembao.demo.press_day.day import OutletPlay, PressDay, PressDayError, load_day
    from diembao.demo.press_day.review import DayReview
    from diembao.demo.press_day.truth import HOME, Truth, TruthItem

__all__ = [
    "HOME",
    "Block",
    "DayArticle",
    "DayReview",
    "OutletPlay",
    "PressDay",
    "PressDayError",
    "Truth",
    "TruthItem",
    "Version",
    "load_day",
]
__getattr__ = door(
    __name__,
    {
        "Block": "articles",
        "DayArticle": "articles",
        "Version": "articles",
        "OutletPlay": "day",
        "PressDay": "day",
        "PressDayError": "day",
        "load_day": "day",
        "DayReview": "review",
        "HOME": "truth",
        "Truth": "truth",
        "TruthItem": "truth",
    },
)
