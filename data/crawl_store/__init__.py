"""Seen URLs, validators, outlet and list history, rechecks; shared by the offices of one crawl.

In: the path of the crawl's file. Out: `CrawlStore` and its rows.
"""

from __future__ import annotations

from data.crawl_store.lists import LIST_STATES, ListRow, Move
from data.crawl_store.rechecks import Recheck
from data.crawl_store.store import COVERAGE, STATES, WELL, CrawlStore, OutletState, SeenRow

__all__ = ["COVERAGE", "LIST_STATES", "STATES", "WELL", "CrawlStore", "ListRow", "Move", "OutletState", "Recheck", "SeenRow"]
