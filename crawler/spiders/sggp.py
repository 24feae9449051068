"""Báo Sài Gòn Giải Phóng: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class SaiGonGiaiPhong(NewsSpider):
    """Báo Sài Gòn Giải Phóng (Thành phố Hồ Chí Minh)."""

    name = "sggp"
    label = "Báo Sài Gòn Giải Phóng"
    full_label = "Báo Sài Gòn Giải Phóng (Thành phố Hồ Chí Minh)"
    short = "Sài Gòn Giải Phóng"
    owner_type = "dia-phuong"
    home = "https://www.sggp.org.vn/"
    province = "ho-chi-minh"
    hosts = ("www.sggp.org.vn",)
    feeds = (
        "https://www.sggp.org.vn/rss/home.rss", "https://www.sggp.org.vn/rss/kinh-te-3.rss",
        "https://www.sggp.org.vn/rss/tai-chinh-chung-khoan-44.rss",
    )  # fmt: skip
    news_sitemaps = ("https://www.sggp.org.vn/sitemaps/google-news.xml",)
    sections = (
        "https://www.sggp.org.vn/chinhtri/", "https://www.sggp.org.vn/xahoi/", "https://www.sggp.org.vn/kinhte/",
        "https://www.sggp.org.vn/phapluat/",
    )  # fmt: skip
    family = "epi"
    article_pattern = r"-(?:post)?(?P<number>\d{5,9})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|podcast|topic|tag)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="B", article_pattern="B", family="B")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feeds article_pattern", "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections",
    })  # fmt: skip
