"""Names without accents in English text: what stands by itself, what needs a keyword or company."""

from __future__ import annotations

import pytest

from data.gazetteer.records import Entry
from data.gazetteer.unaccented import find_folded, folded_names
from data.gazetteer.units import load_units
from data.text.scan import scan

UNITS = {unit.id: unit for unit in load_units()}
KIM_THANH = UNITS["hai-duong/huyen-kim-thanh"]
DAI_DUC = UNITS["hai-duong/huyen-kim-thanh/xa-dai-duc"]
NAMES = folded_names(
    [
        Entry("province", "Hải Dương", place="hai-duong"),
        Entry("district", "Kim Thành", (KIM_THANH,)),
        Entry("district", "Lạc", (KIM_THANH,)),
        Entry("commune", "Đại Đức", (DAI_DUC,)),
        Entry("landmark", "Côn Sơn", place="con-son"),
        Entry("watch", "Ánh Dương"),
        Entry("homonym", "Bến Lam", place="ben-lam"),
    ]
)


def kinds(text: str, title: str = "") -> list[str]:
    """kind:surface of the hits in both fields."""
    texts = {"title": scan(title), "body": scan(text)}
    hits = find_folded(texts, NAMES)
    return [f"{hit.kind}:{texts[field].plain[hit.start : hit.end]}" for field in texts for hit in hits[field]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain in Hai Duong today", ["province:Hai Duong"]),
        ("Rain in Hải Dương today", ["province:Hải Dương"]),
        ("Rain in hai duong today", []),
        ("Rain in Hai duong today", []),
        ("Rain in Hai Duongs today", []),
        ("Mr Nguyen Hai Duong spoke", ["namesake:Hai Duong"]),
        ("Mr nguyen Hai Duong spoke", ["province:Hai Duong"]),
        ("Mr Green Hai Duong spoke", ["province:Hai Duong"]),
        ("On Hai Duong Street", ["namesake:Hai Duong"]),
        ("In Hai Duong Ward", ["namesake:Hai Duong"]),
        ("In Hai Duong City", ["namesake:Hai Duong"]),
        ("In Kim Thanh District", ["district:Kim Thanh"]),
        ("In district Kim Thanh now", ["district:Kim Thanh"]),
        ("In Lac District", ["district:Lac"]),
        ("In Kim Thanh now", []),
        ("In Kim Thanh and Hai Duong", ["district:Kim Thanh", "province:Hai Duong"]),
        ("Nguyen Kim Thanh in Hai Duong", ["province:Hai Duong"]),
        ("In Lac and Hai Duong", ["province:Hai Duong"]),
        ("In Kim Thanh and Ben Lam", ["namesake:Ben Lam"]),
        ("In Dai Duc Commune", []),
        ("In Dai Duc Commune and Hai Duong", ["commune:Dai Duc", "province:Hai Duong"]),
        ("In Dai Duc and Hai Duong", ["province:Hai Duong"]),
        ("At Con Son today", ["landmark:Con Son"]),
        ("Anh Duong opens", ["watch:Anh Duong"]),
        ("Ben Lam opens", ["namesake:Ben Lam"]),
    ],
)
def test_names_without_accents(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_company_in_another_field_and_the_order_of_hits() -> None:
    assert kinds("In Kim Thanh now", "Hai Duong") == ["province:Hai Duong", "district:Kim Thanh"]


def test_places_and_reasons() -> None:
    hits = find_folded({"body": scan("Hai Duong Street, Anh Duong, Con Son, Kim Thanh District, Hai Duong")}, NAMES)["body"]
    assert [(hit.place, hit.why) for hit in hits] == [
        ("hai-duong", "trùng tên"), ("watch", ""), ("con-son", ""), ("hai-duong/huyen-kim-thanh", ""), ("hai-duong", ""),
    ]  # fmt: skip
