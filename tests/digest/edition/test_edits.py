"""digest/edition/edits.py: what a person changed, counted and laid over the order of the stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.archive.records import EditionChange, EditionRow
from data.text.dates import VN
from digest.edition.edits import (
    Edits,
    Notes,
    add_notes,
    collect_edits,
    describe_edits,
    describe_review,
    find_approval,
    move_stories,
    read_approval_time,
)
from digest.model import Block, EditionStory, Review
from tests.digest.edition.test_ranking import story
from tests.support import archive_case

AT = datetime(2021, 3, 3, 6, 20, tzinfo=VN)


def change(action: str, target: str = "", value: str = "") -> EditionChange:
    return EditionChange(number=1, day=date(2021, 3, 3), at=AT, by="Lan", action=action, target=target, value=value, reason="")


Corrected = tuple[str, str, str]


@pytest.mark.parametrize(
    ("changes", "corrected", "words"),
    [
        ([], [], []),
        ([("drop", "1")], [], ["bỏ 1 tin"]),
        ([("drop", "1"), ("drop", "2"), ("drop", "1")], [], ["bỏ 2 tin"]),
        ([("drop", "1"), ("add", "1")], [], ["thêm 1 tin"]),
        ([("add", "1"), ("drop", "1")], [], ["bỏ 1 tin"]),
        ([("drop", "1")], [("1", "relevance", "namesake")], ["bỏ 1 tin trùng tên"]),
        ([("drop", "1")], [("1", "relevance", "passing")], ["bỏ 1 tin"]),
        ([("drop", "1")], [("2", "relevance", "passing"), ("3", "relevance", "absent")], ["bỏ 3 tin"]),
        ([("add", "1")], [("2", "relevance", "subject")], ["thêm 2 tin"]),
        ([], [("2", "relevance", "subject"), ("2", "relevance", "namesake")], ["bỏ 1 tin trùng tên"]),
        (
            [],
            [
                ("1", "topic", "y-te"),
                ("1", "topic", "kinh-te"),
                ("2", "topic", "y-te"),
                ("1", "tone", "neutral"),
                ("1", "story", "x"),
                ("1", "issue", "1"),
            ],
            ["sửa 2 lĩnh vực", "sửa 1 sắc thái", "sửa 1 nhãn báo nêu", "sửa 1 nội dung (gộp, tách)"],
        ),
        ([("move", "a"), ("move", "a"), ("move", "b")], [], ["chuyển chỗ 2 nội dung"]),
        ([("note", "a"), ("propose", "a"), ("propose", "b"), ("translate", "c"), ("brief", "d")], [], ["ghi thêm ở 2 nội dung"]),
        ([("approve", "")], [], []),
    ],
)
def test_what_a_person_did_is_counted(changes: list[tuple[str, str]], corrected: list[Corrected], words: list[str]) -> None:
    assert describe_edits([change(action, target) for action, target in changes], corrected) == words


def test_the_review_is_told() -> None:
    assert describe_review(None) == ", chưa có người rà soát"
    assert describe_review(Review(by="Lan", at=AT, done=())) == "; cán bộ trực Lan rà soát lúc 06:20"
    assert describe_review(Review(by="Lan", at=AT, done=("bỏ 1 tin", "thêm 2 tin"))) == (
        "; cán bộ trực Lan rà soát lúc 06:20 (bỏ 1 tin, thêm 2 tin)"
    )


@pytest.mark.parametrize(
    ("text", "at"),
    [("", None), ("{}", None), ('{"review": null}', None), ('{"review": {"at": "2021-03-03T06:20:00+07:00"}}', AT)],
)
def test_the_time_of_approval_is_read_from_a_kept_edition(text: str, at: datetime | None) -> None:
    row = EditionRow(day=date(2021, 3, 3), number=1, after=AT, until=AT, built_at=AT, counts={}, json=text)
    assert read_approval_time(row) == at


A, F, N = Block.ATTENTION, Block.FIELD, Block.FOREIGN
ORDER: list[tuple[Block, str, str]] = [
    (A, "a1", "y-te"), (A, "a2", "kinh-te"), (F, "c1", "chinh-tri"), (F, "k1", "kinh-te"),
    (F, "k2", "kinh-te"), (F, "k3", "kinh-te"),
    (F, "y1", "y-te"), (N, "n1", "kinh-te"),
]  # fmt: skip


def moved(*moves: tuple[str, str, int], order: Sequence[tuple[Block, str, str]] = ORDER) -> str:
    pairs: list[tuple[Block, EditionStory]] = [(block, story(name, topic=topic)) for block, name, topic in order]
    return " ".join(
        f"{block.value[0]}:{one.id}" if block is not N else f"n:{one.id}" for block, one in move_stories(pairs, moves)
    )


REST = "f:c1 f:k1 f:k2 f:k3 f:y1 n:n1"


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ([], f"a:a1 a:a2 {REST}"),
        ([("khong", "attention", 1)], f"a:a1 a:a2 {REST}"),
        ([("a2", "", 1)], f"a:a2 a:a1 {REST}"),
        ([("a1", "", 0)], f"a:a2 a:a1 {REST}"),
        ([("a1", "", 2)], f"a:a2 a:a1 {REST}"),
        ([("a1", "", 1)], f"a:a1 a:a2 {REST}"),
        ([("y1", "attention", 1)], "a:y1 a:a1 a:a2 f:c1 f:k1 f:k2 f:k3 n:n1"),
        ([("y1", "attention", 2)], "a:a1 a:y1 a:a2 f:c1 f:k1 f:k2 f:k3 n:n1"),
        ([("y1", "attention", 3)], "a:a1 a:a2 a:y1 f:c1 f:k1 f:k2 f:k3 n:n1"),
        ([("k3", "", 1)], "a:a1 a:a2 f:c1 f:k3 f:k1 f:k2 f:y1 n:n1"),
        ([("k1", "", 2)], "a:a1 a:a2 f:c1 f:k2 f:k1 f:k3 f:y1 n:n1"),
        ([("k1", "", 9)], "a:a1 a:a2 f:c1 f:k2 f:k3 f:k1 f:y1 n:n1"),
        ([("a2", "field", 1)], "a:a1 f:c1 f:a2 f:k1 f:k2 f:k3 f:y1 n:n1"),
        ([("c1", "", 3)], f"a:a1 a:a2 {REST}"),
        ([("y1", "", 1)], f"a:a1 a:a2 {REST}"),
        ([("n1", "", 0)], f"a:a1 a:a2 {REST}"),
        ([("c1", "foreign", 1)], "a:a1 a:a2 f:k1 f:k2 f:k3 f:y1 n:c1 n:n1"),
        ([("c1", "attention", 1), ("a1", "attention", 1)], "a:a1 a:c1 a:a2 f:k1 f:k2 f:k3 f:y1 n:n1"),
    ],
)
def test_a_story_is_moved_within_its_block_or_into_another(moves: list[tuple[str, str, int]], order: str) -> None:
    assert moved(*moves) == order


def test_a_story_without_a_neighbour_of_its_kind_finds_its_gap() -> None:
    assert moved(("x", "attention", 1), order=[(F, "c", "chinh-tri"), (F, "x", "y-te")]) == "a:x f:c"
    assert moved(("x", "", 1), order=[(F, "c", "chinh-tri"), (F, "x", "kinh-te"), (F, "y", "y-te")]) == "f:c f:x f:y"
    assert moved(("x", "foreign", 1), order=[(F, "x", "chinh-tri"), (F, "y", "y-te")]) == "f:y n:x"
    assert moved(("x", "", 1), order=[(F, "x", "chinh-tri")]) == "f:x"


def test_a_persons_words_are_laid_over_the_story() -> None:
    notes = {"s": Notes(note="ghi", proposal="nên", translation="dịch", brief="gọn")}
    review = Review(by="Lan", at=AT, done=())
    written = add_notes(story("s"), Edits(notes=notes, review=review))
    assert (written.note, written.proposal, written.translation, written.brief, written.reviewed) == (
        "ghi",
        "nên",
        "dịch",
        "gọn",
        True,
    )
    other = add_notes(story("t"), Edits(notes=notes))
    assert (other.note, other.proposal, other.translation, other.brief, other.reviewed) == ("", "", "", "", False)


def test_an_approval_holds_as_the_last_change_until_a_label_is_corrected(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "kho.db", now=AT) as archive:
        archive.articles.keep(archive_case.article(1), None, now=AT, run="r")
        archive.judgements.write(archive_case.judged(1), "s", now=AT, run="r")
        approval, note = change("approve"), change("note", "s", "ghi")
        assert find_approval(archive, []) is None
        assert find_approval(archive, [note]) is None
        assert find_approval(archive, [approval, note]) is None
        assert find_approval(archive, [note, approval]) == approval
        changes = [
            change("drop", "1"),
            change("add", "2"),
            change("drop", "2"),
            change("move", "s", "attention:2"),
            change("move", "s", ":"),
            note,
            approval,
        ]
        edits = collect_edits(archive, changes, since=AT)
        assert edits.dropped == dict.fromkeys("12", "cán bộ trực bỏ (không nêu lý do)")
        assert (edits.added, edits.moves) == (frozenset(), (("s", "attention", 2), ("s", "", 0)))
        assert edits.notes == {"s": Notes(note="ghi")}
        assert edits.review == Review(by="Lan", at=AT, done=("bỏ 2 tin", "chuyển chỗ 1 nội dung", "ghi thêm ở 1 nội dung"))
        again = collect_edits(archive, [change("drop", "1"), change("add", "1")], since=AT)
        assert (again.dropped, again.added, again.review) == ({}, {"1"}, None)
        archive.corrections.correct(archive_case.article(1).id, by="Lan", now=AT + timedelta(minutes=1), tone="negative")
        assert find_approval(archive, [note, approval]) is None
