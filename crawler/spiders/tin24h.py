"""Trang tin 24h: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Tin24h(NewsSpider):
    """Trang thông tin điện tử tổng hợp 24h."""

    name = "24h"
    label = "Trang tin 24h"
    full_label = "Trang thông tin điện tử tổng hợp 24h"
    short = "24h"
    owner_type = "tong-hop"
    home = "https://www.24h.com.vn/"
    hosts = ("www.24h.com.vn",)
    feeds = (
        "https://cdn.24h.com.vn/upload/rss/tintuctrongngay.rss", "https://cdn.24h.com.vn/upload/rss/trangchu24h.rss",
        "https://cdn.24h.com.vn/upload/rss/anninhhinhsu.rss", "https://cdn.24h.com.vn/upload/rss/taichinhbatdongsan.rss",
    )  # fmt: skip
    news_sitemaps = ("https://www.24h.com.vn/google-news-sitemap.xml",)
    sections = ("https://www.24h.com.vn/tin-tuc-trong-ngay-c46.html", "https://www.24h.com.vn/an-ninh-hinh-su-c51.html")
    family = "own"
    article_pattern = r"-c\d+a(?P<number>\d{5,8})\.html$"
    skip_pattern = r"^/(?:video|livescore)/"
    selectors = stated(
        title="h1.cate-24h-foot-arti-deta-tit", summary=".cate-24h-foot-arti-deta-sum",
        body="article.cate-24h-foot-arti-deta-info", authors=".nguontin", date=".cate-24h-foot-arti-deta-cre-post",
    )  # fmt: skip
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="B", selectors="B")
    sources = stated({"braycolony1y/my-rss-reader, 10/2026": "article_pattern"})
