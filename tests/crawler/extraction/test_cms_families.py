"""The families' tables, and the small readers they lean on: body, byline, sapo, kinds of page."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.extraction.authors import clean_names, looks_like_name
from crawler.extraction.body import paragraphs, text_of
from crawler.extraction.cms_families import DROP_ALWAYS, FAMILIES, FIELDS, MARKS, OWN, Family
from crawler.extraction.kind import is_wall
from crawler.extraction.lead import clean_title, without_prefix
from crawler.extraction.page import family_of, parse, read_page
from crawler.extraction.unmarked import fragment_lines
from crawler.register import by_url

TEXT = "Nước mương chảy qua cánh đồng thôn Đông, xã Tân Lộ đổi sang màu nâu đen và bốc mùi hắc từ đầu tháng năm."


@pytest.mark.parametrize("name", FAMILIES)
def test_every_selector_compiles(name: str) -> None:
    family, page = FAMILIES[name], html.fromstring("<html><body><p>x</p></body></html>")
    for field in FIELDS:
        selectors = getattr(family, field)
        assert selectors, (name, field)
        assert len(set(selectors)) == len(selectors), (name, field)
        for selector in selectors:
            assert page.cssselect(selector) is not None
    assert all(page.cssselect(selector) is not None for selector in DROP_ALWAYS)


def test_overrides_go_in_front_and_unknown_fields_are_refused() -> None:
    family = OWN.with_overrides({"title": ".x"})
    assert family.title == (".x", *OWN.title)
    assert family.body == OWN.body
    with pytest.raises(ValueError, match="headline"):
        OWN.with_overrides({"headline": ".x"})


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<div class="detail-content afcbc-body"><p>x</p></div>', "vccorp"),
        ('<div class="article__body zce-content-body cms-body"><p>x</p></div>', "epi"),
        ('<article class="fck_detail"><p>x</p></article>', "vnexpress"),
        ('<div class="__MASTERCMS_CONTENT"><p>x</p></div>', "mastercms"),
        ('<div class="boxdetail"><div id="divfirst"><p>x</p></div></div>', "baotintuc"),
        ("<div><p>x</p></div>", "own"),
    ],
)
def test_an_unknown_outlet_shows_its_family(markup: str, name: str) -> None:
    tree = parse(f"<html><body>{markup}</body></html>".encode())
    assert tree is not None
    assert family_of(tree, None) is FAMILIES[name]
    assert {key for key, _ in MARKS} <= set(FAMILIES)


def lines(markup: str, family: Family = OWN, **kwargs: list[str]) -> list[str]:
    """The paragraphs of a body node holding `markup`."""
    return paragraphs(html.fromstring(f"<div>{markup}</div>"), family.drop, **kwargs)


@pytest.mark.parametrize(
    ("family", "box"),
    [
        ("vccorp", '<div class="VCSortableInPreviewMode" type="RelatedNewsBox"><p>Lũ ở Quảng Trị</p></div>'),
        ("vccorp", '<div class="VCSortableInPreviewMode" type="VideoStream"><p>Clip ở Lào Cai</p></div>'),
        ("vccorp", '<div class="kbwscwlrl"><a href="/a">Lũ ở Quảng Trị</a></div>'),
        ("vccorp", '<figure><figcaption class="PhotoCMS_Caption"><p>Ảnh ở Nghệ An</p></figcaption></figure>'),
        ("epi", '<div class="article-relate"><h2><a href="/a">Lũ ở Quảng Trị</a></h2></div>'),
        ("epi", '<div class="article__tag"><a>Nghệ An</a></div>'),
        ("vnexpress", '<div class="box-tinlienquanv2"><a href="/a">Lũ ở Quảng Trị</a></div>'),
        ("vnexpress", '<table border="0"><tr><td>Bảng quảng cáo Nghệ An</td></tr></table>'),
        ("mastercms", '<table class="MASTERCMS_TPL_TABLE"><tr><td><img></td></tr><tr><td>Ảnh ở Nghệ An</td></tr></table>'),
        ("own", '<div class="article-business">Nhà đất Nghệ An</div>'),
        ("own", '<div class="box-tin-lien-quan"><ul><li>Lũ ở Quảng Trị</li></ul></div>'),
        ("own", '<p><strong><a href="/bai-khac-123456.html">Lũ lên nhanh ở Quảng Trị trong đêm</a></strong></p>'),
        ("own", "<p>&gt;&gt; Lũ lên nhanh ở Quảng Trị</p>"),
        ("own", "<p>Xem thêm: Lũ lên nhanh ở Quảng Trị</p>"),
        ("own", "<p>Mời bạn đọc xem video về lũ ở Quảng Trị</p>"),
        ("own", "<noscript><p>Lũ ở Quảng Trị</p></noscript><style>p{}</style><script>x()</script>"),
    ],
)
def test_what_is_not_the_article_is_dropped(family: str, box: str) -> None:
    assert lines(f"<p>{TEXT}</p>{box}<p>Câu cuối.</p>", FAMILIES[family]) == [TEXT, "Câu cuối."]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            '<p>Quyết định số <a class="link-inline-content" href="/x">15/2020/QĐ-UBND</a> có hiệu lực.</p>',
            "Quyết định số 15/2020/QĐ-UBND có hiệu lực.",
        ),
        ("<p>Dòng một<br>dòng hai</p>", "Dòng một\ndòng hai"),
        ("<ul><li>Một</li><li>Hai</li></ul>", "Một\nHai"),
        ("<table><tr><td>Xã</td><td>Số hộ</td></tr><tr><td>Tân Lộ</td><td>120</td></tr></table>", "Xã Số hộ\nTân Lộ 120"),
        ("<div>Chữ trần<p>Đoạn</p>đuôi</div>", "Chữ trần\nĐoạn\nđuôi"),
        ('<div class="VCSortableInPreviewMode" type="content"><p>Hộp thuộc bài</p></div>', "Hộp thuộc bài"),
        ("<p>Theo Tuổi Trẻ</p>", "Theo Tuổi Trẻ"),
        ("<p>Hết bài.</p><p>(TTXVN/Vietnam+)</p><p>***</p>", "Hết bài."),
        ("<p>&amp;#272;ê đẹp</p>", "Đê đẹp"),
    ],
)
def test_what_belongs_to_the_article_stays(markup: str, expected: str) -> None:
    assert "\n".join(lines(f"<p>{TEXT}</p>{markup}", FAMILIES["vccorp"])) == f"{TEXT}\n{expected}"


def test_texts_told_elsewhere_are_left_out() -> None:
    assert lines(f"<p>Sapo.</p><p>{TEXT}</p><p>Lê Tân</p>", skip=["Sapo.", "Lê Tân"]) == [TEXT]


def test_a_location_stamp_is_set_off() -> None:
    assert text_of(html.fromstring('<p><span class="location-stamp">Hải Dương</span>Một việc</p>')) == "Hải Dương - Một việc"


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["Tâm HằngTTXVN"], ("Tâm Hằng", "TTXVN")),
        (["Tâm Hằng (TTXVN)"], ("Tâm Hằng", "TTXVN")),
        (["NHẬT XUÂN;NGHI VŨ"], ("NHẬT XUÂN", "NGHI VŨ")),
        (["Minh Khoa - Thu Lam"], ("Minh Khoa", "Thu Lam")),
        (["Bài: Minh Khoa, Ảnh: Thu Lam"], ("Minh Khoa", "Thu Lam")),
        (["Hà Thu (tổng hợp)"], ("Hà Thu (tổng hợp)",)),
        (["Bảo Anh", "Trang Thu"], ("Bảo Anh", "Trang Thu")),
        (["Minh Khoa", "minh khoa"], ("Minh Khoa",)),
        (["Báo Nhân Dân điện tử", "VCCorp.vn", "tuoitre.vn", "https://www.facebook.com/x", "TUOI TRE ONLINE", "", "..."], ()),
    ],
)
def test_bylines(values: list[str], names: tuple[str, ...]) -> None:
    assert clean_names(values) == names


@pytest.mark.parametrize(("text", "is_name"), [("Lê Tân", True), ("TP", True), ("Ông cho biết sẽ họp lại.", False), ("", False)])
def test_signatures(text: str, is_name: bool) -> None:
    assert looks_like_name(text) is is_name


@pytest.mark.parametrize(
    ("sapo", "rest"),
    [
        ("(Dân trí) - Sapo.", "Sapo."),
        ("(NLĐO)- Sapo.", "Sapo."),
        ("(NLĐO) – Sapo.", "Sapo."),
        ("(Chinhphu.vn) - Sapo.", "Sapo."),
        ("TTO - Sapo.", "Sapo."),
        ("TPO - Sapo.", "Sapo."),
        ("VOV.VN - Sapo.", "Sapo."),
        ("(PLO)- Sapo.", "Sapo."),
        ("SKĐS - Sapo.", "Sapo."),
        ("Kinhtedothi - Sapo.", "Sapo."),
        ("Hải Dương - Một vụ cháy.", "Hải Dương - Một vụ cháy."),
        ("(Hà Nội) - Một vụ cháy.", "(Hà Nội) - Một vụ cháy."),
        ("TP Hải Dương - Kim Thành thông xe.", "TP Hải Dương - Kim Thành thông xe."),
        ("TTO", "TTO"),
    ],
)
def test_papers_signatures_leave_the_sapo(sapo: str, rest: str) -> None:
    assert without_prefix(sapo) == rest


def test_titles_lose_the_site_behind_them() -> None:
    assert clean_title("Cháy chợ - Xã hội - Tuổi Trẻ Online", ["tuoitre", "Tuổi Trẻ"]) == "Cháy chợ - Xã hội"
    assert clean_title("Hà Nội - Hải Phòng thông xe", ["tuoitre"]) == "Hà Nội - Hải Phòng thông xe"


def test_walls() -> None:
    cookie = '<script>document.cookie="D1N=ab"+"; path=/";window.location.reload(true);</script>'
    assert is_wall(f"<html><body>{cookie}</body></html>")
    assert is_wall("<html><head><title>Just a moment...</title></head></html>")
    assert not is_wall(f"<html><body>{cookie}<p>Bài viết</p></body></html>")
    assert not is_wall("<html><body><p>Bài viết về document.cookie</p></body></html>")


@pytest.mark.parametrize(
    ("path", "head", "kind"),
    [
        ("/bai-4108999.html", "", "article"),
        ("/bai-4108999-tong-thuat.html", "", "live"),
        ("/bai-4108999.html", '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Bài"}</script>', "live"),
        ("/anh/bai-4108999.html", "", "photo"),
        ("/bai-4108999.html", '<meta property="og:type" content="video.other">', "video"),
    ],
)
def test_kinds(path: str, head: str, kind: str) -> None:
    url = f"https://vnexpress.net{path}"
    body = f'<h1 class="title-detail">Bài</h1><article class="fck_detail"><p>{TEXT}</p></article>'
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    assert read_page(page, url, facts=by_url(url)).kind == kind


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        ("Chỉ có chữ &amp; dấu", ["Chỉ có chữ & dấu"]),
        ("<a href='x'><img src='y'></a></br>Sapo sau ảnh.", ["Sapo sau ảnh."]),
        ("&lt;p&gt;Một&lt;/p&gt;&lt;p&gt;Hai&lt;/p&gt;", ["Một", "Hai"]),
        ("<p>Một<br>Hai <b>ba</b><script>x()</script>", ["Một", "Hai ba"]),
        ("", []),
    ],
)
def test_fragments_of_feeds(fragment: str, told: list[str]) -> None:
    assert fragment_lines(fragment) == told
