"""Báo Công an nhân dân: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class CongAnNhanDan(NewsSpider):
    """Báo Công an nhân dân."""

    name = "cand"
    label = "Báo Công an nhân dân"
    short = "Công an nhân dân"
    owner_type = "bo-nganh"
    home = "https://cand.vn/"
    hosts = ("cand.vn", "cand.com.vn", "en.cand.com.vn")
    host_langs = stated({"en.cand.com.vn": "en"})
    feeds = ("https://cand.vn/rss/home.rss",)
    news_sitemaps = ("https://cand.vn/sitemaps/news-{Y}-{M}.xml",)
    sections = ("https://cand.vn/",)
    family = "epi"
    article_pattern = r"-(?:post|i)(?P<number>\d{4,9})(?:\.(?:html|amp)|/?)$"
    skip_pattern = r"^/(?:video|podcast)/"
    selectors = stated(
        title=".box-title-detail.entry-title", summary=".desnews", body=".detail-content-body", authors=".box-author",
        date=".timepost",
    )  # fmt: skip
    confidence = stated(feeds="B", news_sitemaps="B", sections="C", article_pattern="B", selectors="B", family="B")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "home hosts family article_pattern feeds",
        "braycolony1y/my-rss-reader, 10/2026": "hosts feeds", "public list of feeds and sitemaps, 07/2026": "news_sitemaps",
    })  # fmt: skip
    note = "Chuyển từ cand.com.vn sang cand.vn và đổi hệ quản trị trong năm 2026; giờ trên trang cũ ghi trước ngày."
