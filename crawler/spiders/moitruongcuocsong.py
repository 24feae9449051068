"""Môi trường và Cuộc sống: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class MoiTruongCuocSong(NewsSpider):
    """Môi trường và Cuộc sống."""

    name = "moitruongcuocsong"
    label = "Môi trường và Cuộc sống"
    short = "Môi trường và Cuộc sống"
    owner_type = "chua-kiem-chung"
    home = "https://moitruong.net.vn/"
    hosts = ("moitruong.net.vn",)
    feeds = ("https://moitruong.net.vn/rss/home.rss",)
    sections = ("https://moitruong.net.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({"hms4792/vietnam-infra-news, 04/2026": "article_pattern feeds"})
