"""Feeds, sitemaps and robots.txt of a replayed site.

In: a `Site`, the rows it lists, the time. Out: XML or plain text. A broken feed item, odd dates and double escapes are written
here on purpose, as the day's traps ask; the XML around them stays as the real sites have it.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from diembao.demo.replay.formats import escape_entities, format_iso, format_rfc, format_us_date, to_local
from diembao.demo.replay.site import Shown, Site

BROKEN_TAIL = " & ảnh"  # what a broken feed item has behind its headline


def render_rss(site: Site, url: str, rows: Sequence[Shown], now: datetime, *, dated: bool) -> str:
    """An RSS 2.0 feed at `url`; `dated` = False leaves out every date (a changed template)."""
    name = html.escape(site.facts.short or site.facts.label)
    items = "\n".join(_broken_item(row) if row.has("broken-feed-item") else _item(site, row, dated=dated) for row in rows)
    newest = max((row.article.listed_from for row in rows), default=now)  # so that a feed with nothing new keeps its ETag
    built = f"<pubDate>{_feed_date(site, to_local(newest))}</pubDate>" if dated else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">\n'
        f"<channel><title>{name} (mô phỏng) - Dữ liệu giả định</title>\n<description>{name} RSS</description>\n"
        f"<link>{html.escape(site.facts.home)}</link>\n"
        f"{built}<generator>{name}</generator><ttl>5</ttl>\n"
        f'<atom:link href="{html.escape(url)}" rel="self" type="application/rss+xml"/>\n'
        f"{items}\n</channel></rss>\n"
    )


def _spelled(row: Shown, text: str) -> str:
    return unicodedata.normalize("NFD", text) if row.has("nfd") else text


def _link(row: Shown) -> str:
    """The announced address: that of the mobile site under the trap `mobile-link`."""
    return row.url.replace("://www.", "://").replace("://", "://m.", 1) if row.has("mobile-link") else row.url


def _feed_date(site: Site, moment: datetime) -> str:
    style = site.shape["feed_date"]
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT+7") if style == "gmt7" else format_rfc(moment)


def _item_date(site: Site, row: Shown) -> str:
    if site.facts.feed_order == "mdy":
        return format_us_date(row.published)
    if row.has("feed-gmt7"):
        return row.published.strftime("%a, %d %b %Y %H:%M:%S GMT+7")
    if row.has("feed-utc-as-local"):
        return (row.published - timedelta(hours=7)).strftime("%a, %d %b %Y %H:%M:%S +0700")
    return _feed_date(site, row.published)


def _item(site: Site, row: Shown, *, dated: bool) -> str:
    link = html.escape(_link(row))
    title = _spelled(row, row.title)
    title = escape_entities(title, times=2) if row.has("escaped-title") else html.escape(title, quote=False)
    image = f'<a href="{link}"><img width=130 height=100 src="https://{site.facts.hosts[0]}/anh.jpg" ></a></br>'
    date = f"<pubDate>{_item_date(site, row)}</pubDate>" if dated and not row.has("no-date") else ""
    return (
        f"<item><title>{title}</title><description><![CDATA[{image}{_spelled(row, row.summary)}]]></description>"
        f'{date}<link>{link}</link><guid isPermaLink="false">{link}</guid><slash:comments>0</slash:comments></item>'
    )


def _broken_item(row: Shown) -> str:
    """No link, no guid, a bare ampersand, tags that never close: what a careless editor leaves in a feed."""
    tail = BROKEN_TAIL.replace("ảnh", "<b>ảnh")
    return f"<item><title>{row.title}{tail}</title><description>{row.summary} <p>xem thêm <br></description></item>"


def render_news_sitemap(rows: Sequence[Shown], *, name: str, dated: bool) -> str:
    """A Google News sitemap: address, headline, publication time, last change."""
    urls = []
    for row in rows:
        date = (
            f"<news:publication_date>{format_iso(row.published)}</news:publication_date>"
            if dated and not row.has("no-date")
            else ""
        )
        urls.append(
            f"<url><loc>{html.escape(_link(row))}</loc>"
            + (f"<lastmod>{format_iso(row.modified)}</lastmod>" if dated and not row.has("no-date") else "")
            + f"<news:news><news:publication><news:name>{html.escape(name)}</news:name>"
            f"<news:language>{row.article.lang}</news:language></news:publication>{date}"
            f"<news:title>{html.escape(_spelled(row, row.title))}</news:title></news:news></url>"
        )
    return _urlset(urls)


def render_sitemap(rows: Sequence[Shown], *, dated: bool) -> str:
    """A sitemap of addresses and last changes, as the monthly ones of the ePi family are."""
    return _urlset(
        [
            f"<url><loc>{html.escape(_link(row))}</loc>"
            + (f"<lastmod>{format_iso(row.modified)}</lastmod>" if dated and not row.has("no-date") else "")
            + "<changefreq>daily</changefreq></url>"
            for row in rows
        ]
    )


def _urlset(urls: Sequence[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Dữ liệu giả định (mô phỏng) -->\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
        + "\n".join(urls)
        + "\n</urlset>\n"
    )


def render_robots(site: Site) -> str:
    """robots.txt, with the closed sections of the day."""
    closed = "".join(f"Disallow: /{folder}/\n" for folder in sorted(site.closed))
    maps = "".join(f"Sitemap: {address}\n" for address in site.facts.news_sitemaps)
    return f"# Dữ liệu giả định (mô phỏng)\nUser-agent: *\nDisallow: /tim-kiem\nDisallow: /ajax/\n{closed}\n{maps}"
