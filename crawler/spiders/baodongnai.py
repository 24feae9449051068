"""Báo Đồng Nai: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoDongNai(NewsSpider):
    """Báo Đồng Nai (tỉnh Đồng Nai)."""

    name = "baodongnai"
    label = "Báo Đồng Nai"
    full_label = "Báo Đồng Nai (tỉnh Đồng Nai)"
    short = "Báo Đồng Nai"
    owner_type = "dia-phuong"
    home = "https://baodongnai.com.vn/"
    province = "dong-nai"
    predecessors = ("Báo Bình Phước",)
    hosts = ("baodongnai.com.vn",)
    news_sitemaps = ("https://baodongnai.com.vn/sitemaps/index.lastest.xml",)
    sections = ("https://baodongnai.com.vn/",)
    family = "own"
    article_pattern = r"/20\d{4}/(?:[a-z0-9-]+-)(?P<number>[0-9a-f]{7,12})/?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(news_sitemaps="C", sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type", "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern",
        "public list of feeds and sitemaps, 2026": "news_sitemaps",
    })  # fmt: skip
