"""Pages whose marks nobody knows: a paper never looked at, and the real pages with every class, id and data attribute renamed."""

from __future__ import annotations

import json
import re
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.bench.read import f1
from crawler.extraction.fallback import signed
from crawler.extraction.page import read_page
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
