"""Parses what was typed, calls one door, prints. No rule lives here. Door: `main`, and the module `session`, what commands share."""

from __future__ import annotations

from diembao.cli.entry import main

__all__ = ["main", "session"]
