"""Clubs, bodies, units and addresses around the mentions: each number by hand."""

from __future__ import annotations

from math import log1p

import pytest

from nlp.relevance.local_signs import _addresses, count_local_signs, find_club_mentions
from tests.support.marked_text import MarkedText, marked


def signs(text: MarkedText, clubs: int = 0) -> dict[str, float]:
    return count_local_signs(text.document, text.others, text.mentions[:clubs], set())


def test_the_signs_of_a_local_report() -> None:
    numbers = signs(
        marked(
            "Lũ quét ở [province Xanh]",
            "Tại xã Lạc, [district huyện Bến], [province tỉnh Xanh], UBND tỉnh họp. Thôn Đồi mất điện; bản Cát, thôn 3 ngập.",
            summary="Công an tỉnh có mặt.",
        )
    )
    assert numbers == {
        "clubs": 0.0,
        "all_clubs": 0.0,
        "other_units": log1p(1),
        "unit_part": 0.5,
        "own_bodies": log1p(2),
        "own_bodies_lead": log1p(2),
        "villages": log1p(2),
        "addresses": log1p(1),
        "address_early": 1.0,
        "sole": 1.0,
        "sole_units": log1p(4),
    }


def test_other_provinces_take_the_bodies_and_the_sole_place() -> None:
    text = "UBND tỉnh họp ở [province Xanh], [province Xanh]. Ở thôn Đồi: {hue Huế}, {ha-noi Hà Nội}"
    even = signs(marked(body=text))
    assert (even["own_bodies"], even["villages"], even["sole"], even["sole_units"]) == (log1p(1), log1p(1), 0.0, 0.0)
    outnumbered = signs(marked(body=text + ", {hue Huế}"))
    assert (outnumbered["own_bodies"], outnumbered["own_bodies_lead"], outnumbered["villages"]) == (0.0, 0.0, 0.0)


def test_clubs_do_not_lead() -> None:
    body = "[body=clb SLX] thắng. UBND tỉnh thưởng [province Xanh]."
    mixed = signs(marked(body=body), clubs=1)
    assert (mixed["clubs"], mixed["all_clubs"], mixed["own_bodies"]) == (log1p(1), 0.0, log1p(1))
    only = signs(marked(body="[body=clb SLX] thắng. UBND tỉnh thưởng."), clubs=1)
    assert (only["clubs"], only["all_clubs"], only["own_bodies"], only["sole"]) == (log1p(1), 1.0, 0.0, 1.0)
    assert signs(marked(body="[province Xanh]"), clubs=0)["all_clubs"] == 0.0


def test_units_of_ours_and_of_elsewhere() -> None:
    none = signs(marked(body="[district Bến] và [commune Lạc] ở [province Xanh]"))
    assert (none["other_units"], none["unit_part"]) == (0.0, 2.0)
    single = signs(marked(body="Ở xã [commune Lạc]"))
    assert (single["other_units"], single["unit_part"]) == (0.0, 1.0)
    foreign = signs(marked(body="Ở [province Xanh], không phải xã Đồi, huyện Cát"))
    assert (foreign["other_units"], foreign["unit_part"]) == (log1p(2), 0.0)


def test_bodies_of_the_lead_are_those_of_the_first_400_characters() -> None:
    inside = marked("[province Xanh]", "x" * 391 + " UBND tỉnh.")
    assert signs(inside)["own_bodies_lead"] == 0.0
    assert signs(inside)["own_bodies"] == log1p(1)
    assert signs(marked("[province Xanh]", "x" * 390 + " UBND tỉnh."))["own_bodies_lead"] == log1p(1)


@pytest.mark.parametrize(
    ("body", "addresses"),
    [
        ("[commune Lạc], [district Bến]", 1),
        ("[commune Lạc] thuộc [province Xanh]", 1),
        ("[district Bến] ([province Xanh])", 1),
        ("[commune Lạc], [district Bến], [province Xanh]", 2),
        ("[commune Lạc], [commune Bến]", 0),
        ("[province Xanh], [district Bến]", 0),
        ("[landmark Đồi], [province Xanh]", 0),
        ("[commune Lạc] và [district Bến]", 0),
        ("[commune Lạc]", 0),
    ],
)
def test_addresses_are_told_in_full(body: str, addresses: int) -> None:
    text = marked(body=body)
    assert _addresses(text.article, text.mentions, set()) == {
        "addresses": log1p(addresses),
        "address_early": float(addresses > 0),
    }


def test_an_address_lies_in_one_field_and_is_no_home() -> None:
    split = marked("[commune Lạc]", ", [district Bến]")
    assert _addresses(split.article, split.mentions, set())["addresses"] == 0.0
    text = marked(body="Trú [commune Lạc], [district Bến]")
    home = {("body", text.mentions[0].start)}
    assert _addresses(text.article, text.mentions, home) == {"addresses": 0.0, "address_early": 0.0}


@pytest.mark.parametrize(("start", "early"), [(399, 1.0), (400, 0.0)])
def test_an_early_address_begins_in_the_first_400_characters(start: int, early: float) -> None:
    text = marked(body="x" * (start - 1) + " [commune Lạc], [district Bến]")
    assert _addresses(text.article, text.mentions, set()) == {"addresses": log1p(1), "address_early": early}


def test_a_club_is_a_body_of_the_list() -> None:
    text = marked(body="[body=SLNA SLNA] gặp [body=bv Bệnh viện Xanh] và [landmark=SLNA SLNA]")
    assert find_club_mentions(text.mentions) == [text.mentions[0]]
