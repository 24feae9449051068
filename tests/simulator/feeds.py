"""The feeds of a simulated site: RSS, Atom, JSON Feed, well formed or with the habits of real ones.

In: a `ListPlan` and rows of (story, address). Out: bytes and their content type.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import quote, urlsplit

from tests.simulator.articles import Story
from tests.simulator.dates import write_date
from tests.simulator.site import ListPlan

XML = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True)
class Row:
    """One article as a list announces it."""

    story: Story
    url: str


def render_feed(plan: ListPlan, rows: Sequence[Row], title: str, home: str, now: datetime) -> tuple[bytes, str]:
    """The feed in its own format."""
    if plan.format == "json":
        return _json_feed(plan, rows, title, home), "application/feed+json"
    text = _atom(plan, rows, title, home, now) if plan.format == "atom" else _rss(plan, rows, title, home, now)
    if plan.encoding == "utf-16":
        return text.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16"), "application/rss+xml"
    if plan.encoding == "says-utf-16":
        text = text.replace('encoding="utf-8"', 'encoding="utf-16"')
    return text.encode(), "application/atom+xml; charset=utf-8" if plan.format == "atom" else XML


def _rss(plan: ListPlan, rows: Sequence[Row], title: str, home: str, now: datetime) -> str:
    items = "\n".join(_item(plan, row, rows) for row in rows)
    built = write_date(rows[0].story.published if rows else now, "rfc822")  # so that an unchanged feed is the same bytes
    spaces = ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"{spaces}>\n<channel>\n<title>{escape(title)}</title>\n'
        f"<link>{home}</link>\n<description>{escape(title)} RSS</description>\n<pubDate>{built}</pubDate>\n"
        f"<generator>{escape(title)}</generator>\n{items}\n</channel>\n</rss>\n"
    )


def _item(plan: ListPlan, row: Row, rows: Sequence[Row]) -> str:
    address = _address(plan, row.url)
    lines = [f"<title>{_title(plan, row.story.title)}</title>", f"<link>{escape(address)}</link>"]
    if plan.link == "tracker":
        lines.append(f'<guid isPermaLink="true">{escape(row.url)}</guid>')
    else:
        lines.append(f'<guid isPermaLink="false">{row.story.number}</guid>')
    if moment := write_date(row.story.published, plan.date):
        lines.append(f"<pubDate>{moment}</pubDate>")
    lines.append(f"<description>{_description(plan, row, rows)}</description>")
    if plan.description == "full":
        body = "".join(f"<p>{escape(text)}</p>" for text in row.story.paragraphs)
        lines.append(f"<content:encoded><![CDATA[{body}]]></content:encoded>")
    return "<item>\n" + "\n".join(lines) + "\n</item>"


def _address(plan: ListPlan, url: str) -> str:
    if plan.link == "tracker":
        return f"https://theo-doi.example/r?u={quote(url, safe='')}&c=rss"
    return urlsplit(url)._replace(scheme="", netloc="").geturl() if plan.relative else url


def _title(plan: ListPlan, title: str) -> str:
    if plan.title == "cdata":
        return f"<![CDATA[{title}]]>"
    if plan.title == "escaped":  # entities for letters, written twice over
        return escape("".join(letter if ord(letter) < 128 else f"&#{ord(letter)};" for letter in title))
    return escape(title)


def _description(plan: ListPlan, row: Row, rows: Sequence[Row]) -> str:
    sapo = escape(row.story.sapo)
    if plan.description == "picture":
        return f'<![CDATA[<a href="{row.url}"><img src="{row.url}/anh.jpg" width="180"></a></br>{sapo}]]>'
    if plan.description == "related":
        others = [other for other in rows if other is not row][:2]
        more = "".join(f' >> <a href="{other.url}">{escape(other.story.title)}</a>' for other in others)
        return f"<![CDATA[{sapo}{more}]]>"
    return sapo


def _atom(plan: ListPlan, rows: Sequence[Row], title: str, home: str, now: datetime) -> str:
    entries = "".join(
        f'<entry><title>{_title(plan, row.story.title)}</title><link rel="alternate" href="{escape(_address(plan, row.url))}"/>'
        f"<id>tag:{row.story.number}</id><published>{write_date(row.story.published, plan.date)}</published>"
        f"<updated>{write_date(row.story.published, plan.date)}</updated>"
        f"<summary>{_description(plan, row, rows)}</summary></entry>\n"
        for row in rows
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(title)}</title>'
        f'<link href="{home}"/><id>{home}</id><updated>{write_date(now, "iso")}</updated>\n{entries}</feed>\n'
    )


def _json_feed(plan: ListPlan, rows: Sequence[Row], title: str, home: str) -> bytes:
    items = [
        {
            "id": str(row.story.number), "url": _address(plan, row.url), "title": row.story.title, "summary": row.story.sapo,
            "date_published": write_date(row.story.published, plan.date), "content_text": row.story.sapo,
        }
        for row in rows
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": home, "items": items}
    return json.dumps(feed, ensure_ascii=False).encode()
