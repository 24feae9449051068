"""Báo Pháp luật Việt Nam: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoPhapLuat(NewsSpider):
    """Báo Pháp luật Việt Nam (Bộ Tư pháp)."""

    name = "baophapluat"
    label = "Báo Pháp luật Việt Nam"
    full_label = "Báo Pháp luật Việt Nam (Bộ Tư pháp)"
    short = "Pháp luật Việt Nam"
    owner_type = "bo-nganh"
    home = "https://baophapluat.vn/"
    hosts = ("baophapluat.vn",)
    feeds = ("https://baophapluat.vn/rss/home.rss",)
    news_sitemaps = ("https://baophapluat.vn/sitemaps/google-news.xml",)
    sections = ("https://baophapluat.vn/chinh-tri/", "https://baophapluat.vn/tu-phap/", "https://baophapluat.vn/kinh-te/")
    family = "epi"
    article_pattern = r"-(?:post)?(?P<number>\d{5,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C", family="C")
