"""Báo Hải Dương: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from datetime import date

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoHaiDuong(NewsSpider):
    """Báo Hải Dương (tỉnh Hải Dương)."""

    name = "baohaiduong"
    label = "Báo Hải Dương"
    full_label = "Báo Hải Dương (tỉnh Hải Dương)"
    short = "Báo Hải Dương"
    owner_type = "cua-tinh"
    home = "https://baohaiduong.vn/"
    province = "hai-duong"
    successor = "baohaiphong"
    retired_on = date(2025, 7, 1)
    hosts = ("baohaiduong.vn",)
    feeds = (
        "https://baohaiduong.vn/rss/home.rss", "https://baohaiduong.vn/rss/tin-tuc.rss", "https://baohaiduong.vn/rss/kinh-te.rss",
        "https://baohaiduong.vn/rss/phap-luat.rss",
    )  # fmt: skip
    news_sitemaps = ("https://baohaiduong.vn/google-news-sitemap.xml",)
    sections = ("https://baohaiduong.vn/tin-tuc/", "https://baohaiduong.vn/kinh-te/", "https://baohaiduong.vn/phap-luat/")
    family = "own"
    article_pattern = r"-(?P<number>\d{4,8})\.html?$"
    skip_pattern = r"^/(?:video|podcast|tag)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C")
    sources = stated({"tammuoichanhoa/crawl_lastest_news, 02/2026": "successor"})
    note = "Đã nhập vào Báo Hải Phòng từ tháng 7/2025; tên được giữ cho các bài đã lưu."
