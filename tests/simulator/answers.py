"""What a simulated site answers to one request at one moment.

In: a site, host, path with query, moment, scheme. Out: `Answer`. The order of the questions: is this the site's host now, does it
ask for https, is it walled, is it a list, an article, a page of the site's own, nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from data.text.dates import VN
from tests.simulator.articles import FIRST_DAY, SECTIONS, Story
from tests.simulator.feeds import Row, render_feed
from tests.simulator.pages import SOFT, Head, render_article, render_client_side, render_feed_page, render_list, render_wall
from tests.simulator.site import ListPlan, Plan, Site, zone_of
from tests.simulator.sitemaps import render_index, render_sitemap

HTML = "text/html; charset=utf-8"
PLAIN_PAGES = {"/lien-he": "Liên hệ", "/gioi-thieu": "Giới thiệu", "/quang-cao": "Bảng giá quảng cáo", "/video": "Video"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One HTTP answer; status 0: no connection."""

    status: int = 200
    body: bytes = b""
    kind: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)


NOT_FOUND = Answer(status=404, body=b"<html><head><title>404</title></head><body><p>404 Not Found</p></body></html>")
SERVER_ERROR = Answer(status=500, body=b"<html><body>500 Internal Server Error</body></html>")


def moved_to(url: str, status: int = 301) -> Answer:
    """A redirect."""
    return Answer(status=status, headers={"Location": url})


def answer_of(site: Site, host: str, target: str, now: datetime, scheme: str = "https") -> Answer:
    """The site's answer."""
    plan, host = site.plan(now), host.lower().split(":")[0]
    if host != plan.host and (elsewhere := _of_other_host(site, plan, host, target, now)):
        return elsewhere
    if scheme == "http":
        return moved_to(f"https://{plan.host}{target}")
    path = urlsplit(target).path or "/"
    if path == "/robots.txt":
        return _robots(plan, now) if "robots" not in plan.wall else _wall(site)
    return _page(site, plan, target, path, now)


def _of_other_host(site: Site, plan: Plan, host: str, target: str, now: datetime) -> Answer | None:
    """The answer where the host is not the one of the moment; None: it serves all the same."""
    if host in plan.aliases:
        return moved_to(f"https://{plan.host}{target}")
    if not site.has_changed(now) or host != site.before.host:
        return Answer(status=0)  # the new host before the move, a former alias after it
    if plan.old_host == "serves":
        return None
    if plan.old_host == "redirect" or (plan.old_host == "home-only" and urlsplit(target).path in ("", "/")):
        return moved_to(f"https://{plan.host}{target}")
    return NOT_FOUND if plan.old_host == "home-only" else Answer(status=0)


def _page(site: Site, plan: Plan, target: str, path: str, now: datetime) -> Answer:
    if path == "/":
        return _wall(site) if "home" in plan.wall else _home(site, plan, now)
    if (match := match_list(plan, target)) is not None:
        return _list(site, plan, *match, now)
    story = site.pages.get(target.removesuffix("=")) or site.pages.get(path)
    if story is not None and story.published <= now:
        return _article(site, plan, story, target, now)
    if path in PLAIN_PAGES:
        return Answer(body=render_list(site, plan, (), PLAIN_PAGES[path], head_of(site, plan, now)).encode())
    return _missing(plan)


def _missing(plan: Plan) -> Answer:
    if plan.missing == "soft":
        return Answer(body=SOFT.encode())
    return moved_to(f"https://{plan.host}/", 302) if plan.missing == "home" else NOT_FOUND


def _wall(site: Site) -> Answer:
    return Answer(body=render_wall(site).encode())


def _robots(plan: Plan, now: datetime) -> Answer:
    lines = ["User-agent: *", "Allow: /", "Disallow: /tim-kiem", "Disallow: /admin/"]
    for row in plan.lists:
        if "robots" in row.linked:
            lines += [f"Sitemap: {url}" for url, _ in addresses_of(plan, row, now)]
    return Answer(body=("\n".join(lines) + "\n").encode(), kind="text/plain; charset=utf-8")


# articles -----------------------------------------------------------------------------------------------------------------------


def _article(site: Site, plan: Plan, story: Story, target: str, now: datetime) -> Answer:
    if "article" in plan.wall:
        return _wall(site)
    path = site.path_of(story, now)
    if target.removesuffix("=") != path:
        return (
            moved_to(f"https://{plan.host}{path}")
            if plan.articles.old == "redirect" and site.has_changed(now)
            else _missing(plan)
        )
    if plan.articles.old == "gone" and site.has_changed(now) and not site.has_changed(story.published):
        return NOT_FOUND
    if site.is_removed(story, now):
        return Answer(body=SOFT.encode()) if plan.removed_as == "soft" else Answer(status=410, body=NOT_FOUND.body)
    near = [Row(other, site.url_of(other, now)) for other in site.stories(now, 2) if other is not story][:6]
    page = render_article(site, plan, story, f"https://{plan.host}{path}", near, head_of(site, plan, now))
    return Answer(body=page.encode())


# lists --------------------------------------------------------------------------------------------------------------------------


def addresses_of(plan: Plan, row: ListPlan, now: datetime) -> list[tuple[str, str]]:
    """Every address of a list at a moment, newest first, each with words: one for each section, or each month or day."""
    base = f"https://{plan.host}"
    if "{section}" in row.path or "{zone}" in row.path:
        return [(base + row.path.format(section=slug, zone=zone_of(slug)), SECTIONS[slug]) for slug in plan.articles.sections]
    if "{dd}" in row.path or "{yyyy}" in row.path:
        steps = range((now.astimezone(VN).date() - FIRST_DAY).days + 1)
        days = [now.astimezone(VN) - timedelta(days=back) for back in steps]
        return list(dict.fromkeys((base + _dated(row.path, day), plan.title) for day in days))
    return [(base + row.path, plan.title)]


def _dated(path: str, day: datetime) -> str:
    return path.format(yyyy=f"{day:%Y}", m=day.month, mm=f"{day:%m}", dd=f"{day:%d}")


def match_list(plan: Plan, target: str) -> tuple[ListPlan, dict[str, str]] | None:
    """The list that a path with its query names, and what stands in it for {section}, {page} and so on."""
    for row in plan.lists:
        for template in filter(None, (row.path, row.page_path)):
            if match := _expression(template, plan.articles.sections).fullmatch(target):
                return row, {**match.groupdict(), "template": template}
    return None


@lru_cache(maxsize=4096)
def _expression(template: str, sections: tuple[str, ...]) -> re.Pattern[str]:
    kinds = {
        "section": "|".join(map(re.escape, sections)), "zone": r"\d+", "yyyy": r"\d{4}", "m": r"\d{1,2}", "mm": r"\d{2}",
        "dd": r"\d{2}", "page": r"\d{1,2}",
    }  # fmt: skip
    pieces = re.split(r"\{(\w+)\}", template)
    return re.compile("".join(f"(?P<{piece}>{kinds[piece]})" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces)))


def _list(site: Site, plan: Plan, row: ListPlan, values: dict[str, str], now: datetime) -> Answer:
    if row.way in plan.wall or row.state == "wall":
        return _wall(site)
    if (trouble := _trouble(plan, row)) is not None:
        return trouble
    if row.format == "rss-page":
        feeds = [pair for other in plan.lists if "rss-page" in other.linked for pair in addresses_of(plan, other, now)]
        return Answer(body=render_feed_page(site, plan, feeds, head_of(site, plan, now)).encode())
    if row.format == "sitemap-index":
        return _index(plan, row, now)
    rows = rows_of(site, row, values, now)
    if row.format == "section":
        return _section(site, plan, row, rows, values, now)
    title, home = plan.title, f"https://{plan.host}/"
    rows = rows[: row.items]
    render = render_sitemap if row.way == "sitemap" else render_feed
    body, kind = render(row, rows, title, home, now)
    return Answer(body=body, kind=kind)


def _trouble(plan: Plan, row: ListPlan) -> Answer | None:
    """The answer of a list that is not well and whose content does not matter."""
    if row.state.startswith("moved:"):
        return moved_to(f"https://{plan.host}{row.state.removeprefix('moved:')}")
    page = f"<!DOCTYPE html><html><head><title>{plan.title}</title></head><body><p>Trang chủ</p></body></html>"
    return {
        "gone": NOT_FOUND, "removed": replace(NOT_FOUND, status=410), "forbidden": replace(NOT_FOUND, status=403),
        "home": moved_to(f"https://{plan.host}/", 302), "html": Answer(body=page.encode()), "error": SERVER_ERROR,
        "soft-404": Answer(body=SOFT.encode()), "dead": Answer(status=0),
    }.get(row.state)  # fmt: skip


def rows_of(site: Site, row: ListPlan, values: Mapping[str, str], now: datetime) -> list[Row]:
    """The articles that a list announces, newest first, as many as there are."""
    if row.state == "empty":
        return []
    plan, until = site.plan(now), now
    if row.state == "frozen" and site.change is not None:
        until = site.change.at
    stories = site.stories(until, 40 if "{yyyy}" in row.path else 6)
    section = values.get("section") or next((slug for slug in SECTIONS if str(zone_of(slug)) == values.get("zone")), None)
    if section:
        stories = [story for story in stories if story.section == section]
    if row.window_hours:
        stories = [story for story in stories if story.published > until - timedelta(hours=row.window_hours)]
    if month := values.get("m") or values.get("mm"):
        stories = [story for story in stories if story.published.month == int(month)]
    if day := values.get("dd"):
        stories = [story for story in stories if story.published.day == int(day)]
    if not plan.removed_share:
        return [Row(story, site.url_of(story, now)) for story in stories]
    return [
        Row(story, site.url_of(story, now)) for story in stories if plan.removed_as == "soft" or not site.is_removed(story, now)
    ]


def _index(plan: Plan, row: ListPlan, now: datetime) -> Answer:
    parts: list[tuple[str, datetime | None]] = []
    for name in row.parts:
        part = plan.list_named(name)
        parts += [(url, now if row.lastmod == "made" else None) for url, _ in addresses_of(plan, part, now)]
    if row.lastmod == "oldest-first":
        parts.reverse()
    body, kind = render_index(row, parts)
    return Answer(body=body, kind=kind)


def _section(site: Site, plan: Plan, row: ListPlan, rows: Sequence[Row], values: Mapping[str, str], now: datetime) -> Answer:
    page = int(values.get("page") or 1)
    section = values.get("section") or next((slug for slug in SECTIONS if str(zone_of(slug)) == values.get("zone")), "")
    label, head = SECTIONS.get(section, "Tin mới"), head_of(site, plan, now, section)
    if row.is_client_side:
        return Answer(body=render_client_side(site, plan, label, head).encode())
    shown = rows[(page - 1) * row.items : page * row.items]
    following = ""
    if row.page_path and len(rows) > page * row.items and plan.page.next_link:
        following = row.page_path.format(section=section, zone=zone_of(section) if section else "", page=page + 1)
    return Answer(body=render_list(site, plan, shown, label, head, following).encode())


def _home(site: Site, plan: Plan, now: datetime) -> Answer:
    head = head_of(site, plan, now)
    if plan.is_home_client_side:
        return Answer(body=render_client_side(site, plan, plan.title, head).encode())
    rows = [Row(story, site.url_of(story, now)) for story in site.stories(now)[: plan.home_items]]
    return Answer(body=render_list(site, plan, rows, plan.title, head).encode())


def head_of(site: Site, plan: Plan, now: datetime, section: str = "") -> Head:
    """What the head and the foot of a page name."""
    feeds: list[str] = []
    foot = list(PLAIN_PAGES.items())
    for row in plan.lists:
        if "alternate" in row.linked:
            feeds += [url for url, _ in addresses_of(plan, row, now)]
        if section and "section-alternate" in row.linked:
            feeds += [f"https://{plan.host}{row.path.format(section=section, zone=zone_of(section))}"]
        if "foot" in row.linked:
            foot.append((urlsplit(addresses_of(plan, row, now)[0][0]).path, "RSS" if row.way == "feed" else "Sơ đồ trang"))
    return Head(tuple(feeds), tuple(foot))
