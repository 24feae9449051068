"""Seen URLs, validators, outlet history, rechecks; shared by the offices of one crawl.

In: the path of the crawl's file. Out: `CrawlStore` and its rows.
"""

from __future__ import annotations

from data.crawl_store.rechecks import Recheck
from data.crawl_store.store import STATES, WELL, CrawlStore, OutletState, SeenRow

__all__ = ["STATES", "WELL", "CrawlStore", "OutletState", "Recheck", "SeenRow"]
