"""Scenes, ways, homes and company of other provinces: each number by hand."""

from __future__ import annotations

from math import log1p

import pytest

from nlp.relevance.other_provinces import (
    Place,
    _companions,
    _early,
    _goes_on,
    _looked_at,
    _order,
    _scenes,
    reading_order,
    weigh_other_provinces,
)
from nlp.relevance.passages import chain_addresses
from tests.support.marked_text import MarkedText, marked


def weighed(text: MarkedText, aside: set[tuple[str, int]] | None = None) -> dict[str, float]:
    return weigh_other_provinces(text.article, chain_addresses(text.article, text.mentions), aside or set(), text.others)


def place(field: str = "body", start: int = 0, before: str = "", *, lives: bool = False) -> Place:
    return Place(field, start, start + 4, before, lives)


def test_the_numbers_of_a_report_from_two_provinces() -> None:
    text = marked(
        "Cháy chợ ở {ha-noi Hà Nội}",
        "Cháy lớn tại [commune Lạc], [province Xanh]. Một người quê {hue Huế}; [province Xanh] cử đoàn.",
    )
    assert weighed(text) == {
        "scenes": log1p(1),
        "their_scenes": log1p(1),
        "scene_share": 2 / 4,
        "scenes_early": log1p(1),
        "their_scenes_early": log1p(1),
        "scene_first": 0.0,
        "their_homes": log1p(1),
        "their_asides": log1p(1),
        "ways": 0.0,
        "all_ways": 0.0,
        "way_in_title": 0.0,
        "signed": 0.0,
        "station": 0.0,
        "lives": 0.0,
        "all_lives": 0.0,
        "all_brackets": 0.0,
        "few": 1.0,
        "few_others": 2.0,
        "companions": 0.0,
        "companions_most": 0.0,
        "few_together": 0.0,
        "bare_spots": log1p(1),
    }


def test_nothing_of_ours() -> None:
    numbers = weighed(marked())
    assert {name: value for name, value in numbers.items() if value} == {"scene_share": 0.5, "few": 1.0}


def test_all_of_ours_are_homes_ways_brackets_stations_or_signatures() -> None:
    homes = weighed(marked("Bắt người quê [province Xanh]"))
    assert (homes["lives"], homes["all_lives"]) == (log1p(1), 1.0)
    some = weighed(marked("Bắt người quê [province Xanh]", "[province Xanh] vào vụ vải mới"))
    assert (some["lives"], some["all_lives"]) == (log1p(1), 0.0)
    way = weighed(marked("Tàu [province Xanh] về Hà Nội", "Mưa [province Xanh] to"))
    assert (way["ways"], way["all_ways"], way["way_in_title"]) == (log1p(1), 0.5, 1.0)
    body = weighed(marked("Trễ giờ", "Tàu [province Xanh] về Hà Nội"))
    assert (body["ways"], body["all_ways"], body["way_in_title"]) == (log1p(1), 1.0, 0.0)
    assert weighed(marked("Tàu [province Xanh] hỏng"))["ways"] == 0.0
    assert weighed(marked("Hội [province Xanh] về Hà Nội"))["ways"] == 0.0
    bracket = weighed(marked("Chợ Bến (tỉnh [province Xanh])"))
    assert (bracket["all_brackets"], bracket["signed"], bracket["station"]) == (1.0, 0.0, 0.0)
    assert weighed(marked("Chợ (tỉnh [province Xanh])", "Rồi [province Xanh]"))["all_brackets"] == 0.0
    station = weighed(marked("Trúng số đài [province Xanh]"))
    assert (station["station"], station["signed"], station["all_brackets"]) == (1.0, 0.0, 0.0)
    assert weighed(marked("Ai hỏi? (Lan, [province Xanh])"))["signed"] == 1.0


def test_scenes_come_first_by_reading_order() -> None:
    assert weighed(marked("Cháy ở [province Xanh]", "Mưa ở {hue Huế}"))["scene_first"] == 1.0
    assert weighed(marked("Cháy ở [province Xanh]"))["scene_first"] == 1.0
    assert weighed(marked("Cháy ở {hue Huế}, mưa ở [province Xanh]"))["scene_first"] == 0.0
    assert weighed(marked("Xanh", "[province Xanh] cùng {hue Huế}"))["scene_first"] == 0.0


def test_few_and_many_others() -> None:
    def company(*slugs: str) -> dict[str, float]:
        return weighed(marked(", ".join(f"{{{slug} Tên}}" for slug in slugs) + " và [province Xanh]"))

    three, four = company("a-a", "b-b", "c-c"), company("a-a", "b-b", "c-c", "d-d")
    assert (three["few"], three["few_others"], three["few_together"], three["companions"]) == (1.0, 3.0, 1.0, 3.0)
    assert (four["few"], four["few_others"], four["few_together"], four["companions"]) == (0.0, 4.0, 0.0, 4.0)
    single = company("a-a")
    assert (single["few_together"], single["companions_most"]) == (1.0, 1.0)
    many = company(*(f"{letter}-x" for letter in "abcdefghijklmn"))
    assert (many["few_others"], many["companions"], many["companions_most"]) == (12.0, 12.0, 12.0)


def test_the_least_and_the_most_company() -> None:
    text = marked(body="[province Xanh] mưa. [province Xanh], {hue Huế}, {ha-noi Hà Nội} nắng.")
    numbers = weighed(text)
    assert (numbers["companions"], numbers["companions_most"], numbers["few_together"]) == (0.0, 2.0, 0.0)
    wide = marked("{a-a A}, {b-b B}, {c-c C}, {d-d D}", "[province Xanh] và {a-a A}")
    assert weighed(wide)["few_together"] == 0.0


def test_bare_spots_are_single_and_not_aside() -> None:
    text = marked(body="[commune Lạc], [district Bến]. [province Xanh]. [province Xanh]. [province Xanh]")
    assert weighed(text)["bare_spots"] == log1p(3)
    assert weighed(text, {("body", text.mentions[2].start)})["bare_spots"] == log1p(2)


def test_early_scenes() -> None:
    text = marked(body="Cháy ở [province Xanh]. " + "x" * 400 + ". Mưa ở [province Xanh], rét ở {hue Huế}")
    numbers = weighed(text)
    assert (numbers["scenes"], numbers["scenes_early"]) == (log1p(2), log1p(1))
    assert (numbers["their_scenes"], numbers["their_scenes_early"], numbers["scene_share"]) == (log1p(1), 0.0, 3 / 5)


@pytest.mark.parametrize(
    ("spot", "early"),
    [(place(start=399), True), (place(start=400), False), (place("title", 500), True), (place("summary", 500), True)],
)
def test_early_is_the_head_and_the_first_400_characters(spot: Place, early: bool) -> None:
    assert _early(spot) is early


def test_reading_order() -> None:
    assert [reading_order(field, 7) for field in ("title", "summary", "body")] == [(0, 7), (1, 7), (2, 7)]
    assert _order(place("summary", 3)) == (1, 3)


def test_scenes_are_no_homes() -> None:
    scene, home, plain = place(before="tại "), place(before="tại ", lives=True), place(before="cùng ")
    assert _scenes([scene, home, plain]) == [scene]


def test_the_ninety_characters_before_a_name() -> None:
    text = marked(body="Y" + "x" * 90 + "Xanh", title="quê Xanh").article
    title, body = _looked_at(text, [("title", 4, 8), ("body", 91, 95)])
    assert title == Place("title", 4, 8, "quê ", True)
    assert body == Place("body", 91, 95, "x" * 90, False)
    assert _looked_at(text, []) == []


@pytest.mark.parametrize(
    ("body", "onward"),
    [
        ("Tàu [province Xanh] về Hà Nội", True),
        ("[province Xanh] - Lam", True),
        ("[province Xanh] về quê", False),
        ("Lam - [province Xanh]", True),
        ("Lam – [province Xanh] nhé", True),
        ("Lam-[province Xanh]", True),
        ("Lam -    [province Xanh]", False),
        ("Lam, [province Xanh]", False),
        ("[province Xanh]", False),
    ],
)
def test_a_way_goes_on(body: str, onward: bool) -> None:
    text = marked(body=body)
    mention = text.mentions[0]
    (spot,) = _looked_at(text.article, [("body", mention.start, mention.end)])
    assert _goes_on(text.article, spot) is onward


@pytest.mark.parametrize(
    ("body", "company"),
    [
        ("{hue Huế} và [province Xanh], {ha-noi Hà Nội}", 2.0),
        ("{hue Huế}. [province Xanh]. {ha-noi Hà Nội}", 0.0),
        ("{hue Huế}\n[province Xanh], {ha-noi Hà Nội}; {hue Huế}", 1.0),
        ("{hue Huế}? [province Xanh]! {ha-noi Hà Nội}", 0.0),
        ("{hue Huế}, {hue Huế} và [province Xanh]", 1.0),
        ("Mưa. {hue Huế}, [province Xanh]", 1.0),
        ("[province Xanh], {hue Huế}. {ha-noi Hà Nội}\n{da-nang Đà Nẵng}", 1.0),
        ("[province Xanh]", 0.0),
        ("[province Xanh]\n{hue Huế}. Mưa", 0.0),
    ],
)
def test_company_in_the_same_sentence(body: str, company: float) -> None:
    text = marked(body=body)
    mention = text.mentions[0]
    assert _companions(text.article.field("body"), mention.start, mention.end, text.others["body"]) == company
