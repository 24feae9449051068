"""After an outage: how far back an outlet's lists are to be walked, and whether another page of a section is worth asking for.

In: when the outlet was last read to its end, what a list page holds. Out: the moment to walk back to, the next page's address.
Feeds show the newest items only; what was published while we could not read is found by news sitemaps and section paging.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from crawler.discovery.links import Listing
from crawler.outlet import OutletFacts
from data.text import tidy

OUTAGE = timedelta(hours=12)  # a longer silence than any night between two runs of a normal day
MOST_PAGES = 12  # of one section
RELATED = "//link[@rel='next']/@href | //a[contains(concat(' ', normalize-space(@rel), ' '), ' next ')]/@href"
MARKED = "//a[@href][contains(@class, 'next') or contains(@class, 'view-more') or contains(@class, 'loadmore')]"
WORDS = re.compile(r"^(?:trang (?:sau|tiếp|kế)|sau|tiếp|xem thêm|next|»|›|>{1,2})\W*$", re.I)


def walk_back_to(last_reached: datetime | None, now: datetime, days: int) -> datetime | None:
    """Since when articles may have been missed: the last good run, at most `days` days; None when nothing was."""
    if last_reached is None or not days or now - last_reached <= OUTAGE:
        return None
    return max(last_reached, now - timedelta(days=days))


def goes_on(listing: Listing, new: int, since: datetime) -> bool:
    """Whether older pages of this section can still hold missed articles: its newest dated article is after `since`, or, on a
    page without dates, something on it was new to us."""
    dates = [link.published_at for link in listing.links if link.published_at is not None]
    return max(dates) > since if dates else bool(new)


def next_page(text: str, url: str, facts: type[OutletFacts]) -> str | None:
    """The address of the page after this one, on the same site; None when it names none."""
    page = Selector(text=text or "<html/>", type="html")
    hrefs = page.xpath(RELATED).getall() + page.xpath(MARKED).xpath("@href").getall()
    hrefs += [a.root.get("href") for a in page.xpath("//a[@href]") if WORDS.match(tidy("".join(a.xpath(".//text()").getall())))]
    for href in hrefs:
        try:
            address = urljoin(url, href.strip()).partition("#")[0]
            usable = address.startswith("http") and address != url and _on_site(address, facts)
        except ValueError:
            continue
        if usable:
            return address
    return None


def _on_site(address: str, facts: type[OutletFacts]) -> bool:
    return facts.has_host(urlsplit(address).hostname or "") and not facts.is_article(address)
