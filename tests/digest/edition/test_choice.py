"""digest/edition/build.py: which articles are taken, why others are left out, and what an edition is compared with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from data.model import Article
from digest.edition.build import Earlier, EditionInputs, choose_articles, compare_figures, list_week
from digest.edition.edits import Edits
from digest.model import Block
from tests.support import edition_day as model

AT = model.UNTIL - timedelta(hours=2)


def article(name: str, **facts: Any) -> Article:
    values: dict[str, Any] = {"relevance": "subject", "published_at": AT, "title": f"Tin {name}"}
    return Article(id=name, url="", outlet=facts.pop("outlet", "tuoitre"), **(values | facts))


def inputs(*articles: Article, **facts: Any) -> EditionInputs:
    values: dict[str, Any] = {
        "head": model.head(), "outlets": model.outlets(), "day": model.DAY, "number": 154, "after": model.AFTER,
        "until": model.UNTIL, "built_at": model.BUILT, "states": {}, "history": [],
    }  # fmt: skip
    return EditionInputs(articles=articles, **(values | facts))


ADDED, DROPPED = Edits(added=frozenset({"1"})), Edits(dropped={"1": "bỏ"})
HOME = model.head(include_home=True)


@pytest.mark.parametrize(
    ("facts", "rest", "is_taken", "reason"),
    [
        ({}, {}, True, None),
        ({}, {"edits": DROPPED}, False, "bỏ"),
        ({"relevance": "passing"}, {}, False, None),
        ({"relevance": "passing"}, {"edits": ADDED}, True, None),
        ({"published_at": None}, {"edits": ADDED}, False, None),
        ({"published_at": model.UNTIL}, {}, True, None),
        ({"published_at": model.UNTIL + timedelta(seconds=1)}, {}, False, "đăng sau kỳ tổng hợp, chờ bản tin sau"),
        ({"published_at": model.UNTIL + timedelta(seconds=1)}, {"edits": ADDED}, True, None),
        ({}, {"earlier": Earlier(articles={"1"})}, False, "đã đưa vào bản tin trước"),
        ({}, {"earlier": Earlier(articles={"2"})}, True, None),
        ({"outlet": "baohaiduong"}, {}, False, "báo, đài của tỉnh, không tính theo cài đặt"),
        ({"outlet": "baohaiduong"}, {"head": HOME}, True, None),
        ({"outlet": "la"}, {}, True, None),
    ],
)
def test_an_article_is_taken_or_left_out_for_a_reason(
    facts: dict[str, Any], rest: dict[str, Any], is_taken: bool, reason: str | None
) -> None:
    choice = choose_articles(inputs(article("1", **facts), **rest))
    assert bool(choice.stories) is is_taken
    assert choice.left_out == ({} if reason is None else {"1": reason})


def test_articles_without_an_hour_are_held_and_those_without_a_verdict_counted() -> None:
    choice = choose_articles(inputs(article("1", published_at=None), article("2", relevance=None), article("3", relevance=None)))
    assert (choice.held, choice.unjudged, choice.stories) == ({"1": "tuoitre"}, 2, {})


def test_a_story_of_a_former_edition_needs_more_than_reprints() -> None:
    earlier = Earlier(stories={"s": (150, date(2020, 5, 30))})
    copies = [article("1", story="s", same_as="x"), article("2", story="s", same_as="x")]
    choice = choose_articles(inputs(*copies, earlier=earlier))
    assert choice.left_out == dict.fromkeys("12", "nội dung đã đưa, chỉ có bài đăng lại")
    assert list(choose_articles(inputs(*copies, article("3", story="s"), earlier=earlier)).stories) == ["s"]
    assert list(choose_articles(inputs(*copies)).stories) == ["s"]
    assert list(choose_articles(inputs(*copies, earlier=earlier, edits=ADDED)).stories) == ["s"]


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2020, 5, 30), "Tiếp theo (bản tin số 150):"), (date(2019, 12, 30), "Tiếp theo (bản tin số 150/2019):")],
)
def test_a_story_told_on_says_where_it_began(day: date, words: str) -> None:
    edition = model.edition([article("1", story="s")], earlier=Earlier(stories={"s": (150, day)}))
    assert edition.stories[0].continues == words
    assert model.edition([article("1", story="s")]).stories[0].continues == ""


def test_the_first_article_of_a_story_for_attention_is_marked() -> None:
    def notes(*articles: Article, **facts: Any) -> list[tuple[str, ...]]:
        return [row.notes for row in model.edition(list(articles), **facts).articles]

    first, second = (
        article("1", story="s", issue=True),
        article("2", story="s", issue=True, published_at=AT + timedelta(minutes=1)),
    )
    assert notes(first, second) == [("đăng đầu tiên",), ("bài riêng",)]
    assert notes(first) == [("bài riêng",)]
    assert notes(*(replace(one, issue=False) for one in (first, second))) == [("bài riêng",)] * 2
    assert notes(first, second, earlier=Earlier(stories={"s": (150, date(2020, 5, 30))})) == [("bài riêng",)] * 2
    assert model.edition([first]).stories[0].block is Block.ATTENTION


def test_a_story_of_an_alert_is_urgent() -> None:
    edition = model.edition([article("1"), article("2")], alerted={"1": AT})
    assert {story.id: (story.urgent, story.alerted_at) for story in edition.stories} == {"1": (True, AT), "2": (False, None)}


def test_an_edition_is_compared_with_the_last_one_before_it() -> None:
    figures = model.edition().figures  # 14 stories, 31 articles
    rows = {row.day: row for row in model.history()}
    change = compare_figures(rows, model.DAY, figures)
    assert change is not None and (change.word, change.stories, change.articles) == ("hôm trước", 2, 5)
    later = compare_figures(rows, model.DAY + timedelta(days=1), figures)
    assert later is not None and later.word == "kỳ trước"
    assert compare_figures({}, model.DAY, figures) is None
    week = list_week(rows, model.DAY, figures)
    assert [row.day for row in week] == [model.DAY - timedelta(days=back) for back in range(6, -1, -1)]
    assert next(row.day for row in list_week(rows, model.DAY + timedelta(days=2), figures)) == date(2020, 5, 29)
    assert list_week({}, model.DAY, figures) == ()
