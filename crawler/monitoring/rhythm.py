"""The outlet's own rhythm: how many new articles a stretch of time usually brings, by weekday, and whether a silence is odd.

In: earlier runs (time, state, counts), a stretch of time. Out: an expected number of articles; whether silence over the stretch
has a reason. Runs in trouble say nothing about the usual, and the first run of all brought what had piled up before.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from data.crawl_store import COVERAGE
from data.text import local

Runs = Sequence[tuple[datetime, str, dict[str, int]]]

DAY = timedelta(hours=24)
HISTORY = timedelta(days=28)
WHOLE_DAY = timedelta(hours=23)  # runs a few minutes early count too
SHORT_HISTORY = timedelta(days=7)  # below it a rate alone excuses no long silence
PATIENCE_NEW = timedelta(days=3)  # silence of an outlet with no or a short history
PATIENCE = timedelta(days=14)  # and of any outlet
ODD = 4.0  # expected articles: to see none of so many is odd (Poisson: 2 %)
WINDOWS_OF_WEEKDAY = 2


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """Usual new articles a day: by weekday (0 Monday) where known, and over all. None: no history."""

    overall: float | None = None
    by_weekday: tuple[float | None, ...] = (None,) * 7
    span: timedelta = timedelta(0)  # of the history

    def rate(self, moment: datetime) -> float | None:
        """Articles a day at this moment."""
        of_weekday = self.by_weekday[local(moment).weekday()]
        return self.overall if of_weekday is None else of_weekday

    def expect(self, since: datetime, until: datetime) -> float | None:
        """How many new articles this stretch usually brings; None without history."""
        if self.overall is None:
            return None
        total, moment = 0.0, max(since, until - HISTORY)
        while moment < until:
            end = min(until, moment + timedelta(hours=6))
            total += (self.rate(moment) or 0.0) * ((end - moment) / DAY)
            moment = end
        return total

    def is_silence_odd(self, since: datetime | None, now: datetime, *, share: float = 1.0) -> bool:
        """Whether no new article since then needs a reason other than the outlet's habit. None: never one.

        `share`: the part of the outlet's articles that the list in question is to bring. No night is odd: a day must have passed.
        """
        if since is None:
            return True
        expected = self.expect(since, now)
        if expected is not None and expected * share >= ODD and now - since >= WHOLE_DAY:
            return True
        return now - since > (PATIENCE_NEW if self.span < SHORT_HISTORY else PATIENCE)


def learn_rhythm(runs: Runs, now: datetime) -> Rhythm:
    """The rhythm of an outlet from its runs, oldest first."""
    recent = [run for run in runs if run[0] > now - HISTORY]
    if len(recent) < 2 or recent[-1][0] - recent[0][0] < DAY:
        return Rhythm(span=now - recent[0][0] if recent else timedelta(0))
    windows = _windows(recent)
    if not windows:
        return Rhythm(span=now - recent[0][0])
    by_weekday: list[float | None] = []
    for weekday in range(7):
        counts = [count for day, count in windows if day.weekday() == weekday]
        by_weekday.append(fmean(counts) if len(counts) >= WINDOWS_OF_WEEKDAY else None)
    return Rhythm(overall=fmean(count for _, count in windows), by_weekday=tuple(by_weekday), span=now - recent[0][0])


def _windows(runs: Runs) -> list[tuple[datetime, float]]:
    """Whole days before the last run, each with what its runs brought; without the first run and without days of trouble."""
    first, last = runs[0][0], runs[-1][0]
    bad = (*COVERAGE["none"], *COVERAGE["partial"])
    windows = []
    for back in range(math.floor((last - first) / DAY)):
        end = last - back * DAY
        inside = [run for run in runs[1:] if end - DAY < run[0] <= end]
        if inside and not any(state in bad for _, state, _ in inside):
            windows.append((local(end - DAY / 2), float(sum(counts.get("read", 0) for _, _, counts in inside))))
    return windows
