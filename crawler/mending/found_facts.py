"""What the crawl found about an outlet, laid over its stated facts: hosts to which it moved or seems to have moved, and a further
shape of its article addresses.

In: the outlet's class, the crawl store. Out: a class with these, the same one where there is nothing. Lists that were found stand
in the crawl store itself; `crawler.engine.list_reading` reads them there.
"""

from __future__ import annotations

from crawler.engine import NewsSpider
from data.crawl_store import CrawlStore


def with_found(facts: type[NewsSpider], store: CrawlStore) -> type[NewsSpider]:
    """The outlet with what was found behind what is stated; a host that a person refused is left out."""
    hosts = tuple(move.host for move in store.moves(facts.name) if not facts.has_host(move.host))
    pattern = store.found_pattern(facts.name)
    is_new = bool(pattern) and pattern not in (facts.article_pattern, *facts.further_patterns)
    if not hosts and not is_new:
        return facts
    laid_over: dict[str, object] = {"hosts": (*facts.hosts, *hosts), "__module__": facts.__module__}
    if is_new:
        laid_over["further_patterns"] = (*facts.further_patterns, pattern)
    return type(facts.__name__, (facts,), laid_over)
