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
    home = "https://cand.com.vn/"
    hosts = ("cand.com.vn", "en.cand.com.vn")
    host_langs = stated({"en.cand.com.vn": "en"})
    feeds = (
        "https://cand.com.vn/rssfeed/home/", "https://cand.com.vn/rssfeed/thoi-su/", "https://cand.com.vn/rssfeed/phap-luat/",
        "https://cand.com.vn/rssfeed/xa-hoi/",
    )  # fmt: skip
    news_sitemaps = ("https://cand.com.vn/google-news-sitemap.xml",)
    sections = (
        "https://cand.com.vn/thoi-su/", "https://cand.com.vn/phap-luat/", "https://cand.com.vn/Ban-tin-113/",
        "https://cand.com.vn/doi-song/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-i(?P<number>\d{4,8})/?$"
    skip_pattern = r"^/(?:video|podcast)/"
    selectors = stated(
        title=".box-title-detail.entry-title", summary=".desnews", body=".detail-content-body", authors=".box-author",
        date=".timepost",
    )  # fmt: skip
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C", selectors="B")
    note = "Giờ trên trang ghi trước ngày."
