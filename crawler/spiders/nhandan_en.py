"""Báo Nhân Dân, bản tiếng Anh: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class NhanDanEnglish(NewsSpider):
    """Báo Nhân Dân, bản tiếng Anh."""

    name = "nhandan-en"
    label = "Báo Nhân Dân, bản tiếng Anh"
    short = "Nhân Dân (tiếng Anh)"
    owner_type = "trung-uong"
    home = "https://en.nhandan.vn/"
    lang = "en"
    hosts = ("en.nhandan.vn",)
    feeds = ("https://en.nhandan.vn/rss/home.rss",)
    news_sitemaps = ("https://en.nhandan.vn/sitemaps/google-news.xml",)
    sections = ("https://en.nhandan.vn/politics/", "https://en.nhandan.vn/business/", "https://en.nhandan.vn/society/")
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C", family="B")
    sources = stated({"rule of the ePi family, 2026": "feeds"})
