"""The identities between the figures of an edition hold for every set of articles, and a broken one is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from data.model import TONES, TOPICS, Article
from digest.edition.counts import check_edition, make_day_row, sum_days
from digest.model import Block
from tests.support import edition_day as model

OUTLETS = sorted(model.outlets())


@st.composite
def days(draw: st.DrawFn) -> list[Article]:
    """Any day: articles of any outlet, label, story and time, reprints of others or of nothing we know."""
    found = []
    for row in range(draw(st.integers(0, 25))):
        same = draw(st.none() | st.integers(0, 30))
        found.append(
            Article(
                id=model.key(row), url=f"https://bao.example/{row}", outlet=draw(st.sampled_from(OUTLETS)), title=f"Bài {row}",
                relevance=draw(st.sampled_from(["subject", "subject", "passing", None])),
                topic=draw(st.none() | st.sampled_from(sorted(TOPICS))), tone=draw(st.none() | st.sampled_from(sorted(TONES))),
                issue=draw(st.none() | st.booleans()), urgent=draw(st.booleans()), lang=draw(st.sampled_from(["vi", "en", None])),
                published_at=draw(st.none() | st.integers(-6000, 60).map(lambda n: model.UNTIL + timedelta(minutes=n))),
                story=draw(st.none() | st.integers(0, 8).map(model.key)),
                same_as=None if same in (None, row) else model.key(same),
                places=tuple(draw(st.lists(st.sampled_from(["huyện Kim Thành", "huyện Nam Sách"]), max_size=2, unique=True))),
            )
        )  # fmt: skip
    return found


@settings(max_examples=80, deadline=None)
@given(days(), st.integers(0, 4))
def test_every_identity_holds(articles: list[Article], attention: int) -> None:
    edition = model.edition(articles, attention=attention)
    assert check_edition(edition) == []
    counted = edition.figures
    assert counted.stories == sum(len(edition.stories_in(block)) for block in Block)
    assert counted.articles == len(edition.articles)
    assert counted.positive + counted.neutral + counted.negative == counted.stories
    assert counted.issues_negative + counted.incidents == counted.negative
    assert len(edition.stories_in(Block.ATTENTION)) <= attention
    assert all(story.tone != "positive" or story.issue for story in edition.stories_in(Block.ATTENTION))


def test_figures_of_the_model() -> None:
    counted = model.edition().figures
    assert (counted.stories, counted.articles, counted.reprints) == (14, 31, 3)
    assert (counted.positive, counted.neutral, counted.negative) == (6, 4, 4)
    assert (counted.agencies, counted.aggregators, counted.issues, counted.incidents, counted.urgent) == (15, 2, 2, 2, 1)


def test_seven_days_and_their_total() -> None:
    edition = model.edition()
    assert len(edition.week) == 7
    assert edition.week[-1] == make_day_row(edition.day, edition.figures)
    assert sum_days(edition.week) == (76, 159, 35, 27, 14, 5)
    assert sum_days(()) == (0, 0, 0, 0, 0, 0)


def test_broken_identities_are_found() -> None:
    edition = model.edition()
    broken = [
        replace(edition, figures=replace(edition.figures, articles=30)),
        replace(edition, figures=replace(edition.figures, positive=7)),
        replace(edition, stories=edition.stories[1:]),
        replace(edition, stories=(replace(edition.stories[0], number=2), *edition.stories[1:])),
        replace(edition, stories=(replace(edition.stories[0], lead="?"), *edition.stories[1:])),
        replace(edition, stories=tuple(reversed(edition.stories))),
        replace(edition, week=(*edition.week[:-1], replace(edition.week[-1], stories=13))),
        replace(edition, week=(replace(edition.week[0], positive=9), *edition.week[1:])),
        replace(edition, sources=replace(edition.sources, full=58)),
        replace(edition, sources=replace(edition.sources, faults=())),
        replace(edition, until=edition.after),
    ]
    if edition.change:
        broken.append(replace(edition, change=replace(edition.change, stories=3)))
    assert all(check_edition(wrong) for wrong in broken)
    assert len(broken) == 12
