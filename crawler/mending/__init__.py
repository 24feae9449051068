"""What does the crawl mend by itself? Better lists looked for by night, tried, adopted; what was found laid over the facts.

In: an office, its crawl store. Out: `Mended` for each outlet, classes with what was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.mending.found_facts import with_found
    from crawler.mending.night import Mended, mend, settle_trials, take_candidates

__all__ = ["Mended", "mend", "settle_trials", "take_candidates", "with_found"]
__getattr__ = door(
    __name__,
    {"with_found": "found_facts", "Mended": "night", "mend": "night", "settle_trials": "night", "take_candidates": "night"},
)
