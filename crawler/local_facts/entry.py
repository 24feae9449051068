"""What an office states about one outlet, as a record.

In: checked values. Out: `OutletEntry`, whose facts bear the names that `crawler.outlet.OutletFacts` gives them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data.errors import OperatorError


class BrokenOutlets(OperatorError):
    """The file of outlets cannot be used; `errors` names every fault with its key, in Vietnamese."""

    def __init__(self, path: Path, errors: Sequence[str]) -> None:
        self.errors = list(errors)
        super().__init__(f"Tệp nguồn {path} có lỗi:\n" + "\n".join(f"  – {error}" for error in self.errors))


@dataclass(frozen=True, kw_only=True)
class Pause:
    """An outlet that the office does not want crawled for a while."""

    since: date  # local day
    why: str  # Vietnamese, for the foot of the digest


@dataclass(frozen=True, kw_only=True)
class OutletEntry:
    """One table of `outlets.toml`: facts that overlay the bundled ones, or all facts of an outlet of the office's own."""

    name: str
    facts: Mapping[str, Any] = field(default_factory=dict)  # attribute of OutletFacts -> value, only what the office states
    found_on: Mapping[str, date] = field(default_factory=dict)  # facts that discovery wrote, not a person -> local day
    enabled: bool | None = None  # None: as the bundled facts say
    paused: Pause | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))
        object.__setattr__(self, "found_on", MappingProxyType(dict(self.found_on)))
