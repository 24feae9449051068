"""The dated map of units and the places that a text names.

In: data/provinces (units.tsv and the overlays) and a text. Out: `Province`, which finds the mentions of a province with their
offsets. Modules in the door: `overview` (a province on one day, for a person), `units` (the table of units), `prefilter_names`
(names as the crawl's prefilter looks for them).
"""

from __future__ import annotations

from data.gazetteer import overview, prefilter_names, units
from data.gazetteer.map_era import NEW_TIMES
from data.gazetteer.province import CLUBS, Province, UnknownProvince, load_province, provinces_in

__all__ = [
    "CLUBS",
    "NEW_TIMES",
    "Province",
    "UnknownProvince",
    "load_province",
    "overview",
    "prefilter_names",
    "provinces_in",
    "units",
]
