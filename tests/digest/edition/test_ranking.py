"""digest/edition/ranking.py, numbering.py, agencies.py, sensitive.py: weights, blocks, numbers and signs at their bounds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from data.model import Article
from digest.edition.agencies import suggest_agencies
from digest.edition.numbering import number_stories
from digest.edition.ranking import assign_blocks, order_field, rank_story, wants_attention, weigh_story
from digest.edition.sensitive import find_sensitive_kinds, find_sensitive_signs
from digest.model import Block, EditionArticle, EditionStory, Source

NOON = datetime(2021, 3, 2, 5, tzinfo=UTC)


def row(
    name: str, outlet: str = "a", owner: str = "dia-phuong", *, same_as: str | None = None, minutes: int = 0
) -> EditionArticle:
    source = Source(name=outlet, label=outlet, full_label=outlet, short=outlet, owner_type=owner)
    return EditionArticle(
        row=0, story=0, id=name, url="", source=source, published_at=NOON + timedelta(minutes=minutes), title="Tin", extract="",
        lang="vi", places="", topic="kinh-te", tone="neutral", agencies=(), same_as=same_as, late=False, notes=(),
    )  # fmt: skip


def story(name: str = "s", *rows: EditionArticle, **facts: Any) -> EditionStory:
    values: dict[str, Any] = {
        "number": 0, "block": Block.FIELD, "topic": "kinh-te", "tone": "neutral", "issue": False, "urgent": False, "places": (),
        "lead": "1", "continues": "", "extract": "", "agencies": (), "articles": rows or (row("1"),),
    }  # fmt: skip
    return EditionStory(id=name, **(values | facts))


@pytest.mark.parametrize(
    ("owner", "reach"),
    [
        ("trung-uong", 3), ("bo-nganh", 2), ("doan-the", 2), ("nuoc-ngoai", 2), ("dia-phuong", 1),
        ("tap-chi", 1), ("cua-tinh", 1),
        ("khac", 1),
    ],
)  # fmt: skip
def test_the_reach_of_an_outlet_is_that_of_its_owner(owner: str, reach: int) -> None:
    assert weigh_story(story("s", row("1", owner=owner))) == (0, 0, 0, 1, reach, 1, 0)


def test_a_story_weighs_by_its_labels_and_its_own_reports() -> None:
    rows = (
        row("1", "a"),
        row("2", "a"),
        row("3", "b", "trung-uong"),
        row("4", "c", "trung-uong", same_as="1"),
        row("5", "d", "tong-hop"),
    )
    assert weigh_story(story("s", *rows)) == (0, 0, 0, 2, 4, 5, 0)
    assert weigh_story(story(issue=True, urgent=True, tone="negative", continues="Tiếp")) == (1, 1, 1, 1, 1, 1, 1)
    assert weigh_story(story(tone="positive"))[2] == 0
    assert rank_story(story("s", *rows)) == (0, 0, 0, -2, -4, -5, 0, NOON, "s")


@pytest.mark.parametrize(
    ("facts", "sources", "wanted"),
    [
        ({"issue": True, "tone": "positive"}, 1, True),
        ({"tone": "positive", "urgent": True}, 3, False),
        ({"urgent": True}, 1, True),
        ({"tone": "negative"}, 3, True),
        ({"tone": "negative"}, 4, True),
        ({"tone": "negative"}, 2, False),
        ({"tone": "neutral"}, 3, False),
    ],
)
def test_what_belongs_into_the_first_block(facts: dict[str, Any], sources: int, wanted: bool) -> None:
    rows = [row(str(number), f"bao{number}") for number in range(sources)]
    assert wants_attention(story("s", *rows, **facts)) is wanted


def test_the_place_of_a_field_is_that_of_the_list_and_an_unknown_one_is_last() -> None:
    assert order_field("chinh-tri") == 0
    assert order_field("kinh-te") == 1
    assert order_field("khong-co") == 12
    assert order_field("cung-khong-co") == 12


def test_blocks_are_assigned_by_rank_field_and_country() -> None:
    stories = [
        story("thuong", topic="kinh-te"),
        story("chinh", topic="chinh-tri"),
        story("neu", issue=True, topic="y-te"),
        story("neu-2", issue=True, urgent=True, topic="y-te"),
        story("ngoai", row("1", owner="nuoc-ngoai")),
        story("nua-ngoai", row("1", owner="nuoc-ngoai"), row("2", "b"), topic="chinh-tri"),
    ]
    blocks = [(block, placed.id) for block, placed in assign_blocks(stories, attention=1)]
    assert blocks == [
        (Block.ATTENTION, "neu-2"), (Block.FIELD, "nua-ngoai"), (Block.FIELD, "chinh"), (Block.FIELD, "thuong"),
        (Block.FIELD, "neu"),
        (Block.FOREIGN, "ngoai"),
    ]  # fmt: skip
    assert [placed.id for block, placed in assign_blocks(stories, attention=2) if block is Block.ATTENTION] == ["neu-2", "neu"]
    assert all(block is not Block.ATTENTION for block, _ in assign_blocks(stories, attention=0))
    assert assign_blocks([], attention=3) == []


def test_of_equal_stories_the_earlier_stands_first() -> None:
    late, early = story("a", row("1", minutes=5)), story("b", row("1", minutes=4))
    assert [placed.id for _, placed in assign_blocks([late, early], attention=3)] == ["b", "a"]


def test_stories_and_rows_are_numbered_from_one() -> None:
    numbered = number_stories([story("a", row("1"), row("2")), story("b", row("3"))])
    assert [(one.number, [(article.row, article.story) for article in one.articles]) for one in numbered] == [
        (1, [(1, 1), (2, 1)]),
        (2, [(3, 2)]),
    ]
    assert number_stories([]) == ()


BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("places", "day", "committees"),
    [
        (("huyện A", "xã B"), BEFORE, ("UBND huyện A",)),
        (("huyện A", "xã B"), SINCE, ("UBND xã B",)),
        (("thị xã A", "thành phố B", "quận C", "huyện D"), BEFORE, ("UBND thị xã A", "UBND thành phố B", "UBND quận C")),
        (("phường A", "đặc khu B"), SINCE, ("UBND phường A", "UBND đặc khu B")),
        (("làng A",), BEFORE, ()),
        (("xã A", "xã A"), SINCE, ("UBND xã A",)),
    ],
)
def test_committees_are_those_of_the_era(places: tuple[str, ...], day: date, committees: tuple[str, ...]) -> None:
    assert suggest_agencies("khong-co", places, day=day) == committees


def test_the_police_of_a_city_come_first_for_law_and_order() -> None:
    assert suggest_agencies("phap-luat", ["xã A"], day=SINCE, unit="thành phố") == ("Công an thành phố", "UBND xã A")
    named = suggest_agencies("y-te", ["xã A"], day=SINCE)
    assert named[0] == "UBND xã A" and len(named) == 2


def text(body: str, **facts: Any) -> Article:
    return Article(id="a", url="", outlet="o", title="Tin", body=body, **facts)


KINDS = ("leaders", "minors", "accused")


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Bí thư Tỉnh ủy Khúc Văn Sấu nói", ["leaders"]),
        ("ông Khúc Văn Sấu, Chủ tịch UBND tỉnh, nói", ["leaders"]),
        ("cháu gái bị ngã", ["minors"]),
        ("em 17 tuổi", ["minors"]),
        ("anh 18 tuổi", []),
        ("một bị can", ["accused"]),
        ("nghi phạm 16 tuổi", ["minors", "accused"]),
        ("mưa to", []),
    ],
)
def test_signs_of_sensitive_stories(body: str, kinds: list[str]) -> None:
    assert find_sensitive_signs([text("mưa"), text(body)], KINDS) == kinds
    assert find_sensitive_signs([text(body)], ()) == []


@pytest.mark.parametrize(
    ("facts", "held"),
    [
        ({"issue": True}, True),
        ({"tone": "negative"}, True),
        ({"tone": "neutral"}, False),
        ({"issue": True, "tone": "positive"}, True),
    ],
)
def test_only_an_issue_or_a_negative_story_is_held(facts: dict[str, Any], held: bool) -> None:
    articles = [text("một bị can")]
    assert find_sensitive_kinds(story(**facts), articles, ["accused"]) == (["accused"] if held else [])
    assert find_sensitive_kinds(story(**facts), articles, []) == []
    assert find_sensitive_kinds(story(**facts), articles, ["minors"]) == []
