"""Báo Đại biểu Nhân dân: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DaiBieuNhanDan(NewsSpider):
    """Báo Đại biểu Nhân dân (Quốc hội)."""

    name = "daibieunhandan"
    label = "Báo Đại biểu Nhân dân"
    full_label = "Báo Đại biểu Nhân dân (Quốc hội)"
    short = "Đại biểu Nhân dân"
    owner_type = "trung-uong"
    home = "https://daibieunhandan.vn/"
    hosts = ("daibieunhandan.vn",)
    feeds = ("https://daibieunhandan.vn/rss/home.rss",)
    sections = ("https://daibieunhandan.vn/thoi-su/", "https://daibieunhandan.vn/hoi-dong-nhan-dan/")
    family = "epi"
    article_pattern = r"-(?:post)?(?P<number>\d{6,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="C")
    note = "Chưa rõ tình trạng sau khi sắp xếp báo chí năm 2025, cần kiểm tra."
