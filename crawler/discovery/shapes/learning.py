"""The shape of a site's article addresses, learned from its links: long slugs, an id before the ending, a month in the path.

In: links with their texts, some of them known to be articles (the items of a feed). Out: `AddressShape`: the expressions
`article_pattern` and `skip_pattern` of `OutletFacts`. Nothing is known of the site. Headlines have long slugs and long texts,
sections and topics short ones; what both share (the ending, the sign before the id, the length of the id) is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from crawler.discovery.shapes.address import TOPICS, Address, PageLink, host_of, joined, site_of, taken_apart
from crawler.discovery.shapes.numbered import numbered_pattern
from crawler.discovery.shapes.shape import AddressShape, shape_of, skip_pattern
from crawler.discovery.shapes.worded import shape_by_query, shape_by_words
from crawler.outlet import OutletFacts
from data.text import tidy

MOST_LINKS = 5000  # of one page or pool
MOST_TEXTS = 50  # pieces of text of one link
LONGEST = 1000  # characters of an address
ENOUGH = 5  # articles by shape on a page where the outlet's pattern fits none


def page_links(tree: etree._Element, url: str) -> list[PageLink]:
    """The links of a parsed page with http addresses, each once in the page's order, with its longest text."""
    start = url
    for base in tree.iter("base"):
        start = joined(url, base.get("href") or "") or url
        break
    texts: dict[str, str] = {}
    for anchor in tree.iter("a"):
        address = joined(start, anchor.get("href") or "") if anchor.get("href") else None
        if address is None or not address.startswith("http") or len(address) > LONGEST or len(texts) >= MOST_LINKS:
            continue
        text = _text_of(anchor)
        if address not in texts or len(text) > len(texts[address]):
            texts[address] = text
    return [PageLink(url=address, text=text) for address, text in texts.items()]


def _text_of(anchor: etree._Element) -> str:
    text = tidy(" ".join(islice(anchor.itertext(), MOST_TEXTS)))
    if not text:
        pictures = (image.get("alt") or "" for image in anchor.iter("img"))
        text = tidy(anchor.get("title") or next(pictures, ""))
    return text[:300]


def learn_shape(links: Sequence[PageLink], hosts: Iterable[str]) -> AddressShape | None:
    """The shape of the articles among `links` on the sites of these hosts, subdomains too; None where no shape stands out."""
    sites = {site_of(host) for host in hosts}
    addresses = [taken_apart(link) for link in links[:MOST_LINKS] if site_of(host_of(link.url)) in sites]
    usable = [address for address in addresses if address is not None]
    articles = [address for address in usable if not _is_topic(address)]
    pattern = numbered_pattern(articles)
    if pattern is None:
        return shape_by_query(usable) or shape_by_words(articles, usable)
    return shape_of(pattern, skip_pattern(usable), usable, has_number=True)


def _is_topic(address: Address) -> bool:
    return not address.link.is_announced and any(folder in TOPICS for folder in address.folders)


def pattern_or_shape(tree: etree._Element, url: str, facts: type[OutletFacts]) -> Callable[[str], bool]:
    """Tells which links of a list page are articles: by the outlet's pattern, by their shape where it states none or a wrong one.

    In: the parsed page, its address. Out: a test for absolute addresses; other sites never pass.
    """
    links = page_links(tree, url)
    states_one = facts.article_pattern != OutletFacts.article_pattern
    if states_one and any(facts.is_article(link.url) for link in links):
        return facts.is_article
    skipped = re.compile(facts.skip_pattern)
    shape = learn_shape([link for link in links if not skipped.search(urlsplit(link.url).path)], facts.hosts)
    if shape is None or (states_one and shape.links < ENOUGH):
        return facts.is_article
    sites = {site_of(host) for host in facts.hosts}
    return lambda address: (
        site_of(host_of(address)) in sites and shape.fits(address) and not skipped.search(urlsplit(address).path)
    )
