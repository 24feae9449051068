"""Pages whose marks nobody knows: a paper never looked at, and the real pages with every class, id and data attribute renamed."""

from __future__ import annotations

import json
import re
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import html

from crawler.bench.read import f1
from crawler.extraction.fallback import (
    _after_headline,
    _below,
    dates_near_headline,
    likely_lines,
    near_names,
    signed,
    whole_sapo,
)
from crawler.extraction.page import parse, read_page
from crawler.extraction.unmarked import guess_body, last_resort_lines
from crawler.extraction.unmarked.last_resort import _long_blocks
from crawler.extraction.unmarked.layout import is_framed, running
from crawler.extraction.unmarked.shown_dates import moment_of
from crawler.register import by_url
from data.paths import ROOT

SHARED = ROOT.parent / "shared" / "pages"
LOCALLY = "../shared/pages không có ở đây (chỉ có trên máy phát triển)"
SCRIPTS = re.compile(r"(<script\b.*?</script>)", re.S | re.I)
MARKED = re.compile(r"((?<=\s)(?:class|id)=)([\"'])(.*?)\2", re.S)
OTHER = re.compile(r"\s(?:data-[\w-]+|itemprop|itemtype|itemscope)(?:=(?:\"[^\"]*\"|'[^']*'))?")
ADDRESS = "https://baothanhhoa.vn/lop-dan-coi-mo-lai-sau-muoi-nam-12345.htm"  # an outlet without selectors of its own
PARAGRAPHS = (
    "Sáng nay, lớp dạy đan cói đầu tiên của xã mở tại nhà văn hóa thôn Đông, có 32 học viên từ 16 đến 61 tuổi.",
    "Người dạy là ba thợ cũ của hợp tác xã, mỗi tuần ba buổi tối, học phí bằng không, cói do xã cấp.",
    "Sau hai tháng, ai đan được chiếc làn vừa cỡ sẽ có đơn hàng đầu tiên từ một cửa hàng ở chợ huyện.",
)


def renamed(page: str) -> str:
    """The page after a change of template: other classes and ids, no data attributes and no microdata; meta and JSON-LD stay."""

    def other(found: re.Match[str]) -> str:
        names = " ".join(f"x{zlib.crc32(name.encode()):x}" for name in found[3].split())
        return f"{found[1]}{found[2]}{names}{found[2]}"

    pieces = SCRIPTS.split(page)
    for place in range(0, len(pieces), 2):
        bare = re.sub(r"<(?!meta)([^<>]*)>", lambda found: f"<{OTHER.sub('', found[1])}>", pieces[place])
        pieces[place] = MARKED.sub(other, bare)
    return "".join(pieces)


def articles() -> list[dict[str, Any]]:
    path = SHARED / "expected.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


@pytest.mark.skipif(not SHARED.exists(), reason=LOCALLY)
@pytest.mark.parametrize("case", articles(), ids=[case["file"] for case in articles()])
def test_real_articles_after_a_change_of_template(case: dict[str, Any]) -> None:
    page, facts = (SHARED / case["file"]).read_bytes().decode("utf-8", "replace"), by_url(case["url"])
    known, changed = (read_page(text.encode(), case["url"], facts=facts) for text in (page, renamed(page)))
    assert (changed.title, changed.published_at) == (known.title, known.published_at)
    assert f1(known.body or "", changed.body or "") >= 0.98
    assert "body_guessed" in changed.problems


def test_lines_of_date_and_seat_around_a_text_are_not_of_it() -> None:
    tree = parse(b"<html><body><p>x</p></body></html>")
    assert tree is not None
    text = ["Sáng 7/3/2026, xã Nam Lộc khởi công kè.", "Lúc 08:15, nước rút.", "07/03/2026 - 09:00 đoàn về tới xã."]
    head, seat = "07/03/2026 - 00:01 | Thị trường", "Địa chỉ: tầng 3, số 5 phố Bến Đò"
    assert likely_lines(tree, [head, *text, seat], (), None) == text
    assert likely_lines(tree, [text[2], text[0]], (), None) == [text[2], text[0]]  # a sentence that begins with a date
    assert likely_lines(tree, [text[0], seat, text[1]], (), None) == [text[0], seat, text[1]]


def unknown(date: str = "Thứ Hai, 01/06/2020 - 08:15", last: str = "") -> str:
    """A page of a provincial paper that describes itself by nothing but og:title."""
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS) + (f"<p>{last}</p>" if last else "")
    return (
        '<html><head><meta charset="utf-8"><meta property="og:title" content="Lớp đan cói mở lại sau mười năm">'
        '<meta property="og:type" content="article"></head><body><div class="z1"><span>Chủ nhật, 07/06/2020 21:40</span></div>'
        '<div class="z2"><a href="/the-thao">Thể thao và những tin khác</a></div>'
        f'{"<div><p>Menu</p></div>" * 30}'
        '<div class="z3-breadcrumb"><a href="/">Trang chủ</a><a href="/doi-song">Đời sống</a></div>'
        f'<div class="z4"><h1>Lớp đan cói mở lại sau mười năm</h1><div class="z5">{date}</div><div class="z6">{text}</div></div>'
        '<div class="z7"><p>Khách về dự hội vật ở Quảng Trị năm nay đông hơn năm ngoái, theo ban tổ chức cho biết hôm qua.</p>'
        "<span>31/05/2020 10:00</span></div></body></html>"
    )  # fmt: skip


@pytest.mark.parametrize(
    "date",
    [
        "Thứ Hai, 01/06/2020 - 08:15", "08:15 | 01/06/2020", "<span>08:15</span> <span>01-06-2020</span>",
        "01/06/2020 08:15 GMT+7", "Cập nhật lúc 08:15, 01/06/2020", "Ngày đăng: 1/6/2020 8h15", "08:15, 1 tháng 6, 2020",
    ],
)  # fmt: skip
def test_the_date_beside_the_headline_is_read_to_the_minute(date: str) -> None:
    page = read_page(unknown(date).encode(), ADDRESS, facts=by_url(ADDRESS))
    assert page.published_at == datetime(2020, 6, 1, 1, 15, tzinfo=UTC)
    assert page.date_from == "page"


def test_everything_else_of_a_paper_never_looked_at() -> None:
    page = read_page(unknown(last="Bài và ảnh: TRẦN HƯNG").encode(), ADDRESS, facts=by_url(ADDRESS))
    assert (page.title, page.section, page.authors) == ("Lớp đan cói mở lại sau mười năm", "Đời sống", ("TRẦN HƯNG",))
    assert page.body == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("last", "stated", "authors", "taken"),
    [
        ("Bài và ảnh: Trần Hưng", (), ("Trần Hưng",), True),
        ("Bài, ảnh: MINH NAM - LAN CHI", ("Minh Nam",), ("Minh Nam",), True),
        ("Tin, ảnh: Trần Hưng", (), ("Trần Hưng",), True),
        ("Bài & ảnh: Trần Hưng", (), ("Trần Hưng",), True),
        ("Nguyễn Thị Hoa", (), ("Nguyễn Thị Hoa",), True),
        ("Nguyễn Thị Hoa", ("Trần Hưng",), ("Trần Hưng",), False),  # may be the last of a list of names
        ("Theo Báo Mới", (), (), False),  # says whose article is reprinted
        ("Hết", (), (), False),
        ("Giải Nhất: đội Nam Sách", (), (), False),
    ],
)
def test_signatures(last: str, stated: tuple[str, ...], authors: tuple[str, ...], taken: bool) -> None:
    lines = [*PARAGRAPHS, last]
    assert signed(lines, stated, sure=True) == (lines[:-1] if taken else lines, authors)


@pytest.mark.parametrize(
    ("marked", "authors"),
    [
        ('<div class="v2-article-author"><a>Trần Hưng</a></div>', ("Trần Hưng",)),
        ('<p id="tac-gia-bai">Tác giả: Minh Nam - Lan Chi</p>', ("Minh Nam", "Lan Chi")),
        ('<div class="v2-article-author">Báo Thanh Hóa</div>', ()),  # the paper is no author
        ('<div class="related-author-list">Trần Hưng</div>', ()),
        ('<div class="v2-author">01/06/2020</div>', ()),
        ('<div class="v2-author">Xem các bài viết của tác giả</div>', ()),
    ],
)
def test_a_class_that_says_author_where_no_selector_knows_it(marked: str, authors: tuple[str, ...]) -> None:
    page = unknown().replace('<div class="z6">', f'{marked}<div class="z6">')
    assert read_page(page.encode(), ADDRESS, facts=by_url(ADDRESS)).authors == authors


def test_a_cut_description_gives_way_to_the_whole_sapo() -> None:
    sapo = "Ba mươi hai học viên, ba thợ cũ và một đơn hàng: nghề đan cói của xã có lớp dạy đầu tiên sau mười năm."
    page = unknown().replace('<div class="z6">', f'<div class="bai-viet-lead">{sapo}</div><div class="z6">')
    cut = page.replace("</head>", f'<meta name="description" content="{sapo[:60]}..."></head>')
    other = page.replace("</head>", '<meta name="description" content="Nghề cũ có người học mới ở một xã ven sông."></head>')
    read = [read_page(text.encode(), ADDRESS, facts=by_url(ADDRESS)).summary for text in (page, cut, other)]
    assert read == [sapo, sapo, "Nghề cũ có người học mới ở một xã ven sông."]


DATE = "08:15 01/06/2020"


def text(length: int) -> str:
    """Letters without a blank, as many as asked."""
    return ("chữ" * 400)[:length]


def tree_of(markup: str) -> Any:
    """A page around the markup; what stands around it is too long to be a date's line."""
    tree = parse(f"<html><body>{markup}<blockquote>{text(120)}</blockquote></body></html>".encode())
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("markup", "title", "dates"),
    [
        (f"<h1>Tin</h1>{'<i></i>' * 79}<b>{DATE}</b>", "", [DATE]),  # the 80th element
        (f"<h1>Tin</h1>{'<i></i>' * 80}<b>{DATE}</b>", "", []),
        (f"<b>{DATE}</b>{'<i></i>' * 24}<h1>Tin</h1>", "", [DATE]),  # the 25th before it
        (f"<b>{DATE}</b>{'<i></i>' * 25}<h1>Tin</h1>", "", []),
        (f"<b>8h15 2/6/2020</b><b>8h15 3/6/2020</b><h1>Tin</h1><b>{DATE}</b>", "", [DATE, "8h15 3/6/2020", "8h15 2/6/2020"]),
        (f"<h1>Tin lúc {DATE}</h1>", "", [DATE]),
        (f"<b>{DATE}</b>", "", []),
        (f"<span></span><b>{DATE}</b>", "", []),
        (f"<h3>Tin cũ</h3><b>{DATE}</b>", "Tin Cũ", [DATE]),
        (f"<h3>Tin khác</h3><b>{DATE}</b>", "Tin cũ", []),
        (f"<h5>Tin cũ</h5><b>{DATE}</b>", "Tin cũ", []),
        (f"<h3>Tin cũ</h3><b>8h15 2/6/2020</b><h1>Tin</h1><b>{DATE}</b>", "Tin cũ", [DATE, "8h15 2/6/2020"]),
        (f"<h3>Tin cũ</h3>{'<i></i>' * 79}<h3>Tin cũ</h3><b>{DATE}</b>", "Tin cũ", []),  # counted from the first
        (f"<h3><span>Tin cũ</span></h3>{'<i></i>' * 79}<b>{DATE}</b>", "Tin cũ", []),
    ],
)
def test_dates_near_the_headline_in_order_of_trust(markup: str, title: str, dates: list[str]) -> None:
    assert list(dates_near_headline(tree_of(markup), title)) == dates


def test_a_headline_may_end_the_page() -> None:
    tree = parse(f"<html><body><p>{text(120)}</p><b>{DATE}</b><h1>Tin</h1></body></html>".encode())
    assert tree is not None
    assert list(dates_near_headline(tree, "")) == [DATE]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        (f"{text(83)} {DATE}", DATE),  # 100 characters
        (f"{text(84)} {DATE}", ""),
        ("<i>8:15</i><i>1/6/2020</i>", "8:151/6/2020"),
        ("01/06/2020", ""),
    ],
)
def test_a_line_with_a_moment_is_short(line: str, moment: str) -> None:
    assert moment_of(html.fromstring(f"<b>{line}</b>")) == moment


def box(*paragraphs: int, name: str = "box", more: str = "") -> str:
    """A box with paragraphs of these lengths."""
    return f'<div id="{name}">{"".join(f"<p>{text(length)}</p>" for length in paragraphs)}{more}</div>'


def body_of(markup: str, sapo: str = "") -> str | None:
    """The id of the likely body."""
    elements = guess_body(tree_of(f'<div id="all">{markup}</div>'), "", sapo).elements
    return "+".join(str(element.get("id") or element.tag) for element in elements) or None


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (box(120), "box"),
        (box(119), None),
        (box(60, 60), "box"),
        (box(80, 39), None),
        (box(80, 40), "box"),
        (box(*[39] * 9), None),
        (box(100, more=f"{text(40)}<br>"), None),  # behind a paragraph: not right inside
        (f'<div id="box">{text(40)}<br><p>{text(100)}</p></div>', "box"),
        (f'<div id="box">{text(39)}<br><p>{text(100)}</p></div>', None),
        (f'<div id="box">{text(40)}<b></b><p>{text(100)}</p></div>', "box"),  # the paragraph sets the line apart
        (f'<div id="box"><br>{text(60)}<br>{text(60)}</div>', "box"),
        (f'<div id="box"><br><p></p>{text(120)}</div>', None),
        (f'<div id="box"><br><div></div>{text(120)}</div>', None),
        (box(400, name="a") + box(141, name="b"), "a+b"),
        (box(400, name="a") + box(140, name="b"), "a"),
        (box(399, name="a") + box(300, name="b"), "a"),
        (box(400, name="a") + box(200, name="b") + box(50, name="c"), "a+b"),
        (box(400, name="a") + box(200, name="b") + box(50, name="c") + box(50, name="d"), "a"),
        (box(400, name="a") + box(200, name="b") + box(39, name="c") + box(39, name="d"), "a+b"),  # menus are no parts
        (box(400, name="a"), "a"),
        ("".join(f"<aside>{box(300)}</aside>" for _ in range(7)) + f"<section>{box(200, name='last')}</section>", "last"),
        ("".join(f"<aside>{box(300)}</aside>" for _ in range(8)) + f"<section>{box(200, name='last')}</section>", "last"),
    ],
)
def test_the_element_with_most_running_text(markup: str, name: str | None) -> None:
    assert body_of(markup) == name


def test_a_sapo_makes_no_body() -> None:
    assert body_of(box(130), text(130)) is None
    assert body_of(box(130), f"{text(130)} khác") == "box"


@pytest.mark.parametrize(
    ("markup", "in_frame"),
    [
        ("<div><p>x</p></div>", False),
        ("<aside><p>x</p></aside>", True),
        ('<div class="a comments"><p>x</p></div>', True),
        ('<div id="site-footer"><p>x</p></div>', True),
        ('<div class="binh" id="popup"><p>x</p></div>', True),
        ('<div><p class="copyright">x</p></div>', True),
        ('<div class="forms"><p>x</p></div>', False),
    ],
)
def test_frames_of_a_site(markup: str, in_frame: bool) -> None:
    tree = parse(f'<html class="nav"><body class="nav" id="modal">{markup}</body></html>'.encode())
    assert tree is not None
    assert is_framed(next(tree.iter("p"))) is in_frame


@pytest.mark.parametrize(
    ("markup", "length"),
    [
        (text(40), 40),
        (text(39), 0),
        (f"  {text(39)}  ", 0),
        (f"<a>{text(39)}</a>{text(41)}", 80),
        (f"<a>{text(40)}</a>{text(40)}", 0),
        (f"<a>{text(20)}</a><b>{text(40)}</b><a>{text(20)}</a>", 0),
        ("", 0),
    ],
)
def test_running_text_of_a_paragraph(markup: str, length: int) -> None:
    assert running(html.fromstring(f"<p>{markup}</p>")) == length


FIELD = tuple(f"Nước về đồng từ sớm, bà con thôn Đông xuống ruộng gieo mạ. Vụ {number}." for number in (1, 2, 3))
LONG_NAME = "Trầnnnnnnnnnnnnnn Hưnggggggggggggg"  # with its lead 45 letters


@pytest.mark.parametrize(
    ("last", "sure", "authors"),
    [
        (f"Bài, ảnh: {LONG_NAME}x", True, (f"{LONG_NAME}x",)),
        (f"Bài, ảnh: {LONG_NAME}xy", True, None),
        ("Bài: A Bê Cê Dê E Gờ", True, ("A Bê Cê Dê E Gờ",)),
        ("Bài: A Bê Cê Dê E Gờ Hát", True, None),
        ("Trần Hưng", True, ("Trần Hưng",)),
        ("Trần Hưng", False, None),
        ("Ảnh: Trần Hưng", False, ("Trần Hưng",)),
        ("Hưng", True, None),
        ("Ảnh: Hưng", True, ("Hưng",)),
        ("Ảnh: Hưng 2", True, None),
        ("Ảnh: do bạn đọc gửi", True, None),
        ("Theo Báo Mới", True, None),
        ("Theo VnExpress News", True, None),
        ("Báo Nhân Dân", True, None),  # a name, but the paper's
    ],
)
def test_what_is_taken_for_a_signature(last: str, sure: bool, authors: tuple[str, ...] | None) -> None:
    lines = ["Câu đầu.", last]
    assert signed(lines, (), sure=sure) == (lines if authors is None else lines[:1], authors or ())


def test_one_line_alone_is_no_signature() -> None:
    assert len(f"Bài, ảnh: {LONG_NAME}x") == 45
    assert signed(["Bài, ảnh: Trần Hưng"], (), sure=True) == (["Bài, ảnh: Trần Hưng"], ())
    assert signed(["Một.", "Bài, ảnh: Trần Hưng"], (), sure=True) == (["Một."], ("Trần Hưng",))


def test_guessed_lines_lose_what_stands_elsewhere() -> None:
    tree = tree_of("<a>Mười bốn chữ c</a><a>Mười lăm chữ cá</a>")
    lines = [
        "(Dân trí) - Câu đầu của bài.", "Mười bốn chữ c", "MƯỜI LĂM chữ cá", "Xem thêm: bài khác", "- Sapo của bài.",
        "Sapo của bài.", "(Dân trí) - Sapo của bài khác.", "Câu cuối của bài.",
    ]  # fmt: skip
    kept = ["(Dân trí) - Câu đầu của bài.", "Mười bốn chữ c", "Câu cuối của bài."]
    assert likely_lines(tree, lines, ["", "Sapo của bài."], None) == kept
    assert likely_lines(tree, ["(Dân trí) - Sapo của bài.", "Câu cuối."], ["Sapo của bài."], None) == ["Câu cuối."]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ('<p class="x-author">TP</p>', ["TP"]),
        ('<p class="x-author">T</p>', []),
        ('<p id="byline">Trần Hưng</p>', ["Trần Hưng"]),
        ('<p class="x" id="byline">Trần Hưng</p>', ["Trần Hưng"]),
        ("<p>Minh Nam</p><p class=writer>Trần Hưng</p><p class=writer>Lan Chi</p>", ["Trần Hưng"]),
        (f'<p class="author">T{text(59)}</p>', [f"T{text(59)}"]),
        (f'<p class="author">T{text(60)}</p>', []),
        ('<p class="author">Hưng 1</p>', []),
        ('<p class="author">Tác giả: Trần Hưng</p>', ["Tác giả: Trần Hưng"]),
        ('<p class="author">đã có tin</p>', []),
        ('<p class="author-list">Trần Hưng</p>', []),
    ],
)
def test_names_near_the_headline(markup: str, names: list[str]) -> None:
    assert near_names(tree_of(f"<h1>Tin</h1>{markup}"), None) == names
    assert near_names(tree_of(markup), None) == []


def test_names_below_the_text() -> None:
    def names(inside: str, behind: str) -> list[str]:
        tree = tree_of(f'<h1>Tin</h1><div><div id="body"><p>x</p>{inside}</div></div>{behind}')
        return near_names(tree, tree.xpath("//div[@id='body']")[0])

    signature = "<b class=author>Trần Hưng</b>"
    assert names("", "") == []
    assert names(f"{signature}{'<i></i>' * 24}", "") == ["Trần Hưng"]
    assert names(f"{signature}{'<i></i>' * 25}", "") == []
    assert names("", f"{'<i></i>' * 24}{signature}") == ["Trần Hưng"]
    assert names("", f"{'<i></i>' * 25}{signature}") == []


SAPO_TEXT = "Ba mươi hai học viên và một đơn hàng đầu tiên của nghề đan cói."


@pytest.mark.parametrize(
    ("sapo", "meta", "whole"),
    [
        (text(30), "", text(30)),
        (text(29), "", ""),
        (text(900), "", text(900)),
        (text(901), "", ""),
        (SAPO_TEXT, f"{SAPO_TEXT[:40]}...", SAPO_TEXT),
        (SAPO_TEXT, f"{SAPO_TEXT[:39]}...", ""),
        (SAPO_TEXT, SAPO_TEXT, ""),
        (SAPO_TEXT, SAPO_TEXT[:-1], SAPO_TEXT),
        (SAPO_TEXT, "Tin khác.", ""),
        (f"(Dân trí) - {SAPO_TEXT}", "", SAPO_TEXT),
    ],
)
def test_when_a_shown_sapo_is_taken(sapo: str, meta: str, whole: str) -> None:
    assert whole_sapo(tree_of(f'<h1>Tin</h1><p>{text(50)}</p><p class="sapo">{sapo}</p>'), None, meta, None) == whole
    assert whole_sapo(tree_of(f'<h1>Tin</h1><p class="sapo-other">{sapo}</p>'), None, meta, None) == ""


def test_how_far_from_headline_and_body_is_looked() -> None:
    tree = tree_of(f"<h1>Tin</h1>{'<i></i>' * 70}")
    assert [element.tag for element in _after_headline(tree, None)] == ["i"] * 61
    assert len(list(_after_headline(tree, tree.xpath("//i[4]")[0]))) == 3
    assert list(_after_headline(tree_of("<i></i>"), None)) == []
    tree = tree_of(f"<div><section>{'<b></b>' * 30}</section><i></i></div>{'<u></u>' * 30}")
    below = [element.tag for element in _below(tree.xpath("//section")[0])]
    assert below == ["b"] * 25 + ["i"] + ["u"] * 24
    assert list(_below(None)) == []


def test_long_blocks_without_links() -> None:
    markup = (
        f"<p>{text(60)}</p><p>{text(59)}</p><p><a>{text(29)}</a> {text(31)}</p><p><a>{text(30)}</a> {text(29)}</p>"
        f"<p><a>{text(20)}</a>{text(30)}<a>{text(20)}</a></p>"
    )
    assert _long_blocks(markup) == [text(60), f"{text(29)} {text(31)}"]


def test_the_last_resort_is_long_blocks_where_little_text_is_recognised() -> None:
    def lines(title: str) -> list[str]:
        tree = parse(
            f"<html><body><article><h1>{title}</h1>{'<p>' + '</p><p>'.join(FIELD) + '</p>'}</article></body></html>".encode()
        )
        assert tree is not None
        return last_resort_lines(tree, "https://vi-du.vn/a")

    assert sum(map(len, ("Tin đồng", *FIELD))) == 200
    assert lines("Tin đồng") == ["Tin đồng", *FIELD]
    assert lines("Tin lúa") == list(FIELD)
    short = parse(b"<html><body><article><p>Ba ch&#7919; th&#244;i.</p></article></body></html>")
    assert short is not None
    assert last_resort_lines(short, "https://vi-du.vn/a") == ["Ba chữ thôi."]
