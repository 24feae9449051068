"""The printed edition: complete, escaped, small, the same every time; nothing hostile survives into it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from data.model import Article
from data.text import tidy
from digest import labels
from digest.render.edition_json import as_json
from digest.render.html import LIMIT, as_html
from digest.render.text import SHORT_LIMIT, WIDTH, as_short_text, as_text
from digest.wording.edition import join_pieces, write_totals
from tests.support import edition_day as model

VOID = {"meta", "br", "col", "img", "hr", "link", "input"}


class Page(HTMLParser):
    """An HTML parser as oracle: which tags, links and attributes are live in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1] in ("style", "title")):
            self.text += data

    @property
    def links(self) -> list[str]:
        return [value for name, value in self.attributes if name == "href"]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_html_says_what_the_edition_says() -> None:
    edition = model.edition()
    page = Page(as_html(edition))
    said = squeezed(page.text)
    for wanted in (
        "ĐIỂM TIN BÁO CHÍ VIẾT VỀ TỈNH HẢI DƯƠNG",
        "Số 154 · Thứ Ba, ngày 02/06/2020",
        join_pieces(write_totals(edition)),
        "I. NỘI DUNG CẦN CHÚ Ý",
        "⚑ Báo nêu · ▼ Tiêu cực · Môi trường, thiên tai · huyện Kim Thành",
        "⚡ Tin nhanh · ▼ Tiêu cực (vụ việc) · Pháp luật, trật tự · huyện Cẩm Giàng",
        labels.UNVERIFIED,
        "Cơ quan liên quan (hệ thống gợi ý): UBND huyện Kim Thành; Sở Tài nguyên và Môi trường.",
        "(trích Báo Tuổi Trẻ)",
        "II. TIN, BÀI THEO LĨNH VỰC",
        "Báo Công Thương, 1 trang đăng lại · ▲ Tích cực · toàn tỉnh",
        "III. BÁO CHÍ NƯỚC NGOÀI",
        "(tiếng Anh, chưa dịch)",
        "Báo chí trong nước bằng tiếng nước ngoài: VietnamPlus (tiếng Anh), 1 tin, đã tính ở nội dung 6.",
        "BẢY NGÀY GẦN NHẤT",
        "Thực hiện: hệ thống tổng hợp tự động lúc 06:05, chưa có người rà soát.",
        "lưu hành nội bộ, đề nghị không đăng tải lại.",
    ):
        assert wanted in said, wanted
    assert page.crossed == []
    assert {article.url for article in edition.articles} == set(page.links)
    assert [page.tags.count(level) for level in ("h1", "h2", "h3")] == [1, 6, 13]
    assert ("lang", "vi") in page.attributes
    assert set(page.tags) & {"img", "script", "link", "iframe", "form", "svg", "object"} == set()


def test_text_is_complete_wrapped_and_readable() -> None:
    edition = model.edition()
    text = as_text(edition)
    said = squeezed(text)
    assert join_pieces(write_totals(edition)) in said
    assert all(article.url in text and article.title in said for article in edition.articles)
    assert all(len(line) <= WIDTH or "https://" in line for line in text.splitlines())
    assert "Cộng: 76 nội dung, 159 tin, bài; 35 tích cực, 27 trung tính, 14 tiêu cực (trong đó báo nêu 5)" in said


def test_short_text() -> None:
    short = as_short_text(model.edition())
    assert short.startswith(
        "ĐIỂM TIN 02/06/2020 (06:00 01/06–06:00 02/06): 14 nội dung, 31 tin, bài; "
        "6 tích cực, 4 trung tính, 4 tiêu cực. BÁO NÊU: (1) "
    )
    assert "(Tuổi Trẻ, 5 tin, bài)" in short
    assert "TIN NHANH: (3) " in short
    assert "http" not in short
    many = [replace(a, story=a.id, issue=True, title=a.title * 3) for a in model.articles()]
    assert len(as_short_text(model.edition(many))) <= SHORT_LIMIT + 1
    assert "nội dung khác, xem thư" in as_short_text(model.edition(many))
    assert "không thu được" in as_short_text(model.edition([]))


def test_demo_is_marked_in_every_form() -> None:
    edition = model.edition(head=model.head(demo=True))
    for said in (as_html(edition), as_text(edition), as_short_text(edition), as_json(edition)):
        assert labels.DEMO_MARK in said
        assert "Tuổi Trẻ (mô phỏng)" in squeezed(said)
    assert labels.DEMO_LINE in squeezed(Page(as_html(edition)).text)
    assert labels.DEMO_MARK not in as_html(model.edition())


def test_empty_day_has_no_empty_headings() -> None:
    edition = model.edition([])
    page = Page(as_html(edition))
    assert page.tags.count("h2") == 1
    assert "I. BẢY NGÀY GẦN NHẤT" in page.text
    assert "LĨNH VỰC" not in as_text(edition)
    assert Page(as_html(model.edition([], history=[]))).tags.count("h2") == 0


def test_json_holds_the_annex_of_twelve_columns() -> None:
    tree = json.loads(as_json(model.edition()))
    assert len(tree["annex"]["columns"]) == 12
    assert len(tree["annex"]["rows"]) == 31
    assert all(len(row) == 12 for row in tree["annex"]["rows"])
    assert tree["annex"]["rows"][0][2] == "Báo Tuổi Trẻ (Thành phố Hồ Chí Minh) (địa phương khác)"
    assert tree["annex"]["rows"][28][6] == "Huyện Bình Giang, huyện Cẩm Giàng"
    assert tree["figures"]["stories"] == 14
    assert tree["until"] == "2020-06-02T06:00:00+07:00"


def test_same_edition_gives_the_same_bytes() -> None:
    first, second = model.edition(), model.edition(list(reversed(model.articles())))
    for form in (as_html, as_text, as_short_text, as_json):
        assert form(first) == form(second)


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "</td></table><h1>Giả</h1>",
    "a\x00b\x07c\u202ed\u200be",
    "&lt;b&gt; &amp; 'x' \"y\"",
    "<!-- -->]]><style>*{display:none}</style>",
    "x" * 5000,
    "<a href=javascript:alert(1)>b</a>",
]


def hostile(payload: str) -> list[Article]:
    article = model.articles()[0]
    return [
        replace(
            article, title=payload, summary=payload, sentences=(payload,), places=(payload,), url=f"https://bao.example/?q={payload}"
        ),
        replace(model.articles()[15], outlet=payload, title=payload, url=f"javascript:{payload}"),
    ]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_hostile_becomes_markup(payload: str) -> None:
    outlets = {n: replace(o, label=payload, full_label=payload, short=payload) for n, o in model.outlets().items()}
    edition = model.edition(hostile(payload), outlets=outlets, head=model.head(addressees=tidy(payload), contact=tidy(payload)))
    page = Page(as_html(edition))
    calm = Page(as_html(model.edition(hostile("Tin"), head=model.head(addressees="Tin", contact="Tin"))))
    assert set(page.tags) <= set(calm.tags)
    assert page.tags.count("h1") == 1
    assert page.tags.count("style") == 1
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert all(link.startswith("https://") for link in page.links)
    for said in (as_html(edition), as_text(edition), as_json(edition)):
        assert not re.search("[\x00-\x08\x0b-\x1f\u200b\u202a-\u202e\u2066-\u2069]", said)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//bao.example/x", "http://", "https://[bad", "ftp://a/b", ""]
)
def test_only_http_links_are_printed(url: str) -> None:
    edition = model.edition([replace(model.articles()[22], url=url)])
    assert Page(as_html(edition)).links == []
    assert edition.articles[0].title in as_html(edition)


def test_a_big_day_stays_small_and_says_what_is_left_out() -> None:
    articles = [
        replace(a, id=f"{n}{a.id}", story=f"{n}{a.story}", same_as=None, title=f"{a.title} {n}")
        for n in range(16)
        for a in model.articles()
    ]
    edition = model.edition(articles)
    page = as_html(edition)
    assert len(page.encode()) <= LIMIT
    assert "văn bản thuần" in page
    text = as_text(edition)
    assert all(article.url in text for article in edition.articles)
    assert len(as_html(model.edition()).encode()) <= LIMIT


def _luminance(colour: str) -> float:
    raw = colour.lstrip("#")
    full = raw if len(raw) == 6 else "".join(c * 2 for c in raw)
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_is_large_and_dark_enough() -> None:
    page = as_html(model.edition(head=model.head(demo=True)))
    body = page.split("</style>", 1)[1]
    sizes = [int(size) for size in re.findall(r"font-size:\s*(\d+)px", body)]
    assert min(size for size in sizes if size > 1) >= 15
    own_ground = {"#fff": "#9c1c1c", "#4d3800": "#ffe9b0", "#5b4300": "#fff6d6", "#e9edf1": ""}
    for colour in set(re.findall(r"(?<!-)color:\s*(#[0-9a-f]{3,6})", body)):
        ground = own_ground.get(colour, "#eef1f3")  # the darkest ground ordinary text stands on is lighter than this
        if ground:
            light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, colour
