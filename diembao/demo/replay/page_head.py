"""The head of a replayed article page: title, meta elements and JSON-LD, with each site's habits and the day's traps.

In: a `Site` and what it shows. Out: HTML for <head>. Habits and their sources: `replay_templates/outlets.toml`.
"""

from __future__ import annotations

import html
import json
from datetime import datetime
from typing import Any

from diembao.demo.replay.formats import escape_entities, format_iso, format_naive, format_us_date, slugify
from diembao.demo.replay.site import Shown, Site

SEO_TAIL = " - Thông tin mới nhất"
NO_META_DATE = frozenset({"cand", "vov"})  # nothing known of these sites' metas beyond OpenGraph: the printed date decides


def build_head(site: Site, shown: Shown, now: datetime, *, undated: bool) -> str:
    """All of the head that belongs to the article."""
    facts = site.facts
    seo = shown.has("seo-title") or site.shape.get("seo_title", False)
    title = shown.title + SEO_TAIL if seo else shown.title
    summary = site.shape.get("prefix", "") + shown.summary if shown.summary else ""
    video = shown.article.kind == "video"
    metas = [
        ("name", "description", summary),
        ("property", "og:title", title),
        ("property", "og:description", summary),
        ("property", "og:type", "website" if facts.name == "baochinhphu" else "article"),
        ("property", "og:url", shown.url),
        ("property", "og:site_name", facts.short or facts.label),
        ("property", "article:section", shown.article.section),
        ("name", "author", facts.short or facts.label),
        ("name", "copyright", f"{facts.short or facts.label} (mô phỏng)"),
    ]
    metas += [] if undated or site.shape.get("no_meta_date") or facts.name in NO_META_DATE else _date_metas(site, shown)
    lines = [f"<title>{html.escape(title)} - {html.escape(facts.short or facts.label)}</title>"]
    lines += [f'<meta {kind}="{name}" content="{html.escape(content)}">' for kind, name, content in metas if content]
    lines.append(f'<link rel="canonical" href="{html.escape(shown.url)}">')
    lines.append(f'<link rel="alternate" media="handheld" href="{html.escape(_other_host(shown.url, "m."))}">')
    if facts.family == "epi" or facts.name == "baodautu":
        lines.append(f'<link rel="amphtml" href="{html.escape(_other_host(shown.url, "amp."))}">')
    if not shown.has("no-jsonld") and site.shape["ld_date"] != "absent":
        blocks = build_json_ld(site, shown, title, undated=undated, video=video)
        lines += [f'<script type="application/ld+json">{_script(block)}</script>' for block in blocks]
    return "\n".join(lines)


def _script(block: dict[str, Any]) -> str:
    return json.dumps(block, ensure_ascii=False, indent=1).replace("</", "<\\/")


def _other_host(url: str, prefix: str) -> str:
    return url.replace("://www.", "://").replace("://", f"://{prefix}", 1)


def _date_metas(site: Site, shown: Shown) -> list[tuple[str, str, str]]:
    """article:published_time and its like, in the site's form or the trap's."""
    if shown.has("us-date"):
        stamp = modified = format_us_date(shown.published)
    elif shown.has("no-offset") or site.shape["ld_date"] == "naive":
        stamp, modified = format_naive(shown.published), format_naive(shown.modified)
    else:
        stamp, modified = format_iso(shown.published), format_iso(shown.modified)
    names = [("name", "pubdate"), ("name", "lastmod")] if site.facts.family == "vnexpress" else []
    names = names or [("property", "article:published_time"), ("property", "article:modified_time")]
    return [(*names[0], stamp), (*names[1], modified)]


def _ld_date(site: Site, shown: Shown, moment: datetime) -> str:
    style = site.shape["ld_date"]
    if shown.has("no-offset") or style == "naive":
        return format_naive(moment)
    if style == "blank":  # VietNamNet: "2020-06-01T08:50:00.000 +07:00"
        return moment.strftime("%Y-%m-%dT%H:%M:%S.000 +07:00")
    return format_iso(moment)


def _ld_author(site: Site, shown: Shown) -> Any:
    style, authors = site.shape["author"], shown.article.authors
    if style == "site":
        return {"@type": "Organization", "name": site.facts.short or site.facts.label}
    if style == "empty" or not authors:
        return {"@type": "Person", "name": ""}
    if style == "agency":  # Báo Tin tức: the name and its agency run together
        return {"@type": "Person", "name": authors[0] if "TTXVN" in authors[0] else f"{authors[0]}TTXVN"}
    people = [{"@type": "Person", "name": name} for name in authors]
    return people[0] if len(people) == 1 else people


def build_json_ld(site: Site, shown: Shown, title: str, *, undated: bool, video: bool) -> list[dict[str, Any]]:
    """Organization, WebSite, BreadcrumbList and the article, as most Vietnamese sites give them."""
    facts = site.facts
    times = 2 if shown.has("escaped-title") else {"none": 0, "once": 1, "twice": 2}[site.shape["escape"]]
    name = facts.short or facts.label
    article: dict[str, Any] = {
        "@context": "http://schema.org",
        "@type": "LiveBlogPosting" if shown.article.kind == "live" else "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": shown.url},
        "headline": escape_entities(title, times=times),
        "description": escape_entities(shown.summary, times=times),
        "image": {"@type": "ImageObject", "url": f"https://{facts.hosts[0]}/anh.jpg", "width": 700, "height": 400},
        "author": _ld_author(site, shown),
        "publisher": {"@type": "Organization", "name": name, "logo": {"@type": "ImageObject", "url": f"{facts.home}logo.png"}},
    }
    if not undated:
        article |= {
            "datePublished": _ld_date(site, shown, shown.published),
            "dateModified": _ld_date(site, shown, shown.modified),
        }
    crumbs = [(facts.home, "Trang chủ"), (f"{facts.home}{slugify(shown.article.section)}", shown.article.section)]
    items = [
        {"@type": "ListItem", "position": position, "item": {"@id": url, "name": text}}
        for position, (url, text) in enumerate(crumbs, 1)
    ]
    blocks: list[dict[str, Any]] = [
        {"@context": "http://schema.org", "@type": "Organization", "name": name, "url": facts.home},
        {"@context": "http://schema.org", "@type": "WebSite", "name": name, "url": facts.home},
        {"@context": "http://schema.org", "@type": "BreadcrumbList", "itemListElement": items},
        article,
    ]
    if video:
        extra = {"uploadDate": article["datePublished"]} if "datePublished" in article else {}
        blocks.append(
            {"@context": "http://schema.org", "@type": "VideoObject", "name": title, "description": shown.summary} | extra
        )
    return blocks
