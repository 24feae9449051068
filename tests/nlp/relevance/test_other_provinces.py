"""How other provinces stand beside ours: scenes, homes, ways, company; the same in every Unicode form."""

from __future__ import annotations

import unicodedata
from math import log1p

import pytest

from data.gazetteer import load_province
from data.model import Article
from nlp.document import Document
from nlp.relevance.features import gather_evidence

NAMES = ("scenes", "their_scenes", "scene_first", "lives", "all_lives", "their_homes", "all_ways", "way_in_title", "signed",
         "station", "few_together", "companions")  # fmt: skip


def numbers(slug: str, title: str, body: str = "", form: str = "NFC") -> dict[str, float]:
    title, body = (unicodedata.normalize(form, text) for text in (title, body))  # type: ignore[arg-type]
    article = Article(id="a", url="", outlet="", title=title, summary="", body=body, lang="vi")
    found = gather_evidence(Document(article, load_province(slug))).numbers
    return {name: found[name] for name in NAMES}


def test_a_home_is_told_from_the_scene() -> None:
    found = numbers("lao-cai", "Bắt một người ở Hà Nội", "Công an bắt nghi phạm tại Hà Nội, nghi phạm quê Lào Cai.")
    assert (found["all_lives"], found["scenes"], found["scene_first"]) == (1.0, 0.0, 0.0)
    turned = numbers("ha-noi", "Bắt một người ở Hà Nội", "Công an bắt nghi phạm tại Hà Nội, nghi phạm quê Lào Cai.")
    assert (turned["all_lives"], turned["scene_first"], turned["their_homes"]) == (0.0, 1.0, log1p(1))


def test_ways_stations_and_signatures() -> None:
    assert numbers("lao-cai", "Tàu Lào Cai về Hà Nội chậm giờ")["way_in_title"] == 1.0
    assert numbers("lao-cai", "Mưa lớn ở Lào Cai")["all_ways"] == 0.0
    assert numbers("ca-mau", "Người trúng số đài Cà Mau đã đến")["station"] == 1.0
    assert numbers("ca-mau", "Mẹ tôi nên ăn gì? (Lê Thu, Cà Mau)")["signed"] == 1.0


def test_one_of_three_is_told_from_one_of_many() -> None:
    three = numbers("cao-bang", "Cứu trợ Thái Nguyên, Lạng Sơn, Cao Bằng")
    many = numbers("cao-bang", "Mưa ở Thái Nguyên, Lạng Sơn, Bắc Kạn, Hà Giang, Tuyên Quang, Cao Bằng")
    assert (three["few_together"], three["companions"]) == (1.0, 2.0)
    assert (many["few_together"], many["companions"]) == (0.0, 5.0)


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_the_unicode_form_changes_nothing(form: str) -> None:
    body = "Sự việc được trình báo từ sớm. Người đàn ông ở Lào Cai về Hà Nội tìm việc, nay sống tại Yên Bái. Ông quê Lào Cai."
    assert numbers("lao-cai", "Chuyện ở Lào Cai", body, form) == numbers("lao-cai", "Chuyện ở Lào Cai", body)
