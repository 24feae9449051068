"""Báo Pháp Luật Thành phố Hồ Chí Minh: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class PhapLuatTPHCM(NewsSpider):
    """Báo Pháp Luật Thành phố Hồ Chí Minh."""

    name = "plo"
    label = "Báo Pháp Luật Thành phố Hồ Chí Minh"
    short = "Pháp Luật TP.HCM"
    owner_type = "dia-phuong"
    home = "https://plo.vn/"
    hosts = ("plo.vn",)
    feeds = ("https://plo.vn/rss/home.rss",)
    news_sitemaps = ("https://plo.vn/sitemaps/google-news.xml",)
    sections = ("https://plo.vn/thoi-su/", "https://plo.vn/phap-luat/", "https://plo.vn/do-thi/", "https://plo.vn/kinh-te/")
    family = "epi"
    article_pattern = r"-post(?P<number>\d{5,9})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|podcast|topic|tag)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="B", article_pattern="B", family="B")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds", "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections"})
