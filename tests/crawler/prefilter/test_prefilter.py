"""The gate never loses what the full matcher finds, whatever form the page writes a name in, and lets little else through."""

from __future__ import annotations

import gzip
import html
import itertools
import json
import unicodedata
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.bench.encodings import WRAPPINGS, Text
from crawler.extraction.province_menus import without_menus
from crawler.prefilter.prefilter import Prefilter
from data.gazetteer import Province, load_province
from data.gazetteer.prefilter_names import clues_of
from data.gazetteer.units import province_names, province_rows
from data.model import Article
from data.paths import ROOT

SLUGS = ("hai-duong", "quang-ninh", "thanh-hoa", "ninh-thuan", "phu-tho", "dak-lak", "hue", "ha-nam", "ho-chi-minh", "thai-binh")
FORMS = {
    "plain": "tỉnh Hải Dương hôm nay",
    "decomposed": unicodedata.normalize("NFD", "tỉnh Hải Dương"),
    "upper case": "TỈNH HẢI DƯƠNG",
    "no accents": "Hai Duong province",
    "numeric entities": "H&#7843;i D&#432;&#417;ng",
    "hex entities": "H&#x1EA3;i D&#x1B0;&#x1A1;ng",
    "escaped twice": html.escape("H&#7843;i D&#432;&#417;ng"),
    "json escapes": f"<script>{json.dumps({'headline': 'Hải Dương'})}</script>",
    "a string in a string": f"<script>{json.dumps(json.dumps('Hải Dương'))}</script>",
    "after a line break in JSON": '<script type="application/ld+json">{"articleBody": "Sáng nay.\\nHải Dương mưa"}</script>',
    "tag inside": "Hải <b class='x'>Dương</b>",
    "tag inside a word": "H<span>ải</span> Dương</p><p>Sáng nay",
    "tag inside an abbreviation": "TP<b>.</b>HCM",
    "attribute of meta": '<meta name="description" content="Tin Hải Dương">',
    "a less-than sign in meta": '<meta name="description" content="2 < 3: Hải Dương">',
    "no-break space": "Hải&nbsp;Dương",
    "zero width": "Hải\u200b Dương",
    "soft hyphen": "Hải Dư\u00adơng",
    "control character": "Hải Dư\x1fơng",
    "two lines": "Hải\n   Dương",
    "comment between": "Hải <!-- quảng <b>cáo</b> --> Dương",
    "comment without an end": "<!-- <p>tỉnh Hải Dương",
    "comment ended by two signs": "<!-- x --!>tỉnh Hải Dương<!-- y -->",
    "empty comment": "<!-->tỉnh Hải Dương<!-- y -->",
    "a style sheet in a comment": "<!-- <style> -->tỉnh Hải Dương<!-- </style> -->",
    "a style sheet in an attribute": '<a title="<style>">tỉnh</a> Hải Dương<style>p {margin: 0}</style>',
    "a script in an attribute": '<a title="<script>">tỉnh</a> Hải Dương <b>nay</b><script>1</script>',
    "script without an end": "<script>var x</scrip> tỉnh Hải Dương",
    "a lone less-than sign before": "nếu 3 < 5 thì Hải <i>Dương</i>",
    "d with stroke": "thị xã ĐÔNG TRIỀU",
    "eth for d with stroke": "thị xã Ðông Triều",
    "old tone placement": "tỉnh Thanh Hoá",
    "line break inside": "Hải<br>Dương",
    "words glued by tags": "<h1>Hải Dương</h1><p>Sáng nay</p>",
    "other dashes": "Thừa Thiên – Huế",
    "rank in a tag": "<b>huyện</b>&nbsp;<i>Kim Thành</i>",
    "escaped markup": "&lt;p&gt;H&lt;b&gt;ải&lt;/b&gt; Dương&lt;/p&gt;",
    "letters beside the basic plane": "\U0001f4f0\U0001f4f0 Hải Dương \U0001d400",
    "english district": "in Kim Thanh district",
    "the name that a province got": "sau sáp nhập, xã Anh Dũng, tỉnh Khánh Hòa",
}


@cache
def province(slug: str) -> Province:
    return load_province(slug)


@cache
def gate(*slugs: str) -> Prefilter:
    return Prefilter.of(map(province, slugs))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_passes(form: str) -> None:
    assert gate(*SLUGS).passes(f"<html><body><p>{FORMS[form]}</p></body></html>".encode())


@pytest.mark.parametrize(
    "text",
    [
        "Thành phố Hải Phòng",
        "biển và đại dương",
        "",
        "<html></html>",
        "phố Lê Lợi, Huế",
        "Mr Kim Thanh",
        "Hải Dươngx",
        "xHải Dương",
        "<style>.Hải Dương {}</style>",
        "<!-- Hải Dương -->",
        "hòa bình, hải dương học, Thái Bình Dương",
        "hai đường thẳng",
        "xã Lê Lợi",  # eight provinces have one
        "<a href='/Hải Dương'>x</a>",
    ],
)
def test_other_pages_do_not_pass(text: str) -> None:
    assert not gate("hai-duong").passes(text.encode())


def whole_country() -> list[str]:
    return [province_names(slug)[0] for slug in province_rows()]


def test_a_menu_of_the_whole_country_is_no_mention() -> None:
    menu = "".join(f'<li class="weather"><div>{name}</div></li>\n' for name in whole_country())
    assert "Hải Dương" in menu
    assert not gate("hai-duong").passes(f"<div><ul>{menu}</ul></div>".encode())
    assert gate("hai-duong").passes(f"<ul>{menu}</ul><p>Sáng nay ở Hải Dương</p>".encode())
    assert gate("hai-duong").passes(f"<p>{', '.join(whole_country())}</p>".encode())  # a sentence that names them all


def test_the_page_reader_takes_no_menu_for_a_body() -> None:
    lines = ["Mở đầu.", *whole_country(), "Hải Dương", "Hết bài."]
    assert without_menus(lines) == ["Mở đầu.", "Hết bài."]
    assert without_menus(lines[:12]) == lines[:12]


def test_longer_names_swallow_the_name_in_them() -> None:
    assert not gate("thai-binh").passes("vùng biển Thái Bình Dương".encode())
    assert gate("thai-binh").passes("vùng biển Thái Bình Dương, tỉnh Thái Bình".encode())


def test_which_provinces_a_page_names() -> None:
    page = "<p>Từ Thanh Hóa đến Huế, qua Đà Nẵng</p>".encode()
    assert gate(*SLUGS).named(page) == {"thanh-hoa", "hue"}


def test_a_page_in_any_other_encoding_is_read() -> None:
    page = "<p>" + "x" * 50 + " Hải Dương</p>"
    assert gate("hai-duong").passes(page.encode("utf-16"))
    assert gate("hai-duong").passes(("\ufeff" + page).encode())
    assert gate("hai-duong").passes(page.encode() + b"<b>\xff</b>")
    doubled = ("Sáng nay ở Hải Dương. " * 3).encode().decode("latin-1")
    assert gate("hai-duong").passes(f"<p>{doubled}</p>".encode())


def test_bytes_that_are_no_text_do_not_raise() -> None:
    assert not gate("hai-duong").passes(bytes(range(256)) * 20)


@pytest.mark.parametrize("piece", ["<", "<!--", "<meta ", "<script", "<style>", "&amp;", "\\u", "<b", "<p><b>x</b>", "\ud83d"])
def test_hostile_pages_take_no_longer_than_their_length(piece: str) -> None:
    assert not gate("hai-duong").passes((piece * (1_000_000 // len(piece))).encode("utf-8", "replace"))


def test_new_names_count_on_pages_of_the_new_time() -> None:
    page = "<p>Ở Vĩnh Phúc hôm nay</p>".encode()
    phu_tho = gate("phu-tho")
    assert not phu_tho.passes(page, on=date(2020, 6, 1))
    assert not phu_tho.passes(page)
    assert phu_tho.passes(page, on=date(2025, 7, 1))
    assert phu_tho.passes(page + b'<meta property="article:published_time" content="2025-08-01T08:00:00+07:00">')
    assert phu_tho.passes(page + "<p>trước khi sáp nhập</p>".encode(), on=date(2025, 6, 20))


def test_a_gate_without_names_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one name"):
        Prefilter(clues_of([]))


# Sentences of our own, built around the names of ten provinces, against the matcher itself.
BEFORE = (
    "", "tỉnh ", "huyện ", "H.", "thị xã ", "TX ", "thành phố ", "TP ", "xã ", "X. ", "phường ", "thị trấn ", "các xã A Sào, ",
    "ở ", "tại ", "ông ", "đường ", "Nguyễn ", "quận ", "thôn ", "UBND ", "(",
)  # fmt: skip
AFTER = (
    "", ", Hải Dương", ", tỉnh Khánh Hòa", " (Hà Nội)", " district", " province", " và Lê Lợi", ", Hải Phòng", "-",
    " thuộc tỉnh Phú Thọ",
)  # fmt: skip
AROUND = ("Sáng nay {} mưa to.", "{} họp.", "Sau sáp nhập, {} đổi khác.", "Năm 2026, {} mở đường", "The fair in {} was held.")
CASES = (str, str.upper, str.lower, str.capitalize)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, Text]:
    """A province, and a text that names places of it, or seems to."""
    slug = draw(st.sampled_from(SLUGS))
    entries = province(slug).entries(after=draw(st.booleans()))
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(CASES))(draw(st.sampled_from(entries)).name)
        place = draw(st.sampled_from(BEFORE)) + name + draw(st.sampled_from(AFTER))
        lines.append(draw(st.sampled_from(AROUND)).format(place))
    return slug, Text(lines[0], lines[-1], "\n".join(lines))


def found(slug: str, text: Text) -> bool:
    article = Article(id="x", url="", outlet="", title=text.title, summary=text.summary, body=text.body)
    return any(mention.kind != "namesake" for mention in province(slug).find_article(article))


@settings(max_examples=150, deadline=None)
@given(texts())
def test_what_the_matcher_finds_the_gate_lets_through(case: tuple[str, Text]) -> None:
    slug, text = case
    if found(slug, text):
        for name, wrapped in WRAPPINGS.items():
            page = wrapped(text)
            assert gate(slug).passes(page), name
            assert slug in gate(*SLUGS).named(page), name


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(SLUGS[:3]), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_whatever_stands_around_a_name_it_is_found(before: str, after: str, slug: str, form: str) -> None:
    text = unicodedata.normalize(form, before + ". " + province(slug).name + ". " + after)  # type: ignore[arg-type]
    assert gate(slug).passes(html.escape(text).encode("utf-8", "replace"))


GOLD = ROOT.parent / "shared" / "gold" / "relevance.dev.jsonl.gz"


@pytest.mark.skipif(not GOLD.exists(), reason="needs ../shared/gold/relevance.dev.jsonl.gz, which is not part of this repository")
def test_real_articles_that_name_a_province_pass() -> None:
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, 0, None, 8)]
    lost = []
    for row, wrapped in zip(rows, itertools.cycle(WRAPPINGS.values()), strict=False):
        text = Text(row["title"] or "", row["summary"] or "", row["body"] or "")
        if found(row["province"], text) and not gate(row["province"]).passes(wrapped(text)):
            lost.append(row["id"])
    assert lost == []


@pytest.mark.parametrize("on", [None, date(2026, 3, 1)], ids=["before the merger", "since the merger"])
def test_every_district_that_counts_by_its_bare_name_passes(on: date | None) -> None:
    watched = {slug: province(slug) for slug in province_rows()}
    gate_ = Prefilter(clues_of(watched.values()))
    lost = []
    for slug, one in watched.items():
        for name in sorted({unit.name for unit in one.units() if unit.kind == "district" and not unit.name.isdigit()}):
            text = f"Khách đổ về trung tâm {name} cuối tuần"
            counts = any(mention.kind != "namesake" for mention in one.find(text, on=on))
            if counts and slug not in gate_.named(f"<p>{text}</p>".encode(), on=on):
                lost.append((slug, name))
    assert lost == []
