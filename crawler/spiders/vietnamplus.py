"""Báo điện tử VietnamPlus (TTXVN): facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VietnamPlus(NewsSpider):
    """Báo điện tử VietnamPlus (TTXVN)."""

    name = "vietnamplus"
    label = "Báo điện tử VietnamPlus (TTXVN)"
    short = "VietnamPlus"
    owner_type = "trung-uong"
    home = "https://www.vietnamplus.vn/"
    hosts = (
        "www.vietnamplus.vn", "en.vietnamplus.vn", "fr.vietnamplus.vn", "es.vietnamplus.vn", "zh.vietnamplus.vn",
        "ru.vietnamplus.vn", "mega.vietnamplus.vn",
    )  # fmt: skip
    host_langs = stated({
        "en.vietnamplus.vn": "en", "fr.vietnamplus.vn": "fr", "es.vietnamplus.vn": "es", "zh.vietnamplus.vn": "zh",
        "ru.vietnamplus.vn": "ru",
    })  # fmt: skip
    feeds = (
        "https://www.vietnamplus.vn/rss/home.rss", "https://www.vietnamplus.vn/rss/chinhtri-291.rss",
        "https://www.vietnamplus.vn/rss/kinhte-311.rss", "https://www.vietnamplus.vn/rss/xahoi-314.rss",
        "https://www.vietnamplus.vn/rss/doisong-320.rss", "https://www.vietnamplus.vn/rss/thethao-214.rss",
        "https://en.vietnamplus.vn/rss/home.rss",
    )  # fmt: skip
    news_sitemaps = (
        "https://www.vietnamplus.vn/sitemaps/news-{Y}-{M}.xml", "https://www.vietnamplus.vn/sitemaps/google-news.xml",
        "https://en.vietnamplus.vn/sitemaps/google-news.xml",
    )  # fmt: skip
    sections = (
        "https://www.vietnamplus.vn/chinhtri/", "https://www.vietnamplus.vn/kinhte/", "https://www.vietnamplus.vn/xahoi/",
        "https://en.vietnamplus.vn/business/",
    )  # fmt: skip
    family = "epi"
    article_pattern = r"-(?:post)?(?P<number>\d{4,9})\.(?:vnp|amp|html)$"
    skip_pattern = r"^/(?:tag|region|topic|podcast)/"
    confidence = stated(feeds="B", news_sitemaps="B", sections="C", article_pattern="B", family="A")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feeds hosts article_pattern",
        "public list of feeds and sitemaps, 07/2026": "news_sitemaps",
    })  # fmt: skip
    note = "Bài tiếng Anh ở en.vietnamplus.vn; thường không ghi tên tác giả."
