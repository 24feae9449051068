"""The HTML pages of a simulated site: articles, the front page, sections, the page of feeds, and what stands for them in trouble.

In: a site, its plan, stories. Out: text by the Jinja templates of `shapes/SHAPE/` (`article.html`, `list.html`, `feeds.html`;
what a shape lacks is taken from `shapes/_common/`). A site's own folder may hold templates of the same names, which go before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.simulator.articles import SECTIONS, Story
from tests.simulator.dates import write_date
from tests.simulator.feeds import Row
from tests.simulator.site import HERE, SHAPES, Plan, Site, zone_of

WALL = (
    '<html><head></head><body><script>document.cookie="KEY={key}; expires=Fri, 31-Dec-2099 23:59:59 GMT; path=/";'
    "window.location.reload(true);</script></body></html>"
)
SOFT = (
    '<!DOCTYPE html><html lang="vi"><head><title>Nội dung không tồn tại</title></head><body><div class="wrap">'
    "<h1>Nội dung không tồn tại</h1><p>Nội dung bạn tìm không tồn tại hoặc đã bị gỡ bỏ. Mời bạn trở về "
    '<a href="/">trang chủ</a>.</p></div></body></html>'
)


@dataclass(frozen=True)
class Head:
    """What a page's head names beside its own title."""

    feeds: tuple[str, ...]  # rel=alternate
    foot: tuple[tuple[str, str], ...]  # links of the foot: address, words


def render_article(site: Site, plan: Plan, story: Story, url: str, near: Sequence[Row], head: Head) -> str:
    """One article's page."""
    page = plan.page
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "description": story.sapo,
        "datePublished": write_date(story.published, "iso"), "dateModified": write_date(story.published, "iso"),
        "mainEntityOfPage": {"@type": "WebPage", "@id": url}, "author": {"@type": "Person", "name": story.author},
        "publisher": {"@type": "Organization", "name": plan.title},
    }  # fmt: skip
    return _render(
        site, plan, "article.html", story=story, url=url, near=near if page.related else (), head=head,
        json_ld=json.dumps(data, ensure_ascii=False) if page.json_ld else "",
        meta_date=write_date(story.published, page.meta_date), date=write_date(story.published, page.date),
        iso=write_date(story.published, "iso"),
    )  # fmt: skip


def render_list(site: Site, plan: Plan, rows: Sequence[Row], label: str, head: Head, next_url: str = "") -> str:
    """The front page or a section page."""
    if plan.page.consent == "page":
        return _render(site, plan, "consent.html", head=head)
    cards = [(row, write_date(row.story.published, plan.page.card_date)) for row in rows]
    return _render(site, plan, "list.html", cards=cards, label=label, head=head, next_url=next_url)


def render_client_side(site: Site, plan: Plan, label: str, head: Head) -> str:
    """A list that only a browser would draw."""
    return _render(site, plan, "client.html", label=label, head=head)


def render_feed_page(site: Site, plan: Plan, feeds: Sequence[tuple[str, str]], head: Head) -> str:
    """The page that names the site's feeds: (address, words)."""
    return _render(site, plan, "feeds.html", feeds=feeds, head=head)


def render_wall(site: Site) -> str:
    """A page that sets a cookie by script and loads itself again."""
    return WALL.format(key=hashlib.sha256(site.name.encode()).hexdigest()[:32])


def _render(site: Site, plan: Plan, template: str, **values: Any) -> str:
    menu = [(f"/{_section_path(plan, slug)}", SECTIONS[slug]) for slug in plan.articles.sections]
    return (
        _environment(SHAPES / plan.page.templates if plan.page.templates else site.folder, plan.page.templates or plan.shape)
        .get_template(template)
        .render(site=plan, menu=menu, consent=plan.page.consent == "overlay", **values)
    )


def _section_path(plan: Plan, slug: str) -> str:
    """The path of a section's page, without its slash."""
    section = next((row for row in plan.lists if row.format == "section"), None)
    path = section.path if section is not None else "/{section}"
    return path.format(section=slug, zone=zone_of(slug)).lstrip("/")


@cache
def _environment(folder: Path, shape: str) -> Environment:
    loader = FileSystemLoader([folder, SHAPES / shape, SHAPES / "_common", HERE])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
