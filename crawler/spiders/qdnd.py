"""Báo Quân đội nhân dân: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class QuanDoiNhanDan(NewsSpider):
    """Báo Quân đội nhân dân (Bộ Quốc phòng)."""

    name = "qdnd"
    label = "Báo Quân đội nhân dân"
    full_label = "Báo Quân đội nhân dân (Bộ Quốc phòng)"
    short = "Quân đội nhân dân"
    owner_type = "bo-nganh"
    home = "https://www.qdnd.vn/"
    hosts = ("www.qdnd.vn", "en.qdnd.vn")
    host_langs = stated({"en.qdnd.vn": "en"})
    feeds = ("https://www.qdnd.vn/rss/cate/tin-tuc-moi-nhat.rss",)
    news_sitemaps = ("https://www.qdnd.vn/sitemaps/0/top300article.xml",)
    sections = (
        "https://www.qdnd.vn/chinh-tri", "https://www.qdnd.vn/xa-hoi", "https://www.qdnd.vn/kinh-te",
        "https://www.qdnd.vn/phap-luat",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>\d{5,8})/?$"
    skip_pattern = r"^/(?:video|media|tag)/"
    selectors = stated(
        title="h1.post-title", summary=".post-summary", body=".article-detail", authors=".post-author", date=".post-subinfo",
    )  # fmt: skip
    cookies = True  # without them the feed redirects to itself for ever
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="B", selectors="B")
    note = "Chưa kiểm chứng nguồn tin RSS."
