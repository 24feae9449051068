"""The rules that put a name elsewhere, each on both sides."""

from __future__ import annotations

import pytest

from data.gazetteer.elsewhere import are_provinces, districts_of, listed_rank, taken_today, told_elsewhere
from data.gazetteer.province_names import named
from data.text.scan import scan

FAMILY = frozenset({"hai-duong"})


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("Chợ [Xanh] (Trung Quốc) đông", True),
        ("Chợ [Xanh], Campuchia đông", True),
        ("Chợ [Xanh], Lào Cai đông", False),
        ("Chợ [Xanh] (Kunshan) đông", True),
        ("Chợ [Xanh] đông", False),
        ("huyện Đồi Cát, [Xanh] đông", True),
        ("huyện Kim Thành, [Xanh] đông", False),
        ("các huyện Đồi Cát, [Xanh] đông", False),
        ("Chợ [Xanh] (Vũng Tàu) đông", True),
        ("Chợ [Xanh] (Quảng Ninh) đông", True),
        ("Chợ [Xanh] (tỉnh Quảng Ninh) đông", True),
        ("Chợ [Xanh] (Hải Dương) đông", False),
        ("Quảng Ninh có chợ [Xanh] (Hải Dương), gần Quảng Ninh", False),
        ("Hải Dương có chợ [Xanh] (Quảng Ninh), gần Hải Dương", True),
        ("Chợ [Xanh] (gần Quảng Ninh) đông", False),
        ("Chợ [Xanh] (Mai Châu) đông", True),
        ("Chợ [Xanh] (huyện Kim Thành) đông", False),
        ("Chợ [Xanh] (Đồi Cát) đông", False),
        ("Chợ [Xanh] (cũ), Quảng Ninh", False),
    ],
)
def test_told_elsewhere(text: str, elsewhere: bool) -> None:
    start, end = text.index("["), text.index("]") - 1
    scanned = scan(text.replace("[", "").replace("]", ""))
    assert told_elsewhere(scanned.plain, start, end, named(scanned), FAMILY) is elsewhere


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("các xã Lam, Đồi và [Bến]", "xã"),
        ("Các phường Lam, [Bến]", "phường"),
        ("xã Lam, [Bến]", "xã"),
        ("huyện Đồi, [Bến]", ""),
        ("huyện Lam, [Bến]", "huyện"),
        ("các huyện Đồi, [Bến]", "huyện"),
        ("xã Lam, [Hòa Bình]", ""),
        ("các xã Lam, [Hòa Bình]", "xã"),
        ("Lam, [Bến]", ""),
    ],
)
def test_the_rank_that_a_list_gives(text: str, rank: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    assert listed_rank(text.replace("[", "").replace("]", ""), start, end, {"Lam"}) == rank


def test_names_of_districts_provinces_and_present_communes() -> None:
    districts = districts_of(FAMILY)
    assert {"Kim Thành", "Thanh Hà"} <= districts
    assert not {"Đại Đức", "Mai Châu"} & districts
    assert {"Hòa Bình", "Hải Dương"} <= are_provinces()
    assert "Kim Thành" not in are_provinces()
    taken = taken_today("hai-duong", frozenset({"hai-phong"}))
    assert {"An Lão", "Cát Hải"} <= taken
    assert not {"Kim Thành", "Phú Thái"} & taken
    assert taken_today("hai-duong", FAMILY) == frozenset()
