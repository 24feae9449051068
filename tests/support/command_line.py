"""The `diembao` command as an operator runs it, in this process, for an office that a test has filled."""

from __future__ import annotations

from datetime import datetime

from click.testing import CliRunner, Result

from data.settings import Office
from diembao.cli import main

SETTINGS = """
[office]
province = "{province}"
name = "CƠ QUAN THỬ"

[paths]
var = "{folder}/var"
"""


def run_command(office: Office, *words: str, now: datetime) -> Result:
    """Run one command for the archive of `office`; `now` is the moment it counts as."""
    path = office.base / "office.toml"
    path.write_text(SETTINGS.format(province=office.office_province, folder=office.base), encoding="utf-8")
    return CliRunner().invoke(main, ["--office", str(path), *words, "--now", now.isoformat()])
