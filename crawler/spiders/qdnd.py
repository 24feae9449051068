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
    hosts = ("www.qdnd.vn", "en.qdnd.vn", "ct.qdnd.vn")
    host_langs = stated({"en.qdnd.vn": "en"})
    feeds = (
        "https://www.qdnd.vn/rss/cate/tin-tuc-moi-nhat.rss", "https://www.qdnd.vn/rss/cate/chinh-tri-3429.rss",
        "https://www.qdnd.vn/rss/cate/quoc-phong-an-ninh-3424.rss", "https://www.qdnd.vn/rss/cate/kinh-te-3438.rss",
        "https://www.qdnd.vn/rss/cate/xa-hoi-3442.rss", "https://www.qdnd.vn/rss/cate/phap-luat-3543.rss",
    )  # fmt: skip
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
    confidence = stated(feeds="B", news_sitemaps="C", sections="B", article_pattern="B", selectors="B")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feeds", "braycolony1y/my-rss-reader, 10/2026": "hosts",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections",
    })  # fmt: skip
    note = "Nguồn tin RSS chỉ trả lời khi gửi lại cookie của trang."
