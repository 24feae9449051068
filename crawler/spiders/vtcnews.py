"""Báo điện tử VTC News: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VTCNews(NewsSpider):
    """Báo điện tử VTC News (Đài Tiếng nói Việt Nam)."""

    name = "vtcnews"
    label = "Báo điện tử VTC News"
    full_label = "Báo điện tử VTC News (Đài Tiếng nói Việt Nam)"
    short = "VTC News"
    owner_type = "trung-uong"
    home = "https://vtcnews.vn/"
    hosts = ("vtcnews.vn",)
    feeds = (
        "https://vtcnews.vn/rss/feed.rss", "https://vtcnews.vn/rss/thoi-su.rss", "https://vtcnews.vn/rss/kinh-te.rss",
        "https://vtcnews.vn/rss/cong-nghe.rss", "https://vtcnews.vn/rss/the-thao.rss", "https://vtcnews.vn/rss/giai-tri.rss",
    )  # fmt: skip
    news_sitemaps = ("https://vtcnews.vn/google-news-sitemap.xml",)
    sections = (
        "https://vtcnews.vn/thoi-su-28.html", "https://vtcnews.vn/phap-luat-32.html", "https://vtcnews.vn/kinh-te-29.html",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-ar(?P<number>\d{5,8})\.html$"
    skip_pattern = r"^/(?:video|podcast)/"
    selectors = stated(
        title="h1.font28.bold.lh-1-3", summary="h2.font18.bold.inline-nb", body=".edittor-content.box-cont", date=".time-update",
    )  # fmt: skip
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="B", selectors="B")
