"""Báo Tuổi Trẻ, bản tiếng Anh: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class TuoiTreNews(NewsSpider):
    """Báo Tuổi Trẻ, bản tiếng Anh (Thành phố Hồ Chí Minh)."""

    name = "tuoitrenews"
    label = "Báo Tuổi Trẻ, bản tiếng Anh"
    full_label = "Báo Tuổi Trẻ, bản tiếng Anh (Thành phố Hồ Chí Minh)"
    short = "Tuổi Trẻ News"
    owner_type = "dia-phuong"
    home = "https://news.tuoitre.vn/"
    lang = "en"
    hosts = ("news.tuoitre.vn", "tuoitrenews.vn")
    feeds = ("https://news.tuoitre.vn/rss/latest-news.rss",)
    sections = ("https://news.tuoitre.vn/society.htm", "https://news.tuoitre.vn/business.htm")
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{5,21})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="C", sections="C", article_pattern="B", family="C")
    sources = stated({"recorded article, 02/2026": "article_pattern"})
