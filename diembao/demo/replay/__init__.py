"""Serves a press day as the web sites of its papers on loopback.

In: a press day. Out: HTTP answers. Start it with `python -m diembao.demo.replay.server`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from diembao.demo.replay.feeds import BROKEN_TAIL

__all__ = ["BROKEN_TAIL", "server"]
__getattr__ = door(__name__, {"BROKEN_TAIL": "feeds"})
