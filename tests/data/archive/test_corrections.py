"""A person outranks the machine: corrections, their undoing, splits and merges; stamps, groups and story ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.archive import Archive, CorrectionError
from data.model import Outcome, Stage
from tests.support.archive_case import NOW, after, article, judged


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "hai-duong.db", now=NOW) as opened:
        for number in (1, 2, 3, 4):
            opened.articles.keep(article(number, found_at=after(number)), None, now=after(number), run="r")
            opened.judgements.write(judged(number), "s1", now=after(number), run="r")
        yield opened


ONE, TWO, THREE, FOUR = (article(number).id for number in (1, 2, 3, 4))


def test_a_correction_wins_in_the_view_and_the_machine_keeps_its_opinion(archive: Archive) -> None:
    made = archive.corrections.correct(
        ONE, by="Lan", now=after(5), verdict="passing", topic="giao-thong", tone="negative", issue=True
    )
    assert [change.tell() for change in made] == [
        "mức độ liên quan: viết về tỉnh → chỉ nhắc đến", "lĩnh vực: Y tế → Giao thông", "sắc thái: Trung tính → Tiêu cực",
        "báo nêu: không → có",
    ]  # fmt: skip
    told, machine = archive.articles.get(ONE), archive.articles.machine(ONE)
    assert told is not None
    assert machine is not None
    assert (told.relevance, told.topic, told.topics, told.tone, told.issue) == (
        "passing", "giao-thong", ("giao-thong", "y-te"), "negative", True,
    )  # fmt: skip
    assert set(told.corrected) == {"relevance", "topic", "tone", "issue"}
    assert (machine.relevance, machine.topic, machine.tone, machine.issue, machine.corrected) == (
        "subject", "y-te", "neutral", False, (),
    )  # fmt: skip
    assert archive.trail.lines(ONE)[-1].outcome == Outcome.CORRECTED
    assert "người sửa: Lan" in archive.trail.lines(ONE)[-1].detail


def test_a_correction_survives_judging_again_and_a_new_version(archive: Archive) -> None:
    archive.corrections.correct(ONE, by="Lan", now=after(5), tone="negative", issue=False)
    archive.judgements.write(judged(1, tone="positive", issue=True), "s2", now=after(6), run="r2")
    archive.articles.keep(article(1, title="Sửa"), None, now=after(7), run="r3")
    archive.judgements.write(judged(1, tone="positive", issue=True, versions=2), "s2", now=after(8), run="r4")
    told = archive.articles.get(ONE)
    assert told is not None
    assert (told.title, told.tone, told.issue) == ("Sửa", "negative", False)
    assert {told.id: told.tone for told in archive.articles.window(NOW, after(9))}[ONE] == "negative"
    assert [found.id for found in archive.search.find("sửa", tone="negative")] == [ONE]
    assert archive.search.find("sửa", tone="positive") == []


def test_undo_takes_back_the_last_word_only(archive: Archive) -> None:
    archive.corrections.correct(ONE, by="Lan", now=after(5), tone="negative", topic="kinh-te")
    archive.corrections.correct(ONE, by="Minh", now=after(6), tone="positive")
    assert [change.value for change in archive.corrections.undo(ONE, "Lan", after(7))] == ["positive"]
    assert archive.articles.get(ONE).tone == "negative"  # type: ignore[union-attr]
    assert len(archive.corrections.undo(ONE, "Lan", after(8))) == 2
    assert archive.articles.get(ONE) == archive.articles.machine(ONE)
    assert archive.corrections.undo(ONE, "Lan", after(9)) == []
    assert [(row.by, row.undone_by) for row in archive.corrections.of_article(ONE)] == [
        ("Lan", "Lan"),
        ("Lan", "Lan"),
        ("Minh", "Lan"),
    ]


def test_a_correction_is_never_overwritten_or_deleted(archive: Archive) -> None:
    archive.corrections.correct(ONE, by="Lan", now=after(5), tone="negative")
    for sql in ("UPDATE corrections SET value = 'positive'", "DELETE FROM corrections"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            archive.store.run_sql(sql)


def test_every_fault_of_a_correction_is_told_at_once_and_nothing_changes(archive: Archive) -> None:
    with pytest.raises(CorrectionError) as refusal:
        archive.corrections.correct(ONE, by=" ", now=after(5), verdict="maybe", topic="the-gioi", tone="sad", story="khong-co")
    for word in ("--by", "--verdict", "--topic", "the-gioi", "--tone", "--story", "Chưa sửa gì"):
        assert word in str(refusal.value)
    with pytest.raises(CorrectionError, match="chưa nói sửa gì"):
        archive.corrections.correct(ONE, by="Lan", now=after(5))
    with pytest.raises(CorrectionError, match="Không có tin, bài"):
        archive.corrections.correct("0" * 16, by="Lan", now=after(5), tone="negative")
    assert archive.corrections.of_article(ONE) == []
    assert archive.corrections.links() == ([], [])


def group(archive: Archive, **stories: str) -> None:
    for number, story in stories.items():
        archive.judgements.write_group(article(int(number[1:])).id, None, story, stamp="g1", now=after(5), run="r")


def test_a_merge_by_hand_is_a_must_link_and_a_split_a_cannot_link(archive: Archive) -> None:
    group(archive, a1=ONE, a2=ONE, a3=THREE, a4=FOUR)
    archive.corrections.correct(THREE, by="Lan", now=after(6), story=TWO)  # an article stands for its story
    assert archive.articles.get(THREE).story == ONE  # type: ignore[union-attr]
    assert archive.corrections.links() == ([(THREE, ONE)], [])
    archive.corrections.correct(TWO, by="Lan", now=after(7), story=TWO)
    assert archive.articles.get(TWO).story == TWO  # type: ignore[union-attr]
    must, cannot = archive.corrections.links()
    assert (must, set(cannot)) == ([(THREE, ONE)], {(TWO, ONE), (TWO, THREE)})
    archive.corrections.undo(TWO, "Lan", after(8))
    assert archive.articles.get(TWO).story == ONE  # type: ignore[union-attr]
    assert archive.corrections.links() == ([(THREE, ONE)], [])
    assert [mate.id for mate in archive.judgements.story_articles(ONE)] == sorted([ONE, TWO, THREE])


def test_a_split_holds_against_an_earlier_and_a_later_merge(archive: Archive) -> None:
    group(archive, a1=ONE, a2=TWO, a3=TWO)
    archive.judgements.add_story_alias(TWO, ONE)
    archive.corrections.correct(TWO, by="Lan", now=after(6), story=TWO)
    assert {number: archive.articles.get(number).story for number in (ONE, TWO, THREE)} == {ONE: ONE, TWO: TWO, THREE: ONE}  # type: ignore[union-attr]
    group(archive, a2=ONE)
    assert archive.articles.get(TWO).story == TWO  # type: ignore[union-attr]
    archive.corrections.undo(TWO, "Lan", after(7))
    assert archive.articles.get(TWO).story == ONE  # type: ignore[union-attr]


def test_story_ids_stay_valid_through_any_chain_of_merges(archive: Archive) -> None:
    group(archive, a1=ONE, a2=TWO, a3=THREE, a4=FOUR)
    archive.judgements.add_story_alias(FOUR, THREE)
    archive.judgements.add_story_alias(THREE, TWO)
    archive.judgements.add_story_alias(TWO, ONE)
    archive.judgements.add_story_alias(ONE, FOUR)  # already one story
    assert {archive.judgements.story_of(story) for story in (ONE, TWO, THREE, FOUR)} == {ONE}
    assert {told.story for told in archive.articles.window(NOW, after(9))} == {ONE}
    assert archive.articles.machine(FOUR).story == FOUR  # type: ignore[union-attr]


def test_judging_asks_for_what_lacks_the_stamp_new_ones_first(archive: Archive) -> None:
    archive.articles.keep(article(5), None, now=after(-100), run="r")
    assert [todo.id for todo in archive.judgements.todo("judge", "s1")] == [article(5).id]
    assert [todo.id for todo in archive.judgements.todo("judge", "s2")] == [article(5).id, FOUR, THREE, TWO, ONE]
    assert [todo.id for todo in archive.judgements.todo("judge", "s2", since=after(3), limit=2)] == [article(5).id, FOUR]
    with pytest.raises(KeyError):
        archive.judgements.todo("crawl", "s1")


def test_a_judgement_of_a_text_that_changed_meanwhile_is_not_written(archive: Archive) -> None:
    archive.articles.keep(article(1, title="Sửa"), None, now=after(5), run="r2")
    assert archive.judgements.write(judged(1, tone="positive"), "s1", now=after(6), run="r3") is False
    assert [todo.id for todo in archive.judgements.todo("judge", "s1")] == [ONE]
    assert archive.trail.lines(ONE)[-1].stage == Stage.READ
    with pytest.raises(ValueError, match="no verdict"):
        archive.judgements.write(article(1), "s1", now=after(6), run="r3")


def test_grouping_takes_judged_articles_in_order_of_arrival_and_says_what_became_of_them(archive: Archive) -> None:
    archive.articles.keep(article(5), None, now=after(9), run="r")
    assert [todo.id for todo in archive.judgements.todo("group", "g1")] == [ONE, TWO, THREE, FOUR]
    archive.judgements.write_group(ONE, None, ONE, stamp="g1", now=after(5), run="g")
    archive.judgements.write_group(TWO, ONE, ONE, stamp="g1", now=after(5), run="g")
    archive.judgements.write_group(THREE, None, ONE, stamp="g1", now=after(5), run="g")
    archive.judgements.write_group(FOUR, None, None, stamp="g1", now=after(5), run="g")
    assert archive.judgements.todo("group", "g1") == []
    outcomes = [
        [row.outcome for row in archive.trail.lines(number) if row.stage == Stage.GROUP] for number in (ONE, TWO, THREE, FOUR)
    ]
    assert outcomes == [[Outcome.STORY_FIRST], [Outcome.REPRINT], [Outcome.STORY_JOINED], []]
    archive.judgements.write(judged(1, relevance="passing"), "s2", now=after(6), run="r2")
    archive.judgements.write(judged(2, tone="negative"), "s2", now=after(6), run="r2")
    assert [todo.id for todo in archive.judgements.todo("group", "g1")] == [ONE]  # only a changed verdict changes the groups


def test_a_text_edited_while_it_was_being_grouped_is_grouped_again(archive: Archive) -> None:
    archive.articles.keep(article(1, title="Sửa"), None, now=after(5), run="r2")
    archive.judgements.write_group(ONE, None, ONE, stamp="g1", now=after(5), run="g")  # decided from the text of before
    archive.judgements.write(judged(1, versions=2), "s1", now=after(6), run="r3")
    assert ONE in [todo.id for todo in archive.judgements.todo("group", "g1")]
