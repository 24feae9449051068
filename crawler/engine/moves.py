"""Notice that an outlet moves to another host: its lists or pages are led there for good, or its lists announce articles there.

In: answers and links of one run. Out: a proposal in the crawl store, and facts with the new host for this run, so that nothing is
lost meanwhile. A person decides; until then what is kept from there is not told (`data.crawl_store.lists.Move`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from twisted.python.failure import Failure

from crawler.discovery import Link
from crawler.fetch import outcome_of_error, request_of
from crawler.outlet import OutletFacts
from data.model import Outcome

if TYPE_CHECKING:
    from crawler.engine.session import CrawlSession
    from crawler.monitoring import SpiderReport

PERMANENT = (301, 308)
MOST = 0.6  # share of a list's links that lie on one other host
FEWEST = 5  # of them
FEWEST_PAGES = 3  # pages led to one other host for good, or that name it as their own


def is_led_away_for_good(failure: Failure) -> bool:
    """Whether a request was refused because it was led to another host, and permanently (301, 308)."""
    request = request_of(failure)
    reasons = request.meta.get("redirect_reasons") or []
    is_elsewhere = outcome_of_error(failure.value)[0] == Outcome.NOT_AN_ARTICLE  # the guard refuses it so
    return is_elsewhere and bool(reasons) and all(reason in PERMANENT for reason in reasons)


class MoveWatch:
    """What speaks for a move in one run; `facts` are those of the outlet, with the hosts it seems to have moved to."""

    def __init__(self, facts: type[OutletFacts], session: CrawlSession, report: SpiderReport) -> None:
        self.facts = facts
        self._session = session
        self._report = report
        self._pages: Counter[str] = Counter()
        self.unconfirmed = {move.host for move in session.store.moves(facts.name, ("proposed",))}
        report.moved_to = ", ".join(sorted(self.unconfirmed))

    def follow(self, host: str, evidence: str) -> bool:
        """Proposes the move and takes the host in for this run; False for a host that is another outlet's or was declined."""
        if not host or self.facts.has_host(host):
            return bool(host)
        owner = self._session.owner_of_host(host)
        if owner and owner != self.facts.name:
            self._report.moved_to = f"{host} (đã có trong danh mục: {owner})"
            return False
        store = self._session.store
        if any(move.host == host for move in store.moves(self.facts.name, ("declined",))):
            return False
        store.propose_move(self.facts.name, host, evidence, self._session.now)
        self._report.moved_to = host
        self.unconfirmed.add(host)
        self.facts = type(self.facts.__name__, (self.facts,), {"hosts": (*self.facts.hosts, host), "__module__": __name__})
        return True

    def is_unconfirmed(self, url: str) -> bool:
        """Whether an address lies on a host that no person has confirmed."""
        return (urlsplit(url).hostname or "") in self.unconfirmed

    def host_of_links(self, links: Sequence[Link]) -> str:
        """The one other host on which most of a list's articles lie; "" for none."""
        hosts = Counter(host for link in links if (host := urlsplit(link.url).hostname) and not self.facts.has_host(host))
        if not hosts:
            return ""
        host, count = hosts.most_common(1)[0]
        return host if count >= FEWEST and count >= MOST * len(links) else ""

    def page_leads_to(self, host: str) -> str:
        """Counts a page that was led to another host for good; that host once enough of them were."""
        self._pages[host] += 1
        return host if self._pages[host] >= FEWEST_PAGES else ""
