"""What the crawl found about an outlet, laid over its stated facts: hosts to which it moved or seems to have moved.

In: the outlet's class, the crawl store. Out: a class with the further hosts, the same one where there are none. Lists that were
found stand in the crawl store itself; `crawler.engine.list_reading` reads them there.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.engine import NewsSpider
from data.crawl_store import Move


def with_moves(facts: type[NewsSpider], moves: Sequence[Move]) -> type[NewsSpider]:
    """The outlet with the hosts of these moves behind its own; a person's refusal has taken a host out of `moves`."""
    hosts = tuple(move.host for move in moves if move.outlet == facts.name and not facts.has_host(move.host))
    if not hosts:
        return facts
    return type(facts.__name__, (facts,), {"hosts": (*facts.hosts, *hosts), "__module__": facts.__module__})
