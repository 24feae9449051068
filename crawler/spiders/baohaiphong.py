"""Báo Hải Phòng: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoHaiPhong(NewsSpider):
    """Báo Hải Phòng (Thành phố Hải Phòng)."""

    name = "baohaiphong"
    label = "Báo Hải Phòng"
    full_label = "Báo Hải Phòng (Thành phố Hải Phòng)"
    short = "Báo Hải Phòng"
    owner_type = "dia-phuong"
    home = "https://baohaiphong.vn/"
    province = "hai-phong"
    predecessors = ("Báo Hải Dương",)
    hosts = ("baohaiphong.vn",)
    feeds = (
        "https://baohaiphong.vn/rss/chinh-tri", "https://baohaiphong.vn/rss/kinh-te", "https://baohaiphong.vn/rss/xa-hoi",
        "https://baohaiphong.vn/rss/phap-luat",
    )  # fmt: skip
    news_sitemaps = ("https://baohaiphong.vn/sitemap-news.xml",)
    sections = (
        "https://baohaiphong.vn/chinh-tri", "https://baohaiphong.vn/kinh-te", "https://baohaiphong.vn/xa-hoi",
        "https://baohaiphong.vn/phap-luat",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="B", article_pattern="B", predecessors="B", news_sitemaps="C")
    sources = stated({
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern sections predecessors",
        "rule of the OneCMS family, 2026": "news_sitemaps feeds",
    })  # fmt: skip
    note = "Báo Hải Dương nhập vào từ tháng 7/2025."
