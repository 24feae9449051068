"""Báo Đại Đoàn Kết: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DaiDoanKet(NewsSpider):
    """Báo Đại Đoàn Kết (Mặt trận Tổ quốc Việt Nam)."""

    name = "daidoanket"
    label = "Báo Đại Đoàn Kết"
    full_label = "Báo Đại Đoàn Kết (Mặt trận Tổ quốc Việt Nam)"
    short = "Đại Đoàn Kết"
    owner_type = "doan-the"
    home = "https://daidoanket.vn/"
    hosts = ("daidoanket.vn",)
    feeds = ("https://daidoanket.vn/rss/home.rss",)
    sections = ("https://daidoanket.vn/chinh-tri", "https://daidoanket.vn/xa-hoi", "https://daidoanket.vn/mat-tran")
    family = "own"
    article_pattern = r"-(?P<number>\d{6,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="C")
