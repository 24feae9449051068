"""Báo Lào Cai: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoLaoCai(NewsSpider):
    """Báo Lào Cai (tỉnh Lào Cai)."""

    name = "baolaocai"
    label = "Báo Lào Cai"
    full_label = "Báo Lào Cai (tỉnh Lào Cai)"
    short = "Báo Lào Cai"
    owner_type = "dia-phuong"
    home = "https://baolaocai.vn/"
    province = "lao-cai"
    predecessors = ("Báo Yên Bái",)
    hosts = ("baolaocai.vn",)
    feeds = ("https://baolaocai.vn/rss/home.rss",)
    news_sitemaps = ("https://baolaocai.vn/sitemaps/google-news.xml",)
    sections = ("https://baolaocai.vn/thoi-su/", "https://baolaocai.vn/kinh-te/", "https://baolaocai.vn/phap-luat/")
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="B", family="C", predecessors="C")
    sources = stated({"rule of the ePi family, 2026": "feeds", "recorded article, 09/2026": "article_pattern"})
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
