"""Fields that pages state wrongly, in part or about another story. All text is invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.extraction import PageReading, problem_of, read_page
from crawler.register import by_url
from data.model import Outcome

TITLE = "Phường Hải Tân lắp hai trăm ghế đá bên hồ Bạch Đằng"
SAPO = "Tiền mua ghế do người dân trong phường góp, mỗi ghế khắc tên một ngõ."
URL = "https://bao-thu-nghiem.vn/phuong-hai-tan-lap-hai-tram-ghe-da-ben-ho-bach-dang-556677.html"
KNOWN = "https://tuoitre.vn/phuong-hai-tan-lap-hai-tram-ghe-da-ben-ho-bach-dang-100260418094512345.htm"
LINES = (
    "Sáng 18/4, những chiếc ghế đá đầu tiên được đặt dọc bờ hồ phía đông, cách nhau mười hai mét, dưới hàng sấu già.",
    "Ông Lại Văn Thử, tổ trưởng dân phố, nói mỗi ngõ góp tiền cho một ghế và tự chọn chữ khắc ở lưng ghế của mình.",
    "Phường đặt thêm bốn vòi nước uống và sẽ tắt đèn cao áp sau mười giờ tối để chim về ngủ trên đảo giữa hồ.",
)
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
MOMENT = datetime(2026, 4, 18, 2, 45, tzinfo=UTC)
OWN_DATE = "2026-04-18T09:45:00+07:00"


def page(markup: str, head: str = "", **stated: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "description": SAPO, "datePublished": OWN_DATE, **stated}
    script = (
        f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'
        if None not in stated.values()
        else ""
    )
    return (
        f'<html lang="vi"><head><meta charset="utf-8"><title>{TITLE} - Báo</title><meta property="og:type" content="article">'
        f'<meta property="og:title" content="{TITLE}">{head}{script}</head><body>{markup}</body></html>'
    )


def read(markup: str, head: str = "", *, url: str = URL, **stated: object) -> PageReading:
    return read_page(page(markup, head, **stated).encode(), url, facts=by_url(url))


BODY = f"<h1>{TITLE}</h1><div class=b>{TEXT}</div>"


@pytest.mark.parametrize(
    "name",
    ["No Author", "undefined", "null", "Đang cập nhật", "Không rõ", "Anonymous", "N/A", "-", "Admin", "Unknown", "PV", "None"],
)
def test_placeholders_are_nobody(name: str) -> None:
    assert read(BODY, f'<meta name="author" content="{name}">', author={"@type": "Person", "name": name}).authors == ()


@pytest.mark.parametrize(
    ("shown", "authors"),
    [
        ("Lại Thị Mẫu -", ("Lại Thị Mẫu",)),
        ("– Lại Thị Mẫu", ("Lại Thị Mẫu",)),
        ("Phóng viên Lại Thị Mẫu", ("Lại Thị Mẫu",)),
        ("Lại Thị Mẫu, phóng viên", ("Lại Thị Mẫu",)),
        ("Lại Thị Mẫu (PV)", ("Lại Thị Mẫu",)),
        ("Lại Thị Mẫu - mau@vi-du.example", ("Lại Thị Mẫu",)),
        ("Lại Thị Mẫu (mau@vi-du.example)", ("Lại Thị Mẫu",)),
        ("Lại Thị Mẫu 09:45 18/04/2026", ("Lại Thị Mẫu",)),
        ("Lại Thị Mẫu | 18/04/2026", ("Lại Thị Mẫu",)),
        ("Lại Thị Mẫu - Vũ Thử", ("Lại Thị Mẫu", "Vũ Thử")),
        ("By Lan Chi, Staff Writer", ("Lan Chi",)),
    ],
)
def test_names_without_what_stands_beside_them(shown: str, authors: tuple[str, ...]) -> None:
    assert read(BODY, author={"@type": "Person", "name": shown}).authors == authors


def test_a_signature_of_two_at_the_end() -> None:
    reading = read(f"<h1>{TITLE}</h1><div class='article-content'>{TEXT}<p>Lại Thị Mẫu - Vũ Thử</p></div>")
    assert (reading.authors, reading.body) == (("Lại Thị Mẫu", "Vũ Thử"), "\n".join(LINES))


@pytest.mark.parametrize("mark", ["author", "byline", "x-author"])
def test_authors_of_other_stories_are_not_ours(mark: str) -> None:
    card = '<div class="c"><a href="/b-{0}.html">Tin khác</a><span class="{1}">Đỗ Thị Khác</span></div>'
    cards = "".join(card.format(number, mark) for number in (12345, 12346))
    assert read(f"{BODY}<div class=right>{cards}</div>").authors == ()
    assert read(f"<div class=top>{cards}</div>{BODY}").authors == ()


@pytest.mark.parametrize("heading", ["Báo Thử Nghiệm điện tử", "Xã hội"])
def test_a_heading_of_paper_or_section_is_no_headline(heading: str) -> None:
    marked = f'<h1 class="logo"><a href="/">{heading}</a></h1><h2 class="t">{TITLE}</h2><div class=b>{TEXT}</div>'
    assert read(marked).title == TITLE
    assert read(marked, datePublished=None).title == TITLE
    bare = f"<h1>{heading}</h1><h2>{TITLE}</h2><div class=b>{TEXT}</div>"
    assert read(bare, articleSection=heading).title == TITLE


def test_a_visible_headline_that_differs_from_the_stated_one_stays() -> None:
    assert read(f"<h1>Hai trăm ghế đá bên hồ</h1><div class=b>{TEXT}</div>").title == "Hai trăm ghế đá bên hồ"


@pytest.mark.parametrize(
    "shown",
    [
        '<span itemprop="description"><a href="/t">Ghế đá</a></span>',
        '<div class="sapo">Tiền mua ghế do người dân...</div>',
        '<div class="sapo">undefined</div>',
        f'<div class="sapo">{SAPO} <a href="/x-556600.html">&gt;&gt; Hồ Bạch Đằng nạo vét xong trước mùa mưa</a></div>',
        f'<div class="sapo">{SAPO}<ul><li><a href="/x-556600.html">Hồ Bạch Đằng nạo vét xong trước mùa mưa</a></li></ul></div>',
        f'<div class="sapo">{SAPO} &gt;&gt; Hồ Bạch Đằng nạo vét xong</div>',
    ],
)
def test_broken_sapos(shown: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{shown}<div class=b>{TEXT}</div>").summary == SAPO


def test_a_cut_description_gives_way_to_a_whole_one() -> None:
    head = f'<meta name="description" content="{SAPO}">'
    assert read(BODY, head, description=f"{SAPO[:40]}...").summary == SAPO


def test_a_day_gives_way_to_the_clock_that_is_shown() -> None:
    dated = f"<h1>{TITLE}</h1><div class=t>18/04/2026 - 09:45</div><div class=b>{TEXT}</div>"
    for day in ("2026-04-18", "2026-04-18T00:00:00+07:00", "2026-04-18T00:00:00Z"):
        assert read(dated, datePublished=day).published_at == MOMENT
    assert read(dated, datePublished="2026-04-17").published_at == datetime(2026, 4, 16, 17, tzinfo=UTC)  # of another day


def test_dates_of_other_stories_and_of_the_licence_are_not_ours() -> None:
    below = "<div><a href='/khac-123456.html'>Tin khác</a><span>08:10 17/04/2026</span></div>"
    below += "<p>Giấy phép số 9 cấp lúc 08:00 ngày 12/03/2021</p>"
    assert read(BODY + below, datePublished=None).published_at is None
    card = "<div class=card><a href='/khac-123456.html'>Khác</a><time datetime='2026-04-17T08:10:00+07:00'></time></div>"
    beside = f"<div class=b2>{TEXT}</div>{card}"
    assert read(f"<h1>{TITLE}</h1>{beside}", datePublished=None).published_at is None


@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        ("Sat Apr 18, 2026 9:45am", MOMENT),
        ("April 18, 2026 | 09:45", MOMENT),
        ("18 April 2026 09:45", MOMENT),
        ("09:45 AM, Apr 18, 2026", MOMENT),
        ("18/4/2026 2:05 PM", datetime(2026, 4, 18, 7, 5, tzinfo=UTC)),
        ("04/05/2026 2:05 PM", datetime(2026, 5, 4, 7, 5, tzinfo=UTC)),  # day first on pages
        ("18/04/2026, 8:30 tối", datetime(2026, 4, 18, 13, 30, tzinfo=UTC)),
    ],
)
def test_dates_beside_the_headline(shown: str, moment: datetime) -> None:
    assert read(f"<h1>{TITLE}</h1><div class=q>{shown}</div><div class=b>{TEXT}</div>", datePublished=None).published_at == moment


def test_a_local_clock_labelled_utc_is_known_by_the_stamp_in_the_address() -> None:
    assert read(BODY, url=KNOWN, datePublished="2026-04-18T09:50:00Z").published_at == MOMENT.replace(minute=50)
    assert read(BODY, url=KNOWN, datePublished="2026-04-18T02:50:00+07:00").published_at == MOMENT.replace(minute=50)
    assert read(BODY, url=KNOWN, datePublished="2026-04-18T04:50:00Z").published_at == datetime(2026, 4, 18, 4, 50, tzinfo=UTC)


OLD_VIDEO = {
    "@type": "VideoObject",
    "name": "Lễ hội đèn lồng năm 2023",
    "description": "Video cũ",
    "uploadDate": "2023-09-29T20:00:00+07:00",
}
OLD_STORY = {
    "@type": "NewsArticle", "headline": "Nạo vét hồ trước mùa mưa năm ngoái", "datePublished": "2025-05-02T08:00:00+07:00",
    "url": "https://bao-thu-nghiem.vn/nao-vet-ho-truoc-mua-mua-nam-ngoai-445566.html", "author": {"name": "Đỗ Khác"},
    "description": "Chuyện của năm ngoái.", "mainEntityOfPage": "x",
}  # fmt: skip


@pytest.mark.parametrize("other", [OLD_VIDEO, OLD_STORY])
def test_another_object_of_the_json_ld_is_not_the_article(other: dict[str, object]) -> None:
    beside = f'<script type="application/ld+json">{json.dumps(other, ensure_ascii=False)}</script>'
    reading = read(BODY, beside)
    assert (reading.title, reading.summary, reading.published_at, reading.authors, reading.kind) == (
        TITLE,
        SAPO,
        MOMENT,
        (),
        "article",
    )
    alone = f'<link rel="canonical" href="{URL}"><meta name="description" content="{SAPO}">{beside}'
    reading = read(f"<h1>{TITLE}</h1><i>09:45 18/04/2026</i><div class=b>{TEXT * 4}</div>", alone, datePublished=None)
    assert (reading.title, reading.summary, reading.published_at, reading.authors) == (TITLE, SAPO, MOMENT, ())


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">Bến Tre</p>', '<p style="DISPLAY: none !important">Bến Tre</p>',
        '<p style="visibility:hidden">Bến Tre</p>', '<div style="position:absolute; left:-9999px"><p>Bến Tre</p></div>',
        '<p hidden>Bến Tre</p>', '<p aria-hidden="true">Bến Tre</p>',
        '<p class="sr-only">Bến Tre</p>', '<p class="visually-hidden">Bến Tre</p>', '<p style="font-size:0">Bến Tre</p>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("holder", ['class="detail-content afcbc-body" data-role="content"', "class=b"])
def test_text_that_no_reader_sees(hidden: str, holder: str) -> None:
    reading = read(f'<h1 class="detail-title" data-role="title">{TITLE}</h1><div {holder}>{TEXT}{hidden}</div>', url=KNOWN)
    assert reading.body == "\n".join(LINES)


def test_text_that_a_script_unfolds_stays() -> None:
    folded = f'<h1 data-role="title">{TITLE}</h1><div data-role="content"><div style="display:none">{TEXT}</div></div>'
    assert read(folded, url=KNOWN).body == "\n".join(LINES)


@pytest.mark.parametrize(
    "offer",
    [
        '<div class="box-paywall"><p>Bài này dành cho bạn đọc dài hạn.</p><p>Đăng nhập ngay</p></div>',
        "<p>Mời bạn đăng nhập để đọc tiếp bài viết này.</p>",
        "<div><p>Hãy mua gói 90 ngày để xem toàn bộ bài.</p><p>Bạn đã có tài khoản? Đăng nhập</p></div>",
    ],
)
def test_the_free_beginning_of_a_paid_article(offer: str) -> None:
    reading = read(f'<h1 data-role="title">{TITLE}</h1><div data-role="content"><p>{LINES[0]}</p>{offer}</div>', url=KNOWN)
    assert (reading.body, "paywall" in reading.problems) == (LINES[0], True)
    assert "paywall" not in read(f'<h1 data-role="title">{TITLE}</h1><div data-role="content">{TEXT}</div>', url=KNOWN).problems


CARDS = "".join(
    f'<div class="it"><h3><a href="/tin-{number}1234.html">Tin mới số {number} trong ngày của phường</a></h3>'
    f"<p>{'Đoạn dẫn của một tin khác. ' * 5}</p></div>"
    for number in range(8)
)


@pytest.mark.parametrize(
    ("title", "markup"),
    [
        ("404 - Báo Thử Nghiệm", "<h1>Nội dung không tồn tại</h1><p>Bài viết đã được gỡ.</p>"),
        ("Không tìm thấy trang", "<div><h2>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa</h2></div>"),
        ("Báo Thử Nghiệm", "<h1>Rất tiếc, bài viết này không còn tồn tại!</h1>"),
        ("Page not found", "<h1>Oops! The page you requested could not be found.</h1>"),
        ("Lỗi 404", "<p>Trở về trang chủ</p>"),
        ("Báo Thử Nghiệm", "<div class='page-404'><p>Không tìm thấy nội dung bạn yêu cầu.</p></div>"),
        ("Báo Thử Nghiệm", "<div data-role='content'>Bài viết không tồn tại hoặc đã bị gỡ bỏ.</div>"),
        ("Lưu ý", "<div><h1>Lưu ý</h1><p>Nội dung bạn tìm không tồn tại hoặc đã bị xóa. Bấm vào đây để về trang đầu.</p></div>"),
        ("Tiếc quá!", "<h1>Tiếc quá!</h1><p>Đường dẫn bạn mở đã hết hạn hoặc tin đã bị ẩn.</p>"),
        (
            "Báo Thử Nghiệm",
            "<h1>Báo Thử Nghiệm</h1><p>Đường dẫn này không chính xác. Mời bạn xem lại.</p><a href='/'>Trang đầu</a>",
        ),
        ("Ồ!", "<main><h1>Ồ!</h1><p>Bài báo này <b>hiện không khả dụng</b>.</p></main>"),
        ("Có lỗi", "<h1>Có lỗi</h1><div>Không tìm thấy bài viết!</div>"),
        ("Nothing here", "<h1>Nothing here</h1><p>It looks like we can't find what you were looking for.</p>"),
        ("Hỏng rồi", "<h1>Hỏng rồi</h1><p>Trang bạn muốn đọc không có ở đây.</p>"),
        ("Tìm kiếm", "<h1>Tìm kiếm</h1><p>Không có kết quả nào phù hợp.</p>"),
    ],
)
@pytest.mark.parametrize("url", [URL, KNOWN])
def test_a_page_that_says_there_is_no_such_article(title: str, markup: str, url: str) -> None:
    source = f"<html><head><title>{title}</title></head><body>{markup}<div class=box>{CARDS}</div></body></html>"
    reading = read_page(source.encode(), url, facts=by_url(url))
    assert (reading.problems, reading.title, reading.body) == (("gone",), None, None)
    problem = problem_of(reading)
    assert problem is not None
    assert problem[0] == Outcome.GONE


@pytest.mark.parametrize(
    "title",
    [
        "Nội dung không tồn tại trên mạng vẫn bị đem ra xử phạt",
        "404 hộ dân nhận nhà mới",
        "Bài viết bị xóa và chuyện kiện tụng",
        "Đường dẫn không chính xác, người mua vé mất tiền",
        "Thông báo",
    ],
)
def test_an_article_about_missing_things_is_one(title: str) -> None:
    shown = f"<h1 data-role=title>{title}</h1><div data-role=content>{TEXT}</div>"
    source = f"<html><head><title>{title}</title></head><body>{shown}</body></html>"
    reading = read_page(source.encode(), KNOWN, facts=by_url(KNOWN))
    assert (reading.title, reading.body) == (title, "\n".join(LINES))


@pytest.mark.parametrize(
    "shown", ["<span class=date>18/04/2026 09:45</span>", "<p>Ghế đá bên hồ vừa đặt sáng nay, mỗi ghế một tên ngõ.</p>" * 6]
)
def test_a_message_inside_an_article_does_not_end_it(shown: str) -> None:
    """A player's or a box's own message stands on a page that shows a date, or a text."""
    head = f'<title>{TITLE}</title><meta property="og:type" content="article">'
    source = f"<html><head>{head}</head><body><h1>{TITLE}</h1>{shown}<p>Nội dung này hiện không khả dụng.</p></body></html>"
    assert "gone" not in read_page(source.encode(), KNOWN, facts=by_url(KNOWN)).problems


def scope(kind: str, props: str, more: str = "") -> str:
    return f'<div itemscope itemtype="https://schema.org/{kind}">{more}<meta itemprop="datePublished" content="{props}"></div>'


STRANGE = "2021-11-02T10:00:00+07:00"
CARD_LINK = '<a href="/b-12345.html">Chợ hoa đêm dời sang bãi sông</a>'


@pytest.mark.parametrize(
    "foreign", [scope("VideoObject", STRANGE), scope("NewsArticle", STRANGE, CARD_LINK), scope("Comment", STRANGE)]
)
def test_microdata_of_films_and_of_other_stories_is_not_the_articles(foreign: str) -> None:
    for markup in (
        f"{foreign}<h1>{TITLE}</h1><div>18/04/2026 09:45</div>",
        f"<h1>{TITLE}</h1><div>18/04/2026 09:45</div>{foreign}",
    ):
        reading = read(f"{markup}<div class=b>{TEXT}</div>", datePublished=None)
        assert (reading.published_at, reading.date_from) == (MOMENT, "page")


@pytest.mark.parametrize(
    "own",
    [
        f'<meta itemprop="datePublished" content="{OWN_DATE}"><h1>{TITLE}</h1>',
        scope("NewsArticle", OWN_DATE, f"<h1>{TITLE}</h1>{CARD_LINK}"),
        scope("NewsArticle", OWN_DATE, f'<a href="{URL}">Bản in</a>') + f"<h1>{TITLE}</h1>",
        scope("WebPage", OWN_DATE) + f"<h1>{TITLE}</h1>",
    ],
)
def test_microdata_of_the_article_is_read(own: str) -> None:
    assert read(f"{own}<div class=b>{TEXT}</div>", datePublished=None).published_at == MOMENT


def test_the_film_of_a_video_page_dates_it() -> None:
    film = scope("VideoObject", OWN_DATE)
    head = '<meta property="og:type" content="video.other">'
    source = f"<html><head>{head}</head><body><h1>{TITLE}</h1>{film}<p>{LINES[0]}</p></body></html>"
    assert read_page(source.encode(), KNOWN, facts=by_url(KNOWN)).published_at == MOMENT


def graph(*nodes: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@graph": nodes}, ensure_ascii=False)}</script>'


@pytest.mark.parametrize(
    ("page_node", "published"),
    [
        ({"@type": "WebPage", "url": URL}, MOMENT),
        ({"@type": ["WebPage", "ItemPage"], "@id": URL}, MOMENT),
        ({"@type": "WebPage", "url": "https://bao-thu-nghiem.vn/doi-song"}, None),
        ({"@type": "WebPage"}, None),
    ],
)
def test_the_node_of_the_page_dates_an_article_that_has_none(page_node: dict[str, object], published: datetime | None) -> None:
    head = graph({**page_node, "datePublished": OWN_DATE}, {"@type": "WebSite", "name": "Báo Thử Nghiệm"})
    assert read(BODY, head, datePublished=None).published_at == published


def test_authors_that_are_named_elsewhere_in_the_graph() -> None:
    people = ({"@type": "Person", "@id": f"#{number}", "name": name} for number, name in enumerate(("Lại Thị Mẫu", "Vũ Thử")))
    article = {"@type": "NewsArticle", "headline": TITLE, "datePublished": OWN_DATE}
    head = graph(*people, {**article, "author": [{"@id": "#0"}, {"@id": "#1"}, {"@id": "#9"}]})
    assert read(BODY, head, datePublished=None).authors == ("Lại Thị Mẫu", "Vũ Thử")
    house = graph({"@type": "Organization", "@id": "#h", "name": "Nhóm Hồ Xanh"}, {**article, "author": {"@id": "#h"}})
    assert read(BODY, house, datePublished=None).authors == ()


@pytest.mark.parametrize(
    "name", ["undefined undefined", "null null", "Updating", "Không xác định", "-- Chọn tác giả --", "Select author"]
)
def test_more_placeholders_are_nobody(name: str) -> None:
    assert read(BODY, author={"@type": "Person", "name": name}).authors == ()


@pytest.mark.parametrize(
    ("shown", "authors"),
    [
        ("Bởi: Lại Thị Mẫu", ("Lại Thị Mẫu",)),
        ("Viết bởi Lại Thị Mẫu", ("Lại Thị Mẫu",)),
        ("Written by Lan Chi", ("Lan Chi",)),
        ("Lại Thị Mẫu và Vũ Thử", ("Lại Thị Mẫu", "Vũ Thử")),
        ("Lại Thị Mẫu, Vũ Thử & Đỗ Văn Bến", ("Lại Thị Mẫu", "Vũ Thử", "Đỗ Văn Bến")),
        ("Sông & Hồ", ("Sông & Hồ",)),  # a pen name
        ("Phòng Văn hóa và Thể thao", ("Phòng Văn hóa và Thể thao",)),
        ("Vũ Thị Na", ("Vũ Thị Na",)),
    ],
)
def test_leads_and_pairs(shown: str, authors: tuple[str, ...]) -> None:
    assert read(BODY, author={"@type": "Person", "name": shown}).authors == authors


@pytest.mark.parametrize(
    "credit",
    [
        '<figure><img src="a.jpg"><figcaption>Ghế. <span class="photo-author">Ảnh: Đỗ Thị Khác</span></figcaption></figure>',
        '<figure><img src="a.jpg"><p class="author">Đỗ Thị Khác</p></figure>',
        '<div class="img-caption"><i class="byline">Đỗ Thị Khác</i></div>',
    ],
)
def test_who_took_the_picture_did_not_write_the_article(credit: str) -> None:
    assert read(f'<h1>{TITLE}</h1><p class="x-author">Ảnh: Đỗ Thị Khác</p><div class=b>{TEXT}</div>').authors == ()
    assert read(f"<h1>{TITLE}</h1>{credit}<div class=b>{TEXT}</div>").authors == ()
    assert read(f"<h1>{TITLE}</h1><div class=b>{TEXT}{credit}</div>").authors == ()


def test_a_signature_with_an_en_dash() -> None:
    signature = '<p style="text-align: right"><b>Lại Thị Mẫu – Vũ Thử</b></p>'
    reading = read(f"<h1>{TITLE}</h1><div class='article-content'>{TEXT}{signature}</div>")
    assert (reading.authors, reading.body) == (("Lại Thị Mẫu", "Vũ Thử"), "\n".join(LINES))


@pytest.mark.parametrize(
    "tail", ["Xem thêm: Hồ Bạch Đằng nạo vét xong", "Tin liên quan: Cầu gỗ mở lại", "Mời bạn đọc xem: Chợ hoa đêm"]
)
def test_headlines_behind_a_described_sapo(tail: str) -> None:
    assert read(BODY, description=f"{SAPO} {tail}").summary == SAPO
    inside = "Phường mời người dân xem thêm: mỗi ghế khắc tên một ngõ bên hồ."
    assert read(BODY, description=inside).summary == inside


@pytest.mark.parametrize(
    "slogan",
    [
        "Trang tin điện tử Thử Nghiệm: tin tức trong ngày, nhanh và chính xác",
        "Đọc báo Thử Nghiệm, tin nóng và tin mới cập nhật liên tục",
    ],
)
def test_a_slogan_of_the_site_is_no_summary(slogan: str) -> None:
    head = f'<meta property="og:description" content="{SAPO}">'
    assert read(BODY, head, description=slogan).summary == SAPO
    assert read(BODY, description=slogan).summary is None


@pytest.mark.parametrize(
    "sapo",
    [
        "Trang thông tin phường Hải Tân đăng tin tức sai, người lập trang bị phạt trong ngày.",  # the words of its headline
        "Trong 24 giờ qua, phường cập nhật danh sách ghế mới nhất và mời người dân góp thêm.",
    ],
)
def test_a_sapo_on_news_stays(sapo: str) -> None:
    assert read(BODY, description=sapo).summary == sapo
