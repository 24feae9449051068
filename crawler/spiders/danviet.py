"""Báo Dân Việt: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DanViet(NewsSpider):
    """Báo Dân Việt (Hội Nông dân Việt Nam)."""

    name = "danviet"
    label = "Báo Dân Việt"
    full_label = "Báo Dân Việt (Hội Nông dân Việt Nam)"
    short = "Dân Việt"
    owner_type = "doan-the"
    home = "https://danviet.vn/"
    hosts = ("danviet.vn",)
    feeds = ("https://danviet.vn/rss/home.rss", "https://danviet.vn/rss/tin-tuc.rss")
    sections = ("https://danviet.vn/tin-tuc.htm", "https://danviet.vn/nha-nong.htm", "https://danviet.vn/phap-luat.htm")
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{8,21})\.htm$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="C")
