"""nlp/entities/names.py and nlp/entities/english.py: the tagger's known errors mended; types, joints, completed persons."""

from __future__ import annotations

import pytest

from data.model import Article
from nlp.document import Document
from nlp.entities.names import extract_names, extract_tagged_names
from nlp.tagging import underthesea as words


def found(text: str) -> dict[str, str]:
    return {name.text: name.type for name in extract_tagged_names(words.tag_text(text))}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Bộ Công an vừa có công văn gửi các tỉnh.", "Bộ Công an", "organisation"),
        ("Tỉnh ủy Hải Dương họp sáng nay.", "Tỉnh ủy Hải Dương", "organisation"),
        ("UBND xã Tân Lộ và Bệnh viện Đa khoa tỉnh Hải Dương.", "Bệnh viện Đa khoa tỉnh Hải Dương", "organisation"),
        ("Ông yêu cầu UBND huyện Kim Thành kiểm tra.", "UBND huyện Kim Thành", "organisation"),
        ("Lãi suất tại BIDV và VietinBank không đổi.", "BIDV", "organisation"),
        ("Người dân tỉnh Bà Rịa - Vũng Tàu đón mưa.", "tỉnh Bà Rịa", "place"),
        ("Theo bà Hoàng Thị Lanh, giá vải tăng.", "Hoàng Thị Lanh", "person"),
    ],
)  # fmt: skip
def test_a_name_and_its_type(text: str, name: str, kind: str) -> None:
    assert found(text).get(name) == kind, found(text)


@pytest.mark.parametrize(
    "text", ["Thủ tướng yêu cầu báo cáo.", "Hủy quyết định cũ.", "Sáng nay trời mưa.", "Chánh thanh tra nói vậy."]
)
def test_the_head_of_a_sentence_is_no_name(text: str) -> None:
    assert found(text) == {}


def test_a_province_is_a_place_whatever_the_tagger_says() -> None:
    tagged = [[("Hải Dương", "Np", "B-NP", "B-PER"), ("mưa", "V", "B-VP", "O")]]
    assert [(name.text, name.type) for name in extract_tagged_names(tagged)] == [("Hải Dương", "place")]


def test_persons_are_completed_over_the_whole_article() -> None:
    article = Article(
        id="a" * 16,
        url="",
        outlet="",
        lang="vi",
        title="Ông Khởi nói về nước mương",
        body="Ông Trần Văn Khởi là chủ tịch xã. Ông Khởi hứa.",
    )
    assert [name.text for name in extract_names(Document(article)) if name.type == "person"] == ["Trần Văn Khởi"]


def test_names_of_an_english_article() -> None:
    article = Article(
        id="b" * 16, url="", outlet="", lang="en", title="Fire at Cam Giang plant in Hai Duong",
        body="The Ministry of Industry and Trade sent Mr Tran Van Khoi to Hai Duong Province. He met Nguyen Thi Lanh on Monday.",
    )  # fmt: skip
    kinds = {name.text: name.type for name in extract_names(Document(article))}
    assert kinds["Hai Duong"] == "place"
    assert kinds["Hai Duong Province"] == "place"
    assert kinds["Ministry of Industry and Trade"] == "organisation"
    assert kinds["Tran Van Khoi"] == kinds["Nguyen Thi Lanh"] == "person"
    assert "He" not in kinds and "The Ministry" not in kinds
