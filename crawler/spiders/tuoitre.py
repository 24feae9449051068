"""Báo Tuổi Trẻ: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class TuoiTre(NewsSpider):
    """Báo Tuổi Trẻ (Thành phố Hồ Chí Minh)."""

    name = "tuoitre"
    label = "Báo Tuổi Trẻ"
    full_label = "Báo Tuổi Trẻ (Thành phố Hồ Chí Minh)"
    short = "Tuổi Trẻ"
    owner_type = "dia-phuong"
    home = "https://tuoitre.vn/"
    hosts = ("tuoitre.vn",)
    feeds = (
        "https://tuoitre.vn/rss/tin-moi-nhat.rss", "https://tuoitre.vn/rss/thoi-su.rss", "https://tuoitre.vn/rss/the-gioi.rss",
        "https://tuoitre.vn/rss/phap-luat.rss", "https://tuoitre.vn/rss/kinh-doanh.rss", "https://tuoitre.vn/rss/giao-duc.rss",
        "https://tuoitre.vn/rss/suc-khoe.rss", "https://tuoitre.vn/rss/van-hoa.rss", "https://tuoitre.vn/rss/the-thao.rss",
        "https://tuoitre.vn/rss/nhip-song-tre.rss", "https://tuoitre.vn/rss/du-lich.rss",
    )  # fmt: skip
    news_sitemaps = ("https://tuoitre.vn/google-news-sitemap.xml",)
    sections = (
        "https://tuoitre.vn/thoi-su.htm", "https://tuoitre.vn/phap-luat.htm", "https://tuoitre.vn/kinh-doanh.htm",
        "https://tuoitre.vn/giao-duc.htm",
    )  # fmt: skip
    feed_order = "mdy"
    family = "vccorp"
    article_pattern = r"(?:-|/)(?P<number>20\d{14,17}|100\d{12,17}|\d{6,7})\.html?$"
    skip_pattern = r"^/(?:video|podcast|chu-de|timeline|tac-gia)/"
    confidence = stated(feeds="A", news_sitemaps="C", sections="A", article_pattern="B", family="A", feed_order="B")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feed_order article_pattern feeds",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections",
    })  # fmt: skip
    note = "Từ năm 2026 nguồn tin RSS ghi tháng trước ngày, trước đó ghi “GMT+7”; tiêu đề trong JSON-LD bị mã hóa hai lần."
