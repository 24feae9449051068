"""Phrases as people write them: what each sign means, and what is refused."""

from __future__ import annotations

import re

import pytest

from data.phrases import PhraseError, check_phrase, compile_words, is_plain, join_alternatives, phrase_pattern


@pytest.mark.parametrize(
    ("phrase", "met", "missed"),
    [
        ("tử vong", ["hai người tử vong."], ["tử vongg", "tửvong"]),
        ("giải (nhất|nhì)", ["đoạt giải nhì"], ["giải ba", "giải"]),
        ("learns?", ["learn", "learns"], ["learnt"]),
        ("thi (vào )?lớp 10", ["thi lớp 10", "thi vào lớp 10"], ["thi vào lớp"]),
        ("harvest*", ["harvest", "harvesting"], ["reharvest"]),
        ("pollut+", ["pollution"], ["pollut"]),
        ("hòa #", ["hòa 1"], ["hòa 10", "hòa một"]),
        ("vòng ##", ["vòng 1", "vòng 12"], ["vòng bảng"]),
        ("u.s.", ["in the u.s. today"], ["uxsx"]),
        ("covid(-19)?", ["covid", "covid-19"], ["covidx"]),
        ("us$", ["5 us$ "], ["us"]),
    ],
)
def test_each_sign_means_what_its_description_says(phrase: str, met: list[str], missed: list[str]) -> None:
    pattern = compile_words(phrase_pattern(phrase))
    assert [text for text in met if not pattern.search(text)] == []
    assert [text for text in missed if pattern.search(text)] == []


def test_alternatives_keep_their_order() -> None:
    found = re.search(join_alternatives(["xe máy", "xe"]), "xe máy")
    assert found is not None and found.group() == "xe máy"


def test_case_is_ignored_only_where_asked() -> None:
    assert compile_words("bị can", ignore_case=True).search("Bị can")
    assert not compile_words("bị can").search("Bị can")


@pytest.mark.parametrize("phrase", ["", " a", "a  b", "a|b", "(a", "a)", "?a", "a (?b)", "Hà Nội", "hoà bình", "ho\u0300a"])
def test_what_no_prepared_text_can_hold_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError) as refused:
        check_phrase(phrase)
    assert str(refused.value).startswith(f"“{phrase}”")


def test_capitals_are_allowed_where_names_are_listed() -> None:
    with pytest.raises(PhraseError, match="chữ hoa"):
        check_phrase("Nguyễn")
    check_phrase("Nguyễn", as_written=True)  # raises nothing
    assert compile_words(phrase_pattern("Nguyễn")).search("bà Nguyễn Thị")
    assert compile_words(phrase_pattern("học sinh( lớp ##*)?")).fullmatch("học sinh lớp 10a")


def test_a_plain_phrase_has_no_sign() -> None:
    assert is_plain("tp. hcm") and is_plain("v-league")
    assert not any(map(is_plain, ("a?", "a*", "a+", "#", "(a|b)")))
