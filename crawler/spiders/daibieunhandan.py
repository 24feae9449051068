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
    news_sitemaps = ("https://daibieunhandan.vn/sitemap-news.xml", "https://daibieunhandan.vn/sitemap-article-daily.xml")
    sections = ("https://daibieunhandan.vn/thoi-su/", "https://daibieunhandan.vn/hoi-dong-nhan-dan/")
    family = "own"
    article_pattern = r"-(?:post)?(?P<number>\d{6,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(sections="C", article_pattern="B", family="C", news_sitemaps="B")
    sources = stated({
        "public list of feeds and sitemaps, 2026": "family news_sitemaps", "recorded article, 12/2025": "article_pattern",
    })  # fmt: skip
    note = "Chưa rõ tình trạng sau khi sắp xếp báo chí năm 2025, cần kiểm tra."
