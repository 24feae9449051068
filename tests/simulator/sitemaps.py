"""The sitemaps of a simulated site: news sitemaps, month and day files, indexes, text.

In: a `ListPlan` and rows of (story, address). Out: bytes and their content type.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import datetime
from html import escape

from tests.simulator.dates import write_date
from tests.simulator.feeds import Row
from tests.simulator.site import ListPlan

XML = "text/xml; charset=utf-8"
NAMESPACES = {
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "video": "http://www.google.com/schemas/sitemap-video/1.1",
}


def render_sitemap(plan: ListPlan, rows: Sequence[Row], title: str, home: str, now: datetime) -> tuple[bytes, str]:
    """A list of addresses, those of `extra` first."""
    if plan.format == "text-sitemap":
        lines = [*(home.rstrip("/") + path for path in plan.extra), *(row.url for row in rows)]
        return ("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8"
    names = [*(["news"] if plan.format == "news-sitemap" else []), *plan.namespaces]
    spaces = "".join(f' xmlns:{name}="{NAMESPACES[name]}"' for name in names)
    made = write_date(now, "iso-utc")
    extra = [f"<url><loc>{home.rstrip('/')}{path}</loc><lastmod>{made}</lastmod></url>" for path in plan.extra]
    urls = [_url(plan, row, title, now) for row in rows]
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{spaces}>\n'
        + "\n".join([*extra, *urls])
        + "\n</urlset>\n"
    )
    return _packed(plan, text.encode())


def render_index(plan: ListPlan, parts: Sequence[tuple[str, datetime | None]]) -> tuple[bytes, str]:
    """An index of further sitemaps; a part's time is None where the index gives none."""
    rows = "".join("<sitemap><loc>" + escape(url) + "</loc>" + _lastmod(moment) + "</sitemap>\n" for url, moment in parts)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return _packed(plan, (text + rows + "</sitemapindex>\n").encode())


def _lastmod(moment: datetime | None) -> str:
    return f"<lastmod>{write_date(moment, 'iso')}</lastmod>" if moment else ""


def _packed(plan: ListPlan, body: bytes) -> tuple[bytes, str]:
    return (gzip.compress(body, 6, mtime=0), "application/gzip") if plan.packed else (body, XML)


def _url(plan: ListPlan, row: Row, title: str, now: datetime) -> str:
    story, lines = row.story, [f"<loc>\n{escape(row.url)}\n</loc>"]
    if plan.lastmod == "publish":
        lines.append(f"<lastmod>{write_date(story.published, 'iso')}</lastmod>")
    elif plan.lastmod in ("date", "made"):
        moment, form = (story.published, "iso-day") if plan.lastmod == "date" else (now, "iso")
        lines.append(f"<lastmod>{write_date(moment, form)}</lastmod>")
    if "image" in plan.namespaces:
        lines.append(
            f"<image:image><image:loc>{escape(row.url)}/anh-lon.jpg</image:loc>"
            "<image:title>Ảnh minh họa</image:title></image:image>"
        )
    if "video" in plan.namespaces:
        lines.append(
            f"<video:video><video:thumbnail_loc>{escape(row.url)}/khung.jpg</video:thumbnail_loc>"
            "<video:title>Bản tin hình</video:title>"
            "<video:publication_date>2024-03-02T08:00:00+07:00</video:publication_date></video:video>"
        )
    if plan.format == "news-sitemap":
        lines.append(
            f"<news:news><news:publication><news:name>{escape(title)}</news:name><news:language>vi</news:language></news:publication>"
            f"<news:publication_date>{write_date(story.published, plan.date)}</news:publication_date>"
            f"<news:title>{escape(story.title)}</news:title></news:news>"
        )
    return "<url>" + "".join(lines) + "</url>"
