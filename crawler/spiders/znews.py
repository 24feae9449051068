"""Tạp chí Tri thức (Znews): facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Znews(NewsSpider):
    """Tạp chí điện tử Tri thức (Znews)."""

    name = "znews"
    label = "Tạp chí Tri thức (Znews)"
    full_label = "Tạp chí điện tử Tri thức (Znews)"
    short = "Znews"
    owner_type = "tap-chi"
    home = "https://znews.vn/"
    hosts = ("znews.vn", "zingnews.vn")
    feeds = (
        "https://znews.vn/rss/thoi-su.rss", "https://znews.vn/rss/xa-hoi.rss", "https://znews.vn/rss/giao-duc.rss",
        "https://znews.vn/rss/suc-khoe.rss", "https://znews.vn/rss/the-thao.rss", "https://znews.vn/rss/the-gioi.rss",
        "https://znews.vn/rss/cong-nghe.rss",
    )  # fmt: skip
    news_sitemaps = ("https://znews.vn/sitemap/sitemap-news.xml",)
    sections = ("https://znews.vn/xa-hoi.html", "https://znews.vn/phap-luat.html", "https://znews.vn/kinh-doanh-tai-chinh.html")
    family = "own"
    article_pattern = r"-post(?P<number>\d{5,9})\.html$"
    skip_pattern = r"^/(?:video|series|podcast|tieu-diem)/"
    selectors = stated(
        title=".the-article-title", summary=".the-article-summary", body=".the-article-body", authors=".the-article-author",
        section=".the-article-category a", date=".the-article-publish",
    )  # fmt: skip
    confidence = stated(feeds="B", news_sitemaps="C", sections="B", article_pattern="A", selectors="A")
    sources = stated({"tammuoichanhoa/crawl_lastest_news, 02/2026": "sections"})
    note = "Các nguồn tin tin-moi, kinh-doanh, kinh-te trả về 404 (05/2026)."
