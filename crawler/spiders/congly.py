"""Báo Công lý: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class CongLy(NewsSpider):
    """Báo Công lý (Tòa án nhân dân tối cao)."""

    name = "congly"
    label = "Báo Công lý"
    full_label = "Báo Công lý (Tòa án nhân dân tối cao)"
    short = "Công lý"
    owner_type = "bo-nganh"
    home = "https://congly.vn/"
    hosts = ("congly.vn", "doanhnhan.congly.vn")
    feeds = ("https://congly.vn/rss/home.rss",)
    news_sitemaps = ("https://congly.vn/sitemap-article-daily.xml",)
    sections = ("https://congly.vn/thoi-su/", "https://congly.vn/phap-dinh/", "https://congly.vn/hoat-dong-toa-an/")
    family = "own"
    article_pattern = r"-(?P<number>\d{4,9})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(title=".sc-longform-header-title.block-sc-title", body=".b-maincontent")
    confidence = stated(feeds="C", sections="C", article_pattern="B", selectors="B", news_sitemaps="B")
    sources = stated({
        "public list of feeds and sitemaps, 2026": "news_sitemaps", "recorded article, 2026": "article_pattern",
        "recorded article, 08/2026": "hosts",
    })  # fmt: skip
