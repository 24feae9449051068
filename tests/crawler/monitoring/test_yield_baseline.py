"""An outlet against its own usual: thin when far below it, never for a short history, a quiet weekday or few articles."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from crawler.monitoring.yield_baseline import assess_yield, count_day, usual_yield
from data.text.dates import VN

NOW = datetime(2020, 6, 1, 18, 0, tzinfo=VN)  # a Monday
HOURS = (7, 10, 14, 18)


def history(daily: dict[int, int] | int, days: int, seed: int = 0) -> list[tuple[datetime, str, dict[str, int]]]:
    """Four runs a day before NOW's own run; `daily` articles a day, by weekday where a dict (Monday = 0), up and down."""
    chance, runs = random.Random(seed), []  # noqa: S311
    for back in range(days, -1, -1):
        date = NOW - timedelta(days=back)
        mean = daily if isinstance(daily, int) else daily[date.weekday()]
        for hour in HOURS:
            at = date.replace(hour=hour)
            if at < NOW:
                runs.append((at, "ok", {"fetched": max(0, round(chance.gauss(mean / 4, (mean / 4) ** 0.5)))}))
    return runs


def quiet_since(runs: list[tuple[datetime, str, dict[str, int]]], hours: int) -> list[tuple[datetime, str, dict[str, int]]]:
    return [(at, state, {"fetched": 0} if at > NOW - timedelta(hours=hours) else row) for at, state, row in runs]


def test_far_below_the_usual_is_thin() -> None:
    found = assess_yield(quiet_since(history(80, 28), 24), 6, NOW)
    assert found is not None
    assert found.state == "thin"
    assert found.why.startswith("24 giờ qua có 6 bài mới, thường khoảng ")
    nothing = assess_yield(quiet_since(history(80, 28), 24), 0, NOW)
    assert nothing is not None and "không có bài mới" in nothing.why


@pytest.mark.parametrize(("daily", "days", "fetched"), [(80, 13, 0), (8, 28, 0), (80, 28, 40), (0, 28, 0)])
def test_short_history_few_articles_or_a_fair_day_are_not(daily: int, days: int, fetched: int) -> None:
    assert assess_yield(quiet_since(history(daily, days), 24), fetched, NOW) is None


def test_a_quiet_weekday_is_its_own_measure() -> None:
    weekly = dict.fromkeys(range(7), 100) | {0: 12}
    assert assess_yield(quiet_since(history(weekly, 28), 24), 11, NOW) is None
    other = dict.fromkeys(range(7), 12) | {0: 100}
    assert assess_yield(quiet_since(history(other, 28), 24), 11, NOW) is not None


def test_the_usual_needs_two_weeks_of_the_same_day() -> None:
    assert usual_yield([], NOW) is None
    assert usual_yield(history(40, 10), NOW) is None
    assert usual_yield(history(40, 15), NOW) == pytest.approx(40, rel=0.5)
    assert count_day(history(40, 3), NOW - timedelta(days=20)) is None


def test_hundreds_of_ordinary_days_raise_no_alarm() -> None:
    days = [(seed, mean) for seed in range(40) for mean in (3, 12, 40, 90, 300)]
    alarms = sum(assess_yield(history(mean, 28, seed)[:-1], mean // 4, NOW) is not None for seed, mean in days)
    assert alarms == 0
