"""Measuring ours against a peer, fairly: both on the same work, in the same run, turn by turn.

In: two functions that each do the whole work once, and how many units that is. Out: a `Race` with the medians, and the object of
`diembao bench … --json`. The commands of `diembao bench` are declared in each stage's `cli` and share this.
"""

from __future__ import annotations

import gc
import re
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

KIB_PER_MB = 1024 if sys.platform.startswith("linux") else 1024 * 1024  # getrusage counts KiB on Linux, bytes on macOS


@dataclass(frozen=True, kw_only=True)
class Race:
    """What was measured. `ours` and `peer` are units of work a second, medians of the rounds; `peak_mb` is ours alone."""

    ours: float
    peer: float
    peer_name: str
    unit: str
    peak_mb: float
    more: dict[str, object] = field(default_factory=dict)  # figures beside it: quality of both, sizes

    @property
    def ratio(self) -> float:
        """How many times as fast as the peer."""
        return self.ours / self.peer

    def as_json(self) -> dict[str, object]:
        """The object of the command contract."""
        return {
            "ours": round(self.ours, 2),
            "peer": round(self.peer, 2),
            "peer_name": self.peer_name,
            "unit": self.unit,
            "ratio": round(self.ratio, 2),
            "peak_mb": round(self.peak_mb, 1),
            **self.more,
        }


def race(ours: Callable[[], object], peer: Callable[[], object], *, units: int, rounds: int, peer_name: str, unit: str) -> Race:
    """Runs both once to warm up (ours first, so that the peak of memory is its own), then `rounds` times in turns."""
    ours()
    peak = peak_mb()
    peer()
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 == 0 else (1, 0):
            times[which].append(_seconds((ours, peer)[which]))
    return Race(
        ours=units / median(times[0]), peer=units / median(times[1]), peer_name=peer_name, unit=unit, peak_mb=peak
    )  # fmt: skip


def peak_mb() -> float:
    """The most memory this process has held, in MB.

    Linux tells of this program alone; what getrusage says begins with the size of the process that started it.
    """
    status = Path("/proc/self/status")
    if status.exists() and (match := re.search(r"^VmHWM:\s*(\d+) kB", status.read_text("ascii", "replace"), re.MULTILINE)):
        return int(match[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MB


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    began = perf_counter()
    work()
    return perf_counter() - began
