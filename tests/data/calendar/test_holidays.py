"""data/calendar/holidays.py, deadlines.py: days off, days in lieu, steps of a rule, each at its bounds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from data.calendar.deadlines import (
    Rule,
    Step,
    counts_working_days,
    end_of,
    is_whole_day,
    legal_deadlines,
    load_rule,
    rule_names,
    rule_of,
)
from data.calendar.holidays import Calendar, RuleError, calendar_of, load_calendar
from data.text.dates import VN

# March 2021: the 1st is a Monday. The Tet of 2021 was 12 February (a Friday).
PLAIN: dict[str, Any] = {"fixed": [], "lunar": {"2021": [date(2021, 2, 12), date(2021, 4, 21)]}}


def off(**changes: Any) -> list[date]:
    return sorted(calendar_of({**PLAIN, **changes}).off)


TET = [date(2021, 2, day) for day in range(11, 18)]  # 11 to 15, two of them a weekend: 16 and 17 in lieu
FEAST = date(2021, 4, 21)


def test_without_a_plan_tet_is_five_days_with_days_in_lieu() -> None:
    assert off() == [*TET, FEAST]


def test_a_plan_says_the_days_of_tet() -> None:
    year = {"tet": [date(2021, 2, 10), date(2021, 2, 12)], "off": [date(2021, 5, 4)], "work": [date(2021, 5, 8)]}
    calendar = calendar_of({**PLAIN, "year": {"2021": year}})
    assert sorted(calendar.off) == [date(2021, 2, 10), date(2021, 2, 11), date(2021, 2, 12), FEAST, date(2021, 5, 4)]
    assert (calendar.work, calendar.decided, calendar.years) == ({date(2021, 5, 8)}, {2021}, {2021})
    one = {"tet": [date(2021, 2, 12), date(2021, 2, 12)]}
    assert off(year={"2021": one}) == [date(2021, 2, 12), FEAST]


def test_a_feast_on_a_weekend_has_the_next_working_day_in_lieu() -> None:
    assert off(fixed=["05-01"])[len(TET) + 1 :] == [date(2021, 5, 1), date(2021, 5, 3)]  # a Saturday, the Monday
    assert off(fixed=["05-02"])[len(TET) + 1 :] == [date(2021, 5, 2), date(2021, 5, 3)]  # a Sunday
    assert off(fixed=["05-01", "05-02"])[len(TET) + 1 :] == [date(2021, 5, day) for day in (1, 2, 3, 4)]
    assert off(fixed=["04-30", "05-01"])[len(TET) + 1 :] == [date(2021, 4, 30), date(2021, 5, 1), date(2021, 5, 3)]
    assert off(fixed=["05-07"])[len(TET) + 1 :] == [date(2021, 5, 7)]  # a Friday


def test_a_day_in_lieu_is_not_one_that_tet_took() -> None:
    assert off(fixed=["02-14"]) == [*TET, date(2021, 2, 18), FEAST]


@pytest.mark.parametrize(
    ("start", "september"),
    [
        (None, [date(2021, 9, 2)]),
        (2022, [date(2021, 9, 2)]),
        (2021, [date(2021, 9, 1), date(2021, 9, 2)]),
        (2020, [date(2021, 9, 1), date(2021, 9, 2)]),
    ],
)
def test_a_second_national_day_since_its_year(start: int | None, september: list[date]) -> None:
    table = {} if start is None else {"second_national_day_from": start}
    assert [day for day in off(fixed=["09-02"], **table) if day.month == 9] == september


def test_a_plan_that_names_a_day_of_september_has_the_second_one_in_it() -> None:
    chosen = {"off": [date(2021, 9, 3)]}
    other = {"off": [date(2021, 8, 31)]}
    september = [
        [day.day for day in off(fixed=["09-02"], second_national_day_from=2021, year={"2021": plan}) if day.month == 9]
        for plan in (chosen, other)
    ]
    assert september == [[2, 3], [1, 2]]


CALENDAR = Calendar(frozenset({date(2021, 3, 3)}), frozenset({date(2021, 3, 6)}), frozenset({2020, 2021}), frozenset({2021}))


@pytest.mark.parametrize(("day", "working"), [(2, True), (3, False), (5, True), (6, True), (7, False), (13, False), (12, True)])
def test_offices_work_from_monday_to_friday_and_on_days_given_in_exchange(day: int, working: bool) -> None:
    assert CALENDAR.working(date(2021, 3, day)) is working


@pytest.mark.parametrize(("count", "day"), [(0, 1), (1, 2), (2, 4), (3, 5), (4, 6), (5, 8)])
def test_working_days_are_counted_from_the_next_day(count: int, day: int) -> None:
    assert CALENDAR.add_working_days(date(2021, 3, 1), count) == date(2021, 3, day)


def test_a_year_outside_the_table_is_refused_and_an_undecided_one_is_doubted() -> None:
    with pytest.raises(RuleError, match="2019"):
        CALENDAR.working(date(2019, 3, 1))
    assert CALENDAR.doubt(2021) == ""
    assert CALENDAR.doubt(2020).startswith("chưa ghi lịch nghỉ lễ")
    assert CALENDAR.doubt(2019).startswith("chưa có ngày Tết")


def test_the_offices_own_table_stands_in_place_of_ours(tmp_path: Path) -> None:
    assert load_calendar(tmp_path) == load_calendar()
    own = tmp_path / "rieng"
    own.mkdir()
    (own / "holidays.toml").write_text("fixed = []\n[lunar]\n2031 = [2031-01-23, 2031-04-01]\n", encoding="utf-8")
    assert load_calendar(own).years == {2031}
    for number, text in enumerate(("fixed = [", "fixed = []", "fixed = []\n[lunar]\n2031 = [1]\n")):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "holidays.toml").write_text(text, encoding="utf-8")
        with pytest.raises(RuleError, match=r"holidays\.toml"):
            load_calendar(folder)


def rule(*steps: Step, **facts: Any) -> Rule:
    values: dict[str, Any] = {"name": "x", "label": "Luật", "basis": "b", "start": "sent"}
    return Rule(steps=steps, **(values | facts))


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, 5, True), (5, None, 5, True), (6, None, 5, False), (None, 5, 5, True), (None, 4, 5, False), (4, 6, 5, True),
        (6, 8, 5, False), (2, 4, 5, False),
    ],
)  # fmt: skip
def test_a_rule_holds_from_its_first_day_to_its_last(first: int | None, last: int | None, day: int, holds: bool) -> None:
    days = [None if number is None else date(2021, 3, number) for number in (first, last)]
    assert rule(valid_from=days[0], valid_until=days[1]).in_force(date(2021, 3, day)) is holds


TABLE: dict[str, Any] = {
    "label": "Luật",
    "basis": "b",
    "start": "sent",
    "step": [{"label": "báo cáo", "unit": "days", "count": 1}],
}
WEEKLY: dict[str, Any] = {"label": "tuần", "unit": "weekly", "weekday": 1, "time": "15:00"}


def test_a_rule_is_read_with_its_steps() -> None:
    read = rule_of("x", {**TABLE, "step": [*TABLE["step"], WEEKLY]})
    assert read == rule(Step(label="báo cáo", unit="days", count=1), Step(label="tuần", unit="weekly", weekday=1, at=time(15)))
    assert rule_of("x", {**TABLE, "check": True}).check is True
    assert [rule_of("x", {**TABLE, "step": [{**WEEKLY, "weekday": day}]}).steps[0].weekday for day in (1, 7)] == [1, 7]


@pytest.mark.parametrize(
    "change",
    [
        {"start": "khác"}, {"step": []}, {"step": [{"label": "a", "unit": "years", "count": 1}]},
        {"step": [{"label": "a", "unit": "days", "count": 0}]}, {"step": [{**WEEKLY, "weekday": 0}]},
        {"step": [{**WEEKLY, "weekday": 8}]},
    ],
)  # fmt: skip
def test_a_faulty_rule_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        rule_of("x", {**TABLE, **change})


def test_which_rules_need_the_table_of_holidays() -> None:
    days, working = Step(label="a", unit="days", count=1), Step(label="b", unit="working_days", count=1)
    assert [counts_working_days(rule(*steps)) for steps in ((days,), (working,), (days, working))] == [False, True, True]


def due(step: Step, start: datetime, **facts: Any) -> datetime:
    (deadline,) = legal_deadlines(rule(step, **facts), published=None, sent=start)
    return deadline.due.astimezone(VN)


@pytest.mark.parametrize(
    ("weekday", "hour", "start", "at"),
    [  # 3 March 2021 is a Wednesday
        (3, 15, datetime(2021, 3, 3, 14, 59, tzinfo=VN), datetime(2021, 3, 3, 15, tzinfo=VN)),
        (3, 15, datetime(2021, 3, 3, 15, 0, tzinfo=VN), datetime(2021, 3, 10, 15, tzinfo=VN)),
        (4, 15, datetime(2021, 3, 3, 16, 0, tzinfo=VN), datetime(2021, 3, 4, 15, tzinfo=VN)),
        (2, 15, datetime(2021, 3, 3, 14, 0, tzinfo=VN), datetime(2021, 3, 9, 15, tzinfo=VN)),
        (7, 15, datetime(2021, 3, 3, 14, 0, tzinfo=VN), datetime(2021, 3, 7, 15, tzinfo=VN)),
        (1, 15, datetime(2021, 3, 3, 14, 0, tzinfo=VN), datetime(2021, 3, 8, 15, tzinfo=VN)),
    ],
)
def test_a_weekly_deadline_is_the_next_such_hour(weekday: int, hour: int, start: datetime, at: datetime) -> None:
    assert due(Step(label="a", unit="weekly", weekday=weekday, at=time(hour)), start) == at


def test_days_end_with_their_last_second_and_hours_run_from_the_moment() -> None:
    late = datetime(2021, 3, 3, 18, 30, tzinfo=UTC)  # the 4th, 01:30, in Vietnam
    assert due(Step(label="a", unit="days", count=2), late) == datetime(2021, 3, 6, 23, 59, 59, tzinfo=VN)
    assert due(Step(label="a", unit="hours", count=24), late) == datetime(2021, 3, 5, 1, 30, tzinfo=VN)
    assert due(Step(label="a", unit="working_days", count=2), late) == datetime(2021, 3, 8, 23, 59, 59, tzinfo=VN)
    assert end_of(date(2021, 3, 6)) == datetime(2021, 3, 6, 16, 59, 59, tzinfo=UTC)
    assert is_whole_day(datetime(2021, 3, 6, 16, 59, 59, tzinfo=UTC)) is True
    assert is_whole_day(datetime(2021, 3, 6, 23, 59, 59, tzinfo=UTC)) is False


def test_the_clock_starts_with_the_moment_the_rule_names() -> None:
    step = Step(label="a", unit="days", count=1)
    first, second = datetime(2021, 3, 3, 5, tzinfo=UTC), datetime(2021, 3, 9, 5, tzinfo=UTC)
    days = [legal_deadlines(rule(step, start=start), published=first, sent=second)[0].due.day for start in ("published", "sent")]
    assert days == [4, 10]
    assert legal_deadlines(rule(step), published=first, sent=None) == []
    assert legal_deadlines(rule(step, start="published"), published=None, sent=second) == []
    with pytest.raises(RuleError, match="không có hiệu lực"):
        legal_deadlines(rule(step, valid_from=date(2021, 3, 10)), published=None, sent=second)


def test_the_offices_own_rule_stands_in_place_of_ours(tmp_path: Path) -> None:
    text = 'label = "Riêng"\nbasis = "b"\nstart = "sent"\n[[step]]\nlabel = "a"\nunit = "days"\ncount = 3\n'
    (tmp_path / "rieng.toml").write_text(text, encoding="utf-8")
    (tmp_path / "holidays.toml").write_text("", encoding="utf-8")
    assert "rieng" in rule_names(tmp_path) and "rieng" not in rule_names()
    assert "holidays" not in rule_names(tmp_path)
    assert set(rule_names()) < set(rule_names(tmp_path))
    assert load_rule("rieng", tmp_path).label == "Riêng"
    ours = rule_names()[0]
    assert load_rule(ours, tmp_path) == load_rule(ours)
    (tmp_path / f"{ours}.toml").write_text(text, encoding="utf-8")
    assert load_rule(ours, tmp_path).label == "Riêng"
    (tmp_path / "hong.toml").write_text("label = ", encoding="utf-8")
    (tmp_path / "thieu.toml").write_text('label = "a"\n', encoding="utf-8")
    for name, words in (("hong", "không đọc được"), ("thieu", "thiếu hoặc sai"), ("khong-co", "Không có quy tắc")):
        with pytest.raises(RuleError, match=words):
            load_rule(name, tmp_path)
