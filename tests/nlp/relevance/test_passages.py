"""Runs of our places and addresses as spots: each number by hand."""

from __future__ import annotations

from math import log1p

import pytest

from nlp.relevance.passages import chain_addresses, count_addresses, measure_passages
from tests.support.marked_text import marked


def test_runs_end_at_another_province() -> None:
    text = marked(
        "[province Xanh] hôm nay",
        "[province Xanh] mưa to. {hue Huế} nắng, {ha-noi Hà Nội} rét.\n"
        "[commune Lạc] ngập, [district Bến] lụt, [commune Đồi] mất điện. {hue Huế} nắng.\n"
        "[province Xanh] tạnh, [province Xanh] ấm.",
    )
    assert measure_passages(text.document, text.others) == {
        "run": log1p(3),
        "run_width": log1p(4),
        "run_part": 4 / 19,
        "run_kinds": 2.0,
        "round_up": 0.0,
        "round_up_run": 0.0,
        "round_up_width": 0.0,
        "headings": log1p(3),
    }


def test_a_text_without_names_in_the_body() -> None:
    text = marked("Điểm tin: [province Xanh]", "")
    assert measure_passages(text.document, text.others) == {
        "run": 0.0, "run_width": 0.0, "run_part": 0.0, "run_kinds": 0.0, "round_up": 1.0, "round_up_run": 0.0,
        "round_up_width": 0.0, "headings": 0.0,
    }  # fmt: skip
    single = marked("Điểm tin", "[province Xanh] mưa")
    numbers = measure_passages(single.document, single.others)
    assert (numbers["run"], numbers["run_width"], numbers["run_kinds"]) == (log1p(1), 0.0, 1.0)
    assert numbers["round_up_run"] == log1p(1)


def test_a_round_up_weighs_its_run() -> None:
    text = marked("Tin nhanh 24h", "[province Xanh] mưa to ở [commune Lạc]")
    numbers = measure_passages(text.document, text.others)
    assert (numbers["round_up"], numbers["round_up_run"], numbers["round_up_width"]) == (1.0, log1p(2), log1p(4))
    assert numbers["run_part"] == 4 / 5


@pytest.mark.parametrize(
    ("title", "summary", "gathered"),
    [
        ("Mưa; nắng; rét", "", 1.0),
        ("Mưa | nắng", "Gió; bão", 1.0),
        ("Mưa; nắng", "", 0.0),
        ("Mưa to", "Những vụ cháy", 1.0),
        ("Mưa to", "Cháy", 0.0),
    ],
)
def test_headlines_that_gather(title: str, summary: str, gathered: float) -> None:
    text = marked(title, "[province Xanh]", summary=summary)
    assert measure_passages(text.document, text.others)["round_up"] == gathered


def test_headings_are_short_lines() -> None:
    text = marked("", "\n".join(["x", "", "y" * 90, "z" * 91, "[province Xanh]" + "w" * 200]))
    assert measure_passages(text.document, text.others)["headings"] == log1p(2)


@pytest.mark.parametrize(
    ("body", "sizes"),
    [
        ("[commune Lạc], [district Bến], [province Xanh]", [3]),
        ("[commune Lạc] thuộc [district Bến]. [province Xanh]", [2, 1]),
        ("[province Xanh], [province Xanh]", [1, 1]),
        ("[commune Lạc] và [commune Đồi]", [1, 1]),
        ("", []),
    ],
)
def test_an_address_is_one_spot(body: str, sizes: list[int]) -> None:
    text = marked(body=body)
    spots = chain_addresses(text.article, text.mentions)
    assert [len(spot) for spot in spots] == sizes
    assert [mention for spot in spots for mention in spot] == list(text.mentions)


def test_an_address_does_not_cross_fields() -> None:
    text = marked("[commune Lạc]", ", [district Bến]")
    assert [len(spot) for spot in chain_addresses(text.article, text.mentions)] == [1, 1]


def test_numbers_of_addresses() -> None:
    text = marked(
        "[province Xanh]",
        "Quê [province Xanh]. [commune Lạc], [district Bến] cũ. [province Xanh] (nay là phường). {hue Huế}. "
        + "x" * 300 + " [province Xanh] ngày cũ.",
    )  # fmt: skip
    spots = chain_addresses(text.article, text.mentions)
    aside = {("body", text.mentions[1].start)}
    assert count_addresses(text.article, spots, aside, text.others) == {
        "spots": log1p(5),
        "core_spots": log1p(4),
        "core_spot_share": 4 / 5,
        "core_spots_early": log1p(3),
        "formerly": log1p(2),
    }
    assert count_addresses(text.article, spots[:1], set(), {"body": []})["core_spot_share"] == 1.0
    assert set(count_addresses(text.article, [], set(), {"body": []}).values()) == {0.0}


@pytest.mark.parametrize(("start", "early"), [(259, log1p(1)), (260, 0.0)])
def test_an_early_spot_begins_in_the_first_paragraph(start: int, early: float) -> None:
    text = marked(body="x" * (start - 1) + " [province Xanh]")
    spots = chain_addresses(text.article, text.mentions)
    assert count_addresses(text.article, spots, set(), text.others)["core_spots_early"] == early
