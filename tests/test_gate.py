"""The gate never loses what the full matcher would find, whatever form the page writes a name in."""

from __future__ import annotations

import functools
import gzip
import html
import itertools
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.gate import Gate, tone_forms
from data.province import load_province

SURE = ("Hải Dương", "Kim Thành", "Đông Triều", "Thanh Hóa")
GATE = Gate([("province", "Hải Dương"), ("district", "Kim Thành"), ("district", "Đông Triều"), ("province", "Thanh Hóa"),
             ("commune", "Lê Lợi"), ("landmark", "Côn Sơn - Kiếp Bạc")])  # fmt: skip
FORMS = {
    "plain": "tỉnh Hải Dương hôm nay",
    "decomposed": unicodedata.normalize("NFD", "tỉnh Hải Dương"),
    "upper case": "TỈNH HẢI DƯƠNG",
    "no accents": "Hai Duong province",
    "numeric entities": "H&#7843;i D&#432;&#417;ng",
    "hex entities": "H&#x1EA3;i D&#x1B0;&#x1A1;ng",
    "escaped twice": html.escape("H&#7843;i D&#432;&#417;ng"),
    "json escapes": json.dumps({"headline": "Hải Dương"}),
    "tag inside": "Hải <b class='x'>Dương</b>",
    "tag inside a word": "H<span>ải</span> Dương",
    "attribute": '<meta name="description" content="Tin Hải Dương">',
    "no-break space": "Hải&nbsp;Dương",
    "zero width": "Hải\u200b Dương",
    "soft hyphen": "Hải Dư\u00adơng",
    "two lines": "Hải\n   Dương",
    "comment between": "Hải <!-- quảng cáo --> Dương",
    "a lone less-than sign before": "nếu 3 < 5 thì Hải <i>Dương</i>",
    "d with stroke": "thị xã ĐÔNG TRIỀU",
    "eth for d with stroke": "thị xã Ðông Triều",
    "old tone placement": "tỉnh Thanh Hoá",
    "line break inside": "Hải<br>Dương",
    "words glued by tags": "<h1>Hải Dương</h1><p>Sáng nay</p>",
    "other dashes": "di tích Côn Sơn – Kiếp Bạc",
    "commune with its rank": "xã Lê Lợi",
    "commune with its rank in a tag": "<b>xã</b>&nbsp;<i>Lê Lợi</i>",
    "commune in a list": "các xã Hồng Phong, Tân Tiến và Lê Lợi",
    "english district": "in Kim Thanh district",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_passes(form: str) -> None:
    assert GATE.passes(f"<html><body><p>{FORMS[form]}</p></body></html>".encode())


@pytest.mark.parametrize(
    "text",
    [
        "Thành phố Hải Phòng",
        "biển và đại dương",
        "",
        "<html></html>",
        "phố Lê Lợi, Huế",
        "Mr Kim Thanh",
        "hải dươngx",
        "xHải Dương",
    ],
)
def test_other_pages_do_not_pass(text: str) -> None:
    assert not GATE.passes(text.encode())


def test_wrong_charset_header_changes_nothing() -> None:
    page = "<p>Hải Dương</p>".encode()
    assert GATE.passes(page, "windows-1258")
    assert GATE.passes(page, "no-such-charset")


def test_a_truly_other_encoding_is_read() -> None:
    page = ("<p>" + "x" * 50 + " Hải Dương</p>").encode("utf-16")
    assert GATE.passes(page)


def test_bytes_that_are_no_text_do_not_raise() -> None:
    assert not GATE.passes(bytes(range(256)) * 20)


def test_a_gate_without_names_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one name"):
        Gate([("province", ""), ("district", "…")])


@given(
    st.text(max_size=40), st.text(max_size=40), st.sampled_from(SURE), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
)  # fmt: skip
def test_whatever_stands_around_a_name_it_is_found(before: str, after: str, name: str, form: str) -> None:
    text = unicodedata.normalize(form, before + ". " + name + ". " + after)  # type: ignore[arg-type]
    assert GATE.passes_text(html.escape(text))


def test_tone_marks_at_both_places() -> None:
    assert set(tone_forms("thanh hóa")) == {"thanh hóa", "thanh hoá"}
    assert set(tone_forms("krông đắk")) == {"krông đắk", "krông đăk"}


PASSAGES = (
    "Sáng 1/6, UBND huyện Nam Sách kiểm tra đê.", "Ở Chí Linh, mưa lớn kéo dài.", "TX.Kinh Môn và TP Chí Linh",
    "các xã Thất Hùng, Hiệp Hòa, thị xã Kinh Môn, Hải Dương", "UBND TỈNH HẢI DƯƠNG", "Tỉnh ủy Hải Dương họp", "hải dương học",
    "đền Kiếp Bạc mở cửa", "xã Lê Lợi (Gia Lộc)", "Ông Nguyễn Hải Dương", "quê ở Thanh Miện",
    "thị trấn Lai Cách, huyện Cẩm Giàng",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=4), st.sampled_from(["", "<b>", "</p><p>", "<br>"]), st.booleans()
)
def test_what_the_matcher_finds_the_gate_lets_through(passages: list[str], tag: str, decomposed: bool) -> None:
    province = load_province("hai-duong")
    text = " ".join(passages)
    found = [hit for hit in province.find(text) if hit.kind != "namesake" or "hải dương" in hit.surface.lower()]
    page = "<html><p>" + f" {tag}".join(html.escape(word) for word in text.split(" ")) + "</p></html>"
    page = unicodedata.normalize("NFD", page) if decomposed else page
    assert not found or _gate().passes(page.encode())


@functools.cache
def _gate() -> Gate:
    return Gate.of([load_province("hai-duong")])


GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold" / "relevance.dev.jsonl.gz"


@pytest.mark.skipif(not GOLD.exists(), reason="needs ../shared/gold/relevance.dev.jsonl.gz, which is not part of this repository")
def test_real_articles_that_name_a_province_pass() -> None:
    lost = []
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, 200)]
    for slug in {row["province"] for row in rows}:
        province = load_province(slug)
        gate, name = Gate.of([province]), province.name.lower()
        for row in (row for row in rows if row["province"] == slug):
            found = [hit for hit in province.find(row["body"] or "") if hit.kind != "namesake" or name in hit.surface.lower()]
            page = "".join(f"<p>{html.escape(line)}</p>" for line in (row["body"] or "").split("\n"))
            if found and not gate.passes(page.encode()):
                lost.append(row["id"])
    assert lost == []
