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
        f"{SAPO}<br>• <a href='/y'>{OTHER}</a><br>• <a href='/z'>{OTHER} hai</a>",
        f"{SAPO} - <a href='/y'>{OTHER}</a> - <a href='/z'>{OTHER} hai</a>",
        f"{SAPO}<br/>▪ <a href='/y'>{OTHER}</a><br/>☞ <b><a href='/z'>{OTHER} hai</a></b>",
        f"{SAPO}<p>+ <a href='/y'>{OTHER}</a></p>",
        f"{SAPO}<br/><b>Cùng chuyên mục:</b><br/><a href='/y'>{OTHER}</a>",
        f"{SAPO}<p>Các tin khác:</p><p>{OTHER}</p>",
        f"<p>{SAPO}</p><p><a href='/x'>Xem chi tiết</a></p>",
        f"<p>{SAPO}</p><a href='/x'>[Đọc tiếp]</a>",
        f"<div class='KhungAnh_Caption'>Bến đò lúc sáng sớm</div>{SAPO}",
        f"<div class='wp-caption alignnone'><img src='a'><p class='wp-caption-text'>Bến đò, nhìn từ cầu</p></div><p>{SAPO}</p>",
        f"<img src='a'><span class='chu-thich'>Bến đò - Ảnh: L.M.</span> {SAPO}",
        f"<img src='a'><br><em>Bến đò sáng sớm. Ảnh: Phùng Lâm</em><br>{SAPO}",
        f"<p><img src='a'></p><p><i>(Ảnh: P.V. LÂM)</i></p><p>{SAPO}</p>",
        f"<p>{SAPO}</p><p>The post <a href='/x'>{OTHER}</a> appeared first on <a href='/'>Báo Bến Đò</a>.</p>",
        f"{SAPO} This article first appeared on Bến Đò.",
        f"{SAPO}<br>Bài viết <a href='/x'>{OTHER}</a> đã xuất hiện đầu tiên vào ngày <a href='/'>Báo Bến Đò</a>.",
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
        (
            "Xã mời ba bên liên quan: chủ đò, người bán vé và trưởng bến.",
            "Xã mời ba bên liên quan: chủ đò, người bán vé và trưởng bến.",
        ),
        ("Khách có thể xem thêm: bến đò, chợ phiên.", "Khách có thể xem thêm: bến đò, chợ phiên."),
        ("Ba việc xã làm:<br>- Gặt lúa<br>- Chuyển trâu bò", "Ba việc xã làm: - Gặt lúa - Chuyển trâu bò"),
        ("Nước lên<br>- <a href='/x'>Phùng Văn Lâm, trưởng bến</a> nói.", "Nước lên - Phùng Văn Lâm, trưởng bến nói."),
        (
            "Triển lãm bày hai loại: tranh và ảnh: bến đò.<br>Vào cửa tự do.",
            "Triển lãm bày hai loại: tranh và ảnh: bến đò. Vào cửa tự do.",
        ),
        ("Dân bến đò. Ảnh: Phùng Lâm", "Dân bến đò. Ảnh: Phùng Lâm"),
        ("Ông kể «nước lên» <ul><li>x</li></ul>", "Ông kể «nước lên»"),
        ("Bài viết về bến đò đầu tiên vào ngày hội.", "Bài viết về bến đò đầu tiên vào ngày hội."),
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
    [
        "<",
        "<a ",
        "<div>",
        ">> ",
        "<a href='x'>a b c d",
        "&lt;",
        "<ul><li>",
        "Xem thêm: ",
        "<p><a>x y z t</a>",
        ". A b c d",
        "- <a>x y z t</a>",
        "Ảnh: ",
        "The post first ",
        "xem thêm . ",
    ],
)
def test_hostile_descriptions_take_linear_time(piece: str) -> None:
    start = time.perf_counter()
    plain_summary(piece * 200_000)
    plain_title(piece * 20_000)
    assert time.perf_counter() - start < 5
