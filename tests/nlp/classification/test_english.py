"""nlp/classification/english.py through field and tone: English articles on business, tourism, farming and accidents."""

from __future__ import annotations

import pytest

from data.model import Article
from nlp.classification.tone import judge_tone
from nlp.classification.topics import judge_topic
from nlp.document import Document


def english(title: str, summary: str, body: str = "") -> Article:
    return Article(id="e", url="", outlet="x", title=title, summary=summary, body=body, lang="en")


CASES = [
    (
        english("Japanese maker to build wire plant in Vinh Yen", "The company will invest 55 million USD."),
        "kinh-te", "positive",
    ),
    (
        english("Lake villages welcome visitors again", "Homestays on the lake are fully booked for the festival."),
        "van-hoa-du-lich", "positive",
    ),
    (
        english("Longan growers ship first batch to Australia", "Farmers harvest 30 tonnes of longans for export."),
        "nong-nghiep", "positive",
    ),
    (
        english("Three killed as bus overturns on mountain highway", "The crash injured nine passengers, traffic police said."),
        "giao-thong", "negative",
    ),
    (
        english("Flash floods cut off two villages", "Landslides blocked roads after heavy rain and storm winds."),
        "moi-truong-thien-tai", "negative",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "field", "mood"), CASES)
def test_field_and_tone(one: Article, field: str, mood: str) -> None:
    assert judge_topic(Document(one))[0] == field
    assert judge_tone(Document(one)).label == mood


def test_an_english_notice_is_not_negative() -> None:
    one = english("Province to hold meeting on bus timetable", "Officials will discuss the timetable on Friday.")
    assert judge_tone(Document(one)).label != "negative"
