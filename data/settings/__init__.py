"""An office's settings as one table.

In: office.toml and the environment. Out: `Office`, or `SettingsError` with every fault at once.
"""

from __future__ import annotations

from data.settings.groups import WHOLE, Group, covered, groups_table
from data.settings.loader import SettingsError, hide_login, read_secret_file
from data.settings.office import Office, example, load_office, settings_table

__all__ = [
    "WHOLE", "Group", "Office", "SettingsError", "covered", "example", "groups_table", "hide_login", "load_office",
    "read_secret_file", "settings_table",
]  # fmt: skip
