"""Báo Nông nghiệp và Môi trường: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class NongNghiepMoiTruong(NewsSpider):
    """Báo Nông nghiệp và Môi trường (Bộ Nông nghiệp và Môi trường)."""

    name = "nongnghiepmoitruong"
    label = "Báo Nông nghiệp và Môi trường"
    full_label = "Báo Nông nghiệp và Môi trường (Bộ Nông nghiệp và Môi trường)"
    short = "Nông nghiệp và Môi trường"
    owner_type = "bo-nganh"
    home = "https://nongnghiepmoitruong.vn/"
    predecessors = ("Báo Nông nghiệp Việt Nam", "Báo Tài nguyên và Môi trường")
    hosts = ("nongnghiepmoitruong.vn", "nongnghiep.vn")
    feeds = (
        "https://nongnghiepmoitruong.vn/nong-nghiep.rss", "https://nongnghiepmoitruong.vn/moi-truong.rss",
        "https://nongnghiepmoitruong.vn/phap-luat.rss", "https://nongnghiepmoitruong.vn/chinh-sach.rss",
        "https://nongnghiepmoitruong.vn/thi-truong.rss", "https://nongnghiepmoitruong.vn/nong-thon-moi.rss",
    )  # fmt: skip
    sections = (
        "https://nongnghiepmoitruong.vn/thoi-su/", "https://nongnghiepmoitruong.vn/nong-nghiep/",
        "https://nongnghiepmoitruong.vn/moi-truong/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-d(?P<number>\d{4,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="B", predecessors="C")
    sources = stated({"public list of feeds and sitemaps, 2026": "feeds", "recorded article, 2026": "article_pattern"})
