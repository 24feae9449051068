"""Speed and exactness of the crawl beside a peer: one module for each bench.

In: saved pages or a corpus. Out: races (`data.benchmark.Race`), printed by `diembao bench`.
"""

__all__ = ["crawl", "prefilter", "read"]
