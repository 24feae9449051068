"""Menus of provinces: how many names make one, and which lines and places belong to it."""

from __future__ import annotations

import pytest

from crawler.extraction.province_menus import in_menu, menus, without_menus

NAMES = (
    "An Giang", "Bắc Giang", "Bắc Kạn", "Bạc Liêu", "Bắc Ninh", "Bến Tre", "Bình Định", "Bình Dương", "Bình Phước", "Bình Thuận",
    "Cà Mau", "Cao Bằng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam",
)  # fmt: skip
LINES = ["Câu đầu của bài viết này khá dài.", "Hà Nam", "Câu giữa."]


@pytest.mark.parametrize(("count", "number"), [(19, 0), (20, 1)])
def test_twenty_names_on_end_make_a_menu(count: int, number: int) -> None:
    text = "Mưa: " + " ".join(NAMES[:count]) + "."
    assert menus(text) == [(5, len(text) - 1)] * number
    assert in_menu(text, 5, 13) is bool(number)  # "An Giang"
    lines = [*LINES, *NAMES[:count]]
    assert without_menus(lines) == (LINES if number else lines)


def test_a_place_outside_the_menu() -> None:
    text = "Ở Hà Nam mưa. " + " ".join(NAMES) + " . Ở Hà Nam mưa."
    start = text.index("An Giang")
    end = text.index(" . Ở")
    assert not in_menu(text, 2, 8)
    assert not in_menu(text, end + 5, end + 11)
    assert in_menu(text, start, start + 8)
    assert in_menu(text, end - 6, end)
    assert not in_menu(text, start - 1, start + 8)
    assert not in_menu(text, end - 6, end + 1)


def test_only_what_lies_around_the_place_is_looked_at() -> None:
    spread = (" " * 130).join(NAMES)
    assert menus(spread) != []
    assert not in_menu(spread, 0, 8)  # the twentieth name is too far away
    assert in_menu("x. " * 500 + " ".join(NAMES), 1500, 1508)


def test_lines_of_a_menu_and_those_beside_it() -> None:
    assert without_menus([*NAMES, "Tin khác"]) == ["Tin khác"]
    assert without_menus(["Tin khác", *NAMES]) == ["Tin khác"]
    assert without_menus([]) == []
    assert without_menus([" ".join(NAMES)]) == [" ".join(NAMES)]  # one long line is no list of short ones
    long = "Câu này có đúng ba mươi chữ ạ."
    assert len(long) == 30
    assert without_menus([long] * 20 + [" ".join(NAMES)]) == [long] * 20
    assert without_menus([long + "x"] * 20 + [" ".join(NAMES)]) == [long + "x"] * 20 + [" ".join(NAMES)]
