"""Lists of feeds as other readers keep them (OPML 2.0).

In: outlets with their feeds, or the bytes of an OPML file. Out: the document, or `Subscription`s. http://opml.org/spec2.opml
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from lxml import etree

from crawler.local_facts.fact_readers import address
from data.errors import OperatorError
from data.text import tidy

LARGEST = 5_000_000  # bytes of a file
MOST = 2_000  # feeds of a file


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """One feed of a list."""

    feed: str  # absolute address
    label: str
    home: str = ""  # the site's home page, "" where the list does not say
    name: str = ""  # the outlet's name in our register, "" in lists of others
    lang: str = ""


def as_opml(subscriptions: Iterable[Subscription], title: str) -> str:
    """The subscriptions as an OPML document, one outline an outlet's feed; our own attribute `diembaoName` keeps the outlet."""
    rows = [
        f'    <outline type="rss" text={quoteattr(row.label)} title={quoteattr(row.label)} xmlUrl={quoteattr(row.feed)}'
        f" htmlUrl={quoteattr(row.home)} language={quoteattr(row.lang)} diembaoName={quoteattr(row.name)}/>"
        for row in subscriptions
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>{_escaped(title)}</title></head>\n'
    return f"{head}  <body>\n" + "\n".join(rows) + "\n  </body>\n</opml>\n"


def _escaped(text: str) -> str:
    return quoteattr(text)[1:-1]


def read_opml(raw: bytes) -> list[Subscription]:
    """The feeds of an OPML file, each once, in its order; groups are looked into. Raises OperatorError for what is none."""
    if len(raw) > LARGEST:
        raise OperatorError(f"Tệp OPML lớn hơn {LARGEST // 1_000_000} MB. Cách xử lý: chia nhỏ tệp.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(raw.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise OperatorError("Tệp không phải OPML. Cách xử lý: xuất lại danh sách nguồn tin từ trình đọc RSS ở dạng OPML.")
    rows: dict[str, Subscription] = {}
    for outline in root.iter("{*}outline"):
        values = {re.sub(r"[^a-z]", "", str(key).lower()): str(value) for key, value in outline.attrib.items()}
        try:
            feed = address(values.get("xmlurl", ""))
        except ValueError:
            continue
        label = tidy(values.get("title") or values.get("text") or "") or (urlsplit(feed).hostname or "")
        row = Subscription(
            feed=feed, label=label[:200], home=_home(values.get("htmlurl", "")), name=values.get("diembaoname", ""),
            lang=values.get("language", ""),
        )  # fmt: skip
        rows.setdefault(feed, row)
        if len(rows) >= MOST:
            break
    return list(rows.values())


def _home(text: str) -> str:
    try:
        return address(text)
    except ValueError:
        return ""
