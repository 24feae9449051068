"""Báo Sài Gòn Giải Phóng, bản tiếng Anh: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class SGGPEnglish(NewsSpider):
    """Báo Sài Gòn Giải Phóng, bản tiếng Anh (Thành phố Hồ Chí Minh)."""

    name = "sggp-en"
    label = "Báo Sài Gòn Giải Phóng, bản tiếng Anh"
    full_label = "Báo Sài Gòn Giải Phóng, bản tiếng Anh (Thành phố Hồ Chí Minh)"
    short = "SGGP News"
    owner_type = "dia-phuong"
    home = "https://en.sggp.org.vn/"
    lang = "en"
    hosts = ("en.sggp.org.vn",)
    feeds = ("https://en.sggp.org.vn/rss/home.rss",)
    news_sitemaps = ("https://en.sggp.org.vn/sitemaps/google-news.xml",)
    sections = ("https://en.sggp.org.vn/national/", "https://en.sggp.org.vn/business/", "https://en.sggp.org.vn/law/")
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C", family="B")
    sources = stated({"rule of the ePi family, 2026": "feeds"})
