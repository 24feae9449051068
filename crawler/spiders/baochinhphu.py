"""Báo điện tử Chính phủ: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoChinhPhu(NewsSpider):
    """Báo điện tử Chính phủ."""

    name = "baochinhphu"
    label = "Báo điện tử Chính phủ"
    short = "Báo Chính phủ"
    owner_type = "trung-uong"
    home = "https://baochinhphu.vn/"
    hosts = ("baochinhphu.vn",)
    feeds = (
        "https://baochinhphu.vn/home.rss", "https://baochinhphu.vn/kinh-te.rss", "https://baochinhphu.vn/xa-hoi.rss",
        "https://baochinhphu.vn/chinh-sach-va-cuoc-song/chinh-sach-moi.rss",
    )  # fmt: skip
    news_sitemaps = ("https://baochinhphu.vn/sitemaps/google-news.xml",)
    sections = (
        "https://baochinhphu.vn/chi-dao-quyet-dinh-cua-chinh-phu-thu-tuong-chinh-phu.htm", "https://baochinhphu.vn/kinh-te.htm",
        "https://baochinhphu.vn/xa-hoi.htm", "https://baochinhphu.vn/chinh-sach-va-cuoc-song/chinh-sach-moi.htm",
    )  # fmt: skip
    feed_order = "mdy"
    list_order = "mdy"
    family = "vccorp"
    article_pattern = r"-(?P<number>102\d{12,16})\.htm$"
    skip_pattern = r"^/(?:chu-de|video|podcast)/"
    confidence = stated(
        feeds="B", news_sitemaps="C", sections="A", article_pattern="A", family="A", list_order="A", feed_order="B",
    )  # fmt: skip
    sources = stated({"hangkrypton/press-scanning, 08/2026": "feed_order feeds"})
    note = "Trang danh sách ghi ngày theo thứ tự tháng/ngày/năm."
