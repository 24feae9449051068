"""A press day for tests: small, written into a folder by the test that needs it. Everything in it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FRAME = """
title = "Ngày thử"
province = "hai-duong"
edition = 2020-06-02
invented = true
polls = [2020-06-01T05:50:00+07:00, 2020-06-01T12:00:00+07:00, 2020-06-02T05:55:00+07:00]

[window]
after = 2020-06-01T06:00:00+07:00
until = 2020-06-02T06:00:00+07:00

[office]
name = "SỞ THỬ NGHIỆM"
recipients = ["mot@example.vn", "hai@example.vn"]

[[history]]
day = 2020-06-01
number = 153
stories = 2
articles = 3
positive = 1
neutral = 1
negative = 0
issues = 0
"""
TEXT = """
Sáng nay, UBND huyện Thanh Hà, tỉnh Hải Dương cho biết các hợp tác xã đã hoàn thành kế hoạch tưới cho toàn bộ diện tích vải.

Theo phòng nông nghiệp huyện, sản lượng năm nay ước tăng so với năm trước nhờ thời tiết thuận hòa.
"""


def write_day(folder: Path, articles: Mapping[str, str], *, frame: str = FRAME, truth: str = "") -> Path:
    """A day in `folder` with `articles` (id -> whole file); truth.toml only when `truth` is given. Returns the folder."""
    (folder / "articles").mkdir(parents=True)
    (folder / "day.toml").write_text(frame, "utf-8")
    for name, text in articles.items():
        (folder / "articles" / f"{name}.md").write_text(text, "utf-8")
    if truth:
        (folder / "truth.toml").write_text(truth, "utf-8")
    return folder


def article(
    name: str, outlet: str, at: str, title: str, *, more: str = "", summary: str = "", text: str = TEXT, section: str = "Thời sự"
) -> str:
    """The file of one article; `at` = "01 08:15" (day of June and local time), `more` = further front matter."""
    day, clock = at.split()
    month = "05" if day == "31" else "06"
    head = f'id = "{name}"\noutlet = "{outlet}"\npublished = 2020-{month}-{day}T{clock}:00+07:00\nsection = "{section}"\n{more}'
    sapo = f"> {summary}\n\n" if summary else ""
    return f"+++\n{head}\n+++\n# {title}\n\n{sapo}{text.strip()}\n"
