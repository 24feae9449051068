"""digest/edition/counts.py: a broken identity is told in its own words, and only that one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from digest.edition.counts import _check_rows, _check_stories, _check_tables, count_figures, make_day_row
from digest.model import Block, Edition
from tests.support import edition_day as model


@pytest.fixture(scope="module")
def whole() -> Edition:
    return model.edition()


def with_story(edition: Edition, index: int, /, **facts: Any) -> Edition:
    stories = list(edition.stories)
    stories[index] = replace(stories[index], **facts)
    return replace(edition, stories=tuple(stories))


def with_row(edition: Edition, place: int, index: int, /, **facts: Any) -> Edition:
    rows = list(edition.stories[place].articles)
    rows[index] = replace(rows[index], **facts)
    return with_story(edition, place, articles=tuple(rows))


def test_a_sound_edition_breaks_nothing(whole: Edition) -> None:
    assert [*_check_stories(whole), *_check_rows(whole), *_check_tables(whole)] == []
    assert count_figures([]).stories == count_figures([]).articles == count_figures([]).agencies == 0


def test_the_stories_are_checked_one_by_one(whole: Edition) -> None:
    figures = whole.figures
    wrong = "số liệu đầu bản tin khác số đếm lại từ các nội dung"
    tones = "tích cực + trung tính + tiêu cực khác số nội dung"
    issues = "báo nêu + vụ việc khác số nội dung tiêu cực"

    def told(**facts: Any) -> list[str]:
        return list(_check_stories(replace(whole, figures=replace(figures, **facts))))

    assert told(reprints=9) == [wrong]
    assert told(positive=7) == [wrong, tones]
    assert told(incidents=3) == [wrong, issues]
    assert told(issues=1) == [wrong, issues]
    assert told(issues=3) == [wrong]
    assert told(stories=15) == [wrong, "tổng các mục [3, 10, 1] khác 15 nội dung", tones]
    assert list(_check_stories(with_story(whole, 3, number=9))) == ["nội dung thứ 4 mang số 9"]
    assert list(_check_stories(with_story(whole, 3, lead="?"))) == ["nội dung 4 thiếu bài đại diện"]
    assert list(_check_stories(with_story(whole, 3, topic="?"))) == ["nội dung 4 thiếu lĩnh vực"]
    foreign = "nội dung 13 không chỉ do báo chí nước ngoài đăng"
    assert list(_check_stories(with_story(whole, 12, block=Block.FOREIGN))) == [foreign]
    assert "thứ tự các mục bị đảo" in list(_check_stories(with_story(whole, 0, block=Block.FIELD)))


def test_the_rows_are_checked_one_by_one(whole: Edition) -> None:
    assert list(_check_rows(replace(whole, figures=replace(whole.figures, articles=30)))) == [
        "phụ lục có 31 dòng, số liệu ghi 30 tin, bài"
    ]
    assert list(_check_rows(with_row(whole, 0, 0, row=7))) == ["số thứ tự của phụ lục không liên tục"]
    assert list(_check_rows(with_row(whole, 0, 0, id=whole.articles[1].id))) == ["một tin, bài có mặt hai lần trong phụ lục"]
    assert list(_check_rows(with_story(whole, 0, id=whole.stories[1].id))) == ["một nội dung được kể hai lần"]
    for facts in ({"story": 2}, {"topic": "y-te"}, {"tone": "positive"}):
        assert list(_check_rows(with_row(whole, 0, 0, **facts))) == ["dòng 1 của phụ lục khác nội dung 1"]
    assert list(_check_rows(with_row(whole, 0, 0, published_at=whole.until))) == []
    late = with_row(whole, 0, 0, published_at=whole.until + timedelta(seconds=1))
    assert list(_check_rows(late)) == ["dòng 1 đăng sau kỳ tổng hợp"]


def test_the_tables_are_checked_one_by_one(whole: Edition) -> None:
    assert whole.change is not None
    difference = "câu so với hôm trước khác hiệu của hai dòng cuối bảng bảy ngày"
    for facts in ({"stories": 3}, {"articles": 6}):
        assert list(_check_tables(replace(whole, change=replace(whole.change, **facts)))) == [difference]
    assert list(_check_tables(replace(whole, change=replace(whole.change, stories=3, word="kỳ trước")))) == []
    assert list(_check_tables(replace(whole, change=None))) == []
    alone = replace(whole, week=(make_day_row(whole.day, whole.figures),))
    assert list(_check_tables(alone)) == []
    assert list(_check_tables(replace(whole, week=()))) == []
    last = "dòng cuối của bảng bảy ngày khác số liệu hôm nay"
    assert list(_check_tables(replace(whole, change=None, week=whole.week[:-1]))) == [last]
    first = (replace(whole.week[0], positive=9), *whole.week[1:])
    assert list(_check_tables(replace(whole, week=first))) == ["bảng bảy ngày: dòng 27/05/2020 có tổng sắc thái khác số nội dung"]
    sums, named = (
        "đầy đủ + thiếu một phần + không thu được khác số nguồn theo dõi",
        "số nguồn nêu tên ở cuối thư khác số nguồn thiếu",
    )
    assert list(_check_tables(replace(whole, sources=replace(whole.sources, full=58)))) == [sums]
    assert list(_check_tables(replace(whole, sources=replace(whole.sources, faults=())))) == [named]
