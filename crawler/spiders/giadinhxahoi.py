"""Chuyên trang Gia đình và Xã hội: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class GiaDinhXaHoi(NewsSpider):
    """Chuyên trang Gia đình và Xã hội (Báo Sức khỏe và Đời sống)."""

    name = "giadinhxahoi"
    label = "Chuyên trang Gia đình và Xã hội"
    full_label = "Chuyên trang Gia đình và Xã hội (Báo Sức khỏe và Đời sống)"
    short = "Gia đình và Xã hội"
    owner_type = "bo-nganh"
    home = "https://giadinh.suckhoedoisong.vn/"
    hosts = ("giadinh.suckhoedoisong.vn",)
    feeds = ("https://giadinh.suckhoedoisong.vn/rss/home.rss",)
    news_sitemaps = (
        "https://giadinh.suckhoedoisong.vn/google-news-sitemap.xml", "https://giadinh.suckhoedoisong.vn/latestnews-sitemap.xml",
    )  # fmt: skip
    sections = ("https://giadinh.suckhoedoisong.vn/xa-hoi.htm", "https://giadinh.suckhoedoisong.vn/phap-luat.htm")
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{15,21})\.(?:htm|html|chn)$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="B", sections="C", article_pattern="B", family="B", news_sitemaps="B")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds", "public list of feeds and sitemaps, 2026": "news_sitemaps"})
