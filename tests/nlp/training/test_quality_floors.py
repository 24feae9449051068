"""The floors of data/gold/floors.json hold on our own written cases; the cases themselves are sound."""

from __future__ import annotations

import json

import pytest

from data.gazetteer import load_province
from data.model import TONES, TOPICS, VERDICTS
from data.paths import ROOT
from nlp.training import evaluate

SHARED = ROOT.parent / "shared"


def test_every_figure_reaches_its_floor() -> None:
    figures = evaluate.measure_models()
    floors = json.loads((evaluate.GOLD / "floors.json").read_text("utf-8"))
    assert {(one.set, one.name) for one in figures} == {(name, figure) for name in evaluate.WRITTEN for figure in floors[name]}
    assert all(one.holds for one in figures), "\n" + evaluate.format_table(figures)


def test_the_cases_are_sound() -> None:
    records = [record for file in evaluate.WRITTEN.values() for record in evaluate.read_lines(evaluate.GOLD / file)]
    assert len(records) >= 300
    assert len({record["province"] for record in records}) >= 20
    assert len({record["id"] for record in records}) == len(records)
    assert {record["gold"]["verdict"] for record in records} >= {"subject", "passing", "namesake"}
    for record in records:
        gold = record["gold"]
        assert gold["verdict"] in VERDICTS
        assert load_province(record["province"]).slug == record["province"]
        subject = gold["verdict"] == "subject"
        assert (gold["topic"] in TOPICS) == subject
        assert (gold["tone"] in TONES) == subject


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_stories_reach_their_floors_on_the_dev_set() -> None:
    floors = json.loads((evaluate.GOLD / "floors.json").read_text("utf-8"))["dev"]
    for _, name, value, _ in evaluate.measure_dev_stories(SHARED):
        assert value >= floors[name], name


def test_bcubed_by_hand() -> None:
    gold = {"a": "1", "b": "1", "c": "2"}
    assert evaluate.bcubed(gold, {"a": "x", "b": "x", "c": "y"}) == 1.0
    assert evaluate.bcubed(gold, {"a": "x", "b": "x", "c": "x"}) == pytest.approx(2 * (5 / 9) / (1 + 5 / 9))
    assert evaluate.f1([(True, True), (True, False), (False, True)]) == pytest.approx(0.5)
