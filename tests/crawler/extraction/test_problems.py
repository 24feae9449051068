"""Why a reading is no article, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.extraction.page import PageReading
from crawler.extraction.problems import problem_of
from crawler.fetch import WALLED
from data.model import Outcome


@pytest.mark.parametrize(
    ("case", "problem"),
    [
        ({"title": "Tin", "body": "Câu."}, None),
        ({"title": "Tin", "body": "Câu.", "kind": "listing"}, (Outcome.NOT_AN_ARTICLE, "là trang danh mục")),
        ({"problems": ("wall",)}, WALLED),
        ({"problems": ("empty",)}, (Outcome.UNREADABLE, "không thấy tiêu đề và toàn văn")),
        ({"body": "Câu."}, (Outcome.NO_TITLE, "")),
        ({"title": "Tin"}, (Outcome.NO_BODY, "")),
        ({"title": "Tin", "summary": "Sapo."}, None),
        ({"title": "Tin", "kind": "video"}, None),
        ({"title": "Tin", "kind": "photo"}, None),
        ({"title": "Tin", "kind": "live"}, (Outcome.NO_BODY, "")),
        ({"kind": "video", "summary": "Sapo."}, (Outcome.UNREADABLE, "không thấy tiêu đề và toàn văn")),
    ],
)
def test_problems(case: dict[str, Any], problem: Any) -> None:
    assert problem_of(PageReading(url="https://bao.example/tin-1.html", **case)) == problem
