"""Báo Nhân Dân: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class NhanDan(NewsSpider):
    """Báo Nhân Dân."""

    name = "nhandan"
    label = "Báo Nhân Dân"
    short = "Nhân Dân"
    owner_type = "trung-uong"
    home = "https://nhandan.vn/"
    hosts = ("nhandan.vn",)
    feeds = (
        "https://nhandan.vn/rss/home.rss", "https://nhandan.vn/rss/chinhtri-1171.rss",
        "https://nhandan.vn/rss/xay-dung-dang-1179.rss", "https://nhandan.vn/rss/kinhte-1185.rss",
        "https://nhandan.vn/rss/phapluat-1287.rss", "https://nhandan.vn/rss/du-lich-1257.rss",
        "https://nhandan.vn/rss/thegioi-1231.rss", "https://nhandan.vn/rss/thethao-1224.rss",
    )  # fmt: skip
    news_sitemaps = ("https://nhandan.vn/sitemaps/news-{Y}-{M}.xml", "https://nhandan.vn/sitemaps/google-news.xml")
    sections = (
        "https://nhandan.vn/chinhtri/", "https://nhandan.vn/kinhte/", "https://nhandan.vn/xahoi/", "https://nhandan.vn/phapluat/",
    )  # fmt: skip
    family = "epi"
    article_pattern = r"-post(?P<number>\d{5,9})\.(?:html|amp)$"
    skip_pattern = r"^/special/|^/(?:megastory|podcast|topic|tu-khoa)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="B", family="A")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feeds article_pattern",
        "public list of feeds and sitemaps, 2026": "news_sitemaps",
    })  # fmt: skip
