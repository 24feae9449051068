"""Báo An ninh Thủ đô: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class AnNinhThuDo(NewsSpider):
    """Báo An ninh Thủ đô (Công an Thành phố Hà Nội)."""

    name = "anninhthudo"
    label = "Báo An ninh Thủ đô"
    full_label = "Báo An ninh Thủ đô (Công an Thành phố Hà Nội)"
    short = "An ninh Thủ đô"
    owner_type = "dia-phuong"
    home = "https://www.anninhthudo.vn/"
    province = "ha-noi"
    hosts = ("www.anninhthudo.vn",)
    feeds = ("https://www.anninhthudo.vn/rss/home.rss",)
    news_sitemaps = ("https://www.anninhthudo.vn/sitemaps/google-news.xml",)
    sections = ("https://www.anninhthudo.vn/thoi-su/", "https://www.anninhthudo.vn/phap-luat/")
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.antd$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="B", family="B")
    sources = stated({
        "rule of the ePi family, 2026": "feeds", "public list of feeds and sitemaps, 2026": "family",
        "recorded article, 2025": "article_pattern",
    })  # fmt: skip
