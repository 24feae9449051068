"""The operator's guide and the example settings tell the truth."""

from __future__ import annotations

from data.settings import example, load_office
from ops.generated_docs import EXAMPLE, GUIDE, guide


def test_generated_parts_are_up_to_date() -> None:
    assert guide(GUIDE.read_text(encoding="utf-8")) == GUIDE.read_text(encoding="utf-8"), "run: python -m ops.generated_docs"
    assert EXAMPLE.read_text(encoding="utf-8") == example(), "run: python -m ops.generated_docs"


def test_example_settings_load() -> None:
    assert load_office(EXAMPLE, {}).office_province == "hai-duong"
