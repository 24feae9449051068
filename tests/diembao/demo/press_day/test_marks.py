"""Marks that the replay cannot print are found where they stand; the format's own marks are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from diembao.demo.press_day.checker import Checker
from diembao.demo.press_day.day import PressDayError, load_day
from diembao.demo.press_day.marks import check_blocks, check_plain
from tests.support.press_day import article, write_day


def collect(text: str, *, plain: bool = False) -> list[str]:
    """The mistakes of one text."""
    check = Checker(PressDayError)
    (check_plain if plain else check_blocks)("articles/a.md", "thân bài", text, check)
    try:
        check.stop()
    except PressDayError as error:
        return list(error.errors)
    return []


@pytest.mark.parametrize(
    "text",
    [
        "Một đoạn thường, giá 24.000 đồng - tăng 5%.",
        "Chữ **đậm** và **đậm nữa** trong đoạn.",
        "## Tiêu đề phụ\n\nĐoạn.",
        "![Chú thích. Ảnh: M.K]()",
        "- [[Tiêu đề một]]\n- [[Tiêu đề hai]]",
        "22 giờ ngày 29/5, xe chạy 2 * 3 chuyến (*), mã a_b_c, mức < 5 và > 3, công ty A&B.",
        "2h sáng, chợ họp. 1.500 người đến [ảnh minh họa].",
    ],
)
def test_what_the_format_allows_is_no_mistake(text: str) -> None:
    assert collect(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("### Cấp ba", "tiêu đề phụ khác “## ”"),
        ("> trích lời", "đoạn trích"),
        ("- một\n- hai", "danh sách"),
        ("1. một\n2. hai", "danh sách"),
        ("| a | b |", "bảng"),
        ("Trên\n---\ndưới", "đường kẻ ngang"),
        ("Xem [bài này](https://a.vn).", "liên kết"),
        ("Có ![ảnh]() giữa đoạn.", "liên kết"),
        ("Lạ [[hộp]] giữa đoạn.", "dấu [[…]]"),
        ("Chữ <b>đậm</b>.", "thẻ HTML"),
        ("A &amp; B", "kiểu HTML"),
        ("Chữ `mã`.", "dấu `"),
        ("Chữ *nghiêng* đây.", "chữ nghiêng *…*"),
        ("Chữ _nghiêng_ đây.", "chữ nghiêng _…_"),
        ("Chữ ~~gạch~~.", "chữ gạch"),
        ("Chữ **đậm không đóng.", "dấu ** không có đôi"),
        ("## Tiêu đề phụ\nĐoạn dính liền.", "sau dòng “## ” phải có một dòng trống"),
        ("- [[Bài]] và chữ khác", "hộp tin liên quan chỉ gồm"),
        ("- [[Bài **đậm**]]", "chữ đậm"),
        ("![Chú thích *nghiêng*]()", "chữ nghiêng"),
    ],
)
def test_a_mark_that_cannot_be_printed_is_named_with_its_block(text: str, words: str) -> None:
    found = collect("Đoạn đầu.\n\n" + text)
    assert len(found) == 1
    assert found[0].startswith("articles/a.md: thân bài, đoạn 2: ")
    assert words in found[0]


def test_headline_and_sapo_take_no_marks_at_all() -> None:
    assert collect("Một tiêu đề", plain=True) == []
    assert "chữ đậm" in collect("Một **tiêu đề**", plain=True)[0]
    assert len(collect("Một **tiêu đề** <i>lạ</i>", plain=True)) == 2


def test_every_text_of_an_article_is_looked_at(tmp_path: Path) -> None:
    edit = '\n[[edit]]\nat = 2020-06-01T10:00:00+07:00\ntitle = "Sửa *lại*"\nbody = "Đoạn.\\n\\n- mục"\nappend = "<p>thêm</p>"\n'
    text = article("a", "tuoitre", "01 08:15", "Tin **đậm**", summary="Sapo có [liên kết](x).", text="> trích", more=edit)
    with pytest.raises(PressDayError) as caught:
        load_day(write_day(tmp_path / "d", {"a": text}))
    keys = [line.split(": ")[1] for line in caught.value.errors]
    assert keys[:2] == ["# tiêu đề", "sapo"]
    assert keys == ["# tiêu đề", "sapo", "thân bài, đoạn 1", "edit[1].title", "edit[1].body, đoạn 2", "edit[1].append, đoạn 1"]
