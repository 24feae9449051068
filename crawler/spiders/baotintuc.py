"""Báo Tin tức (TTXVN): facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoTinTuc(NewsSpider):
    """Báo Tin tức (TTXVN)."""

    name = "baotintuc"
    label = "Báo Tin tức (TTXVN)"
    short = "Tin tức"
    owner_type = "trung-uong"
    home = "https://baotintuc.vn/"
    hosts = ("baotintuc.vn",)
    feeds = ("https://baotintuc.vn/rss/home.rss", "https://baotintuc.vn/rss/kinh-te-128.rss")
    news_sitemaps = ("https://baotintuc.vn/sitemaps/news-{Y}-{M}.xml", "https://baotintuc.vn/google-news-sitemap.xml")
    sections = ("https://baotintuc.vn/", "https://baotintuc.vn/thoi-su.htm", "https://baotintuc.vn/xa-hoi.htm")
    family = "baotintuc"
    article_pattern = r"-(?:post)?(?P<number>20\d{12,15}(?=\.htm$)|(?<=post)\d{5,9})\.(?:html?|amp)$"
    skip_pattern = r"^/(?:video|infographics|dong-su-kien|tags)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="B", family="A")
    sources = stated({
        "braycolony1y/my-rss-reader, 10/2026": "article_pattern feeds", "rule of the ePi family, 2026": "news_sitemaps",
    })  # fmt: skip
    note = "Đổi hệ quản trị trong năm 2026 (địa chỉ bài “-post….html”); bộ chọn của hệ mới chưa thấy trên trang thật."
