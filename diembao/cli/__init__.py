"""Parses what was typed, calls one door, prints. No rule lives here. Door: `main`; the module `session`, which commands share."""

from __future__ import annotations

from diembao.cli.entry import main

__all__ = ["main", "session"]
