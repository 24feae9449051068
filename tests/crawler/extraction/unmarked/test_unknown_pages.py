"""Pages of papers that nobody has looked at: what is the article, and what only stands beside it. All text is invented."""

from __future__ import annotations

import json

import pytest

from crawler.extraction import read_page

TITLE = "Xã Tân Lập mở bến đò ngang mới trên sông Gián"
URL = "https://bao-thu-nghiem.vn/xa-tan-lap-mo-ben-do-ngang-moi-tren-song-gian-554433.html"
LINES = (
    "Sáng 12/4, bến đò ngang mới của xã Tân Lập đón chuyến khách đầu tiên, chở 22 người cùng chín chiếc xe đạp sang sông.",
    "Bến có mái che, hai hàng ghế và một chòi cứu hộ; người lái đò phải mặc áo phao suốt ca và ghi sổ từng chuyến.",
    "Bà Hồ Thị Nhạn, bán rau ở chợ Gián, nói trước đây phải đi vòng mười bốn cây số qua cầu phao mới sang được bên kia.",
    "Xã cho đò chạy từ năm giờ sáng đến bảy giờ tối, vé hai nghìn đồng một lượt, học sinh và người già không phải trả tiền.",
)
OTHER = (
    "Chiều qua, hội đồng xã bàn việc trồng lại hai cây số bờ tre chắn sóng đã trôi trong trận nước lớn năm ngoái.",
    "Ba đội thanh niên nhận mỗi đội một đoạn, giống tre lấy từ vườn ươm của hợp tác xã, tiền công trích từ quỹ thôn.",
)
BODY = "\n".join(LINES)


def paragraphs(lines: tuple[str, ...] = LINES, tag: str = "p") -> str:
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


def page(markup: str, head: str = "", **stated: str) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2026-04-12T09:10:00+07:00", **stated}
    return (
        f'<html lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title><meta property="og:type" content="article">'
        f'<meta property="og:title" content="{TITLE}">{head}'
        f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script></head><body>{markup}</body></html>'
    )


def body_of(markup: str, head: str = "", **stated: str) -> str | None:
    return read_page(page(markup, head, **stated).encode(), URL).body


HEADED = f"<h1>{TITLE}</h1>"
TEXT = f'<div class="q7">{paragraphs()}</div>'
CONSENT = (
    "<p>Chúng tôi và 214 đối tác lưu cookie trên máy của bạn để nhớ lựa chọn, đếm lượt xem và chọn quảng cáo hợp với bạn hơn.</p>"
    "<p>Bạn đồng ý hay từ chối cookie đều đọc được tin; có thể thay đổi lựa chọn bất cứ lúc nào ở cuối trang.</p>"
    "<p>We use cookies to store settings on your device and to measure how our pages are used by visitors in your region.</p>" * 2
)


@pytest.mark.parametrize(
    "around",
    [
        f'<div id="onetrust-banner-sdk"><div>{CONSENT}</div></div>{HEADED}{TEXT}',
        f'<div class="x1"><div class="x2">{CONSENT}</div></div>{HEADED}{TEXT}',
        f'{HEADED}{TEXT}<div role="dialog"><div>{CONSENT}</div></div>',
        f"{HEADED}{TEXT}<div class=x9>{CONSENT}</div>",
    ],
)
def test_consent_is_no_article(around: str) -> None:
    assert body_of(around) == BODY


@pytest.mark.parametrize("tag", ["div", "section"])
def test_paragraphs_may_be_blocks_of_any_name(tag: str) -> None:
    text = "".join(f'<{tag} class="par">{line}</{tag}>' for line in LINES)
    assert body_of(f"{HEADED}<div class=k1>{text}</div><div class=next-story>{paragraphs(OTHER)}</div>") == BODY


def test_lines_set_apart_by_breaks_alone() -> None:
    assert body_of(f"{HEADED}<div class=k1>{'<br><br>'.join(LINES)}</div>") == BODY


@pytest.mark.parametrize("level", ['<div class="w">{}</div>', '<div class="w"><div><div class="t">{}</div></div></div>'])
def test_a_body_in_several_blocks(level: str) -> None:
    blocks = '<div class="slot"><h4>Quảng bá</h4></div>'.join(level.format(f"<p>{line}</p>") for line in LINES)
    assert body_of(f"{HEADED}<main>{blocks}</main>") == BODY


def test_headings_between_the_blocks_of_a_body_stay() -> None:
    blocks = [f'<section class="s"><div class="t">{paragraphs(LINES[at : at + 2])}</div></section>' for at in (0, 2)]
    read = body_of(f"{HEADED}<main>{blocks[0]}<h2>Vé hai nghìn đồng</h2>{blocks[1]}</main>")
    assert read == "\n".join((*LINES[:2], "Vé hai nghìn đồng", *LINES[2:]))


COMMENT = (
    "Nhà tôi ở sát bến, sáng nào cũng thấy các cháu đứng đợi đò dưới mưa, nay có mái che thì đỡ khổ quá, cảm ơn xã nhiều lắm."
)


@pytest.mark.parametrize(
    "heading",
    ["<h3>Ý kiến bạn đọc (12)</h3>", "<div>Bình luận (7)</div>", "<h4>12 bình luận</h4>",
     "<p><strong>Phản hồi của bạn đọc</strong></p>",
     "<h2>Comments</h2>"],
)  # fmt: skip
def test_readers_comments_are_not_the_article_however_long(heading: str) -> None:
    comments = "".join(f"<p>{COMMENT} Số {number}.</p>" for number in range(12))
    assert body_of(f"{HEADED}{TEXT}<div class=z1>{heading}<div class=z2>{comments}</div></div>") == BODY


def test_a_second_article_below_is_another() -> None:
    first = f"<article>{HEADED}<div class=b>{paragraphs()}</div></article>"
    second = f"<article><h1>Thôn Hạ trồng lại bờ tre chắn sóng</h1><div class=b>{paragraphs(OTHER * 5)}</div></article>"
    assert body_of(first + second) == BODY
    assert body_of(first.replace("article", "div") + second.replace("article", "div")) == BODY


@pytest.mark.parametrize(
    "foot",
    [
        "<p>Cơ quan của Đảng bộ tỉnh; giấy phép số 99/GP-TTTT cấp ngày 2/2/2020; Tổng biên tập: Lê Văn Thử.</p>",
        "<p>Tòa soạn: số 1 phố Mẫu; điện thoại: 0200 000 000; thư điện tử: bao@vi-du.example; ghi rõ nguồn khi dẫn lại.</p>" * 3,
        "<p>© Bản quyền thuộc báo Thử Nghiệm. Mọi hình thức sao chép phải ghi rõ nguồn và được tòa soạn đồng ý trước.</p>" * 2,
    ],
)
def test_the_foot_of_the_site_is_not_a_short_item(foot: str) -> None:
    assert body_of(f"{HEADED}<div class=b><p>{LINES[0]}</p></div><div class=u1><div>{foot}</div></div>") == LINES[0]


@pytest.mark.parametrize(
    "bar",
    [
        "<ul><li><a href=#>Facebook</a></li><li><a href=#>Zalo</a></li><li><a href=#>In bài viết</a></li></ul>",
        "<div>Chia sẻ</div><div>Sao chép liên kết</div>",
        "<p>Báo lỗi</p><p>Gửi email</p>",
        "<p>Theo dõi báo Thử Nghiệm trên Google News để không bỏ lỡ tin mới.</p>",
        "<p>Đăng ký nhận bản tin buổi sáng qua email của bạn.</p>",
        "<p>Mời độc giả đăng nhập hoặc mua gói 30 ngày để đọc tiếp.</p>",
        "<p>Chia sẻ tin này:</p>",
        "<p>Quét mã QR để tải ứng dụng Bến Gián</p>",
        "<p>Độc giả đánh giá: 4/5 (7 lượt)</p>",
        "<p>Lượt đọc: 3.456</p>",
        "<p>Cỡ chữ: A+ A-</p>",
        "<p>Quay về đầu trang</p>",
        "<p>Bấm để nghe bài báo</p>",
        "<p>0:00 / 4:17 Nữ miền Nam</p>",
        f"<p>{URL}</p>",
        "<p>Tin liên quan</p><p><a href='/cho-gian-hop-phien-dau-nam-554400.html'>Chợ Gián họp phiên đầu năm</a></p>",
    ],
)
def test_what_stands_at_the_end_of_a_text_without_being_of_it(bar: str) -> None:
    assert body_of(f"{HEADED}<div class=b>{paragraphs()}{bar}</div>") == BODY


def test_a_stated_text_that_breaks_off_gives_way_to_the_whole_one() -> None:
    assert body_of(HEADED + TEXT, articleBody=f"{LINES[0]} {LINES[1][:40]}…") == BODY
    assert body_of(HEADED + TEXT, articleBody=LINES[0]) == BODY


def test_a_stated_text_is_taken_where_the_page_shows_none_or_its_beginning() -> None:
    assert body_of(HEADED, articleBody="\n".join(LINES)) == BODY
    assert body_of(f"{HEADED}<div class=b><p>{LINES[0]}</p></div>", articleBody="\n".join(LINES)) == BODY


def test_a_stated_text_says_where_the_article_ends() -> None:
    more = f"<div class=b>{paragraphs((*LINES, *OTHER[:1]))}</div>"
    assert body_of(HEADED + more, articleBody=" ".join(LINES)) == BODY


BLOCKS = [{"type": "paragraph", "content": line} for line in LINES]
NEXT = {
    "props": {"pageProps": {"article": {"title": TITLE, "blocks": BLOCKS, "image": {"caption": "Bến đò nhìn từ bờ bắc. " * 20}}}}
}
QUOTED = json.dumps({"title": TITLE, "body": paragraphs()})
STATES = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(NEXT, ensure_ascii=False)}</script>',
    "initial": f"<script>window.__INITIAL_STATE__ = {json.dumps({'post': {'title': TITLE, 'content': paragraphs()}})};</script>",
    "parsed": f"<script>window.__PRELOADED_STATE__ = JSON.parse({json.dumps(QUOTED)});</script>",
    "nuxt": f"<script>window.__NUXT__={json.dumps({'data': [{'detail': {'name': TITLE, 'html': paragraphs()}}]})}</script>",
}


@pytest.mark.parametrize("state", STATES.values(), ids=list(STATES))
def test_a_text_that_only_scripts_read(state: str) -> None:
    related = {"items": [{"title": "Tin khác", "content": paragraphs(OTHER)}]}
    other = f"<script>window.__RELATED_STATE__ = {json.dumps(related)};</script>"
    assert body_of(f"{HEADED}<div id=__next></div>{other}{state}") == BODY


def test_an_amp_page() -> None:
    reading = read_page(
        page(f"<article><h1>{TITLE}</h1><div class=amp-body>{paragraphs()}<amp-ad>Quảng cáo</amp-ad></div></article>").encode(),
        URL.replace(".html", ".amp"),
    )
    assert reading.body == BODY


def test_a_body_without_a_selector_says_so() -> None:
    reading = read_page(page(HEADED + TEXT).encode(), URL)
    assert reading.body_guessed is True
    fitting = read_page(page(f"{HEADED}<div class='article-content'>{paragraphs()}</div>").encode(), URL)
    assert (fitting.body, fitting.body_guessed) == (BODY, False)


CARD = (
    '<div class="tin"><a href="/thon-ha-trong-lai-bo-tre-chan-song-554401.html">Thôn Hạ trồng lại bờ tre chắn sóng</a>'
    f"<p>{OTHER[0]}</p></div>"
)
SPACED = (
    f"<p>{LINES[0]}</p>{CARD}<p>{LINES[1]}</p><p><em>(Ảnh: Báo Thử)</em></p><p>Ảnh: Hồ Thử/TTXVN</p>{paragraphs(LINES[2:])}"
    f"<p>Link bài viết: {URL}</p>"
)


@pytest.mark.parametrize("mark", ["class=q9", 'class="article-content"', 'class="detail-content afcbc-body" data-role="content"'])
def test_other_stories_and_credits_inside_a_body(mark: str) -> None:
    assert body_of(f'<h1 class="detail-title" data-role="title">{TITLE}</h1><div {mark}>{SPACED}</div>') == BODY


@pytest.mark.parametrize("mark", ["class=q9", 'class="article-body"'])
def test_blocks_right_below_each_other(mark: str) -> None:
    halves = [f"<div {mark}>{paragraphs(half)}</div>" for half in (LINES[:2], LINES[2:])]
    assert body_of(f"{HEADED}{halves[0]}<div class=ad>QC</div>{halves[1]}") == BODY


def test_a_later_article_of_the_same_make_under_a_smaller_headline() -> None:
    later = f"<div class=bai><h2 class=t>Thôn Hạ trồng lại bờ tre</h2><div class=x>{paragraphs(OTHER * 6)}</div></div>"
    assert body_of(f"<div class=bai><h1 class=t>{TITLE}</h1><div class=x>{paragraphs()}</div></div>{later}") == BODY


def test_paragraphs_may_be_spans_or_blocks_in_blocks() -> None:
    assert body_of(f"{HEADED}<div class=n>{''.join(f'<span class=l>{line}</span>' for line in LINES)}</div>") == BODY
    assert body_of(f"{HEADED}<div class=n>{''.join(f'<div><span>{line}</span></div>' for line in LINES)}</div>") == BODY


def test_a_live_report_keeps_every_entry() -> None:
    entries = "".join(
        f"<div class=item><time>{hour}:15</time><div class=c><p>{line}</p></div></div>" for hour, line in enumerate(LINES, 9)
    )
    reading = read_page(page(f"{HEADED}<div class=tl>{entries}</div>", **{"@type": "LiveBlogPosting"}).encode(), URL)
    assert reading.kind == "live"
    assert all(line in (reading.body or "") for line in LINES)


CARD_LEADS = (
    "Chợ Gián dời sáu gian hàng cá ra mé sông, người bán bốc thăm chỗ ngồi mới từ chiều thứ bảy.",
    "Đội bóng chuyền thôn Trại đi xe máy sang huyện bên đấu giao hữu, thua hai ván rồi thắng ba ván liền.",
    "Trạm bơm đầu đê chạy thử bằng điện lưới, tiếng máy nhỏ hơn trước nên cả xóm ngủ được giấc trưa.",
    "Thư viện xã nhận ba thùng truyện cũ, các em lớp năm tự đóng kệ bằng ván thuyền bỏ đi.",
    "Nhà ông giáo Bạo mở lớp dạy đan lưới miễn phí vào tối thứ năm, ai đến cũng được một cuộn cước.",
)


def cards(shape: str) -> str:
    leads = enumerate(CARD_LEADS, 554_410)
    return "".join(shape.format(href=f"/chuyen-xa-ben-song-{number}.html", lead=lead, number=number) for number, lead in leads)


@pytest.mark.parametrize("length", [1, 2, 4])
@pytest.mark.parametrize(
    "shape",
    [
        "<div class=w><h3><a href={href}>Chuyện ở xã bên sông, kỳ {number}</a></h3><p>{lead}</p></div>",
        "<a href={href}><div><b>Chuyện ở xã bên sông, kỳ {number}</b><p>{lead}</p></div></a>",
    ],
)
def test_the_leads_on_cards_below_a_short_text_are_other_stories(length: int, shape: str) -> None:
    text = f"<div class=q7>{paragraphs(LINES[:length])}</div><div class=q8>{cards(shape)}</div>"
    assert body_of(HEADED + text) == "\n".join(LINES[:length])


@pytest.mark.parametrize(
    "line",
    [
        "Chị Nhạn đã mua gói phân bón trả chậm giá 62.000 đồng ở bến, mỗi tháng trả một lần khi bán rau.",
        "Năm ngoái hợp tác xã đăng ký gói nước sạch chung cho cả xóm vạn chài, 31 nhà cùng góp tiền.",
        "Giấy phép số 7/GP-UBND cấp ngày 5/1/2026 cho phép bến chở tối đa 25 người một chuyến.",
        "Giấy phép hoạt động của chiếc đò cũ hết hạn từ năm 2019 mà không ai hay.",
        "Trang mạng của hợp tác xã bị nhắc vì lưu cookie của bạn đọc quá chín mươi ngày.",
        "Hai chủ đò đồng ý với các điều khoản chung về giá vé và giờ chạy, ký trước mặt trưởng thôn.",
        "Trọng tài trận kéo co hai bên bến nói đội nào thua cũng được quay về trang trại ăn cá.",
    ],
)
def test_sentences_that_only_sound_like_notices_stay(line: str) -> None:
    lines = (*LINES[:2], line, *LINES[2:])
    reading = read_page(page(f"{HEADED}<div class=b>{paragraphs(lines)}</div>").encode(), URL)
    assert reading.body == "\n".join(lines)
    assert "paywall" not in reading.problems


def test_what_an_amp_page_shows_in_place_of_what_fails() -> None:
    advert = "<amp-ad type=a><div fallback>Không tải được quảng cáo của bến Gián</div></amp-ad>"
    assert body_of(f"{HEADED}<article>{paragraphs()}{advert}</article>") == BODY


def test_a_hidden_badge_is_no_part_of_the_headline() -> None:
    heading = f"<h1><span style='display: none'>Video</span>{TITLE}</h1>"
    assert read_page(page(heading + TEXT).encode(), URL).title == TITLE


NUXT_ARGUMENTS = (
    "<script>window.__NUXT__=(function(a,b){return {data:[{article:{title:a,content:b}}]}}"
    f"({json.dumps(TITLE)},{json.dumps(paragraphs())}))</script>"
)
NUXT_CALL = f"<script>window.__NUXT__=(function(a){{return {{data:[{{content:{json.dumps(paragraphs())}}}]}}}}(1))</script>"
STREAM = json.dumps(json.dumps({"content": paragraphs()}))
APP_ROUTER = f"<script>self.__next_f.push([1,{STREAM}])</script>"


@pytest.mark.parametrize("state", [NUXT_CALL, NUXT_ARGUMENTS, APP_ROUTER])
def test_a_text_in_a_state_that_is_no_json(state: str) -> None:
    assert body_of(f"{HEADED}<div id=app></div>{state}") == BODY


@pytest.mark.parametrize(
    "source",
    [
        "<script>__A_STATE__ = {" + '"a":[' * 20_000,
        '<script id="__NEXT_DATA__"' * 5_000,
        '"content":"' + "x\\" * 200_000,
        '__NUXT__=(function(a){}("' + "x\\" * 200_000,
        "__NUXT__=(function(" + '"' * 200_001,
    ],
)
def test_hostile_states_end(source: str) -> None:
    assert read_page(f"<html><body><h1>{TITLE}</h1></body></html>{source}".encode(), URL).body is None
