"""Agencies a story may concern: by field, place, and the day."""

from __future__ import annotations

from datetime import date

import pytest

from data.model.taxonomy import TOPICS
from digest.edition.agencies import suggest_agencies

PLACES = ("huyện Kim Thành", "xã Lai Khê", "thị xã Kinh Môn")


@pytest.mark.parametrize(
    ("topic", "day", "agencies"),
    [
        ("y-te", date(2020, 6, 2), ("UBND huyện Kim Thành", "UBND thị xã Kinh Môn", "Sở Y tế")),
        ("giao-thong", date(2025, 2, 28), ("UBND huyện Kim Thành", "UBND thị xã Kinh Môn", "Sở Giao thông vận tải")),
        ("giao-thong", date(2025, 3, 1), ("UBND huyện Kim Thành", "UBND thị xã Kinh Môn", "Sở Xây dựng")),
        ("giao-thong", date(2025, 7, 1), ("UBND xã Lai Khê", "Sở Xây dựng")),
        ("phap-luat", date(2025, 7, 1), ("Công an thành phố", "UBND xã Lai Khê")),
        ("khong-ro", date(2025, 7, 1), ("UBND xã Lai Khê",)),
    ],
)
def test_agencies_follow_field_place_and_day(topic: str, day: date, agencies: tuple[str, ...]) -> None:
    assert suggest_agencies(topic, PLACES, day=day, unit="thành phố") == agencies


def test_every_topic_has_an_agency_on_both_sides_of_the_reorganisation() -> None:
    for topic in TOPICS:
        for day in (date(2020, 1, 1), date(2026, 1, 1)):
            assert suggest_agencies(topic, (), day=day)[0].startswith(("Sở ", "Công an tỉnh"))
