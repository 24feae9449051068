"""Báo Người Đưa Tin: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class NguoiDuaTin(NewsSpider):
    """Báo Người Đưa Tin."""

    name = "nguoiduatin"
    label = "Báo Người Đưa Tin"
    short = "Người Đưa Tin"
    owner_type = "chua-kiem-chung"
    home = "https://www.nguoiduatin.vn/"
    hosts = ("www.nguoiduatin.vn",)
    news_sitemaps = ("https://www.nguoiduatin.vn/google-news-sitemap.xml",)
    sections = ("https://www.nguoiduatin.vn/",)
    family = "own"
    article_pattern = r"-(?:a(?P<number>\d{5,9})|(?P<long>20\d{12,18}))\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(news_sitemaps="C", sections="C", article_pattern="C")
    sources = stated({"public list of feeds and sitemaps, 10/2026": "article_pattern news_sitemaps"})
