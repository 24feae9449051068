"""The edition: what it chooses, how it groups, ranks and counts; the model edition word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.archive.records import Version
from data.model import Article
from data.text.dates import VN
from digest.edition.agencies import suggest_agencies
from digest.edition.build import Earlier
from digest.model import Block, Edition, EditionStory
from digest.wording.edition import (
    join_pieces,
    list_domestic_in_other_languages,
    list_missing,
    write_comparison,
    write_foot,
    write_period,
    write_sources,
    write_subject,
    write_totals,
)
from digest.wording.story import describe_outlets, describe_reports, join_notes, list_lead_notes
from tests.support import edition_day as model


def article(row: int, **changes: Any) -> Article:
    return replace(model.articles()[row - 1], **changes)


def story(edition: Edition, number: int) -> EditionStory:
    return edition.stories[number - 1]


def totals(edition: Edition) -> str:
    return join_pieces(write_totals(edition))


def test_model_edition_in_the_words_of_the_model() -> None:
    edition = model.edition()
    assert write_subject(edition) == "[Điểm tin Hải Dương] Thứ Ba 02/06/2020: 14 nội dung, 2 báo nêu, 1 tin nhanh"
    assert totals(edition) == (
        "Trong kỳ có 31 tin, bài (3 tin, bài đăng lại) về 14 nội dung liên quan đến tỉnh, của 15 cơ quan báo chí và 2 trang "
        "thông tin điện tử tổng hợp: 6 tích cực, 4 trung tính, 4 tiêu cực (gồm 2 vấn đề báo nêu, 2 vụ việc); so với hôm trước "
        "tăng 2 nội dung, 5 tin, bài."
    )
    assert write_period(edition) == "Kỳ tổng hợp: 06:00 ngày 01/06 đến 06:00 ngày 02/06/2020"
    assert [len(edition.stories_in(block)) for block in Block if block.holds_stories] == [3, 10, 1]
    assert [found.topic_label for found in edition.stories_in(Block.FIELD)][:3] == [
        "Chính trị, xây dựng Đảng",
        "Kinh tế",
        "Nông nghiệp",
    ]
    assert list_domestic_in_other_languages(edition) == "VietnamPlus (tiếng Anh), 1 tin, đã tính ở nội dung 6."
    assert write_sources(edition) == "theo dõi 62 nguồn: 59 đầy đủ, 1 thiếu một phần, 2 không thu được."
    assert [f"{fault.label}: {fault.text}." for fault in edition.sources.faults] == [
        "Báo Lao Động: không thu được từ ngày 28/05/2020 (trang chỉ mở bằng trình duyệt).",
        "Báo Giao thông: không thu được từ 22:00 ngày 01/06/2020 (máy chủ không trả lời).",
        "Báo Kinh tế & Đô thị: trang đổi giao diện, 3 bài chưa đọc được giờ đăng nên chưa đưa vào bản tin.",
    ]


REPORTS = {
    1: (
        "5 tin, bài; đăng đầu tiên: Báo Tuổi Trẻ, 08:15 ngày 01/06; bài riêng: Báo điện tử Dân trí, Báo Thanh Niên; "
        "đăng lại: Báo VietNamNet, Soha."
    ),
    2: "2 tin, bài; đăng đầu tiên: Báo Tiền Phong, 06:50 ngày 01/06; bài riêng: Báo điện tử VOV.",
    3: (
        "6 tin, bài của 6 cơ quan báo chí; đăng đầu tiên: Báo điện tử VnExpress, 19:32; "
        "mới nhất: Báo Công an nhân dân, 22:15 ngày 01/06."
    ),
}


@pytest.mark.parametrize("number", REPORTS)
def test_reports_of_block_one(number: int) -> None:
    assert describe_reports(story(model.edition(), number)) == REPORTS[number]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (4, "Báo Nhân Dân và 1 báo khác"),
        (5, "Báo Công Thương, 1 trang đăng lại"),
        (6, "Báo điện tử Chính phủ và 3 báo khác"),
        (7, "Báo điện tử VOV"),
    ],
)
def test_outlets_of_block_two(number: int, said: str) -> None:
    assert describe_outlets(story(model.edition(), number)) == said


def test_lead_is_first_and_for_a_developing_story_newest() -> None:
    edition = model.edition()
    assert story(edition, 1).lead_article.source.name == "tuoitre"
    assert story(edition, 3).lead_article.source.name == "cand"
    assert story(edition, 6).lead_article.source.name == "baochinhphu"


def test_lead_is_neither_reprint_nor_aggregator() -> None:
    early = article(3, published_at=datetime(2020, 6, 1, 7, tzinfo=VN))
    site = article(17, same_as=None, published_at=datetime(2020, 6, 1, 7, tzinfo=VN))
    edition = model.edition([early, article(1), article(2), site, article(16)])
    assert {found.lead_article.source.name for found in edition.stories} == {"tuoitre", "congthuong"}


def test_labels_are_voted_and_reprints_have_no_vote() -> None:
    edition = model.edition()
    assert (story(edition, 1).tone, story(edition, 3).tone, story(edition, 6).topic) == ("negative", "negative", "nong-nghiep")
    copies = [article(3, tone="positive", same_as=model.key(1)), article(4, tone="positive"), article(1)]
    assert model.edition(copies).stories[0].tone == "negative"


def test_an_issue_in_the_lead_counts() -> None:
    edition = model.edition([article(1), article(2, issue=False), article(5, issue=False), article(7, story=model.key(1))])
    assert edition.stories[0].issue


def test_notes_of_the_annex() -> None:
    rows = model.edition().articles
    assert [join_notes(rows[n - 1]) for n in (1, 2, 3, 4, 14, 17, 21, 31)] == [
        "đăng đầu tiên",
        "bài riêng",
        "đăng lại bài của Báo Tuổi Trẻ",
        "đăng lại bài của Báo Tuổi Trẻ, đổi tiêu đề, cắt ngắn",
        "bài riêng",
        "đăng lại bài của Báo Công Thương, cắt ngắn",
        "bản tiếng Anh",
        "tiếng Anh",
    ]


def test_left_out_verdict_time_home_paper_and_future() -> None:
    told = article(23)
    others = [
        article(24, relevance="passing"),
        article(25, published_at=None),
        article(26, published_at=model.UNTIL + timedelta(minutes=1)),
        article(27, outlet="baohaiduong"),
    ]
    edition = model.edition([told, *others])
    assert [row.id for row in edition.articles] == [told.id]
    with_home = model.edition([told, *others], head=model.head(include_home=True))
    assert {row.source.name for row in with_home.articles} == {"baohaiduong", "dantri"}
    assert "Báo, đài của tỉnh không tính" in dict(write_foot(edition))["Thực hiện:"]
    assert "Báo, đài của tỉnh đã được tính" in dict(write_foot(with_home))["Thực hiện:"]


def test_article_at_the_end_of_the_period_is_told() -> None:
    assert model.edition([article(23, published_at=model.UNTIL)]).figures.articles == 1


def test_nothing_is_told_twice_unless_it_grew() -> None:
    earlier = Earlier(articles={model.key(1)}, stories={model.key(1): (153, date(2020, 6, 1))})
    grown = model.edition([article(1), article(2), article(3)], earlier=earlier)
    assert [row.id for row in grown.articles] == [model.key(2), model.key(3)]
    assert grown.stories[0].continues == "Tiếp theo (bản tin số 153):"
    assert describe_reports(grown.stories[0]).startswith("2 tin, bài mới; sớm nhất trong kỳ: Báo điện tử Dân trí, 10:02")
    only_reprints = model.edition([article(1), article(3), article(4)], earlier=earlier)
    assert only_reprints.stories == ()


def test_number_of_another_year_names_it() -> None:
    earlier = Earlier(stories={model.key(2): (365, date(2019, 12, 31))})
    edition = model.edition([article(2, story=model.key(2))], earlier=earlier)
    assert edition.stories[0].continues == "Tiếp theo (bản tin số 365/2019):"


def test_late_edited_and_withdrawn_are_said() -> None:
    late = article(23, published_at=datetime(2020, 5, 31, 9, tzinfo=VN))
    edited = article(24, versions=2, modified_at=datetime(2020, 6, 1, 10, 40, tzinfo=VN))
    gone = article(26, withdrawn_at=datetime(2020, 6, 2, 5, 50, tzinfo=VN))
    old = Version(at=model.AFTER, title="Tiêu đề cũ", summary="", body="", changed=(), url="", page=None)
    edition = model.edition(
        [late, edited, gone], versions={edited.id: [old, replace(old, title=edited.title, changed=("title",))]}
    )
    said = {row.id: join_notes(row) for row in edition.articles}
    assert said[late.id] == "bài riêng; Đăng ngày 31/05, thu được muộn"
    assert said[edited.id] == "bài riêng; Báo đã sửa tiêu đề lúc 10:40"
    assert said[gone.id] == "bài riêng; Báo đã gỡ bài (kiểm tra lúc 05:50 ngày 02/06)"
    assert list_lead_notes(next(s for s in edition.stories if s.lead == late.id)) == ["Đăng ngày 31/05, thu được muộn"]


def test_attention_takes_issues_first_then_urgent_never_positive() -> None:
    issues = [article(n, story=model.key(n), issue=True, tone="negative") for n in (1, 2, 5, 7)]
    edition = model.edition([*issues, article(8), article(18, issue=False)])
    assert [found.issue for found in edition.stories_in(Block.ATTENTION)] == [True, True, True]
    assert any(found.issue for found in edition.stories_in(Block.FIELD))
    assert all(found.tone != "positive" for found in edition.stories_in(Block.ATTENTION))
    assert model.edition([article(18), article(19), article(20)]).stories_in(Block.ATTENTION) == ()


def test_fields_stand_in_the_order_of_the_list() -> None:
    edition = model.edition()
    order = " ".join(found.topic for found in edition.stories_in(Block.FIELD))
    assert order == "chinh-tri kinh-te nong-nghiep dat-dai-do-thi y-te giao-duc van-hoa-du-lich phap-luat giao-thong an-sinh"


def test_what_was_not_judged_in_time_is_said() -> None:
    edition = model.edition([article(1), article(2, relevance=None), article(23, relevance=None)])
    assert list_missing(edition)[-1] == "2 tin, bài đã thu được nhưng chưa phân loại xong, sẽ xét ở bản tin sau."
    nothing = model.edition([article(2, relevance=None)])
    assert "1 tin, bài thu được chưa phân loại xong" in totals(nothing)


def test_a_crawl_that_did_not_run_is_said_in_one_line() -> None:
    old = model.AFTER - timedelta(hours=3)
    states = {name: replace(state, last_ok=old) for name, state in model.states().items()}
    edition = model.edition(states=states)
    assert (edition.sources.full, edition.sources.none) == (0, 61)
    line = next(line for line in list_missing(edition) if "nguồn khác" in line)
    assert line.endswith("và 47 nguồn khác): không thu được từ 03:00 ngày 01/06/2020 (hệ thống chưa thu thập lại).")


def test_the_words_of_the_crawl_come_first() -> None:
    why = "trang đổi giao diện, 3 bài chưa đọc được giờ đăng"
    states = {"kinhtedothi": replace(model.states()["kinhtedothi"], why=why, counts={})}
    assert model.edition(states=states).sources.faults[0].text == f"{why} nên chưa đưa vào bản tin"


def test_empty_day() -> None:
    well = {name: state for name, state in model.states().items() if state.coverage == "full"}
    day = date(2020, 6, 7)
    edition = model.edition([], states=well, day=day)
    assert write_subject(edition) == "[Điểm tin Hải Dương] Chủ nhật 07/06/2020: không có tin mới"
    assert totals(edition) == f"Trong kỳ, {len(well)} nguồn được theo dõi không có tin, bài mới viết về tỉnh."
    assert totals(model.edition([])) == "Trong kỳ chưa ghi nhận tin, bài mới; 2 nguồn không thu được (xem cuối thư)."


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        ((12, 26), "; so với hôm trước tăng 2 nội dung, 5 tin, bài"),
        ((16, 40), "; so với hôm trước giảm 2 nội dung, 9 tin, bài"),
        ((14, 31), "; so với hôm trước không đổi về số nội dung và số tin, bài"),
        ((14, 30), "; so với hôm trước số nội dung không đổi, tăng 1 tin, bài"),
        ((13, 31), "; so với hôm trước tăng 1 nội dung, số tin, bài không đổi"),
        ((13, 33), "; so với hôm trước tăng 1 nội dung, giảm 2 tin, bài"),
    ],
)
def test_compared_with_the_day_before(rows: tuple[int, int], change: str) -> None:
    last = model.history()[-1]
    row = replace(
        last, counts={**last.counts, "stories": rows[0], "articles": rows[1], "positive": rows[0], "neutral": 0, "negative": 0}
    )
    assert write_comparison(model.edition(history=[row])) == change


def test_compared_with_an_earlier_period_or_with_nothing() -> None:
    assert "so với kỳ trước tăng 8 nội dung" in totals(model.edition(history=model.history()[:5]))
    first = model.edition(history=[])
    assert "so với" not in totals(first)
    assert first.week == ()


def test_zero_clauses_of_the_totals() -> None:
    one = totals(model.edition([article(23)], history=[]))
    assert one == (
        "Trong kỳ có 1 tin, bài về 1 nội dung liên quan đến tỉnh, của 1 cơ quan báo chí: 1 tích cực, không có tiêu cực."
    )
    neutral_issue = model.edition([article(23, tone="neutral", issue=True)], history=[])
    assert "(có 1 vấn đề báo nêu)" in totals(neutral_issue)


def test_only_aggregators() -> None:
    edition = model.edition([article(3, same_as=None)], history=[])
    assert "của 1 trang thông tin điện tử tổng hợp:" in totals(edition)


@pytest.mark.parametrize(
    ("topic", "places", "day", "said"),
    [
        ("moi-truong-thien-tai", ("huyện Kim Thành",), date(2020, 6, 2), ("UBND huyện Kim Thành", "Sở Tài nguyên và Môi trường")),
        ("phap-luat", ("huyện Cẩm Giàng",), date(2020, 6, 2), ("Công an tỉnh", "UBND huyện Cẩm Giàng")),
        ("moi-truong-thien-tai", ("xã Phú Thái",), date(2026, 3, 1), ("UBND xã Phú Thái", "Sở Nông nghiệp và Môi trường")),
        ("giao-thong", ("huyện Nam Sách",), date(2025, 8, 1), ("Sở Xây dựng",)),
    ],
)
def test_suggested_agencies_follow_the_era(topic: str, places: tuple[str, ...], day: date, said: tuple[str, ...]) -> None:
    assert suggest_agencies(topic, places, day=day) == said


def test_a_foreign_story_with_a_domestic_paper_is_told_by_field() -> None:
    edition = model.edition([article(31), article(16, story=model.key(31))])
    assert edition.stories_in(Block.FOREIGN) == ()
    assert edition.figures.agencies == 2


def test_demo_marks_every_outlet() -> None:
    edition = model.edition(head=model.head(demo=True))
    assert all(row.source.label.endswith(" (mô phỏng)") and row.source.short.endswith(" (mô phỏng)") for row in edition.articles)
    assert all("(mô phỏng)" in fault.label for fault in edition.sources.faults)


def test_same_input_in_any_order_gives_the_same_edition() -> None:
    assert model.edition(list(reversed(model.articles()))) == model.edition()
