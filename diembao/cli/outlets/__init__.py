"""The commands `diembao outlets …`: the register, the live probe, a page as a test case, an office's own facts.

In: what the operator typed. Out: the group of commands; the functions behind them, for tests.
"""

from __future__ import annotations

from diembao.cli.outlets.commands import outlets, show_check, show_list, show_record
from diembao.cli.outlets.office_facts import STATING, show_export, show_import, show_pause, show_resume, show_set

for command in STATING:
    outlets.add_command(command)

__all__ = [
    "outlets", "show_check", "show_export", "show_import", "show_list", "show_pause", "show_record", "show_resume", "show_set",
]  # fmt: skip
