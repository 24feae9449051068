"""One reader per CMS family: where its pages keep headline, sapo, body, authors, section, date, and what in a body is no article.

In: a family's name. Out: a `Family`, tuples of CSS selectors tried in order. Selectors that outlets.md proves on saved pages come
first; older templates follow. An outlet's own `selectors` go before its family's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from crawler.extraction.selectors import needs, possible

FIELDS = ("title", "summary", "body", "authors", "section", "date", "drop")


@dataclass(frozen=True, kw_only=True)
class Family:
    """Selectors of one family, each field's in order of preference. `drop` is taken out of the body, all of it."""

    title: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    section: tuple[str, ...] = ()  # the last element that matches is the section
    date: tuple[str, ...] = ()  # attributes datetime, content, title, then the text
    drop: tuple[str, ...] = ()

    def with_overrides(self, overrides: Mapping[str, str]) -> Family:
        """This family with an outlet's own selectors in front. Raises ValueError for a field that does not exist."""
        unknown = sorted(set(overrides) - set(FIELDS))
        if unknown:
            raise ValueError(f"no such field: {', '.join(unknown)}")
        first = {name: (selector, *getattr(self, name)) for name, selector in overrides.items()}
        return replace(self, **{name: tuple(dict.fromkeys(selectors)) for name, selectors in first.items()})

    def before(self, other: Family) -> Family:
        """This family's selectors, then those of `other`, each once."""
        both = {name: (*getattr(self, name), *getattr(other, name)) for name in FIELDS}
        return Family(**{name: tuple(dict.fromkeys(selectors)) for name, selectors in both.items()})

    def narrowed(self, marks: frozenset[str]) -> Family:
        """Only the selectors that a page with these classes and ids can match."""
        return Family(**{name: possible(getattr(self, name), marks) for name in FIELDS})

    @cached_property
    def marks(self) -> frozenset[str]:
        """Every class and id that any of its selectors needs."""
        return frozenset().union(*(need for name in FIELDS for selector in getattr(self, name) for need in needs(selector)))


# Never part of an article, on any site.
DROP_ALWAYS = (
    "script", "style", "noscript", "template", "iframe", "form", "button", "svg", "video", "audio", "object", "figure",
    "figcaption", "nav", "select", "textarea",
    "[hidden]", ".hidden", ".d-none", ".adsbygoogle", ".PhotoCMS_Caption", "[itemprop=author]", "[itemprop=keywords]",
    "amp-ad", "amp-embed", "amp-user-notification", "[fallback]",
    "[class*=breadcrumb]",
)  # fmt: skip

VCCORP = Family(
    title=(
        "h1[data-role=title]", "h1.detail-title", "h1.title_detail", "h1.title-2", "h1.kbwc-title", "h1.news-title",
        "h1.title",
    ),
    summary=("h2[data-role=sapo]", "[data-role=sapo]", "h2.detail-sapo", "h2.sapo", "p.txt-head", ".knc-sapo", ".sapo"),
    body=(
        "div.detail-content.afcbc-body[data-role=content]", "[data-role=content]", ".detail-content.afcbc-body", ".afcbc-body",
        "div[itemprop=articleBody]", ".knc-content", "#main-detail-body", ".detail-content .fck", "#entry-body",
    ),
    authors=(
        ".author-item-name", "[data-role=author]", ".detail-author .name", ".detail-author-top .name", "p.author",
        ".kbwcm-author [itemprop=name]", ".kbwcm-author", ".detail-author", ".wrapper-qt > strong",
    ),
    section=(
        "a[data-role=cate-name]", ".detail-cate a", ".detail-breadcrumb a", "ul.breadcrumb a", ".category-page__name",
        ".kbwsli.active a", "li.gbrcwli.active a",
    ),
    date=(
        "[data-role=publishdate]", ".detail-time", "span.pdate", ".kbwcm-time", "time[datetime]", ".tool-bar .date",
        ".block-feature .date",
    ),
    drop=(
        ".VCSortableInPreviewMode[type]:not([type=content]):not([type=table]):not([type=boxhighlightlist]):not([type=Table])",
        "[type=RelatedNewsBox]", "[type=RelatedOneNews]", ".kbwscwlrl", ".kbwscwlrl-content", ".seo-suggest-link",
        ".knc-relate-wrapper", "#listNewsInContent", ".link-source-detail", ".link-source-wrapper", ".link-source-name",
        "[data-role=newsrelation]", ".readmore-body-box", ".c-banner", ".wrapper-qt", ".block-key", "[id^=zone-]",
        "table.desc_image", ".VCObjectBoxRelatedNewsItemSapo", ".PhotoCMS_Author", ".LayoutAlbumCaptionWrapper",
    ),
)  # fmt: skip

EPI = Family(
    title=(".article__title.cms-title", "h1.article__title", "h1.cms-title", ".cms-title"),
    summary=(".article__sapo.cms-desc", ".article__sapo", ".cms-desc"),
    body=(
        ".article__body.zce-content-body[itemprop=articleBody]", ".article__body.zce-content-body", ".article__body.cms-body",
        ".zce-content-body", "[itemprop=articleBody]", ".cms-body",
    ),
    authors=(
        ".article__author .name", ".article__meta .author", ".article__meta .wrap-author", ".cms-author", ".article__author",
    ),
    section=(".breadcrumb-detail a", ".article .breadcrumb .main a", ".breadcrumb .main a", ".breadcrumb a"),
    date=(".cms-date[content]", ".article__meta time[datetime]", "time[datetime]", ".cms-date", ".article__meta time"),
    drop=(
        ".article-relate", ".article__social", ".article__author", ".article__source", ".article__tag", ".sda_middle",
        ".rennab",
        ".cms-relate-box", ".related-news", ".wrap-comment", ".many-pack", ".article-footer", ".picture",
        ".article__avatar", ".cms-video", "[class*=article-relate]",
    ),
)  # fmt: skip

VNEXPRESS = Family(
    title=("h1.title-detail", "h1.title-news", "h1.title-post", "h1.title_news_detail"),
    summary=("p.description", "h2.lead_post_detail", ".short_intro", "h2.description", ".lead_detail"),
    body=("article.fck_detail", ".fck_detail", ".content_detail", "#article_content", ".fck_detail_video"),
    authors=("p.author_mail", "p.author", ".author_mail strong", ".author_top a", ".name_parent_author"),
    section=("ul.breadcrumb li a", ".breadcrumb a"),
    date=(".header-content span.date", "span.date", "p.metadate", ".author .time", ".date-time"),
    drop=(
        "h1.title-detail", "p.description", ".header-content",  # some landing templates have them inside the body
        ".box-tinlienquanv2", ".tplCaption", 'table[border="0"]', "ul.list-news", "#article-end", "p.author_mail",
        ".box_brief_info", ".width_common.box-tinlienquanv2", ".banner-ads", ".item_slide_show .desc_cation", ".list_link",
    ),
)  # fmt: skip

MASTERCMS = Family(
    title=("h1.article-detail-title", ".article-detail-title", ".post-title"),
    summary=(".article-detail-desc", ".article-detail-sapo", ".post-desc", ".__MASTERCMS_SAPO"),
    body=(
        ".__MASTERCMS_CONTENT_BODY", ".edittor-content", ".__MASTERCMS_CONTENT", ".post-content",
        ".article-detail.fw.lt.mb.clearfix",
    ),
    authors=(".article-detail-author", ".article-author", ".author-name", ".article-detail-info .author"),
    section=(".article-detail-breadcrumb a", ".bx-breadcrumb a", ".breadcrumb a", ".article-cat a"),
    date=(".bx-time", ".article-detail-date", ".format_date", ".article-detail-info .date", "time[datetime]"),
    drop=(
        ".__MASTERCMS_CONTENT_RELATED", ".article-related", ".article-detail-author", ".article-tags",
        "table.MASTERCMS_TPL_TABLE:has(img)",
        ".item-content-related", "table:has(img)",
    ),
)  # fmt: skip

# What most sites of their own make share. Used by every "own" outlet and after each family's selectors fail.
OWN = Family(
    title=(
        "h1[itemprop=headline]", "article h1", "h1.article-title", "h1.detail-title", "h1.title-detail", ".title-detail",
        "h1.title", "h1",
    ),
    summary=(
        "h2[data-slot=sapo]", ".content-detail-sapo", "h2.sapo", ".sapo_detail", ".the-article-summary", ".article-sapo",
        ".post-summary",
        ".desnews", ".news-sapo", ".article-summary", ".post-sapo", ".detail-sapo", ".sapo",
        "[itemprop=description]:not(meta):not(figcaption)",
    ),
    body=(
        "[data-slot=content]", "#maincontent", ".boxdetail .contents", ".boxdetail", "#content_detail_news",
        ".the-article-body",
        "[itemprop=articleBody]", ".detail-content-body", ".content-ktdt-article", ".edittor-content", ".ct-edtior-web",
        "#gallery-ctt",
        ".singular-content", ".e-magazine__body", ".detail.detail--normal", ".post-ct-entry", ".article-detail",
        ".article-content",
        ".article-body", ".detail-content", ".post-content", ".entry-content", ".news-content",
        "article.cate-24h-foot-arti-deta-info",
    ),
    authors=(
        ".article-detail-author__info .name", ".article-detail-author .name a", ".article-detail-author", "a.author",
        ".the-article-author", "[itemprop=author] [itemprop=name]", ".detail-left .author", ".author-name", ".article-author",
        ".detail-author", "[rel=author]", ".author", ".byline",
    ),
    section=(
        ".bread-crumb-detail > ul > li > a", ".the-article-category a", ".action-link .cate a", ".breadcrumb a",
        ".breadcrumbs a",
        ".col630 > .fs16.text-uppercase a", "[itemtype$=BreadcrumbList] [itemprop=itemListElement] a",
    ),
    date=(
        "time[datetime]", ".bread-crumb-detail__time", ".post-time", ".the-article-publish", ".action-link .date .txt",
        ".timepost",
        "[itemprop=datePublished]:not(meta)", ".detail-time", ".publish-date", ".article-time", ".date-publish",
        ".cate-24h-date-published",
        ".post-date", ".date-detail", ".news-date", ".datetime", ".date", ".time",
    ),
    drop=(
        ".article-business", ".news-general", ".dantri-widget", "aside", ".insert-wiki-content", ".vnn-template-noneditable",
        ".vnn-content-image", ".image.vnn-content-image", ".list_news_relation_top", ".related-news", ".box-related",
        ".relation",
        ".inner-article", ".z-widget-corona", "table.picture", "table.article", ".notebox.ncenter", ".widget",
        ".gliaplayer-container",
        ".author", ".source", ".tags", ".tag", ".share", ".social", ".banner", ".ads", ".comment", ".expNoEdit",
        ".box-news-related",
        ".article__inner-related", "table:has(img)", ".media-caption", ".caption", ".img-caption", ".article-relate",
    ),
)  # fmt: skip

YONHAP = Family(
    title=("h1.tit", "h1.tit01", "header.title-article01 h1", ".title-article01 h1", "h1"),
    summary=(".subtitle", ".tit-sub", "h2.tit"),
    body=(
        "article.story-news.article", ".story-news.article", "article.story-news", "#articleWrap .article", ".article-story",
        "[itemprop=articleBody]",
    ),
    authors=(".writer-zone01 .tit-name", ".byline", ".writer .name"),
    section=(".nav-path a", ".location a", ".breadcrumb a"),
    date=(".update-time[data-update-time]", "p.update-time", ".txt-time", "time[datetime]", ".update-time"),
    drop=(".comp-box", ".related-zone", ".writer-zone01", ".keyword-zone", ".txt-copyright", ".adrs", ".link-info", "aside"),
)  # fmt: skip

BAOTINTUC = replace(
    OWN.with_overrides({"title": "h1.detail-title", "body": ".boxdetail .contents", "authors": ".boxdetail .author"}),
    drop=("ul.list-concern", ".share-sticky", ".keysword", ".likeshare", *OWN.drop),
)

FAMILIES: Mapping[str, Family] = {
    "vccorp": VCCORP,
    "epi": EPI,
    "vnexpress": VNEXPRESS,
    "mastercms": MASTERCMS,
    "baotintuc": BAOTINTUC,
    "yonhap": YONHAP,
    "own": OWN,
}

# Marks by which a page shows its family when its outlet is not known. First match wins.
MARKS: tuple[tuple[str, str], ...] = (
    ("vccorp", ".afcbc-body, h1[data-role=title], #hdZoneId"),
    ("epi", ".zce-content-body, h1.cms-title"),
    ("vnexpress", "article.fck_detail"),
    ("mastercms", ".__MASTERCMS_CONTENT, .__MASTERCMS_CONTENT_BODY"),
    ("baotintuc", ".boxdetail #divfirst"),
    ("yonhap", "article.story-news"),
)
