"""Masked words around the names: which signs are counted, and the vector of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p, sqrt

import pytest

from nlp.features.vectors import bucket
from nlp.relevance.context_ngrams import around, form, hash_context_ngrams, masked, near
from tests.support.marked_text import marked

P, O = "⟨p⟩", "⟨o⟩"  # noqa: E741 - as the masks are written


@pytest.mark.parametrize(
    ("word", "counted"),
    [("⟨p⟩", "⟨p⟩"), ("⟨o⟩", "⟨o⟩"), ("Lan", "^lan"), ("lan", "lan"), ("A", "a"), ("AB", "^ab"), ("7", "0"), (",", ",")],
)
def test_a_word_as_it_is_counted(word: str, counted: str) -> None:
    assert form(word) == counted


def test_names_are_masked() -> None:
    text = "Tin Xanh gap Hue, 12"
    assert masked(text, [(13, 16, O), (4, 8, P)]) == ["^tin", P, "gap", O, ",", "0"]
    assert masked(text, []) == ["^tin", "^xanh", "gap", "^hue", ",", "0"]


def test_the_first_of_overlapping_names_is_masked() -> None:
    text = "An Xanh Lam di"
    assert masked(text, [(3, 11, P), (8, 11, O)]) == ["^an", P, "di"]
    assert masked("XanhLam di", [(0, 4, P), (4, 7, O)]) == [P, O, "di"]


def test_signs_beside_a_name() -> None:
    words = ["a", "b", "c", "d", "e", "f", "g", P, "h", "i", "j", "k", "l", "m", "n"]
    assert list(around(words)) == [
        "l b", "l c", "l d", "l e", "l f", "l g", "r h", "r i", "r j", "r k", "r l",
        "L1 g", "R1 h", "L2 f g", "R2 h i", "L3 e f g", "R3 h i j", "B g h",
    ]  # fmt: skip
    assert list(around([P])) == ["L1 ", "R1 ", "L2 ", "R2 ", "L3 ", "R3 ", "B  "]
    assert list(around(["a", O])) == []
    assert list(around(["a", P, "b"])) == ["l a", "r b", "L1 a", "R1 b", "L2 a", "R2 b", "L3 a", "R3 b", "B a b"]


def text_of(pieces: Sequence[tuple[str, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """A text and its spans, from (words, mask) pieces."""
    text, spans = "", []
    for words, mask in pieces:
        if mask:
            spans.append((len(text), len(text) + len(words), mask))
        text += words
    return text, spans


BREAK = ["\n"] * 6


def test_near_takes_seventy_characters_on_each_side() -> None:
    text, spans = text_of([("e" + "b " * 35, ""), ("Xanh", P), (" c" * 35 + "d", "")])
    assert near(text, spans) == [*["b"] * 35, P, *["c"] * 35, *BREAK]
    assert near(text, []) == [] and near(text, [(0, 1, O)]) == []


def test_near_reads_no_word_twice() -> None:
    text, spans = text_of([("a ", ""), ("Xanh", P), (" b ", ""), ("Xanh", P), (" c", "")])
    assert near(text, spans) == ["a", P, "b", P, "c", *BREAK]
    text, spans = text_of([("Xanh", P), (" b" * 40, ""), (" ", ""), ("Xanh", P), (" c", "")])
    assert near(text, spans) == [P, *["b"] * 35, *BREAK, *["b"] * 5, P, "c", *BREAK]


def test_near_masks_the_others_inside_only() -> None:
    text, spans = text_of([("Hue", O), (" a" * 40, ""), (" ", ""), ("Xanh", P), (" ", ""), ("Hue", O), (" b" * 31, "")])
    assert near(text, spans) == [*["a"] * 35, P, O, *["b"] * 31, *BREAK]
    cut, spans = text_of([("Xanh", P), (" " + "b" * 67, ""), (" ", ""), ("Hue", O)])
    assert near(cut, spans) == [P, "b" * 67, "h", *BREAK]
    begun, spans = text_of([("Hue", O), (" " + "b" * 67, ""), (" ", ""), ("Xanh", P)])
    assert near(begun, spans) == [O, "b" * 67, P, *BREAK]


def test_near_looks_at_twenty_five_names() -> None:
    text, spans = text_of([piece for _ in range(27) for piece in (("Xanh", P), (" " + "b" * 150 + " ", ""))])
    assert near(text, spans).count(P) == 25


def vector(*signs: tuple[str, int]) -> dict[int, float]:
    """Buckets and values of signs with their counts, scaled to length one."""
    values = {bucket(sign): log1p(times) for sign, times in signs}
    size = sqrt(sum(value * value for value in values.values()))
    return {number: value / size for number, value in values.items()}


def test_the_vector_of_a_headline_and_of_a_body() -> None:
    head = marked("Mua [province Xanh] mua")
    sparse = hash_context_ngrams(head.article, head.mentions, head.others)
    expected = vector(
        ("l ^mua", 1), ("r mua", 1), ("L1 ^mua", 1), ("L2 ^mua", 1), ("L3 ^mua", 1), ("R1 mua", 1), ("R2 mua", 1), ("R3 mua", 1),
        ("B ^mua mua", 1), ("h ^mua", 1), ("h ⟨p⟩", 1), ("h mua", 1), ("h ^mua ⟨p⟩", 1), ("h ⟨p⟩ mua", 1),
    )  # fmt: skip
    assert dict(zip(sparse.index.tolist(), sparse.value.tolist(), strict=True)) == pytest.approx(expected)
    assert sparse.index.tolist() == sorted(expected)


def test_the_body_gives_no_words_of_the_head() -> None:
    text = marked(body="[province Xanh] {hue Hue} a")
    sparse = hash_context_ngrams(text.article, text.mentions, text.others)
    expected = vector(
        ("r ⟨o⟩", 1), ("r a", 1), ("r \n", 3), ("L1 ", 1), ("L2 ", 1), ("L3 ", 1), ("R1 ⟨o⟩", 1), ("R2 ⟨o⟩ a", 1),
        ("R3 ⟨o⟩ a \n", 1), ("B  ⟨o⟩", 1),
    )  # fmt: skip
    assert dict(zip(sparse.index.tolist(), sparse.value.tolist(), strict=True)) == pytest.approx(expected)


def test_the_head_ends_after_120_words_and_nothing_gives_nothing() -> None:
    text = marked("a " * 100, summary="b " * 20 + "c")
    sparse = hash_context_ngrams(text.article, (), text.others)
    expected = vector(("h a", 100), ("h b", 20), ("h a a", 99), ("h a b", 1), ("h b b", 19))
    assert dict(zip(sparse.index.tolist(), sparse.value.tolist(), strict=True)) == pytest.approx(expected)
    empty = hash_context_ngrams(marked().article, (), marked().others)
    assert (empty.index.size, empty.value.size) == (0, 0)
