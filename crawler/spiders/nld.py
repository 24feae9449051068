"""Báo Người Lao Động: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class NguoiLaoDong(NewsSpider):
    """Báo Người Lao Động (Thành phố Hồ Chí Minh)."""

    name = "nld"
    label = "Báo Người Lao Động"
    full_label = "Báo Người Lao Động (Thành phố Hồ Chí Minh)"
    short = "Người Lao Động"
    owner_type = "dia-phuong"
    home = "https://nld.com.vn/"
    hosts = ("nld.com.vn",)
    feeds = (
        "https://nld.com.vn/rss/home.rss", "https://nld.com.vn/rss/thoi-su.rss", "https://nld.com.vn/rss/lao-dong.rss",
        "https://nld.com.vn/rss/ban-doc.rss", "https://nld.com.vn/rss/kinh-te.rss", "https://nld.com.vn/rss/suc-khoe.rss",
        "https://nld.com.vn/rss/giao-duc-khoa-hoc.rss", "https://nld.com.vn/rss/phap-luat.rss",
        "https://nld.com.vn/rss/van-hoa-van-nghe.rss", "https://nld.com.vn/rss/the-thao.rss",
    )  # fmt: skip
    news_sitemaps = ("https://nld.com.vn/google-news-sitemap.xml",)
    sections = (
        "https://nld.com.vn/thoi-su.htm", "https://nld.com.vn/phap-luat.htm", "https://nld.com.vn/kinh-te.htm",
        "https://nld.com.vn/ban-doc.htm",
    )  # fmt: skip
    family = "vccorp"
    article_pattern = r"-(?P<number>196\d{12,16}|20\d{15})\.htm$"
    skip_pattern = r"^/(?:video|podcast|chu-de)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="A", article_pattern="C", family="A")
    sources = stated({"hangkrypton/press-scanning, 08/2026": "article_pattern", "kagisearch/kite-public, 05/2026": "feeds"})
    note = "Tiêu đề hiển thị khác tiêu đề dành cho máy tìm kiếm."
