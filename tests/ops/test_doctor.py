"""The checkup as records: which part, how it is, what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.settings import SettingsError
from ops.doctor import check_installation

NOW = datetime(2026, 5, 22, tzinfo=UTC)
PARTS = ["settings", "archive", "crawl", "models", "models", "mail", "clock", "holidays", "disk"]


def settings(folder: Path, text: str) -> Path:
    """An office's settings file."""
    path = folder / "office.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_part_is_checked_and_a_new_office_is_ready(tmp_path: Path) -> None:
    checkup = check_installation(settings(tmp_path, '[office]\nprovince = "hai-duong"\n'), {}, now=NOW)
    assert [finding.name for finding in checkup.findings] == PARTS
    states = {finding.name: finding.state for finding in checkup.findings if finding.name != "disk"}
    assert states == {
        "settings": "tốt", "archive": "lưu ý", "crawl": "lưu ý", "models": "tốt", "mail": "lưu ý", "clock": "tốt",
        "holidays": "tốt",
    }  # fmt: skip
    assert all(finding.remedy.endswith(".") for finding in checkup.findings if finding.state != "tốt")
    assert ("office.province", '"hai-duong"') in checkup.settings


def test_what_is_broken_is_counted_with_what_to_do(tmp_path: Path) -> None:
    path = settings(tmp_path, '[office]\nprovince = "hai-duong"\n')
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "hai-duong.db").write_text("không phải cơ sở dữ liệu" * 100, encoding="utf-8")
    checkup = check_installation(path, {}, now=NOW)
    broken = [finding for finding in checkup.findings if not finding.ok and finding.name != "disk"]
    assert [finding.name for finding in broken] == ["archive"]
    assert checkup.broken >= 1


def test_wrong_settings_are_raised_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        check_installation(settings(tmp_path, '[office]\nprovince = "hai-duog"\n[mail]\nport = 0\n'), {}, now=NOW)
    assert len(caught.value.errors) == 2
