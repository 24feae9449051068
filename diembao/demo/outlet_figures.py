"""Count what each outlet gave over all polls of a press day.

In: the demo's office and its day, after the run. Out: one record an outlet, in Vietnamese order of their labels.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from data.archive import Archive
from data.crawl_store import STATES, CrawlStore
from data.settings import Office
from data.text import sort_key
from diembao.demo.press_day import PressDay

FIGURES = ("found", "fetched", "read", "kept", "outside", "failed")


@dataclass(frozen=True, kw_only=True)
class OutletFigures:
    """One outlet: its figures in the order of FIGURES, its articles in the edition, its state in Vietnamese words."""

    label: str
    figures: tuple[int, ...]
    in_edition: int
    state: str


def count_outlets(office: Office, day: PressDay) -> list[OutletFigures]:
    """Add up every outlet's runs since the day before the first poll."""
    with Archive.open(office.archive_path, now=day.now) as archive:
        labels = {name: outlet.label for name, outlet in archive.articles.outlets().items()}
        in_edition = Counter(item.outlet for item in archive.editions.items(day.edition))
    rows: list[OutletFigures] = []
    with CrawlStore.open(office.crawl_path, now=day.now) as store:
        states = store.outlet_states(labels, day.now + timedelta(hours=1))
        for name, label in sorted(labels.items(), key=lambda pair: sort_key(pair[1])):
            runs = [counts for _, _, counts in store.outlet_history(name, day.polls[0] - timedelta(days=1))]
            figures = tuple(sum(counts.get(figure, 0) for counts in runs) for figure in FIGURES)
            state = STATES[states[name].state] if name in states else ""
            rows.append(OutletFigures(label=label, figures=figures, in_edition=in_edition[name], state=state))
    return rows
