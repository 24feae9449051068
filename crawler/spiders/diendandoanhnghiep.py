"""Diễn đàn Doanh nghiệp: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DienDanDoanhNghiep(NewsSpider):
    """Diễn đàn Doanh nghiệp."""

    name = "diendandoanhnghiep"
    label = "Diễn đàn Doanh nghiệp"
    short = "Diễn đàn Doanh nghiệp"
    owner_type = "chua-kiem-chung"
    home = "https://diendandoanhnghiep.vn/"
    hosts = ("diendandoanhnghiep.vn",)
    feeds = ("https://diendandoanhnghiep.vn/rss/trang-chu",)
    news_sitemaps = ("https://diendandoanhnghiep.vn/sitemap-news.xml",)
    sections = ("https://diendandoanhnghiep.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C")
    sources = stated({"public list of feeds and sitemaps, 2026": "article_pattern feeds news_sitemaps"})
