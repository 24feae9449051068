"""Days off, working days, and the deadlines of every rule table."""

from __future__ import annotations

from datetime import date, datetime
from math import floor, sin
from pathlib import Path

import pytest

from data.calendar import RuleError, end_of, is_whole_day, legal_deadlines, load_calendar, load_rule
from data.calendar.deadlines import rule_names
from data.calendar.holidays import calendar_of
from data.text import local
from data.text.dates import VN

RAD = 0.017453292519943295


def noon(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VN) if "T" in text else datetime.fromisoformat(f"{text}T09:00:00+07:00")


def last(rule: str, start: str) -> str:
    at = noon(start)
    return f"{local(legal_deadlines(load_rule(rule), published=at, sent=at)[-1].due):%Y-%m-%d %H:%M}"


def new_moon(k: int) -> int:
    """The local day (Julian day number, zone +7) of the k-th new moon since 1900, by the main terms of its series."""
    t = k / 1236.85
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t * t
    sun = RAD * (359.2242 + 29.10535608 * k)
    moon = RAD * (306.0253 + 385.81691806 * k + 0.0107306 * t * t)
    node = RAD * (21.2964 + 390.67050646 * k)
    shift = 0.1734 * sin(sun) + 0.0021 * sin(2 * sun) - 0.4068 * sin(moon) + 0.0161 * sin(2 * moon) + 0.0104 * sin(2 * node)
    shift += -0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon) - 0.0004 * sin(3 * moon) + 0.0010 * sin(2 * node - moon)
    return floor(mean + shift + 0.000278 - 0.000265 * t + 0.5 + 7 / 24)


def test_new_year_and_ancestors_day_fall_as_the_moon_says() -> None:
    import tomllib

    from data.calendar import FILE
    from data.calendar.holidays import RULES

    table = tomllib.loads((RULES / FILE).read_text("utf-8"))["lunar"]
    moons = {date.fromordinal(new_moon(k) - 1721425): k for k in range(1400, 1700)}
    for year, (tet, ancestors) in table.items():
        assert tet.year == ancestors.year == int(year)
        k = moons[tet]  # Tết is a new moon …
        months = [date.fromordinal(new_moon(k + n) - 1721425) for n in (2, 3)]
        assert (ancestors - months[0]).days == 9 or (ancestors - months[1]).days == 9  # … the other the tenth of a month


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2020-06-01", True), ("2020-05-30", False), ("2020-05-01", False), ("2020-01-29", False), ("2020-01-30", True),
        ("2021-01-01", False), ("2022-01-03", False),  # 1 January 2022 was a Saturday: Monday in lieu
        ("2023-05-02", False), ("2023-05-03", False), ("2023-05-04", True),  # Giỗ Tổ 29/4 and 30/4 on a weekend
        ("2024-05-04", True), ("2024-04-29", False), ("2027-02-05", False), ("2027-02-09", False),
    ],
)  # fmt: skip
def test_working_days(day: str, working: bool) -> None:
    assert load_calendar().working(date.fromisoformat(day)) is working


def test_a_year_without_feasts_is_refused_not_guessed() -> None:
    with pytest.raises(RuleError, match="2099"):
        load_calendar().working(date(2099, 1, 5))


def test_a_year_without_its_plan_is_doubted_aloud() -> None:
    calendar = load_calendar()
    assert calendar.doubt(2026) == ""
    assert "2027" in calendar.doubt(2027)
    assert "lịch nghỉ" in calendar.doubt(2027)
    assert "ngày Tết của năm 2099" in calendar.doubt(2099)


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        ("co-quan", "2020-05-20", "2020-05-29 23:59"),
        ("co-quan", "2020-01-21", "2020-02-06 23:59"),  # over Tết
        ("luat-bao-chi-2016-dieu-39", "2020-05-18", "2020-06-17 23:59"),
        ("nghe-an-29-2023", "2023-06-01", "2023-06-21 23:59"),
        ("nghi-dinh-244-2026", "2026-07-10T08:15", "2026-07-11 08:15"),
        ("kon-tum-hang-tuan", "2021-03-01", "2021-03-03 10:00"),
        ("kon-tum-hang-tuan", "2021-03-03T10:00", "2021-03-10 10:00"),
        ("kon-tum-hang-tuan-2017", "2017-03-01", "2017-03-02 15:00"),
    ],
)
def test_deadlines_of_the_tables(rule: str, start: str, due: str) -> None:
    assert last(rule, start) == due


def test_two_duties_of_nghe_an() -> None:
    found = legal_deadlines(load_rule("nghe-an-29-2023"), published=None, sent=noon("2023-06-01"))
    assert [(one.label, f"{local(one.due):%d/%m}") for one in found] == [
        ("kiểm tra, xác minh", "06/06"),
        ("báo cáo kết quả", "21/06"),
    ]


def test_every_table_reads_has_a_basis_and_is_refused_outside_its_time() -> None:
    for name in rule_names():
        rule = load_rule(name)
        assert rule.basis
        assert rule.label
    assert load_rule("nghi-dinh-244-2026").check
    with pytest.raises(RuleError, match="không có hiệu lực"):
        last("nghi-dinh-244-2026", "2026-06-30")


def test_the_clock_of_sending_waits_for_the_sending() -> None:
    assert legal_deadlines(load_rule("co-quan"), published=noon("2020-05-20"), sent=None) == []


def test_an_office_edits_its_tables(tmp_path: Path) -> None:
    (tmp_path / "co-quan.toml").write_text(
        'label = "x"\nbasis = "Quy chế"\nstart = "sent"\n[[step]]\nlabel = "báo cáo"\ncount = 3\nunit = "working_days"\n', "utf-8"
    )
    rule = load_rule("co-quan", tmp_path)
    assert f"{local(legal_deadlines(rule, published=None, sent=noon('2020-05-20'), folder=tmp_path)[0].due):%d/%m}" == "25/05"
    (tmp_path / "hong.toml").write_text(
        'label = "x"\nbasis = "b"\nstart = "sent"\n[[step]]\nlabel = "l"\nunit = "năm"\ncount = 1\n', "utf-8"
    )
    with pytest.raises(RuleError, match=r"hong\.toml.*unit"):
        load_rule("hong", tmp_path)
    with pytest.raises(RuleError, match="Không có quy tắc"):
        load_rule("khong-co", tmp_path)


def test_a_day_is_kept_to_its_end() -> None:
    assert is_whole_day(end_of(date(2020, 6, 2)))
    assert not is_whole_day(noon("2020-06-02"))
    assert calendar_of({"fixed": [], "lunar": {}}).off == frozenset()
