"""nlp/grouping/stories.py, nlp/grouping/similarity.py: thresholds, times and merges of the grouper, one decision at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from data.model import Article
from nlp.document import Document
from nlp.grouping import stories
from nlp.grouping.similarity import EventIndex, Query, TermIndex, _probability
from nlp.grouping.stories import Grouper, Grouping, Member, _day, _mean, _partners

START = datetime(2021, 3, 1, 5, 0, tzinfo=UTC)
FIRE = "Cháy xưởng kẹo Lạc Khê"
FLOOD = "Nước ngập chợ Bến Sấu"
ROAD = "Đào đường phố Cầu Tre"


def article(name: str, title: str = FIRE, body: str = "", *, hours: float | None = 0, found: float | None = None) -> Article:
    return Article(
        id=name, url="", outlet=name, title=title, body=body,
        published_at=None if hours is None else START + timedelta(hours=hours),
        found_at=None if found is None else START + timedelta(hours=found),
    )  # fmt: skip


def query(similarities: list[float] | None, day: float | None = None) -> Query:
    vector = TermIndex().query(Document(article("q")), None).features
    return Query(vector, day, None if similarities is None else np.array(similarities))


def grouper_of(*days: float | None, stories_of: list[int] | None = None) -> Grouper:
    """A grouper that holds articles a0, a1, … of these days, each in its own story unless told otherwise."""
    grouper = Grouper()
    places = stories_of or list(range(len(days)))
    grouper._stories = [[] for _ in range(max(places) + 1)]
    grouper._names = [f"s{number}" for number in range(max(places) + 1)]
    for number, (day, story) in enumerate(zip(days, places, strict=True)):
        grouper._members.append(Member(f"a{number}", day, True, story))
        grouper._numbers[f"a{number}"] = number
        grouper._stories[story].append(number)
    return grouper


@pytest.mark.parametrize(("score", "story"), [(0.15, 0), (0.149, None), (0.2, 0)])
def test_fifteen_hundredths_join_a_story_of_the_country(score: float, story: int | None) -> None:
    assert grouper_of(0.0)._nearest("x", query([score], 0.0)) == story


def test_an_office_asks_for_more() -> None:
    country, office = Grouper(), Grouper(common=["Mường Lươn"])
    assert (country._alike, country._merge) == (0.15, 0.165)
    assert (office._alike, office._merge) == (0.35, 0.42)
    assert isinstance(country._index, TermIndex)
    assert isinstance(office._index, EventIndex)
    assert office._index._days == 7.0


def test_the_story_with_the_best_average_is_chosen_and_the_first_of_equals() -> None:
    grouper = grouper_of(0.0, 0.0, 0.0, stories_of=[0, 0, 1])
    assert grouper._nearest("x", query([0.9, 0.1, 0.6], 0.0)) == 1
    assert grouper._nearest("x", query([0.9, 0.5, 0.6], 0.0)) == 0
    assert grouper._nearest("x", query([0.5, 0.5, 0.5], 0.0)) == 0
    assert grouper._nearest("x", query([0.15, 0.15, 0.15], 0.0)) == 0
    assert grouper._nearest("x", query([0.2, 0.05, 0.1], 0.0)) is None
    assert grouper._nearest("x", query(None, 0.0)) is None


def test_a_banned_or_distant_story_is_passed_over() -> None:
    grouper = grouper_of(0.0, 9.0)
    assert grouper._nearest("x", query([0.9, 0.5], 9.0)) == 1
    assert grouper._nearest("x", query([0.9, 0.5], 0.0)) == 0
    grouper._cannot = {"x": {"a0"}}
    assert grouper._nearest("x", query([0.9, 0.5], 0.0)) is None


@pytest.mark.parametrize(
    ("day", "days", "is_near"),
    [
        (0.0, [3.5], True), (0.0, [-3.5], True), (0.0, [3.6], False), (0.0, [-3.6], False), (0.0, [9.0, 3.0], True),
        (None, [9.0], True), (0.0, [None], True), (0.0, [None, 9.0], False),
    ],
)  # fmt: skip
def test_a_story_is_near_within_three_and_a_half_days_of_its_nearest_member(
    day: float | None, days: list[float | None], is_near: bool
) -> None:
    assert grouper_of(*days)._near_in_time(day, list(range(len(days)))) is is_near


def test_stories_with_a_member_alike_enough_are_looked_at() -> None:
    grouper = grouper_of(0.0, 0.0, 0.0, stories_of=[1, 0, 1])
    assert grouper._alike_to(np.array([0.5, 0.2, 0.7]), 0.5) == [1]
    assert grouper._alike_to(np.array([0.5, 0.5, 0.7]), 0.5) == [0, 1]
    assert grouper._alike_to(np.array([0.1, 0.1, 0.1, 0.9]), 0.5) == []
    assert grouper._alike_to(np.array([0.1, 0.1, 0.1, 0.9, 0.9]), 0.1) == [0, 1]
    assert grouper._alike_to(None, 0.5) == []


def test_the_mean_is_that_of_the_members() -> None:
    assert _mean(np.array([0.2, 0.9, 0.4]), [0, 2]) == pytest.approx(0.3)
    assert _mean(None, [0, 2]) == 0.0


def test_partners_stand_on_both_sides() -> None:
    assert _partners([("a", "b"), ("b", "c")]) == {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}
    assert _partners([]) == {}


def test_the_day_is_that_of_publication_else_of_finding() -> None:
    noon = datetime(1970, 1, 3, 12, 0, tzinfo=UTC)
    bare = Article(id="a", url="", outlet="o", title="")
    assert _day(bare) is None
    assert _day(bare.with_(published_at=noon)) == 2.5
    assert _day(bare.with_(found_at=noon)) == 2.5
    assert _day(bare.with_(published_at=noon, found_at=noon + timedelta(days=4))) == 2.5


def test_the_older_story_stays_when_two_are_joined() -> None:
    grouper = grouper_of(0.0, 0.0, 0.0, 0.0, stories_of=[1, 0, 1, 0])
    assert grouper._join(0, 0) == []
    assert grouper._join(0, 1) == [("s0", "s1")]
    assert grouper._stories == [[], [0, 1, 2, 3]]
    assert [member.story for member in grouper._members] == [1] * 4


def test_an_article_given_again_keeps_its_place() -> None:
    grouper = Grouper()
    grouper.add(article("a"))
    assert grouper.add(article("a", FLOOD)) == Grouping(None, "a")
    assert grouper.add(article("b", FLOOD)).story == "b"
    assert (grouper.story("a"), grouper.same_as("a")) == ("a", None)
    assert (grouper.story("khong"), grouper.same_as("khong")) == (None, None)


def test_the_nearest_story_is_told_with_its_average_and_nothing_changes() -> None:
    grouper = Grouper(cannot=[("c", "a")])
    assert grouper.nearest_story(article("x")) is None
    grouper.add(article("a"))
    grouper.add(article("b", FLOOD))
    assert grouper.nearest_story(article("x")) == ("a", pytest.approx(1.0, abs=1e-5))
    assert grouper.nearest_story(article("x", FLOOD)) == ("b", pytest.approx(1.0, abs=1e-5))
    assert grouper.nearest_story(article("x", FLOOD, hours=24 * 4)) is None
    banned = grouper.nearest_story(article("c"))
    assert banned is not None and banned[0] == "b"
    assert (len(grouper._members), grouper.story("x")) == (2, None)


def test_a_merged_story_is_no_longer_the_nearest() -> None:
    grouper = Grouper(must=[("b", "a")])
    grouper.add(article("a"))
    assert grouper.add(article("b", FLOOD)).merged == (("b", "a"),)
    assert grouper.nearest_story(article("x", FLOOD)) == ("a", pytest.approx(0.5, abs=0.1))


def test_must_links_join_in_the_order_of_names() -> None:
    grouper = Grouper(must=[("c", "a"), ("c", "b"), ("c", "khong")])
    grouper.add(article("a"))
    grouper.add(article("b", FLOOD))
    assert grouper.add(article("c", ROAD)).merged == (("c", "a"), ("b", "a"))


@pytest.mark.parametrize(("score", "merged"), [(0.165, True), (0.164, False)])
def test_stories_alike_on_average_become_one(score: float, merged: bool) -> None:
    grouper = _two_stories(score)
    assert grouper._merge_alike(1, np.array([0.9, 0.9])) == ([("s1", "s0")] if merged else [])


class _Fixed(TermIndex):
    """An index that gives one average for all."""

    def __init__(self, score: float) -> None:
        super().__init__()
        self.score = score

    def average(self, left: object, right: object) -> float:
        return self.score


def _two_stories(score: float, days: tuple[float, float] = (0.0, 0.0)) -> Grouper:
    grouper = grouper_of(*days)
    grouper._index = _Fixed(score)
    return grouper


def test_stories_far_in_time_or_set_apart_are_not_merged() -> None:
    assert _two_stories(0.9, (0.0, 4.0))._merge_alike(1, np.array([0.9, 0.9])) == []
    apart = _two_stories(0.9)
    apart._cannot = {"a1": {"a0"}}
    assert apart._merge_alike(1, np.array([0.9, 0.9])) == []
    assert _two_stories(0.9)._merge_alike(1, np.array([0.1, 0.9])) == []
    assert _two_stories(0.9)._merge_alike(1, None) == []


def test_an_earlier_article_is_remembered_in_its_story_and_once() -> None:
    known = [article("a").with_(story="cu"), article("b", FLOOD).with_(story="cu", same_as="a"), article("c", ROAD)]
    grouper = Grouper(grouped=[*known, known[0]])
    assert [grouper.story(name) for name in "abc"] == ["cu", "cu", "c"]
    assert [grouper.same_as(name) for name in "abc"] == [None, "a", None]
    assert grouper._stories == [[0, 1], [2]]
    assert grouper.add(article("d", FIRE, hours=1)).story == "cu"


def test_an_earlier_article_set_apart_from_its_story_is_remembered_apart() -> None:
    known = [article("a").with_(story="cu"), article("b").with_(story="cu")]
    grouper = Grouper(grouped=known, cannot=[("a", "b")])
    assert grouper._stories == [[0], [1]]


LONG = " ".join(f"tu{number}" for number in range(104))


@pytest.mark.parametrize(("hours", "same_as"), [(240, "a"), (240.5, None)])
def test_a_repeat_comes_within_ten_days(hours: float, same_as: str | None) -> None:
    grouper = Grouper()
    grouper.add(article("a", FIRE, LONG))
    assert grouper.add(article("b", FLOOD, LONG, hours=hours)).same_as == same_as


def test_a_text_without_a_time_may_repeat_any() -> None:
    grouper = Grouper()
    grouper.add(article("a", FIRE, LONG))
    assert grouper.add(article("b", FLOOD, LONG, hours=None)).same_as == "a"
    first = Grouper()
    first.add(article("a", FIRE, LONG, hours=None))
    assert first.add(article("b", FLOOD, LONG)).same_as == "a"


@pytest.mark.parametrize(
    ("first", "second", "same_as"),
    [
        ({"hours": 3}, {"hours": 0}, None),
        ({"hours": 3}, {"hours": 3}, "a"),
        ({"hours": 3}, {"hours": 4}, "a"),
        ({"hours": None, "found": 3}, {"hours": 0}, "a"),
        ({"hours": 3}, {"hours": None, "found": 0}, "a"),
    ],
)
def test_only_a_publication_before_that_of_the_first_makes_an_original(
    first: dict[str, float | None], second: dict[str, float | None], same_as: str | None
) -> None:
    grouper = Grouper()
    grouper.add(article("a", FIRE, LONG, **first))
    grouping = grouper.add(article("b", FLOOD, LONG, **second))
    assert (grouping.same_as, grouping.story) == (same_as, "a")
    assert grouping.turned == (() if same_as else ("a",))
    assert grouper.same_as("a") == (None if same_as else "b")


def test_a_copy_of_a_copy_whose_original_is_out_of_memory_points_at_that_original() -> None:
    grouper = Grouper(grouped=[article("b", FIRE, LONG).with_(same_as="da-xa", story="cu")])
    assert grouper.add(article("c", FLOOD, LONG, hours=1)) == Grouping("da-xa", "cu")
    inside = Grouper()
    inside.add(article("a", FIRE, LONG))
    inside.add(article("b", FLOOD, LONG, hours=1))
    assert inside.add(article("c", ROAD, LONG, hours=2)) == Grouping("a", "a")


def test_an_index_of_events_compares_only_within_its_days() -> None:
    index = EventIndex(frozenset(), 7.0)
    documents = [Document(article(name)) for name in "ab"]
    index.add(index.query(documents[0], 0.0))
    near, limit, far, unknown = (index.query(documents[1], day).similarities for day in (0.0, 7.0, 7.1, None))
    chance = _probability(*(index.query(document, 0.0).features for document in documents))
    assert chance > 0.5
    for similarities, value in ((near, chance), (limit, chance), (far, 0.0), (unknown, chance)):
        assert similarities is not None and similarities.tolist() == [value]
    assert index.query(documents[1], -7.1).similarities.tolist() == [0.0]  # type: ignore[union-attr]
    assert index.query(documents[1], 0.0, compare=False).similarities is None
    index.add(index.query(documents[1], None))
    assert index.query(documents[0], 100.0).similarities.tolist() == [0.0, pytest.approx(chance)]  # type: ignore[union-attr]


def test_the_average_of_events_is_that_of_all_pairs() -> None:
    index = EventIndex(frozenset(), 7.0)
    features = index.query(Document(article("a")), 0.0).features
    for similarities in ([], [0.2], [0.4, 0.6], [0.1, 0.3, 0.5]):
        index.add(Query(features, 0.0, np.array(similarities)))
    assert index.average([0], [1]) == pytest.approx(0.2)
    assert index.average([1], [0]) == pytest.approx(0.2)
    assert index.average([0, 1], [2, 3]) == pytest.approx((0.4 + 0.6 + 0.1 + 0.3) / 4)
    assert index.average([2, 3], [0]) == pytest.approx(0.25)
    index.add(Query(features, 0.0, None))
    assert index.average([4], [0]) == pytest.approx(_probability(features, features))


def test_terms_not_asked_for_are_not_compared() -> None:
    index = TermIndex()
    assert index.query(Document(article("a")), 1.0, compare=False).similarities is None
    first = index.query(Document(article("a")), 1.0)
    assert first.similarities is not None and first.similarities.tolist() == []
    index.add(first)
    again = index.query(Document(article("b")), 1.0)
    assert again.similarities is not None and again.similarities.tolist() == [pytest.approx(1.0, abs=1e-5)]
    index.add(index.query(Document(article("c", "")), 1.0))
    assert index.average([0], [1]) == 0.0
    assert index.average([0, 1], [0]) == pytest.approx(0.5, abs=1e-5)


def test_the_bounds_of_the_grouper() -> None:
    assert (stories.DAYS, stories.REPEAT_DAYS) == (3.5, 10.0)
