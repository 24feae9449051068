"""nlp/grouping/reprints.py: how much two texts must share to be one, at each of its bounds."""

from __future__ import annotations

import numpy as np
import pytest

from data.model import Article
from nlp.document import Document
from nlp.grouping.reprints import RepeatIndex, Stored
from nlp.grouping.shingles import Shingles


def shingles(start: int, count: int, first: int = 0) -> Shingles:
    """The numbers start, start + 1, …; the body's from the `first` on."""
    return Shingles(np.arange(start, start + count, dtype=np.uint32), first, [])


def compared(mine: Shingles, other: Shingles, outlet: str = "a", stored_outlet: str = "b") -> tuple[float, float]:
    return RepeatIndex._compare(mine, outlet, Stored("x", stored_outlet, other))


@pytest.mark.parametrize(
    ("mine", "other", "needed"),
    [
        (30, 30, 0.6),
        (29, 29, 0.9),
        (30, 29, 0.9),
        (29, 30, 0.9),
        (29, 59, 0.9),
        (29, 60, 2.0),
        (60, 29, 2.0),
        (59, 29, 0.9),
        (30, 60, 0.6),
        (0, 0, 0.9),
    ],
)
def test_short_bodies_must_share_almost_all(mine: int, other: int, needed: float) -> None:
    assert compared(shingles(0, mine), shingles(0, other))[1] == needed


@pytest.mark.parametrize(
    ("outlet", "stored", "needed"), [("a", "a", 0.85), ("a", "b", 0.6), ("", "", 0.6), ("", "a", 0.6), ("a", "", 0.6)]
)
def test_one_outlets_texts_must_share_more(outlet: str, stored: str, needed: float) -> None:
    assert compared(shingles(0, 40), shingles(0, 40), outlet, stored)[1] == needed


@pytest.mark.parametrize(
    ("mine", "other", "containment"),
    [
        ((0, 40), (0, 80), 1.0),
        ((0, 80), (0, 40), 1.0),
        ((0, 40), (20, 80), 0.5),
        ((30, 80), (0, 40), 0.25),
        ((0, 40), (100, 40), 0.0),
        ((0, 0), (0, 40), 0.0),
    ],
)
def test_containment_is_the_share_of_the_shorter_body(mine: tuple[int, int], other: tuple[int, int], containment: float) -> None:
    assert compared(shingles(*mine), shingles(*other))[0] == containment


def test_a_sapo_may_hold_what_is_repeated_but_its_own_is_not_asked_for() -> None:
    sapo_too = shingles(0, 80, first=40)  # sapo 0-39, body 40-79
    assert compared(shingles(20, 40), sapo_too)[0] == 1.0  # half of it stands in the sapo of the other
    assert compared(sapo_too, shingles(20, 50))[0] == pytest.approx(0.75)  # body 40-79 against 20-69
    assert compared(sapo_too, shingles(20, 40))[0] == 0.5  # of equal length: the body 40-79 of the first against 20-59
    assert compared(shingles(0, 120, first=40), shingles(0, 60))[0] == 1.0


def text(start: int, count: int) -> str:
    return " ".join(f"tu{number}" for number in range(start, start + count))


def document(name: str, body: str, outlet: str = "") -> Document:
    return Document(Article(id=name, url="", outlet=outlet or name, title="Tin", body=body))


def index(*documents: Document) -> RepeatIndex:
    built = RepeatIndex()
    for one in documents:
        built.add(one)
    return built


@pytest.mark.parametrize(
    ("start", "hit"),
    # bodies of 100 shingles (104 words): what is shared is 100 - start of them
    [(0, ("goc", 1.0)), (20, ("goc", 0.8)), (40, ("goc", 0.6)), (41, None), (100, None)],
)
def test_six_shingles_of_ten_make_a_repeat(start: int, hit: tuple[str, float] | None) -> None:
    assert index(document("goc", text(0, 104))).find(document("moi", text(start, 104))) == hit


@pytest.mark.parametrize(("start", "hit"), [(15, ("goc", 0.85)), (16, None)])
def test_seventeen_of_twenty_make_a_repeat_within_an_outlet(start: int, hit: tuple[str, float] | None) -> None:
    assert index(document("goc", text(0, 104), "bao")).find(document("moi", text(start, 104), "bao")) == hit


@pytest.mark.parametrize(("start", "hit"), [(2, ("goc", 0.9)), (3, None)])
def test_nine_of_ten_make_a_repeat_of_short_texts(start: int, hit: tuple[str, float] | None) -> None:
    assert index(document("goc", text(0, 24))).find(document("moi", text(start, 24))) == hit


def test_the_share_is_given_with_four_decimals() -> None:
    assert index(document("goc", text(0, 100))).find(document("moi", text(32, 100))) == ("goc", 0.6667)


def test_an_article_is_no_repeat_of_itself() -> None:
    assert index(document("goc", text(0, 104))).find(document("goc", text(0, 104))) is None


def test_a_text_that_is_not_near_in_time_is_not_repeated() -> None:
    built = index(document("goc", text(0, 104)), document("hai", text(0, 104)))
    assert built.find(document("moi", text(0, 104)), lambda name: name != "goc") == ("hai", 1.0)
    assert built.find(document("moi", text(0, 104)), lambda name: False) is None


@pytest.mark.parametrize(("cut", "first"), [(0, "mot"), (10, "mot"), (11, "hai")])
def test_the_first_text_within_a_tenth_of_the_best_is_repeated(cut: int, first: str) -> None:
    built = index(document("mot", text(cut, 104)), document("hai", text(0, 104)))
    assert built.find(document("moi", text(0, 104))) == (first, 1.0)


@pytest.mark.parametrize(("start", "first"), [(50, "goc"), (51, "chep")])
def test_a_copy_of_a_copy_points_at_the_first_text_when_half_of_it_is_there(start: int, first: str) -> None:
    built = index(document("goc", text(0, 104)))
    built.add(document("chep", text(30, 134)), "goc")
    assert built.find(document("moi", text(start, 104))) == (first, 1.0)


def test_a_copy_of_a_copy_points_at_the_copy_when_the_first_text_is_far_in_time() -> None:
    built = index(document("goc", text(0, 104)))
    built.add(document("chep", text(0, 104)), "goc")
    assert built.find(document("moi", text(0, 104)), lambda name: name != "goc") == ("chep", 1.0)
    assert built.find(document("moi", text(0, 104))) == ("goc", 1.0)


def test_the_copy_of_a_copy_is_kept_under_the_first_text() -> None:
    built = index(document("goc", text(0, 104)))
    built.add(document("chep", text(0, 104)), "goc")
    built.add(document("chep-2", text(500, 104)), "chep")
    built.add(document("la", text(900, 104)), "khong-co")
    assert built._original == {1: 0, 2: 0}
    assert len(built) == 4


def test_a_later_found_original_takes_the_copies_over() -> None:
    built = index(document("mot", text(0, 104)), document("hai", text(300, 104)), document("ba", text(600, 104)))
    built.add(document("bon", text(0, 104)), "mot")
    built.turn(["hai", "mot"], "bon")
    assert built._original == {0: 3, 1: 3}
    assert built.find(document("moi", text(0, 104))) == ("bon", 1.0)


@pytest.mark.parametrize(("size", "is_short"), [(80, True), (81, False)])
def test_a_text_of_eighty_shingles_is_short(size: int, is_short: bool) -> None:
    assert (0 in index(document("goc", text(0, size + 4)))._short) is is_short


@pytest.fixture
def key_text() -> str:
    """Six words with a shingle that is a key."""
    return next(text(start, 6) for start in range(0, 600, 10) if index(document("x", text(start, 6)))._holders)


def test_a_shingle_of_sixteen_texts_tells_something_and_one_of_seventeen_nothing(key_text: str) -> None:
    built = RepeatIndex()
    held: list[object] = []
    for number in range(18):
        built.add(document(f"b{number}", key_text))
        held.append(next(iter(built._holders.values())))
    assert held[:3] == [0, (0, 1), (0, 1, 2)]
    assert held[15] == tuple(range(16))
    assert held[16:] == [(), ()]


def test_copies_of_one_text_are_counted_once(key_text: str) -> None:
    built = RepeatIndex()
    for number in range(20):
        built.add(document(f"b{number}", key_text), "b0" if number else None)
    held = next(iter(built._holders.values()))
    assert isinstance(held, tuple)
    assert held[0] == 0
    assert len(held) <= 16


def test_sixteen_families_are_not_too_many() -> None:
    built = RepeatIndex()
    built._original = {16: 0, 17: 1}
    assert built._one_each(tuple(range(18))) == tuple(range(16))
    assert built._one_each(tuple(range(17))) == tuple(range(16))
    assert built._one_each((*tuple(range(16)), 18)) == ()


def test_an_article_given_twice_is_kept_once() -> None:
    built = index(document("goc", text(0, 104)), document("goc", text(300, 104)))
    assert len(built) == 1
    assert built.find(document("moi", text(300, 104))) is None


def test_the_shared_keys_are_counted() -> None:
    built = index(document("goc", text(0, 104)), document("hai", text(0, 104)), document("ba", text(900, 104)))
    keys = built._shingles(document("moi", text(0, 104)))
    assert built._shared(keys) == {0: len(keys.keys), 1: len(keys.keys)}
    only = built._shingles(document("moi", text(900, 104)))
    assert built._shared(only) == {2: len(only.keys)}
