"""nlp/classification/topics.py: the field, with the outlet's section as a vote; and the models' files."""

from __future__ import annotations

import hashlib

import pytest

from data.model import TOPICS, Article
from nlp.classification import topics
from nlp.document import Document
from nlp.features import weights as models


def document(title: str, summary: str = "", body: str = "", *, section: str | None = None, lang: str | None = None) -> Document:
    return Document(Article(id="a", url="", outlet="x", title=title, summary=summary, body=body, section=section, lang=lang))


def test_main_field_comes_first_and_all_are_known() -> None:
    main, fields = topics.judge_topic(
        document("Nông dân xuống giống vụ lúa mùa sớm", "Bà con xã viên ra đồng cấy lúa từ sáng sớm.")
    )
    assert main == "nong-nghiep"
    assert fields[0] == main
    assert set(fields) <= set(TOPICS)
    assert len(fields) <= 3


def test_chances_add_up() -> None:
    chances = topics.predict_topics(document("Khai mạc giải bóng đá thiếu niên"))
    assert set(chances) == set(TOPICS)
    assert sum(chances.values()) == pytest.approx(1.0, abs=1e-5)


def test_the_outlets_section_is_a_vote() -> None:
    plain = topics.predict_topics(document("Chuyện ở một thị trấn nhỏ"))
    voted = topics.predict_topics(document("Chuyện ở một thị trấn nhỏ", section="Giáo dục"))
    assert voted["giao-duc"] > plain["giao-duc"]


@pytest.mark.parametrize(
    ("section", "field"),
    [("Kinh doanh", "kinh-te"), ("PHÁP LUẬT", "phap-luat"), ("Sức khoẻ", "y-te"), ("Thời sự", None), (None, None),
     ("Văn hóa - Thể thao", None), ("Xây dựng Đảng", "chinh-tri")],
)  # fmt: skip
def test_sections(section: str | None, field: str | None) -> None:
    assert topics.find_section_topic(section) == field


def test_a_burning_building_is_public_order_a_burning_forest_is_not() -> None:
    assert (
        topics.judge_topic(
            document("Cháy kho vải lúc rạng sáng", ("Đám cháy bùng phát ở kho vải, cảnh sát dập tắt sau một giờ."))
        )[0]
        == "phap-luat"
    )
    assert not topics.is_building_fire(document("Cháy rừng thông ở vùng núi", "Đám cháy lan rộng 3 ha rừng thông."))
    assert not topics.is_building_fire(document("Diễn tập chữa cháy tại chợ", "Đám cháy giả định ở chợ được dập tắt."))
    assert not topics.is_building_fire(document("Xe khách bốc cháy trên cao tốc", "Đám cháy thiêu rụi xe."))


def test_an_english_article_is_read_through_the_notions_it_shares_with_vietnamese() -> None:
    one = document(
        "Growers ready to export first lychees", "Farmers expect a good harvest of lychees this year.", section="Business",
        lang="en",
    )  # fmt: skip
    assert topics.judge_topic(one)[0] == "nong-nghiep"


def test_text_form_changes_nothing() -> None:
    import unicodedata

    one = document("Hòa giải tranh chấp đất đai ở phường", "Người dân chờ sổ đỏ nhiều năm.")
    other = document(unicodedata.normalize("NFD", "Hoà giải tranh chấp đất đai ở phường"), "Người dân chờ sổ đỏ nhiều năm.")
    assert topics.predict_topics(one) == topics.predict_topics(other)


def test_shipped_models_are_whole() -> None:
    assert models.check() == []
    for name, digest in models.sums().items():
        assert hashlib.sha256((models.MODELS / name).read_bytes()).hexdigest() == digest
        assert (models.MODELS / name).with_suffix(".md").exists(), f"{name} has no card"
    assert sum(path.stat().st_size for path in models.MODELS.glob("*.npz")) < 12e6


def test_a_changed_model_is_refused(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "sums", lambda: {"tone.npz": "0" * 64})
    assert any("tone.npz" in line and "Cách xử lý" in line for line in models.check())
