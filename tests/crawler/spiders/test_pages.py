"""One page of every outlet, field by field: the replayed site's page in its family's markup, with an article of our own."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crawler.extraction.page import PageReading, read_page
from crawler.register import spider_classes
from diembao.demo.press_day.day import PressDay, load_day
from diembao.demo.replay.pages import render_article_page
from diembao.demo.replay.site import Site
from tests.support.press_day import article, write_day

REGISTER = spider_classes()
NOW = datetime(2020, 6, 1, 6, tzinfo=UTC)
TEXT = """
Sáng nay, hợp tác xã ở huyện Thanh Hà thử máy sấy vải đầu tiên, mỗi mẻ chạy mười sáu giờ và tốn hai bao trấu.

![Một góc chợ ở Nghệ An]()

Theo chủ nhiệm hợp tác xã, vải sấy giữ được màu và bán được sang tháng chín.

- [[Lũ lên nhanh ở Quảng Trị]]

Máy thứ hai sẽ về trước ngày 10/6.
"""
BODY = [line for line in TEXT.strip().split("\n\n") if not line.startswith(("!", "-"))]
FIELDS = {
    "title": "Hợp tác xã thử máy sấy vải",
    "summary": "Mỗi mẻ được tám tạ quả khô.",
    "body": "\n".join(BODY),
    "authors": ("Minh Khoa", "Thu Lam"),
    "section": "Kinh tế",
    "published_at": datetime(2020, 6, 1, 0, 15, tzinfo=UTC),
    "kind": "article",
    "problems": (),
}
RUN_TOGETHER = {"baotintuc": ("Minh Khoa", "TTXVN")}  # its JSON-LD glues name and agency


@cache
def day() -> PressDay:
    """One article in every outlet."""
    more = 'authors = ["Minh Khoa", "Thu Lam"]\n'
    articles = {
        f"bai-{name}": article(
            f"bai-{name}", name, "01 07:15", str(FIELDS["title"]), summary=str(FIELDS["summary"]), text=TEXT, section="Kinh tế",
            more=more if cls.lang == "vi" else f'{more}lang = "{cls.lang}"\n',
        )
        for name, cls in REGISTER.items()
    }  # fmt: skip
    with TemporaryDirectory() as folder:
        return load_day(write_day(Path(folder) / "d", articles), known_outlets=REGISTER)


@cache
def reading(outlet: str) -> PageReading:
    """That article of one outlet, read from its page."""
    site = Site(REGISTER[outlet], day())
    (own,) = [one for one in site.articles if one.id == f"bai-{outlet}"]
    shown = site.show_article(own, NOW)
    return read_page(render_article_page(site, shown, NOW, changed=False), shown.url, facts=REGISTER[outlet], fetched_at=NOW)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("outlet", REGISTER)
def test_every_field_of_every_outlet(outlet: str, field: str) -> None:
    right = RUN_TOGETHER.get(outlet, FIELDS[field]) if field == "authors" else FIELDS[field]
    assert getattr(reading(outlet), field) == right
