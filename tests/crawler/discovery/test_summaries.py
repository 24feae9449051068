"""Sapos without the headlines of other articles. All words are invented."""

from __future__ import annotations

import time

import pytest

from crawler.discovery.summaries import plain_summary, plain_title, without_headlines

SAPO = "Nước sông lên cao hơn mọi năm, dân ở bến phải chạy lúa."
OTHER = "Mưa lớn ở xã miền núi phía bắc"


@pytest.mark.parametrize(
    "written",
    [
        SAPO,
        f"<a href='/x'><img src='a.jpg'></a></br>{SAPO}",
        f"<p>{SAPO}</p><div><ul><li><a href='/y'>{OTHER}</a></li><li><a href='/z'>{OTHER} hai</a></li></ul></div>",
        f"&lt;p&gt;{SAPO}&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;a href='/y'&gt;{OTHER}&lt;/a&gt;&lt;/li&gt;&lt;/ul&gt;",
        f"{SAPO} &gt;&gt; <a href='/y'>{OTHER}</a>",
        f"{SAPO} >> {OTHER}",
        f"{SAPO}<br>»&nbsp;{OTHER}",
        f"{SAPO}<br/><a href='/y'>{OTHER}</a><br/><a href='/z'>{OTHER} hai</a>",
        f"{SAPO} <a href='/y'>{OTHER}</a> <a href='/z'>{OTHER} hai</a>",
        f"<p>{SAPO}</p><p><strong><a href='/y'>{OTHER}</a></strong></p>",
        f"<p>{SAPO}</p><p>Tin liên quan</p><p>{OTHER}</p>",
        f"{SAPO} Xem thêm: {OTHER}",
        f'{SAPO} {OTHER} <a href="https://bao.example/mua-lon-o-xa',  # cut off inside the next link
        f"{SAPO} {OTHER} </li",
        f"{SAPO} Xem tiếp",
        f"<figure><img src='a'><figcaption>Ảnh: bến đò</figcaption></figure><p>{SAPO}</p>",
        f"<![CDATA[{SAPO}]]>",
    ],
)
def test_the_sapo_alone(written: str) -> None:
    assert plain_summary(written) == SAPO


@pytest.mark.parametrize(
    ("written", "summary"),
    [
        ("Ông <a href='/ten'>Phùng Văn Lâm nói trên báo</a> rằng nước lên.", "Ông Phùng Văn Lâm nói trên báo rằng nước lên."),
        ("Nước lên. <a href='/x'>Xã</a> cho dân chạy lúa.", "Nước lên. Xã cho dân chạy lúa."),
        ("<a href='/x'>Cả sapo nằm trong một đường dẫn dài.</a>", "Cả sapo nằm trong một đường dẫn dài."),
        ("Mực nước < 2 m và > 1 m", "Mực nước < 2 m và > 1 m"),
        ("<ul><li>Tin thứ nhất</li></ul>", ""),
        ("Báo viết «nước lên» rồi thôi.", "Báo viết «nước lên» rồi thôi."),
        ("Câu hỏi đã được giải đáp chi tiết.", "Câu hỏi đã được giải đáp chi tiết."),
        ("", ""),
    ],
)
def test_what_is_the_sapos_own(written: str, summary: str) -> None:
    assert plain_summary(written) == summary


def test_headlines_without_tags_are_a_feeds_habit() -> None:
    long_sapo = f"{SAPO} Xã cử người trực ở hai đầu cầu suốt đêm."
    habit = [f"{long_sapo} {OTHER}"] * 3 + [long_sapo] * 7
    assert without_headlines(habit) == [long_sapo] * 10
    once = [f"{long_sapo} {OTHER}"] + [long_sapo] * 9
    assert without_headlines(once) == once


@pytest.mark.parametrize(
    "tail", ["TP. Hồ Chí Minh cũng có mưa lớn", "Nước lên tiếp...", "Theo ông: nước lên, nước xuống,", "Ba chữ thôi"]
)
def test_tails_that_are_no_headlines(tail: str) -> None:
    text = f"{SAPO} Dân ở TP. Hồ Chí Minh và nhiều nơi khác cũng chạy lúa. {tail}"
    assert without_headlines([text] * 5) == [text] * 5


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<div>", ">> ", "<a href='x'>a b c d", "&lt;", "<ul><li>", "Xem thêm: ", "<p><a>x y z t</a>", ". A b c d"],
)
def test_hostile_descriptions_take_linear_time(piece: str) -> None:
    start = time.perf_counter()
    plain_summary(piece * 200_000)
    plain_title(piece * 20_000)
    assert time.perf_counter() - start < 5
