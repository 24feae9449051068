"""The guides and the example settings tell the truth: what is generated stands in them as it would be generated now."""

from __future__ import annotations

import pytest

from data.paths import ROOT
from data.settings import load_office
from ops.generated_docs import EXAMPLE, fill_marks, generated


def test_generated_documents_are_up_to_date() -> None:
    stale = [str(path.relative_to(ROOT)) for path, text in generated().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python -m ops.generated_docs"


def test_only_what_stands_between_its_marks_is_rewritten() -> None:
    text = "a\n<!-- x: by hand -->\nold\n<!-- /x -->\nb\n"
    assert fill_marks(text, {"x": lambda: "new"}) == text.replace("old", "new")
    with pytest.raises(LookupError, match="y"):
        fill_marks(text, {"y": lambda: "new"})


def test_example_settings_load() -> None:
    assert load_office(EXAMPLE, {}).office_province == "hai-duong"
