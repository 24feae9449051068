"""The dated map: `data.gazetteer.units` and the table it reads."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from data.gazetteer.build import write_units
from data.gazetteer.build.check_units import check
from data.gazetteer.units import BEFORE_MERGER, MERGER, holders, land_units, lands, load_units, province_rows
from data.paths import PROVINCES, ROOT

GAZETTEER = ROOT.parent / "shared" / "gazetteer"
DEMO_DAY = date(2020, 6, 2)


def in_force(kind: str, on: date) -> int:
    return sum(unit.kind == kind and unit.valid(on) for unit in load_units())


def test_counts_of_the_country() -> None:
    assert in_force("province", BEFORE_MERGER) == 63
    assert in_force("province", MERGER) == 34
    assert in_force("district", BEFORE_MERGER) == 696
    assert in_force("district", MERGER) == 0
    assert in_force("commune", MERGER) == 3321


def test_districts_of_the_demo_day() -> None:
    found = {unit.label for unit in land_units("hai-duong", DEMO_DAY) if unit.kind == "district" and unit.valid(DEMO_DAY)}
    huyen = ("Kim Thành", "Nam Sách", "Cẩm Giàng", "Thanh Hà", "Tứ Kỳ", "Bình Giang", "Thanh Miện", "Ninh Giang", "Gia Lộc")
    assert found == {*(f"huyện {name}" for name in huyen), "thị xã Kinh Môn", "thành phố Chí Linh", "thành phố Hải Dương"}


def test_ranks_have_dates() -> None:
    by_id = {unit.id: unit for unit in load_units()}
    assert by_id["hai-duong/huyen-kinh-mon"].valid_until == by_id["hai-duong/thi-xa-kinh-mon"].valid_from == date(2019, 11, 1)
    assert by_id["hai-duong/huyen-kinh-mon"].successors == ("hai-duong/thi-xa-kinh-mon",)


def test_lands() -> None:
    assert lands("quang-tri", DEMO_DAY) == ("quang-tri",)
    assert set(lands("quang-tri", MERGER)) == {"quang-tri", "quang-binh"}
    assert set(lands("lao-cai", MERGER)) == {"lao-cai", "yen-bai"}
    assert set(lands("hai-phong", MERGER)) == {"hai-phong", "hai-duong"}
    assert lands("hai-duong", MERGER) == ("hai-duong",)
    assert set(lands("hue", None)) == {"hue", "thua-thien-hue"}


def test_present_communes_of_a_former_province() -> None:
    ids = {unit.id for unit in land_units("hai-duong", None)}
    assert "hai-phong/phuong-chi-linh" in ids
    assert "hai-phong/phuong-hong-bang" not in ids


def test_rows_make_sense() -> None:
    ids = {unit.id for unit in load_units()}
    keys = Counter((unit.id, unit.valid_from) for unit in load_units())
    assert max(keys.values()) == 1
    for unit in load_units():
        assert unit.province in province_rows()
        assert unit.kind == "province" or unit.parent in ids
        assert set(unit.successors) <= ids
        assert unit.valid_from is None or unit.valid_until is None or unit.valid_from < unit.valid_until


def test_shared_names() -> None:
    assert holders()["district", "Kỳ Sơn"] == {"nghe-an", "hoa-binh"}


def test_the_table_is_what_the_command_writes() -> None:
    table = PROVINCES / "units.tsv"
    assert table.read_text(encoding="utf-8") == "\n".join(write_units.lines(write_units.build())) + "\n"


@pytest.mark.skipif(
    not GAZETTEER.exists(), reason="the independent gazetteers are not beside this checkout (../shared/gazetteer)"
)
def test_independent_sources(capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    assert check(GAZETTEER, sys.stdout) == 0
    assert "3303 agree" in capsys.readouterr().out
