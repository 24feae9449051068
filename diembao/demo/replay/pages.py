"""The HTML of a replayed site: article pages in the shapes of their CMS family, and list pages.

In: a `Site`, what it shows, the time. Out: HTML text. The markup lives in `replay_templates/`; here it is filled. Every page
carries "Dữ liệu giả định" and the outlet's name with "(mô phỏng)", outside the article.
"""

from __future__ import annotations

import html
import unicodedata
from datetime import datetime
from functools import cache
from string import Template

from diembao.demo.press_day import Block
from diembao.demo.replay.formats import build_element, format_iso, format_page_date, format_us_date, slugify
from diembao.demo.replay.page_head import build_head
from diembao.demo.replay.site import TEMPLATES, Shown, Site

FAMILY_TEMPLATES = ("vccorp", "epi", "vnexpress", "mastercms")
MENU = ("Thời sự", "Kinh tế", "Xã hội", "Pháp luật", "Giáo dục", "Sức khỏe", "Văn hóa", "Thể thao", "Thế giới")
NOISY_FAMILIES = frozenset({"vccorp", "epi", "vnexpress"})  # their sidebars carry headlines that name provinces
REGIONS = (
    "Hà Nội | TP.HCM | Hải Phòng | Hải Dương | Hưng Yên | Bắc Ninh | Quảng Ninh | Thái Bình | Nam Định | Lào Cai | "
    "Yên Bái | Hòa Bình | Thanh Hóa | Nghệ An | Hà Tĩnh | Quảng Bình | Quảng Trị | Huế | Đà Nẵng | Khánh Hòa | "
    "Đắk Lắk | Lâm Đồng | Cần Thơ | Cà Mau"
)
NOISE = (
    "Dự báo thời tiết Hà Nội, Hải Phòng, Hải Dương, Quảng Ninh ba ngày tới",
    "Quảng Trị, Nghệ An, Lào Cai và nhiều tỉnh chuẩn bị đón mùa du lịch",
    "Xổ số: kết quả quay thưởng hôm nay của các tỉnh",
)
PHOTOS = {
    "vccorp": '<figure class="VCSortableInPreviewMode" type="Photo"><div><img src="/anh.jpg" alt="{text}"></div>'
    '<figcaption class="PhotoCMS_Caption"><p data-placeholder="Nhập chú thích ảnh">{text}</p></figcaption></figure>',
    "epi": '<figure class="picture"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/anh.jpg" alt="{text}">'
    '<noscript><img src="/anh.jpg" alt="{text}"></noscript><figcaption>{text}</figcaption></figure>',
    "vnexpress": '<table border="0" class="tplCaption"><tr><td><img src="/anh.jpg" alt="{text}"></td></tr>'
    '<tr><td><p class="Image">{text}</p></td></tr></table>',
    "mastercms": '<table class="MASTERCMS_TPL_TABLE"><tr><td><img src="/anh.jpg" alt="{text}"></td></tr>'
    "<tr><td>{text}</td></tr></table>",
    "own": '<figure class="image"><img src="/anh.jpg" alt="{text}"><figcaption>{text}</figcaption></figure>',
}
RELATED = {
    "vccorp": '<div class="VCSortableInPreviewMode" type="RelatedNewsBox" data-style="align-left"><ul>{items}</ul></div>',
    "epi": '<div class="article-relate"><ul class="story-list">{items}</ul></div>',
    "vnexpress": '<ul class="list-news">{items}</ul>',
    "mastercms": '<div class="__MASTERCMS_CONTENT_RELATED"><ul>{items}</ul></div>',
    "own": '<div class="box-related related-news"><ul>{items}</ul></div>',
}


@cache
def load_template(name: str) -> Template:
    """One file of replay_templates/."""
    return Template((TEMPLATES / f"{name}.html").read_text("utf-8"))


def render_article_page(site: Site, shown: Shown, now: datetime, *, changed: bool) -> str:
    """The page of one article as the site shows it at `now`; `changed` = in its new template, without any date."""
    if shown.has("broken-page"):
        return f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">\n<!-- {shown.article.id}'
    undated = changed or shown.has("no-date")
    main = load_template(_template_name(site, changed)).substitute(_fields(site, shown, now, undated=undated))
    page = _page(site, main, build_head(site, shown, now, undated=undated), now, page_type="detail", lang=shown.article.lang)
    return unicodedata.normalize("NFD", page) if shown.has("nfd") else page


def render_list_page(
    site: Site, url: str, rows: list[Shown], now: datetime, *, title: str, next_url: str | None, dated: bool
) -> str:
    """A section or home page with its cards, `next_url` leading to the next one."""
    cards = "\n".join(_card(site, row, now, dated=dated) for row in rows)
    more = f'<a class="view-more" href="{html.escape(next_url)}">Xem thêm</a>' if next_url else ""
    head = f'<title>{html.escape(title)}</title>\n<link rel="canonical" href="{html.escape(url)}">'
    head += f'\n<link rel="next" href="{html.escape(next_url)}">' if next_url else ""
    main = f'<h1 class="cate-title">{html.escape(title)}</h1><div class="list-news-subfolder box-category">{cards}</div>{more}'
    return _page(site, main, head, now, page_type="list", lang=site.facts.lang_of(url))


def _template_name(site: Site, changed: bool) -> str:
    if changed:
        return "article_changed"
    family = site.facts.family if site.facts.family in FAMILY_TEMPLATES else "own"
    return "article_" + str(site.shape.get("template", family))


def _fields(site: Site, shown: Shown, now: datetime, *, undated: bool) -> dict[str, str]:
    """Everything an article template may ask for, as HTML."""
    when = format_page_date(shown.published, str(site.shape["page_date"]))
    iso_date = shown.published.strftime("%Y-%m-%d %H:%M") if shown.has("no-offset") else format_iso(shown.published)
    plain = {
        "title": shown.title,
        "sapo": site.shape.get("prefix", "") + shown.summary if shown.summary else "",
        "authors": ", ".join(shown.article.authors),
        "section": shown.article.section,
        "section_url": f"/{slugify(shown.article.section)}",
        "page_date": "" if undated else when,
        "iso_date": "" if undated else (format_us_date(shown.published) if shown.has("us-date") else iso_date),
        "number": site.facts.article_number(shown.url) or "",
        "short": site.facts.short or site.facts.label,
    }
    fields = {key: html.escape(value) for key, value in plain.items()}
    fields["body"] = "\n".join(_block(site, block, now) for block in shown.blocks)
    fields["latest"] = _links(site, [row for row in _latest(site, now) if row.article is not shown.article][:3])
    slots = site.shape["slots"]
    minute = "" if undated else shown.published.strftime("%Y-%m-%d %H:%M")
    for slot, field in (("section", "section"), ("title", "title"), ("author", "authors"), ("sapo", "sapo"), ("body", "body")):
        fields[f"{slot}_html"] = build_element(slots[slot], fields[field]) if fields[field] else ""
    date_slot = slots["date"].replace("{minute}", format_us_date(shown.published) if shown.has("us-date") else minute)
    fields["date_html"] = "" if undated else build_element(date_slot, fields["page_date"])
    return fields


def _block(site: Site, block: Block, now: datetime) -> str:
    family = site.facts.family if site.facts.family in PHOTOS else "own"
    text = html.escape(block.text)
    if block.kind == "photo":
        return PHOTOS[family].format(text=text)
    if block.kind == "related":
        urls = {row.title: row.url for row in _latest(site, now)}
        items = (
            f'<li><a href="{html.escape(urls.get(item, "#"))}" title="{html.escape(item)}">{html.escape(item)}</a></li>'
            for item in block.items
        )
        return RELATED[family].format(items="".join(items))
    for strong in range(text.count("**")):
        text = text.replace("**", "</strong>" if strong % 2 else "<strong>", 1)
    if block.kind == "h2":
        return f"<h3>{text}</h3>"
    return f'<p class="Normal">{text}</p>' if family == "vnexpress" else f"<p>{text}</p>"


def _latest(site: Site, now: datetime) -> list[Shown]:
    return site.list_articles(now, where="", lang=site.facts.lang, limit=12)


def _links(site: Site, rows: list[Shown]) -> str:
    return "".join(
        f'<li><a href="{html.escape(row.url)}" title="{html.escape(row.title)}">{html.escape(row.title)}</a></li>' for row in rows
    )


def _card(site: Site, row: Shown, now: datetime, *, dated: bool) -> str:
    """One entry of a list page; the date in the site's way ("us" = month first, as Báo Chính phủ's lists have it)."""
    us = site.facts.list_order == "mdy"
    stamp = format_us_date(row.published) if us else f"{row.published:%Y-%m-%d %H:%M:%S}"
    date = f'<span class="time-ago" datetime="{stamp}" title="{stamp}"></span>' if dated and not row.has("no-date") else ""
    heads = {"vnexpress": "title-news", "vccorp": "box-title-text", "epi": "story__heading"}
    url = row.url.replace("://", "://m.", 1) if row.has("mobile-link") else row.url
    return (
        f'<article class="item-news story article-item" data-publishtime="{int(row.published.timestamp())}">'
        if dated and not us and site.facts.family == "vnexpress"
        else '<article class="item-news story article-item">'
    ) + (
        f'<h3 class="{heads.get(site.facts.family, "article-title vnn-title")}"><a class="cms-link" href="{html.escape(url)}">'
        f'{html.escape(row.title)}</a></h3>{date}<p class="description">{html.escape(row.summary)}</p></article>'
    )


def _page(site: Site, main: str, head: str, now: datetime, *, page_type: str, lang: str) -> str:
    """The frame of every page: the bar that says it is invented, sidebars with other headlines, a footer that names provinces."""
    facts = site.facts
    menu = "".join(f'<li><a href="/{slugify(name)}">{name}</a></li>' for name in MENU)
    loud = facts.family in NOISY_FAMILIES  # the others show a crawler pages that nothing ties to the province
    noise = "".join(f'<li><a href="#">{headline}</a></li>' for headline in (NOISE if loud else NOISE[-1:]))
    most_read = _links(site, _latest(site, now)[:5]) if page_type == "detail" else ""
    sidebar = (
        f'<div class="sub-col sidebar-right"><h3 class="box-heading">Tin đọc nhiều</h3><ul>{most_read}{noise}</ul></div>'
        f'<div class="many-pack"><h3 class="box-heading">Có thể bạn quan tâm</h3><ul>{noise}</ul></div>'
        if page_type == "detail"
        else ""
    )
    return load_template("page").substitute(
        lang=lang,
        head=head,
        page_type=page_type,
        host=facts.hosts[0],
        short=html.escape(facts.short or facts.label),
        label=html.escape(facts.full_label or facts.label),
        menu=menu,
        main=main,
        sidebar=sidebar,
        regions=f"<p>Địa phương: {REGIONS}</p>" if loud else "",
    )
