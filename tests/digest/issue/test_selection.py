"""digest/issue/selection.py: which stories a group gets, and how the selection is described."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.settings import Group
from digest.issue.selection import describe_selection, is_wanted, select_part
from digest.model import Edition
from tests.digest.edition.test_ranking import story
from tests.support import edition_day as model

WHOLE_PROVINCE = "toàn tỉnh"


def group(**facts: object) -> Group:
    return Group(**({"slug": "nhom", "name": "Nhóm Một"} | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "topic", "places", "kinds", "wanted"),
    [
        ({}, "y-te", (), (), True),
        ({"fields": ("y-te",)}, "y-te", (), (), True),
        ({"fields": ("y-te",)}, "kinh-te", (), (), False),
        ({"withhold": ("leaders",)}, "y-te", (), ("leaders", "minors"), False),
        ({"withhold": ("leaders",)}, "y-te", (), ("minors",), True),
        ({"withhold": ("leaders",)}, "y-te", (), (), True),
        ({"places": ("huyện A",)}, "y-te", ("huyện A",), (), True),
        ({"places": ("huyện A",)}, "y-te", ("Huyện a", "huyện B"), (), True),
        ({"places": ("huyện A",)}, "y-te", ("huyện B",), (), False),
        ({"places": ("huyện A",)}, "y-te", ("xã C",), (), True),
        ({"places": ("huyện A",)}, "y-te", (), (), False),
        ({"places": ("huyện A", WHOLE_PROVINCE)}, "y-te", (), (), True),
        ({"places": (WHOLE_PROVINCE,)}, "y-te", ("huyện B",), (), False),
        ({"places": ("huyện A",), "fields": ("y-te",)}, "kinh-te", ("huyện A",), (), False),
    ],
)
def test_a_story_is_for_a_group_by_field_place_and_kind(
    facts: dict[str, object], topic: str, places: tuple[str, ...], kinds: tuple[str, ...], wanted: bool
) -> None:
    assert is_wanted(story(topic=topic, places=places), group(**facts), {"xã c"}, kinds) is wanted


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, ""),
        ({"fields": ("y-te",)}, "chỉ gồm lĩnh vực Y tế"),
        ({"places": ("huyện A", "huyện B")}, "chỉ gồm địa bàn huyện A, huyện B"),
        ({"fields": ("y-te",), "places": ("huyện A",)}, "chỉ gồm lĩnh vực Y tế; địa bàn huyện A"),
        ({"withhold": ("minors", "accused")}, "không gồm nội dung xấu về người chưa thành niên, người bị nghi, bị cáo buộc"),
        (
            {"fields": ("y-te",), "withhold": ("leaders",)},
            "chỉ gồm lĩnh vực Y tế; không gồm nội dung xấu về lãnh đạo tỉnh được nêu tên",
        ),
    ],
)
def test_what_was_chosen_is_described(facts: dict[str, object], words: str) -> None:
    assert describe_selection(group(**facts)) == words


@pytest.fixture(scope="module")
def whole() -> Edition:
    return model.edition()


def test_a_group_that_selects_nothing_gets_the_whole_edition(whole: Edition) -> None:
    part = select_part(whole, group(attachments=("xlsx",)), kinds={}, history={})
    assert part == replace(whole, head=replace(whole.head, attachments=("xlsx",)))


def test_a_part_is_numbered_and_counted_anew_and_compared_with_the_groups_own_days(whole: Edition) -> None:
    counts = {"stories": 4, "articles": 9, "positive": 0, "neutral": 0, "negative": 4, "issues": 0}
    history = {model.DAY - timedelta(days=1): counts, model.DAY: {**counts, "stories": 99}, model.DAY + timedelta(days=1): counts}
    part = select_part(whole, group(fields=("giao-thong",)), kinds={}, history=history)
    assert [(one.number, one.topic) for one in part.stories] == [(1, "giao-thong"), (2, "giao-thong")]
    assert (part.figures.stories, part.figures.articles) == (2, 3)
    assert part.change is not None
    assert (part.change.word, part.change.stories, part.change.articles) == ("hôm trước", -2, -6)
    assert [(row.day, row.stories) for row in part.week] == [(model.DAY - timedelta(days=1), 4), (model.DAY, 2)]
    assert part.head.addressees == "Nhóm Một"
    assert part.cases is None
    assert part.selection is not None
    assert part.selection.whole == whole.figures
    unnamed = select_part(whole, group(name="", fields=("giao-thong",)), kinds={}, history={})
    assert (unnamed.head.addressees, unnamed.change, unnamed.week) == (whole.head.addressees, None, ())


def test_sensitive_stories_are_withheld(whole: Edition) -> None:
    kinds = {whole.stories[0].id: ["minors"], whole.stories[1].id: ["leaders"]}
    part = select_part(whole, group(withhold=("minors",)), kinds=kinds, history={})
    assert [one.id for one in part.stories] == [one.id for one in whole.stories[1:]]
