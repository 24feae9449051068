"""Báo Đầu tư: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoDauTu(NewsSpider):
    """Báo Đầu tư (Bộ Tài chính)."""

    name = "baodautu"
    label = "Báo Đầu tư"
    full_label = "Báo Đầu tư (Bộ Tài chính)"
    short = "Đầu tư"
    owner_type = "bo-nganh"
    home = "https://baodautu.vn/"
    hosts = ("baodautu.vn",)
    news_sitemaps = ("https://baodautu.vn/sitemaps/news-{Y}-{M}.xml",)
    sections = (
        "https://baodautu.vn/thoi-su-dau-tu-d1/", "https://baodautu.vn/toan-canh-dau-tu-d2/",
        "https://baodautu.vn/kinh-doanh-d3/", "https://baodautu.vn/ngan-hang--bao-hiem-d5/",
        "https://baodautu.vn/dau-tu-tai-chinh-d6/", "https://baodautu.vn/dau-tu-va-phap-luat-d41/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-d(?P<number>\d{5,8})\.html$"
    skip_pattern = r"^/(?:video|tag)/"
    selectors = stated(
        title=".title-detail", summary=".sapo_detail", body="#content_detail_news", authors="a.author",
        section=".col630 > .fs16.text-uppercase a", date=".post-time", drop=".list_news_relation_top",
    )  # fmt: skip
    confidence = stated(news_sitemaps="B", sections="B", article_pattern="A", selectors="A")
    sources = stated({"notes of HTTP answers in a public repository, 09/2026": "sections news_sitemaps"})
    note = "Không có JSON-LD và thẻ h1; trang /rssMain.html liệt kê các nguồn tin."
