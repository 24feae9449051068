"""nlp/grouping/fast_terms.py: the memory of words grows and is emptied without changing an answer; the vector's values."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import numpy as np
import pytest

from data.model import Article
from nlp.document import Document
from nlp.features.vectors import bucket
from nlp.grouping import fast_terms
from nlp.grouping.fast_terms import _joined, _tables, _Words, weigh_fast_terms
from nlp.grouping.terms import weigh_terms


def document(title: str = "", summary: str = "", body: str = "") -> Document:
    return Document(Article(id="a", url="", outlet="o", title=title, summary=summary, body=body))


def vector(text: Document) -> dict[int, float]:
    weighed = weigh_fast_terms(text)
    return dict(zip(weighed.buckets.tolist(), weighed.weights.tolist(), strict=True))


def test_a_word_is_kept_with_its_sums_its_length_and_its_look() -> None:
    words = _Words()
    assert [words["Nam"], words["12"], words["."], words["_a"], words["mua"], words["Nam"]] == [0, 1, 2, 3, 4, 0]
    assert words.alone[:5].tolist() == [zlib.crc32(b"nam"), zlib.crc32(b"#12"), 0, zlib.crc32(b"_a"), zlib.crc32(b"mua")]
    assert words.before[:5].tolist() == [zlib.crc32(b"nam"), zlib.crc32(b"0"), 0, zlib.crc32(b"_a"), zlib.crc32(b"mua")]
    assert words.behind[:5].tolist() == [zlib.crc32(b" nam"), zlib.crc32(b" 0"), 0, zlib.crc32(b" _a"), zlib.crc32(b" mua")]
    assert words.length[:5].tolist() == [4, 2, 0, 3, 4]
    assert words.capital[:5].tolist() == [True, False, False, False, False]
    assert words.word[:5].tolist() == [True, True, False, True, True]


def test_the_memory_of_words_doubles_when_it_is_full() -> None:
    words = _Words()
    for number in range(4096):
        words[f"w{number}"]
    assert [len(words.alone), len(words.word)] == [4096, 4096]
    assert words["Sau"] == 4096
    assert [len(getattr(words, name)) for name in ("alone", "behind", "before", "length", "capital", "word")] == [8192] * 6
    assert (words.alone[0], words.alone[4095], words.alone[4096]) == (zlib.crc32(b"w0"), zlib.crc32(b"w4095"), zlib.crc32(b"sau"))
    assert (words["w0"], words["w4095"]) == (0, 4095)
    assert (bool(words.word[4095]), bool(words.capital[4096]), bool(words.word[4097])) == (True, True, False)


def test_an_article_after_thousands_of_words_has_the_same_vector() -> None:
    text = document("Lửa bùng ở Kho Nhựa", "Dân làng dập lửa", "Kho Nhựa cháy 3 giờ.")
    before = vector(text)
    weigh_fast_terms(document(body=" ".join(f"z{number}" for number in range(3000))))
    weigh_fast_terms(document(body=" ".join(f"y{number}" for number in range(3000))))
    for number in range(5000):
        fast_terms._words()[f"x{number}"]
    assert vector(text) == before


@pytest.fixture
def no_words() -> Iterator[_Words]:
    """An empty memory of words for one test."""
    fast_terms._words.cache_clear()
    yield fast_terms._words()
    fast_terms._words.cache_clear()


@pytest.mark.parametrize(("kept", "left"), [(2, 3), (3, 3), (4, 5)])
def test_the_words_are_forgotten_when_so_many_are_kept(
    monkeypatch: pytest.MonkeyPatch, no_words: _Words, kept: int, left: int
) -> None:
    monkeypatch.setattr(fast_terms, "KEPT", kept)
    weigh_fast_terms(document(body="cam buoi"))
    assert set(no_words) == {"\n", "cam", "buoi"}  # with the break between clauses
    weigh_fast_terms(document(body="khe sau"))
    assert len(no_words) == left


def test_a_mark_is_no_word_where_a_word_stood_before_all_was_forgotten(no_words: _Words) -> None:
    clause = document(title="Tin", body="khe. sau")
    fresh = weigh_fast_terms(clause)
    no_words.clear()
    weigh_fast_terms(document(title="Muoi Hai", body="Ba Bon Nam Sau Bay Tam Chin"))  # every row now held a word
    no_words.clear()
    again = weigh_fast_terms(clause)
    assert sorted(again.buckets.tolist()) == sorted(fresh.buckets.tolist())


def test_two_hundred_thousand_words_are_kept() -> None:
    assert fast_terms.KEPT == 200_000


@pytest.mark.parametrize(
    "parts",
    [
        ("mua to", "", ""),
        ("", "mua to", ""),
        ("", "", "mua to"),
        ("Mua", "To", "Lon"),
        ("mua To Lon", "mua To", "Lon 12 34 to. Ao Khe"),
        ("a", "b", " " * 499 + "mua to"),
        ("a", "b", " " * 497 + "mua to"),
        ("a", "b", "mua " + " " * 3994 + "to khe"),
        ("a", "b", "mua " + " " * 3995 + "to khe"),
        ("", "", ""),
    ],
)
def test_each_weight_is_that_of_the_plain_reckoning(parts: tuple[str, str, str]) -> None:
    text = document(*parts)
    assert vector(text) == pytest.approx(dict(weigh_terms(text).vector), abs=1e-6)


def test_the_heaviest_hundred_and_sixty_stay_and_the_vector_has_length_one() -> None:
    text = document(body=". ".join(f"zq{number}" for number in range(400)))
    weights = weigh_fast_terms(text).weights
    assert len(weights) == 160
    assert float((weights * weights).sum()) == pytest.approx(1.0, abs=1e-5)
    assert weights.tolist() == sorted(weights.tolist(), reverse=True)


def test_a_pair_of_words_falls_into_the_bucket_of_the_joined_text() -> None:
    assert set(vector(document(title="khe sau"))) == {bucket("khe"), bucket("sau"), bucket("khe sau")}
    assert set(vector(document(title="khe. sau"))) == {bucket("khe"), bucket("sau")}


@pytest.mark.parametrize("second", ["", "b", "bc", "bcd", "mot chuoi dai hon ba muoi hai ky tu o day", "x" * 64])
def test_the_sum_of_joined_texts_is_made_of_their_sums(second: str) -> None:
    first = b"mua lon"
    tail = second.encode()
    left, right = (np.array([zlib.crc32(text)], dtype=np.uint32) for text in (first, tail))
    assert _joined(left, right, np.array([len(tail)])).tolist() == [zlib.crc32(first + tail)]


def test_no_sums_are_joined_to_none() -> None:
    nothing = np.zeros(0, dtype=np.uint32)
    assert _joined(nothing, nothing, np.zeros(0, dtype=np.intp)).tolist() == []


def test_the_table_has_a_row_for_each_length_below_the_longest() -> None:
    assert _tables(4).shape[:2] == (4, 4)
