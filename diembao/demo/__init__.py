"""Plays one invented press day through the real commands and compares the result with its truth. Door: `play`."""

from __future__ import annotations

from diembao.demo.run import play

__all__ = ["play"]
