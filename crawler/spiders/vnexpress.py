"""Báo điện tử VnExpress: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VnExpress(NewsSpider):
    """Báo điện tử VnExpress."""

    name = "vnexpress"
    label = "Báo điện tử VnExpress"
    short = "VnExpress"
    owner_type = "bo-nganh"
    home = "https://vnexpress.net/"
    hosts = ("vnexpress.net",)
    feeds = (
        "https://vnexpress.net/rss/tin-moi-nhat.rss", "https://vnexpress.net/rss/thoi-su.rss",
        "https://vnexpress.net/rss/the-gioi.rss", "https://vnexpress.net/rss/kinh-doanh.rss",
        "https://vnexpress.net/rss/bat-dong-san.rss", "https://vnexpress.net/rss/phap-luat.rss",
        "https://vnexpress.net/rss/giao-duc.rss", "https://vnexpress.net/rss/suc-khoe.rss",
        "https://vnexpress.net/rss/du-lich.rss", "https://vnexpress.net/rss/gia-dinh.rss",
        "https://vnexpress.net/rss/the-thao.rss",
    )  # fmt: skip
    news_sitemaps = ("https://vnexpress.net/google-news-sitemap.xml",)
    sections = (
        "https://vnexpress.net/thoi-su", "https://vnexpress.net/phap-luat", "https://vnexpress.net/kinh-doanh",
        "https://vnexpress.net/giao-duc",
    )  # fmt: skip
    family = "vnexpress"
    article_pattern = r"-(?P<number>\d{7})(?:-tong-thuat|-p\d+)?\.html$"
    skip_pattern = r"^/(?:video|podcast|topic|interactive|tac-gia)/"
    confidence = stated(feeds="A", news_sitemaps="B", sections="A", article_pattern="A", family="A")
    sources = stated({"hangkrypton/press-scanning, 08/2026": "feeds article_pattern"})
    note = "Nguồn tin RSS từng ghi giờ UTC kèm nhãn +0700; ưu tiên giờ trên trang."
