"""The gate never loses what the full matcher would find, whatever form the page writes a name in."""

from __future__ import annotations

import html
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.gate import Gate, squeeze

GATE = Gate(["Hải Dương", "huyện Kim Thành", "Đông Triều"])
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
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_passes(form: str) -> None:
    assert GATE.passes(f"<html><body><p>{FORMS[form]}</p></body></html>".encode())


@pytest.mark.parametrize("text", ["Thành phố Hải Phòng", "biển và đại dương", "", "<html></html>", "Kim Thanh"])
def test_other_pages_do_not_pass(text: str) -> None:
    assert not GATE.passes(text.encode())


def test_wrong_charset_header_changes_nothing() -> None:
    page = "<p>Hải Dương</p>".encode()
    assert GATE.passes(page, "windows-1258")
    assert GATE.passes(page, "no-such-charset")


def test_a_truly_other_encoding_is_read() -> None:
    page = ("<p>" + "x" * 50 + "Hải Dương</p>").encode("utf-16")
    assert GATE.passes(page)


def test_bytes_that_are_no_text_do_not_raise() -> None:
    assert not GATE.passes(bytes(range(256)) * 20)


def test_a_gate_without_names_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one name"):
        Gate(["", "…"])


@given(
    st.text(max_size=40), st.text(max_size=40),
    st.sampled_from(["Hải Dương", "huyện Kim Thành", "Đông Triều"]), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
)  # fmt: skip
def test_whatever_stands_around_a_name_it_is_found(before: str, after: str, name: str, form: str) -> None:
    text = unicodedata.normalize(form, before + " " + name + " " + after)  # type: ignore[arg-type]
    assert GATE.passes_text(html.escape(text))


def test_squeeze_keeps_letters_and_digits_only() -> None:
    assert squeeze("TP. Chí Linh – Quốc lộ 5_A") == "tpchilinhquoclo5a"
