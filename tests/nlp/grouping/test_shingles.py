"""nlp/grouping/shingles.py: which characters count, where the sapo ends, which shingles are keys."""

from __future__ import annotations

import numpy as np
import pytest

from data.model import Article
from nlp.document import Document
from nlp.grouping.shingles import Shingles, _keys, _letters, _powers, _words, hash_shingles

SIX = "mot hai ba bon nam sau"


def shingles(body: str, summary: str = "", title: str = "Tin") -> Shingles:
    return hash_shingles(Document(Article(id="a", url="", outlet="o", title=title, summary=summary, body=body)))


def every(body: str, summary: str = "") -> list[int]:
    hashes: list[int] = shingles(body, summary).every.tolist()
    return hashes


@pytest.mark.parametrize(("words", "count"), [(0, 0), (4, 0), (5, 1), (6, 2), (9, 5)])
def test_a_text_has_a_shingle_for_every_five_words_in_a_row(words: int, count: int) -> None:
    assert len(every(" ".join(f"tu{number}" for number in range(words)))) == count


def test_a_shingle_is_the_same_wherever_it_stands_and_differs_by_any_word_or_order() -> None:
    first, second = every(SIX)
    assert first != second
    assert every("dau tien la mot hai ba bon nam")[-1] == first
    assert every("hai ba bon nam sau") == [second]
    others = [
        "hai mot ba bon nam",
        "mot ba hai bon nam",
        "mot hai bon ba nam",
        "mot hai ba nam bon",
        "mot hai ba bon sau",
        "nam hai ba bon mot",
    ]
    assert len({first, *(every(text)[0] for text in others)}) == 7


@pytest.mark.parametrize(
    "text",
    [
        "Một HAI, ba… (bốn) – năm", "mo\u0323\u0302t hai ba bo\u0302\u0301n nam", "mot\nhai\tba\u00a0bon\rnam",
        "mot 🌾 hai 🌾🌾 ba bon nam",
        "m\u200bot hai ba bon na\u00adm", "🌾mot hai ba bon nam🌾", "mot\U0001f33ehai ba bon nam"
    ],
)  # fmt: skip
def test_dress_makes_no_difference(text: str) -> None:
    assert every(text) == every("mot hai ba bon nam")


@pytest.mark.parametrize("text", ["mot_hai ba bon nam", "mot hai ba bon nam8", "mot hai ba bon naм"])
def test_letters_digits_and_the_low_line_belong_to_a_word(text: str) -> None:
    assert every(text) != every("mot hai ba bon nam")


def test_each_character_counts_as_its_plain_letter_as_a_blank_or_as_nothing() -> None:
    table = _letters()
    assert len(table) == 65536
    assert [int(table[ord(letter)]) for letter in "aAáẨz9_đĐ"] == [97, 97, 97, 97, 122, 57, 95, 100, 100]
    assert [int(table[ord(letter)]) for letter in " .,\n\t–…"] == [0] * 7
    assert [int(table[code]) for code in (0x0301, 0x0323, 0x200B, 0xFEFF)] == [0xFFFF] * 4
    assert [int(table[code]) for code in (0, 0xFFFE, 0xFFFF)] == [0xFFFF, 0xFFFF, 0]  # no characters; the last stands for emoji


def test_the_number_of_the_sapos_words_is_counted_without_what_is_nothing() -> None:
    assert [_words("mot hai ba", end)[1] for end in (0, 3, 4, 7, 10)] == [0, 1, 1, 2, 3]
    assert _words("mo\u0323t ha\u0300i ba", 9)[1] == 2
    assert _words("mo\u200bt hai", 4)[1] == 1
    assert len(_words("mot hai ba", 0)[0]) == 3
    assert len(_words("", 0)[0]) == 0
    assert len(_words("... --", 0)[0]) == 0
    assert len(_words("x", 0)[0]) == 1


def test_equal_words_have_equal_numbers() -> None:
    numbers = _words("mua to mua tot mua to", 0)[0].tolist()
    assert numbers[0] == numbers[2] == numbers[4]
    assert numbers[1] == numbers[5]
    assert len(set(numbers)) == 3
    assert _words("ab ba aab abb a b", 0)[0].size == len(set(_words("ab ba aab abb a b", 0)[0].tolist())) == 6


def test_the_powers_undo_one_another() -> None:
    powers, inverse = _powers(8)
    assert powers.tolist()[:2] == [1, 0x9E3779B1]
    assert (powers * inverse).tolist() == [1] * 8


def test_the_body_begins_behind_the_sapo() -> None:
    both = shingles("sau bay tam chin muoi", "mot hai ba bon nam")
    assert both.first == 5
    assert both.every.size == 6
    assert both.body() == set(every("sau bay tam chin muoi"))
    assert both.whole() == set(both.every.tolist())
    assert len(both.whole()) == 6


@pytest.mark.parametrize(("body", "first"), [("sau bay tam chin", 0), ("sau bay tam chin muoi", 5), ("", 0)])
def test_a_text_without_a_shingle_of_the_body_is_its_sapo(body: str, first: int) -> None:
    assert shingles(body, "mot hai ba bon nam").first == first


@pytest.mark.parametrize(
    "credit", ["Theo Báo Ví Dụ", "Nguồn: Báo Ví Dụ", "Ảnh: Văn A", "  Video: Văn A", "Tin, ảnh: Văn A", "Theo báo"]
)
def test_lines_of_credit_are_left_out(credit: str) -> None:
    assert every(f"{SIX}\n{credit}") == every(SIX)


def test_only_a_line_of_at_most_a_hundred_characters_is_a_credit() -> None:
    long = " " * 20 + "Theo " + "a b c d " * 9 + "xyz"
    assert len(long) == 100
    assert every(long) == []
    assert every(long + "\n" + SIX) == every(SIX)
    assert len(every(" " + long)) > 0


def test_a_sapo_is_no_credit_and_the_headline_counts_nothing() -> None:
    assert every("", "Theo mot hai ba bon") == every("mot hai ba theo mot hai ba bon")[3:]
    assert shingles(SIX, title="Một").every.tolist() == shingles(SIX, title="Hai").every.tolist()


def numbers(*values: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.array(values, dtype=np.uint32)


def test_a_key_is_one_shingle_in_sixteen_when_that_gives_twenty_four() -> None:
    sixteenths = [16 * number for number in range(24)]
    assert _keys(numbers(*sixteenths, 8, 4, 3)) == sixteenths
    assert _keys(numbers(*sixteenths[:23], 8, 4, 3)) == [*sixteenths[:23], 8]
    assert _keys(numbers(*sixteenths[:22], 8, 4, 3)) == [*sixteenths[:22], 8, 4]
    eighths = [16 * number + 8 for number in range(24)]
    assert _keys(numbers(*eighths, 4, 12, 5)) == eighths
    assert _keys(numbers(*eighths[:23], 4, 12, 5)) == [*eighths[:23], 4, 12]


def test_each_key_is_there_once_in_the_order_of_the_text() -> None:
    assert _keys(numbers(8, 4, 8, 7, 12, 4)) == [8, 4, 12]
    assert _keys(numbers()) == []
